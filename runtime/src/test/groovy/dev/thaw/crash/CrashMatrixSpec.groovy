package dev.thaw.crash

import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(1200)
class CrashMatrixSpec extends Specification {
  static final CrashMatrix MATRIX = new CrashMatrix()

  /** Some of the statements: {@code -Dthaw.crash.tables=SAVED,SAVED_MIXED}. */
  static final List<String> TABLES = System.getProperty('thaw.crash.tables', '').tokenize(',')

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
    table << Table.values().findAll { !TABLES || it.name() in TABLES }
  }

  def cleanupSpec() {
    println MATRIX.told()
  }
}
