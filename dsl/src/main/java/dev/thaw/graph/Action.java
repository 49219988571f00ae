package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.fact.Inspection;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.OperationSpec;
import java.time.Duration;

/**
 * One operation on each target of a step.
 *
 * @param operation which
 * @param arguments its options' values, defaults included
 * @param guard judged per target just before; only if it certainly holds is anything sent
 * @param deadline how long it may take on one target that nothing is known of yet
 * @param span where the script says so
 */
public record Action(
    OperationSpec operation,
    Arguments arguments,
    Predicate guard,
    Duration deadline,
    SourceSpan span) {

  /** The guard of an action that has none. */
  public static final Predicate ALWAYS = new Predicate.Constant(true);

  /**
   * Returns how long it may take on a target that has been inspected: what the script says, else
   * what suits the target, such as its own stop timeout.
   */
  public Duration deadline(Inspection target) {
    return deadline.equals(operation.deadline(arguments))
        ? operation.deadline(arguments, target)
        : deadline;
  }

  /** Returns whether a guard was given. */
  public boolean guarded() {
    return !(guard instanceof Predicate.Constant always && always.truth());
  }
}
