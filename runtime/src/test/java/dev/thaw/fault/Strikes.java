package dev.thaw.fault;

import dev.thaw.operation.EngineCall;
import java.util.Random;

/** Which requests of a run a fault strikes. Thread safe. */
final class Strikes {
  /** Which requests count. */
  enum Scope {
    WRITES,
    LOOKS,
    ANY;

    boolean holds(EngineCall call) {
      return switch (this) {
        case WRITES -> call.mutates();
        case LOOKS ->
          !call.mutates()
              && (call.path().startsWith("/containers/") || call.path().startsWith("/exec/"));
        case ANY -> true;
      };
    }
  }

  private final Fault fault;
  private final Scope scope;
  private final int first;
  private final int times;
  private final Random random;
  private int counted;

  private Strikes(Fault fault, Scope scope, int first, int times, Random random) {
    this.fault = fault;
    this.scope = scope;
    this.first = first;
    this.times = times;
    this.random = random;
  }

  /** Draws which: mostly those that change something, once or often. */
  static Strikes drawn(Fault fault, boolean observes, Random random) {
    int chance = random.nextInt(20);
    Scope scope = chance < 11 && !observes ? Scope.WRITES : chance < 16 ? Scope.LOOKS : Scope.ANY;
    int first = random.nextInt(scope == Scope.WRITES ? 2 : 4);
    int[] often = {1, 1, 1, 1, 2, 2, 3, 4, Integer.MAX_VALUE, Integer.MAX_VALUE};
    int times = often[random.nextInt(often.length)];
    return new Strikes(fault, scope, first, times, random);
  }

  /** Returns the fate of the next request. */
  synchronized Fate next(EngineCall call) {
    if (!scope.holds(call)) {
      return Fate.NONE;
    }
    int index = counted++;
    return index >= first && index - first < times
        ? Fate.of(fault, random.nextInt(1 << 20))
        : Fate.NONE;
  }

  @Override
  public String toString() {
    return fault + " on " + scope + " from " + first
        + (times == Integer.MAX_VALUE ? " on" : ", " + times + "x");
  }
}
