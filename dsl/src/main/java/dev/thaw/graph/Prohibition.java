package dev.thaw.graph;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.operation.Effect;
import dev.thaw.operation.OperationSpec;
import java.util.Optional;

/**
 * What must never be done to certain containers, whatever the graph says.
 *
 * @param operation which operation; every one that changes something if there is none
 * @param where to which containers
 * @param span where the script, or the file of prohibitions, says so
 */
public record Prohibition(Optional<OperationSpec> operation, Predicate where, SourceSpan span) {

  /** Returns whether it is about that operation. */
  public boolean concerns(OperationSpec other) {
    return operation
        .map(mine -> mine.name().equals(other.name()))
        .orElse(other.effect() != Effect.OBSERVE);
  }

  /**
   * Returns whether it is about that action: also one that runs a command, where exec is forbidden.
   */
  public boolean concerns(Action action) {
    boolean commands = action.operation().waits() && action.effect() != Effect.OBSERVE;
    return concerns(action.operation())
        || commands && operation.map(mine -> mine.name().equals("exec")).orElse(true);
  }

  /** Returns it as a script writes it. */
  public String source() {
    return operation.map(OperationSpec::name).orElse("change") + " where " + where.source();
  }
}
