package dev.thaw.plan;

import dev.thaw.engine.OwnContainer;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Prohibition;
import dev.thaw.graph.Truth;
import dev.thaw.operation.Effect;
import java.util.Optional;

/**
 * What keeps operations from containers, whoever selects them: what the script forbids, what the
 * command line confines it to, and what holds for every run. Immutable.
 */
public sealed interface Rule {

  /** The label that keeps a container from being changed if its value is {@code true}. */
  String PROTECTION = "thaw.protect";

  /** Returns whether it is about that action; about every one that changes something, as a rule. */
  default boolean concerns(Action action) {
    return action.effect() != Effect.OBSERVE;
  }

  /**
   * Returns what must be known of a container to judge it, and may be another thing in a moment;
   * nothing if the answer is the same for as long as there is that container.
   */
  default Optional<Predicate> condition() {
    return Optional.empty();
  }

  /**
   * Returns whether it forbids what it is about; unless that is certainly false, nothing is done.
   */
  Truth forbids(Snapshot target);

  /** Returns why nothing is done to a target that it does not certainly leave free. */
  String reason(Snapshot target);

  /** What the script, or a file beside it, says that must never be done. */
  record Never(Prohibition prohibition) implements Rule {
    @Override
    public boolean concerns(Action action) {
      return prohibition.concerns(action);
    }

    @Override
    public Optional<Predicate> condition() {
      return Optional.of(prohibition.where());
    }

    @Override
    public Truth forbids(Snapshot target) {
      return prohibition.where().judge(target);
    }

    @Override
    public String reason(Snapshot target) {
      return "never " + prohibition.source() + " (" + prohibition.span() + ")"
          + (forbids(target) == Truth.TRUE ? "" : " cannot be judged")
          + readings(prohibition.where(), target);
    }
  }

  /** The containers that no step may leave to change another one. */
  record Scope(Predicate where) implements Rule {
    @Override
    public Optional<Predicate> condition() {
      return Optional.of(where);
    }

    @Override
    public Truth forbids(Snapshot target) {
      return where.judge(target).negate();
    }

    @Override
    public String reason(Snapshot target) {
      String scope = "scope " + where.source();
      return (forbids(target) == Truth.TRUE ? "outside the " + scope : scope + " cannot be judged")
          + readings(where, target);
    }
  }

  /** A container's own label. A value but {@code true} is no protection. */
  record Protected() implements Rule {
    @Override
    public Truth forbids(Snapshot target) {
      return Truth.of("true".equals(target.labels().get(PROTECTION)));
    }

    @Override
    public String reason(Snapshot target) {
      return "protected: it has the label " + PROTECTION + "=true";
    }
  }

  /** The container that would take the run down with it. */
  record Itself(OwnContainer own) implements Rule {
    @Override
    public Truth forbids(Snapshot target) {
      return Truth.of(own.is(target.id()));
    }

    @Override
    public String reason(Snapshot target) {
      return "Thaw itself runs in it";
    }
  }

  private static String readings(Predicate where, Snapshot target) {
    String readings = Verdict.readings(where, target);
    return readings.isEmpty() ? "" : ": " + readings;
  }
}
