package dev.thaw.graph

import static dev.thaw.graph.Node.Join.Rule.ALL
import static dev.thaw.graph.Node.Join.Rule.ANY
import static dev.thaw.graph.Start.ALWAYS
import static dev.thaw.graph.Start.FAILURE
import static dev.thaw.graph.Start.SUCCESS

import spock.lang.Specification

/** What follows for a node from how those have ended that it comes after. */
class EndingSpec extends Specification {
  private static List<Ending> endings(List<String> ends, boolean begun) {
    ends.collect { new Ending(End.valueOf(it), begun) }
  }

  def "a #start after #before that were #begun: #end"() {
    expect:
    Ending.without(start, endings(before, begun == 'begun')).map { it.name() }.orElse('begins') == end

    where:
    start   | before               | begun   || end
    SUCCESS | []                   | ''      || 'begins'
    SUCCESS | ['DONE', 'DONE']     | 'begun' || 'begins'
    SUCCESS | ['DONE', 'FAILED']   | 'begun' || 'FAILED'
    SUCCESS | ['DENIED', 'DONE']   | 'begun' || 'DENIED'
    SUCCESS | ['DENIED', 'FAILED'] | 'begun' || 'FAILED'
    SUCCESS | ['PASSED', 'DONE']   | 'begun' || 'PASSED'
    SUCCESS | ['PASSED', 'FAILED'] | 'begun' || 'FAILED'
    FAILURE | ['DONE', 'FAILED']   | 'begun' || 'begins'
    FAILURE | ['DENIED']           | 'begun' || 'begins'
    FAILURE | ['DONE']             | 'begun' || 'PASSED'
    FAILURE | ['PASSED']           | 'begun' || 'PASSED'
    FAILURE | ['FAILED', 'FAILED'] | 'never' || 'FAILED'
    ALWAYS  | ['DONE', 'FAILED']   | 'begun' || 'begins'
    ALWAYS  | ['DONE', 'PASSED']   | 'begun' || 'begins'
    ALWAYS  | ['PASSED', 'PASSED'] | 'never' || 'PASSED'
    ALWAYS  | ['FAILED']           | 'never' || 'FAILED'
  }

  def "a join of #rule after #before: #end"() {
    expect:
    Ending.joined(rule, endings(before, true)) == new Ending(End.valueOf(end), true)

    where:
    rule | before               || end
    ALL  | ['DONE', 'PASSED']   || 'DONE'
    ALL  | ['DONE', 'FAILED']   || 'FAILED'
    ALL  | ['DENIED', 'DONE']   || 'DENIED'
    ALL  | ['PASSED', 'PASSED'] || 'PASSED'
    ANY  | ['FAILED', 'DONE']   || 'DONE'
    ANY  | ['FAILED', 'PASSED'] || 'FAILED'
    ANY  | ['PASSED', 'PASSED'] || 'PASSED'
  }
}
