package dev.thaw.guard

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class GuardianLogSpec extends Specification {
  @TempDir
  Path folder

  private Path file(String name, String content = '') {
    Files.writeString(folder.resolve(name), content)
  }

  def "what is told of are the logs whose journals are gone, the oldest first"() {
    given:
    file('2026b.journal.log', 'two\nlines\n')
    file('2026a.journal.log', 'one\n')
    file('2026c.journal')
    file('2026c.journal.log', 'at work\n')
    file('other.log', 'none of ours')

    expect:
    def bereft = GuardianLog.bereft(folder)
    bereft*.run() == ['2026a', '2026b']
    bereft*.lines()*.get() == [['one'], ['two', 'lines']]
    GuardianLog.bereft(folder.resolve('none')) == []
  }

  def "of several who would tell of it only one may"() {
    given:
    def log = GuardianLog.of(folder.resolve('r.journal'))
    file('r.journal.log', 'something')

    expect:
    [log.remove(), log.remove()] == [true, false]
    log.lines().empty
  }

  def "an empty one goes, another stays"() {
    given:
    file('r.journal.log', content)

    when:
    GuardianLog.of(folder.resolve('r.journal')).removeIfEmpty()

    then:
    Files.exists(folder.resolve('r.journal.log')) == stays

    where:
    content || stays
    ''      || false
    'x'     || true
  }

  def "a link is neither read nor followed"() {
    given:
    Files.createSymbolicLink(folder.resolve('r.journal.log'), file('secret', 'x'))

    expect:
    GuardianLog.of(folder.resolve('r.journal')).lines().empty
  }
}
