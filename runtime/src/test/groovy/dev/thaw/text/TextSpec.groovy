package dev.thaw.text

import spock.lang.Specification

class TextSpec extends Specification {
  def "terminals get no control characters: #text.inspect()"() {
    expect:
    Printable.text(text) == printable

    where:
    text                   || printable
    'plain ä 日本'          || 'plain ä 日本'
    'tab\tstays'           || 'tab\tstays'
    'red\u001b[31m'        || 'red\\u001b[31m'
    'two\nlines'           || 'two\\u000alines'
    'a\u202eb\u2066c'      || 'a\\u202eb\\u2066c'
    'c1 \u009b31m'         || 'c1 \\u009b31m'
  }

  def "colours are for terminals, and not against NO_COLOR"() {
    expect:
    Style.of(terminal, noColor, term) == style

    where:
    terminal | noColor | term    || style
    true     | null    | 'xterm' || Style.COLOURED
    true     | ''      | 'xterm' || Style.COLOURED
    true     | '1'     | 'xterm' || Style.PLAIN
    true     | null    | 'dumb'  || Style.PLAIN
    true     | null    | null    || Style.COLOURED
    false    | null    | 'xterm' || Style.PLAIN
  }

  def "columns are as wide as they need to be"() {
    expect:
    new TextTable('NAME', 'X').row('a', '1').row('longer', '').lines() ==
        ['NAME     X', 'a        1', 'longer']
  }

  def "a long table takes a moment, not seconds"() {
    given:
    def table = new TextTable('NAME', 'STATE', 'ID')
    (1..50_000).each { table.row("container-$it", 'running', 'x' * (it % 13)) }
    def begin = System.nanoTime()

    when:
    def lines = table.lines()

    then:
    lines.size() == 50_001
    System.nanoTime() - begin < 10_000_000_000
  }
}
