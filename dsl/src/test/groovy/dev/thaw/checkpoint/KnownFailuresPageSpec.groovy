package dev.thaw.checkpoint

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** The page for people tells what the table knows: a row that is changed here must be changed there. */
class KnownFailuresPageSpec extends Specification {
  static final Path PAGE = Path.of('../docs/checkpoints.md')

  /** What was found in the case at hand stands in the texts as a name in braces. */
  static String row(KnownFailure failure) {
    def at = failure.acts().size() == Act.values().size() ? 'all' : failure.acts().collect { it.words() }.join(', ')
    def told = "$failure.problem $failure.cure".replaceAll(/\{\w+\}/, '…')
    "| `${failure.code()}` | ${failure.weight().name().toLowerCase()} | $at | $told | ${failure.source()} |"
  }

  def "docs/checkpoints.md has #failure.code as the table has it"() {
    expect:
    Files.readString(PAGE).readLines().contains(row(failure))

    where:
    failure << KnownFailures.ALL
  }

  def "docs/checkpoints.md has no row that the table has not"() {
    given:
    def rows = Files.readAllLines(PAGE).findAll { it ==~ /\| `[a-z-]+` \| (refused|warning|note) \|.*/ }

    expect:
    rows.size() == KnownFailures.ALL.size()
  }
}
