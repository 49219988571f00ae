package dev.thaw.explain;

import dev.thaw.graph.Node;
import dev.thaw.graph.Pace;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Selector;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Which containers a step takes, how many, and how fast. */
final class SelectionWords {
  private final Node.Step step;

  SelectionWords(Node.Step step) {
    this.step = step;
  }

  List<Point> points() {
    var points = new ArrayList<Point>();
    points.add(new Point("takes", takes()));
    points.add(new Point("how many", howMany()));
    points.add(new Point("pace", pace()));
    return points;
  }

  private String takes() {
    List<String> unknowns = PredicateWords.unknowns(step.where());
    return Phrases.sentence(PredicateWords.containers(step.where()))
        + (unknowns.isEmpty()
            ? ""
            : " Unknown is " + Phrases.series(unknowns, "and")
                + ": where that leaves the condition open, the container is not taken.");
  }

  private String howMany() {
    Selector selector = step.selector();
    var sentences = new ArrayList<String>();
    if (selector.min() == 0 && selector.max() == Selector.UNLIMITED) {
      sentences.add("Any number may match, none too.");
    }
    if (selector.min() > 0) {
      sentences.add("At least " + Phrases.count(selector.min(), "container")
          + " must match, else the step fails and does nothing.");
    }
    if (selector.max() < Selector.UNLIMITED) {
      sentences.add("At most " + Phrases.count(selector.max(), "container")
          + " may match, else the run is denied before anything is done.");
    }
    selector
        .sample()
        .ifPresent(sample -> sentences.add(
            sample.random()
                ? "Any " + sample.count() + " of them are taken, others at every run."
                : "Only the first " + sample.count() + " of them are taken, " + order() + "."));
    if (selector.sample().isEmpty() && selector.order().isPresent()) {
      sentences.add(Phrases.sentence(order()));
    }
    return String.join(" ", sentences);
  }

  private String order() {
    return step.selector()
        .order()
        .map(order -> "ordered by " + FactWords.noun(order.fact())
            + (order.descending() ? ", the largest first" : ", the smallest first")
            + "; where that is unknown, last")
        .orElse("ordered by name");
  }

  private String pace() {
    String atOnce = step.pace().concurrency() == Pace.UNLIMITED
        ? "side by side, as many at once as the run allows"
        : step.pace().concurrency() == 1
            ? "one after the other"
            : "side by side, at most " + step.pace().concurrency() + " at once";
    return step.pace()
            .rollout()
            .map(rollout -> "In batches of " + share(rollout.batch()) + batches(rollout)
                + " Within a batch " + atOnce + ".")
            .orElse(Phrases.sentence(atOnce))
        + step.pace()
            .deadline()
            .map(longest -> " After " + Phrases.time(longest)
                + " no container is begun with any more, and the step has failed.")
            .orElse("");
  }

  private static String batches(Rollout rollout) {
    String canary =
        rollout.canary().map(first -> ", the first of " + share(first)).orElse("");
    String pause =
        rollout.pause().isZero() ? "" : ", with " + Phrases.time(rollout.pause()) + " between two";
    String failures = share(rollout.maxFailures());
    return canary + pause + "; none begins any more once "
        + (failures.equals("0")
            ? "one container has failed"
            : "more than " + failures + " have failed")
        + ".";
  }

  private static String share(Pace.Share share) {
    return share.value() instanceof Value.Percent percent
        ? percent.display() + " of all"
        : share.value().display();
  }
}
