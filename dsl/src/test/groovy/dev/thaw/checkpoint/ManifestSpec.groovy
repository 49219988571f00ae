package dev.thaw.checkpoint

import spock.lang.Specification

class ManifestSpec extends Specification {
  static entry(String name, long bytes, String sum) {
    new Manifest.Entry(name, bytes, sum)
  }

  static final MADE = Manifest.of(
    [(Manifest.CHECKPOINT): 'nightly.x', (Manifest.IMAGE): 'a "b"\u001b', (Manifest.CRIU): ''],
    [entry('core-1.img', 5, 'aa'), entry('pages-1.img', 4096, 'bb')])

  def "it survives its JSON form, and leaves out what is not known"() {
    expect:
    Manifest.of(MADE.json()) == MADE
    MADE.json().contains('"bytes":4101')
    !MADE.json().contains('criu')
    !MADE.json().contains('\u001b')
    MADE.tell(Manifest.CRIU) == ''
  }

  def "it tells what has become different: #told"() {
    expect:
    MADE.changes(now) == told

    where:
    now                                                           | told
    MADE.files()                                                  | []
    [entry('core-1.img', 5, 'aa')]                                | ['pages-1.img is missing']
    [entry('core-1.img', 5, 'ab'), entry('pages-1.img', 4096, 'bb')] | ['core-1.img has changed']
    MADE.files() + entry('x', 1, 'cc')                            | ['x was not there']
  }

  def "another format is none: #text"() {
    when:
    Manifest.of(text)

    then:
    thrown(IOException)

    where:
    text << ['{}', '{"v":2}', '', 'no', '[1]']
  }
}
