package dev.thaw.crash

import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(1200)
class CrashMatrixSpec extends Specification {
  static final CrashMatrix MATRIX = new CrashMatrix()

  @Requires({ Story.TOLD })
  def "the one case that is to be repeated"() {
    expect:
    MATRIX.repeated() == []
  }

  @IgnoreIf({ Story.TOLD })
  def "#table: whatever happens at whatever moment, nothing of ours stays frozen and nothing else is thawed"() {
    when:
    def violations = MATRIX.violations(table)

    then:
    violations.join('\n') == ''

    where:
    table << Table.values()
  }

  def cleanupSpec() {
    println MATRIX.told()
  }
}
