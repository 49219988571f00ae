package dev.thaw.history

import dev.thaw.event.Outcome
import dev.thaw.text.Glyphs
import dev.thaw.text.Style
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

/** A run as a picture. */
class TimelineSpec extends Specification {
  static final Instant AT = Instant.parse('2026-11-21T12:00:00Z')

  private static KeptOperation operation(String name, String verb, long from, Long to, Outcome outcome = Outcome.CHANGED) {
    def end = to == null ? Optional.empty() : Optional.of(new KeptOperation.End(AT.plusMillis(to), outcome, Optional.empty(), ''))
    new KeptOperation('s1', 0, verb, name, name, AT.plusMillis(from), end)
  }

  private static List<String> lines(List<KeptOperation> operations, int width = 50, Glyphs glyphs = Glyphs.ASCII) {
    new Timeline(AT, Duration.ofSeconds(10), width, glyphs, Style.PLAIN).lines(operations)
  }

  def "each target has a row, each operation a bar as long as it took"() {
    expect:
    lines([operation('web-1', 'pause', 0, 2000), operation('web-2', 'pause', 5000, 10000, Outcome.FAILED),
      operation('web-1', 'exec', 8000, 9000), operation('db', 'stop', 9999, null)]) == [
      '       0                     10.00 s',
      'web-1  ######                 ####    pause, exec',
      'web-2                xxxxxxxxxxxxxxx  pause failed',
      'db                                 ?  stop unknown',
      '# changed  x failed  ? unknown',
    ]
  }

  def "#count targets fit #width columns"() {
    given:
    def drawn = lines((1..count).collect { operation("a-rather-long-name-of-a-service-$it", 'exec', it * 10, 5000 + it, it % 7 ? Outcome.CHANGED : Outcome.FAILED) }, width, glyphs)

    expect:
    drawn.size() == count + 2
    drawn.every { it.length() <= width }
    glyphs == Glyphs.UNICODE || drawn.every { it ==~ /\p{ASCII}*/ }

    where:
    [count, width, glyphs] << [[3, 60], [50, 80, 200], Glyphs.values().toList()].combinations()
  }

  def "of very many those that did not go well are always shown"() {
    given:
    def drawn = lines((1..500).collect { operation("c$it", 'exec', 0, 10, it > 490 ? Outcome.FAILED : Outcome.CHANGED) })

    expect:
    drawn.size() == 103
    drawn.count { it.contains('exec failed') } == 10
    drawn[-2] == 'and 400 more, which went well'
  }

  def "a clock that was set back draws nothing outside of the picture"() {
    expect:
    lines([operation('a', 'stop', -90000, -5000), operation('b', 'stop', 20000, 5000)]).every { it.length() <= 50 }
  }

  def "names are made fit for a terminal"() {
    expect:
    !lines([operation('x\u001b[2J\u202e\nroot', 'stop', 0, 5)]).join('').find('[\u001b\u202e\n]')
  }

  def "#environment: #glyphs"() {
    expect:
    Glyphs.of(environment) == glyphs

    where:
    environment                                   || glyphs
    [:]                                           || Glyphs.ASCII
    [LANG: 'C']                                   || Glyphs.ASCII
    [LANG: 'de_DE.UTF-8']                         || Glyphs.UNICODE
    [LANG: 'de_DE.utf8', LC_CTYPE: '']            || Glyphs.UNICODE
    [LANG: 'de_DE.UTF-8', LC_ALL: 'C']            || Glyphs.ASCII
    [LANG: 'de_DE.UTF-8', TERM: 'dumb']           || Glyphs.ASCII
    [LC_ALL: 'C.UTF-8', THAW_GLYPHS: 'ascii']     || Glyphs.ASCII
  }

  def "#millis ms are #words"() {
    expect:
    Took.words(Duration.ofMillis(millis)) == words

    where:
    millis    || words
    0         || '0.00 s'
    1254      || '1.25 s'
    59_999    || '60.00 s'
    200_000   || '3 min 20 s'
    7_500_000 || '2 h 5 min'
  }
}
