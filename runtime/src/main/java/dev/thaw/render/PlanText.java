package dev.thaw.render;

import dev.thaw.engine.EngineInfo;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.operation.EngineCall;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Verdict;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as people read it: per step its targets, what would be sent, and what is left out and why.
 */
public final class PlanText {
  private final Style style;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Style style) {
    this.style = style;
  }

  /** Returns the lines. */
  public static List<String> lines(Plan plan, Style style) {
    var text = new PlanText(style);
    text.head(plan);
    plan.steps().forEach(text::step);
    text.foot(plan);
    return List.copyOf(text.lines);
  }

  private void head(Plan plan) {
    EngineInfo engine = plan.engine();
    lines.add(Printable.text("Plan on " + engine.address() + " (" + engine.version() + ", "
        + engine.name() + "). Nothing is changed by planning."));
  }

  private void step(Plan.PlannedStep planned) {
    Node.Step step = planned.step();
    lines.add("");
    lines.add(style.bold(step.id() + "  line " + step.span().line() + ": " + chain(step))
        + " where " + Printable.text(step.where().source()));
    if (!step.after().isEmpty()) {
      lines.add(style.dim("    after " + String.join(", ", step.after())));
    }
    if (planned.assuming()) {
      lines.add(style.dim("    as earlier steps are expected to leave the containers"));
    }
    planned
        .refusal()
        .ifPresent(refusal -> lines.add(style.red("  ✗ ") + Printable.text(refusal.message())));
    if (planned.targets().isEmpty()) {
      lines.add("    no container matches");
    }
    planned.targets().forEach(this::target);
    planned
        .undecided()
        .forEach(snapshot -> lines.add(style.yellow("  ? ") + Printable.text(snapshot.name())
            + "  left out, the selector cannot be judged: "
            + Printable.text(Verdict.readings(step.where(), snapshot))));
  }

  private void target(Plan.PlannedTarget target) {
    String indent = "";
    for (Plan.PlannedAction planned : target.actions()) {
      action(target, planned, indent);
      indent = "  then ";
    }
  }

  private void action(Plan.PlannedTarget target, Plan.PlannedAction planned, String indent) {
    String verb = planned.action().operation().name();
    String name = indent.isEmpty() ? Printable.text(target.snapshot().name()) : indent + verb;
    String reason = Printable.text(planned.verdict().reason());
    switch (planned.verdict().decision()) {
      case ACT -> {
        lines.add(style.green("  + ") + name + (reason.isEmpty() ? "" : "  (" + reason + ")"));
        planned.calls().forEach(call -> lines.add(style.dim("      " + text(call))));
      }
      case UNCHANGED -> lines.add(style.dim("  = " + name + "  unchanged: " + reason));
      case DENY -> lines.add(style.red("  ✗ ") + name + "  denied: " + reason);
      case SKIP -> lines.add(style.dim("  - " + name + "  skipped: " + reason));
    }
  }

  private void foot(Plan plan) {
    List<Verdict.Decision> decisions = plan.steps().stream()
        .filter(step -> step.refusal().isEmpty())
        .flatMap(step -> step.targets().stream())
        .flatMap(target -> target.actions().stream())
        .map(action -> action.verdict().decision())
        .toList();
    lines.add("");
    lines.add(count(decisions, Verdict.Decision.ACT) + " to do, "
        + count(decisions, Verdict.Decision.UNCHANGED) + " unchanged, "
        + count(decisions, Verdict.Decision.SKIP) + " skipped.");
  }

  private static long count(List<Verdict.Decision> decisions, Verdict.Decision decision) {
    return decisions.stream().filter(decision::equals).count();
  }

  private static String text(EngineCall call) {
    return Printable.text(call.toString());
  }

  private static String chain(Node.Step step) {
    return step.actions().stream()
        .map(Action::operation)
        .map(Object::toString)
        .collect(Collectors.joining(" then "));
  }
}
