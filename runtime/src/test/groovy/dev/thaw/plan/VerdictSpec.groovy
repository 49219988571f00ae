package dev.thaw.plan

import static dev.thaw.fact.ContainerState.EXITED
import static dev.thaw.fact.ContainerState.PAUSED
import static dev.thaw.fact.ContainerState.RUNNING
import static dev.thaw.fact.ContainerState.UNKNOWN
import static dev.thaw.plan.Verdict.Decision.ACT
import static dev.thaw.plan.Verdict.Decision.SKIP
import static dev.thaw.plan.Verdict.Decision.UNCHANGED

import dev.thaw.catalog.OperationCatalog
import dev.thaw.diagnostic.SourceSpan
import dev.thaw.fact.Circumstances
import dev.thaw.fact.FactCost
import dev.thaw.fact.Inspection
import dev.thaw.fact.Listing
import dev.thaw.fact.Snapshot
import dev.thaw.fact.Usage
import dev.thaw.graph.Action
import dev.thaw.graph.Comparison
import dev.thaw.graph.Operand
import dev.thaw.graph.Predicate
import dev.thaw.operation.Arguments
import dev.thaw.value.Value
import java.time.Duration
import spock.lang.Specification

class VerdictSpec extends Specification {
  static final Predicate LOW_MEMORY = new Predicate.Compare(
      Operand.FactRef.to('mem'), Comparison.LESS, new Operand.Literal(new Value.Percent(80G)))

  static Action action(String verb, Predicate guard = Action.ALWAYS) {
    Action.of(OperationCatalog.named(verb), Arguments.NONE, guard, Duration.ofSeconds(1),
        SourceSpan.at(1, 1))
  }

  static Snapshot container(state, Usage usage = Usage.UNKNOWN) {
    new Snapshot(FactCost.STATS, false, 'a' * 64, 'web', 'nginx', [:], state, Listing.PLAIN, Inspection.NOT_READ, usage, Circumstances.UNKNOWN)
  }

  static Usage memory(long used) {
    new Usage(used, 1000, 1, Optional.empty())
  }

  def "#verb of a container that is #state: #decision, #reason"() {
    expect:
    Verdict.of(action(verb, guard), container(state, usage)) == new Verdict(decision, reason)

    where:
    verb      | state   | guard        | usage         || decision  | reason
    'pause'   | RUNNING | Action.ALWAYS| Usage.UNKNOWN || ACT       | ''
    'pause'   | PAUSED  | Action.ALWAYS| Usage.UNKNOWN || UNCHANGED | 'already paused'
    'pause'   | EXITED  | Action.ALWAYS| Usage.UNKNOWN || SKIP      | 'it is exited: pause does not apply'
    'pause'   | UNKNOWN | Action.ALWAYS| Usage.UNKNOWN || SKIP      | 'it is unknown: pause does not apply'
    'start'   | PAUSED  | Action.ALWAYS| Usage.UNKNOWN || SKIP      | 'it is paused: start does not apply'
    'stop'    | PAUSED  | Action.ALWAYS| Usage.UNKNOWN || ACT       | ''
    'unpause' | PAUSED  | LOW_MEMORY   | memory(500)   || ACT       | 'mem is 50%'
    'unpause' | PAUSED  | LOW_MEMORY   | memory(912)   || SKIP      | 'guard does not hold: mem is 91.2%'
    'unpause' | PAUSED  | LOW_MEMORY   | Usage.UNKNOWN || SKIP      | 'guard cannot be judged: mem is unknown'
    'unpause' | PAUSED  | new Predicate.Not(LOW_MEMORY) | Usage.UNKNOWN || SKIP | 'guard cannot be judged: mem is unknown'
    'unpause' | RUNNING | LOW_MEMORY   | memory(912)   || UNCHANGED | 'already running'
  }
}
