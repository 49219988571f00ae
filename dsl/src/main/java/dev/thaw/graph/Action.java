package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.fact.Inspection;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Effect;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * One operation on each target of a step.
 *
 * @param operation which
 * @param arguments its options' values, defaults included
 * @param guard judged per target just before; only if it certainly holds is anything sent
 * @param deadline how long it may take on one target that nothing is known of yet
 * @param retry how often it is tried again; as suits the failure if the script does not say
 * @param until what must come true before it counts as done, if the script says
 * @param holdUntil how many of the operations right after it must have succeeded for it to stay:
 *     else it is taken back, whatever happens; 0 if it stays in any case
 * @param span where the script says so
 */
public record Action(
    OperationSpec operation,
    Arguments arguments,
    Predicate guard,
    Duration deadline,
    Optional<Retry> retry,
    Optional<Until> until,
    int holdUntil,
    SourceSpan span) {

  /** The guard of an action that has none. */
  public static final Predicate ALWAYS = new Predicate.Constant(true);

  /** Returns an action that is tried again and ends as suits its operation. */
  public static Action of(
      OperationSpec operation,
      Arguments arguments,
      Predicate guard,
      Duration deadline,
      SourceSpan span) {
    return new Action(
        operation, arguments, guard, deadline, Optional.empty(), Optional.empty(), 0, span);
  }

  /**
   * Returns how long it may take on a target that has been inspected: what the script says, else
   * what suits the target, such as its own stop timeout.
   */
  public Duration deadline(Inspection target) {
    return deadline.equals(operation.deadline(arguments))
        ? operation.deadline(arguments, target)
        : deadline;
  }

  /** Returns whether it is taken back unless others after it succeed. */
  public boolean held() {
    return holdUntil > 0;
  }

  /** Returns what it does to the world. */
  public Effect effect() {
    return operation.effect(arguments);
  }

  /** Returns whether a guard was given. */
  public boolean guarded() {
    return !(guard instanceof Predicate.Constant always && always.truth());
  }
}
