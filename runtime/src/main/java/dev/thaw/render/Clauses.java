package dev.thaw.render;

import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Pace;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Retry;
import dev.thaw.graph.Selector;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a script says of a step and its operations beside verb, selector and guard. */
final class Clauses {
  private Clauses() {}

  /** Returns which of those that match are taken, and how many may match. */
  static List<String> of(Selector selector) {
    var clauses = new ArrayList<String>();
    selector.order().ifPresent(order -> clauses.add("orderBy " + order.source()));
    selector
        .sample()
        .ifPresent(
            sample -> clauses.add((sample.random() ? "random " : "first ") + sample.count()));
    if (selector.min() > 0) {
      clauses.add("min " + selector.min());
    }
    if (selector.max() < Selector.UNLIMITED) {
      clauses.add("max " + selector.max());
    }
    return clauses;
  }

  /** Returns how long an operation goes on. */
  static List<String> of(Action action) {
    var clauses = new ArrayList<String>();
    action
        .until()
        .ifPresent(until -> clauses.add(
            "until { " + until.condition().source() + " } within " + source(until.within())));
    if (!action.deadline().equals(action.operation().deadline(action.arguments()))) {
      clauses.add(
          (action.operation().waits() ? "within " : "timeout ") + source(action.deadline()));
    }
    action.retry().ifPresent(retry -> clauses.add(retry(retry)));
    return clauses;
  }

  private static String retry(Retry retry) {
    return "retry " + retry.times()
        + retry
            .backoff()
            .map(waits -> " backoff " + source(waits.first()) + ".." + source(waits.longest()))
            .orElse("");
  }

  /** Returns how a step goes through its targets, and what follows from its failure. */
  static List<String> of(Node.Step step) {
    var clauses = new ArrayList<String>();
    if (step.pace().concurrency() != Pace.UNLIMITED) {
      clauses.add("concurrency " + step.pace().concurrency());
    }
    step.pace().rollout().ifPresent(rollout -> clauses.add(rolling(rollout)));
    step.pace().deadline().ifPresent(longest -> clauses.add("deadline " + source(longest)));
    if (step.continueOnError()) {
      clauses.add("continueOnError true");
    }
    if (!step.name().isEmpty()) {
      clauses.add("named " + SourceText.quote(step.name()));
    }
    return clauses;
  }

  /** Returns how long what is taken back lasts, where that has a limit. */
  static List<String> of(Node.Release release) {
    var clauses = new ArrayList<String>();
    release.lasting().ifPresent(time -> clauses.add("lasting " + source(time)));
    release.atMost().ifPresent(time -> clauses.add("atMost " + source(time)));
    return clauses;
  }

  private static String rolling(Rollout rollout) {
    return "rolling(" + rollout.batch().value().source()
        + rollout.canary().map(first -> ", canary: " + first.value().source()).orElse("")
        + (rollout.pause().isZero() ? "" : ", pause: " + source(rollout.pause()))
        + ", maxFailures: " + rollout.maxFailures().value().source() + ")";
  }

  private static String source(Duration duration) {
    return new Value.Time(duration).source();
  }
}
