package dev.thaw.operation;

import dev.thaw.fact.Snapshot;
import java.util.Map;
import java.util.function.Function;

/** Turns an operation on one target into engine requests: a pure function. */
@FunctionalInterface
public interface Lowering {

  /** Returns what is sent for {@code target}. */
  Request lower(Snapshot target, Arguments arguments, Dialect dialect);

  /** Returns a lowering to {@code POST /containers/<id>/<action>} without parameters. */
  static Lowering post(String action) {
    return post(action, arguments -> Map.of());
  }

  /**
   * Returns a lowering to {@code POST /containers/<id>/<action>} with parameters from the
   * arguments.
   */
  static Lowering post(String action, Function<Arguments, Map<String, String>> query) {
    return (target, arguments, dialect) -> new Request.Once(
        EngineCall.post("/containers/" + target.id() + "/" + action, query.apply(arguments), ""));
  }
}
