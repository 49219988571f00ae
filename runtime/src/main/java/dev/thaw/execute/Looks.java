package dev.thaw.execute;

import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.fact.Snapshot;
import dev.thaw.plan.Need;
import dev.thaw.plan.Rule;
import dev.thaw.plan.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Fresh looks at the target of one operation, within its time. Nothing is seen where it is gone.
 */
final class Looks {
  private final RunContext run;
  private final Operation operation;
  private final Allowance time;

  Looks(RunContext run, Operation operation, Allowance time) {
    this.run = run;
    this.operation = operation;
    this.time = time;
  }

  /** Inspects it. */
  Optional<Snapshot> inspect() throws EngineException {
    return run.patience.look(time.left(), inventory -> inventory.inspect(operation.target()));
  }

  /** Reads what guard and rules ask for besides. */
  Optional<Snapshot> deepen(Snapshot target) throws EngineException {
    Need need = Verdict.need(operation.action(), run.restrictions.rules());
    return run.patience.look(time.left(), inventory -> need.read(inventory, target));
  }

  /** Returns why it is forbidden by now: that may have come true since the try before. */
  Optional<String> denial() throws EngineException {
    List<Rule> concerned = run.restrictions.rules().stream()
        .filter(rule -> rule.concerns(operation.action()) && rule.condition().isPresent())
        .toList();
    Optional<Snapshot> now = concerned.isEmpty() ? Optional.empty() : inspect();
    Optional<Snapshot> target = now.isEmpty() ? now : deepen(now.get());
    return target
        .flatMap(seen -> Verdict.denial(operation.action(), seen, concerned))
        .map(Verdict::reason);
  }

  /** Returns why it is not as a plan knows it any more: so may it have begun anew. */
  Optional<String> stale() throws EngineException {
    Adherence adherence = run.restrictions.adherence();
    Optional<Snapshot> now = adherence.binds() ? inspect() : Optional.empty();
    return now.flatMap(seen -> adherence.stale(operation, seen));
  }
}
