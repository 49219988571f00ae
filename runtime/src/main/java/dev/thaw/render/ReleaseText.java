package dev.thaw.render;

import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.plan.Plan;
import dev.thaw.plan.PlannedRelease;
import dev.thaw.plan.Verdict;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What is taken back by itself, as people read it: in a graph and in a plan. */
final class ReleaseText {
  private final Style style;
  private final List<String> lines;

  /** Adds its lines to those. */
  ReleaseText(Style style, List<String> lines) {
    this.style = style;
    this.lines = lines;
  }

  /** Returns what it is, and when: {@code unpause what s1 pauses, 10 minutes later}. */
  static String describe(Node.Release release, OperationGraph graph) {
    return what(release, graph)
        + release.lasting().map(time -> ", " + time(time) + " later").orElse("")
        + release
            .atMost()
            .map(time -> ", " + time(time) + " later at the latest")
            .orElse("");
  }

  private static String what(Node.Release release, OperationGraph graph) {
    String verb = graph
        .steps()
        .filter(step -> step.id().equals(release.of()))
        .map(step -> step.actions().get(0).operation() + "s")
        .collect(Collectors.joining());
    return release.action().operation() + " what " + release.of() + " " + verb;
  }

  void release(PlannedRelease planned, OperationGraph graph) {
    Node.Release release = planned.release();
    lines.add("");
    lines.add(
        style.bold(release.id() + "  " + release.span().inWords() + ": ") + what(release, graph));
    lines.add(style.dim("    " + when(release)));
    planned
        .anyOf()
        .ifPresent(count ->
            lines.add("    any " + count + " of these " + planned.targets().size() + ":"));
    if (planned.targets().isEmpty()) {
      lines.add("    there is nothing to take back");
    }
    planned.targets().forEach(this::target);
  }

  private static String when(Node.Release release) {
    if (release.lasting().isPresent()) {
      return time(release.lasting().get()) + " after " + release.of() + ", whatever happens";
    }
    String during = release.after().stream()
        .filter(id -> !id.equals(release.of()))
        .collect(Collectors.joining(", "));
    return "after the statements of during (" + during + "), whatever happens"
        + release
            .atMost()
            .map(time -> "; " + time(time) + " after " + release.of() + " at the latest")
            .orElse("");
  }

  private void target(Plan.PlannedTarget target) {
    Plan.PlannedAction planned = target.actions().get(0);
    String name = Printable.text(target.snapshot().name());
    if (planned.verdict().decision() == Verdict.Decision.ACT) {
      lines.add(style.green("  + ") + name);
      planned
          .calls()
          .forEach(call -> lines.add(style.dim("      " + Printable.text(call.toString()))));
    } else {
      lines.add(style.dim(
          "  = " + name + "  left: " + Printable.text(planned.verdict().reason())));
    }
  }

  /** Returns how many are taken back, as the end of a list; empty if a plan takes nothing back. */
  static String count(Plan plan) {
    long count = plan.releases().stream()
        .filter(release -> !release.onFailure())
        .flatMap(release -> release.targets().stream())
        .filter(target -> target.actions().get(0).verdict().decision() == Verdict.Decision.ACT)
        .count();
    return plan.releases().isEmpty() ? "" : ", " + count + " to take back";
  }

  private static String time(Duration time) {
    return new Value.Time(time).display();
  }
}
