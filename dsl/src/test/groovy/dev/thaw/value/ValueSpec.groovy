package dev.thaw.value

import java.time.Duration
import spock.lang.Specification

class ValueSpec extends Specification {
  def "#value prints as #source"() {
    expect:
    value.source() == source

    where:
    value                                       | source
    new Value.Text("a'b\\c")                    | "'a\\'b\\\\c'"
    new Value.Text('line\nend\u202e\u001b')     | "'line\\nend\\u202e\\u001b'"
    new Value.Number(80.50G)                    | '80.5'
    new Value.Number(1E3G)                      | '1000'
    new Value.Flag(true)                        | 'true'
    new Value.Percent(80G)                      | '80%'
    new Value.Percent(12.50G)                   | '12.5%'
    Value.Bytes.of(0)                           | '0.B'
    Value.Bytes.of(512)                         | '512.B'
    Value.Bytes.of(512_000_000)                 | '512.MB'
    Value.Bytes.of(512L << 20)                  | '512.MiB'
    new Value.Time(Duration.ofSeconds(120))     | '2.minutes'
    new Value.Time(Duration.ofMillis(1500))     | '1500.ms'
    new Value.Time(Duration.ZERO)               | '0.ms'
    new Value.Listing([new Value.Text('a'), Value.Number.of(1)]) | "['a', 1]"
    new Value.Moment(java.time.Instant.EPOCH)   | "'1970-01-01T00:00:00Z'"
    new Value.Ago(Duration.ofHours(48))         | '2.days.ago'
    Value.Members.ofTexts(['b', 'a', 'b'])      | "['a', 'b']"
    Value.Members.ofNumbers([443, 80])          | '[80, 443]'
    Value.Absent.NULL                           | 'null'
  }

  def "#number #unit is #source"() {
    expect:
    Unit.named(unit).get().of(number).source() == source

    where:
    number | unit      || source
    2G     | 'minutes' || '2.minutes'
    90G    | 's'       || '90.seconds'
    0.5G   | 'h'       || '30.minutes'
    1.5G   | 'GiB'     || '1536.MiB'
    80G    | 'percent' || '80%'
    0.4G   | 'ms'      || '0.ms'
  }

  def "equality is by meaning"() {
    expect:
    new Value.Number(1.0G) == new Value.Number(1G)
    Unit.MINUTE.of(1G) == Unit.SECOND.of(60G)
    new Value.Percent(80.0G) == new Value.Percent(80G)
    new Value.Percent(80G) != new Value.Number(80G)
  }

  def "what cannot be counted is refused: #number #unit"() {
    when:
    unit.of(number)

    then:
    thrown(ArithmeticException)

    where:
    number              | unit
    10000000000000000G  | Unit.DAY
    10000000000G        | Unit.TERABYTE
  }

  def "units are told apart by case"() {
    expect:
    Unit.named('MB').present
    Unit.named('Mb').empty
    Unit.allSpellings().toSet().size() == Unit.allSpellings().size()
  }
}
