package dev.thaw.render;

import dev.thaw.engine.EngineInfo;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Runbook;
import dev.thaw.operation.EngineCall;
import dev.thaw.plan.Plan;
import dev.thaw.plan.PlannedRelease;
import dev.thaw.plan.Verdict;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Map<String, Plan.PlannedStep> planned =
        plan.steps().stream().collect(Collectors.toMap(step -> step.step().id(), step -> step));
    Map<String, PlannedRelease> released = plan.releases().stream()
        .collect(Collectors.toMap(release -> release.release().id(), release -> release));
    for (Node node : plan.graph().nodes()) {
      if (node instanceof Node.Note note) {
        text.note(note);
      } else if (node instanceof Node.Host host) {
        text.host(host);
      } else if (node instanceof Node.Wait wait) {
        text.wait(wait);
      } else if (released.containsKey(node.id())) {
        new ReleaseText(text.style, text.lines).release(released.get(node.id()), plan.graph());
      } else if (planned.containsKey(node.id())) {
        text.step(planned.get(node.id()));
      }
    }
    text.foot(plan);
    return List.copyOf(text.lines);
  }

  private void head(Plan plan) {
    EngineInfo engine = plan.engine();
    lines.add(Printable.text("Plan on " + engine.address() + " (" + engine.version() + ", "
        + engine.name() + "). Nothing is changed by planning."));
    Runbook runbook = plan.graph().runbook();
    if (!runbook.name().isEmpty()) {
      lines.add(style.bold(Printable.text(runbook.name()))
          + (runbook.description().isEmpty() ? "" : "  " + Printable.text(runbook.description())));
    }
    runbook
        .timebox()
        .ifPresent(longest -> lines.add("    ends after " + new Value.Time(longest).display()));
    plan.judgements()
        .forEach(judged -> lines.add(
            judged.met()
                ? style.green("  ✓ ") + "required: " + Printable.text(judged.counted())
                : style.red("  ✗ ") + Printable.text(judged.message())));
    plan.graph()
        .confirmations()
        .forEach(asked -> lines.add("    a run asks: " + Printable.text(asked.question())));
    plan.graph()
        .prohibitions()
        .forEach(forbidden -> lines.add(
            "    never " + Printable.text(forbidden.source() + " (" + forbidden.span() + ")")));
    plan.reach()
        .scopes()
        .forEach(scope -> lines.add("    only within the scope " + Printable.text(scope.source())));
    if (plan.reach().limited()) {
      lines.add("    at most " + plan.reach().maxTargets() + " containers changed");
    }
  }

  private void note(Node.Note note) {
    lines.add("");
    lines.add(style.bold(note.id() + "  " + note.span().inWords() + ": note ")
        + Printable.text(note.text()));
    after(note);
  }

  /** Planning does not wait. */
  private void wait(Node.Wait wait) {
    lines.add("");
    lines.add(style.bold(wait.id() + "  " + wait.span().inWords() + ": ")
        + Printable.text(wait.source()));
    after(wait);
  }

  private void host(Node.Host host) {
    lines.add("");
    lines.add(style.bold(host.id() + "  on this machine: ")
        + Printable.text(String.join(" ", host.words())));
    after(host);
  }

  private void after(Node node) {
    if (!node.after().isEmpty()) {
      String condition = switch (node.start()) {
        case SUCCESS -> "";
        case FAILURE -> ", on failure alone";
        case ALWAYS -> ", however that ends";
      };
      lines.add(style.dim("    after " + String.join(", ", node.after()) + condition));
    }
  }

  /** What the script says of how it is to be done. */
  private void manner(Plan.PlannedStep planned) {
    Node.Step step = planned.step();
    var manner = new ArrayList<>(Clauses.of(step.selector()));
    for (Action action : step.actions()) {
      String whose = step.actions().size() > 1 ? action.operation() + " " : "";
      Clauses.of(action).forEach(clause -> manner.add(whose + clause));
    }
    manner.addAll(Clauses.of(step));
    manner.removeIf(clause -> clause.startsWith("named "));
    if (!manner.isEmpty()) {
      lines.add(style.dim("    " + Printable.text(String.join(", ", manner))));
    }
    if (planned.anyOf().isPresent()) {
      lines.add(
          "    any " + planned.anyOf().get() + " of these " + planned.targets().size() + ":");
    } else if (planned.targets().size() < planned.matching()) {
      lines.add("    " + planned.targets().size() + " of " + planned.matching() + " that match:");
    }
  }

  private void step(Plan.PlannedStep planned) {
    Node.Step step = planned.step();
    lines.add("");
    String name = step.name().isEmpty() ? "" : Printable.text(step.name()) + ": ";
    lines.add(style.bold(step.id() + "  " + step.span().inWords() + ": " + name + chain(step))
        + " where " + Printable.text(step.where().source()));
    after(step);
    if (planned.assuming()) {
      lines.add(style.dim("    as earlier steps are expected to leave the containers"));
    }
    manner(planned);
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
    for (Plan.PlannedAction planned : reached(target)) {
      action(target, planned, indent);
      indent = "  then ";
    }
    List<Plan.PlannedAction> rest =
        target.actions().subList(reached(target).size(), target.actions().size());
    if (!rest.isEmpty()) {
      String verbs = rest.stream()
          .map(left -> left.action().operation().name())
          .collect(Collectors.joining(", "));
      lines.add(style.dim("  -   then " + verbs + "  not reached"));
    }
  }

  /** What stands behind an operation that is known to fail is not come to. */
  private static List<Plan.PlannedAction> reached(Plan.PlannedTarget target) {
    int end = 0;
    while (end < target.actions().size() && !target.actions().get(end).fails()) {
      end++;
    }
    return target.actions().subList(0, Math.min(end + 1, target.actions().size()));
  }

  private void action(Plan.PlannedTarget target, Plan.PlannedAction planned, String indent) {
    String verb = planned.action().operation().name();
    String name = indent.isEmpty() ? Printable.text(target.snapshot().name()) : indent + verb;
    String reason = Printable.text(planned.verdict().reason());
    switch (planned.verdict().decision()) {
      case ACT -> {
        lines.add((planned.fails() ? style.red("  ✗ ") : style.green("  + "))
            + name
            + (reason.isEmpty() ? "" : "  (" + reason + ")"));
        planned.calls().forEach(call -> lines.add(style.dim("      " + text(call))));
        planned.here().forEach(line -> lines.add(style.dim("      " + Printable.text(line))));
      }
      case UNCHANGED -> lines.add(style.dim("  = " + name + "  unchanged: " + reason));
      case DENY -> lines.add(style.red("  ✗ ") + name + "  denied: " + reason);
      case SKIP -> lines.add(style.dim("  - " + name + "  skipped: " + reason));
    }
  }

  private void foot(Plan plan) {
    List<Plan.PlannedAction> actions = plan.steps().stream()
        .filter(step -> step.refusal().isEmpty())
        .flatMap(step -> step.targets().stream())
        .flatMap(target -> reached(target).stream())
        .toList();
    long failing = actions.stream().filter(Plan.PlannedAction::fails).count();
    List<Verdict.Decision> decisions = actions.stream()
        .filter(action -> !action.fails())
        .map(action -> action.verdict().decision())
        .toList();
    plan.overreach().ifPresent(refusal -> {
      lines.add("");
      lines.add(style.red("✗ ") + Printable.text(refusal.message()));
    });
    long denied = count(decisions, Verdict.Decision.DENY);
    lines.add("");
    lines.add(count(decisions, Verdict.Decision.ACT) + " to do, "
        + count(decisions, Verdict.Decision.UNCHANGED) + " unchanged, "
        + count(decisions, Verdict.Decision.SKIP) + " skipped"
        + (denied == 0 ? "" : ", " + denied + " denied")
        + (failing == 0 ? "" : ", " + failing + " would fail") + ReleaseText.count(plan) + ".");
  }

  private static long count(List<Verdict.Decision> decisions, Verdict.Decision decision) {
    return decisions.stream().filter(decision::equals).count();
  }

  /** What only a run can say stands in angle brackets, which a path has in other signs. */
  private static String text(EngineCall call) {
    return Printable.text(call.toString().replace("%3C", "<").replace("%3E", ">"));
  }

  private static String chain(Node.Step step) {
    return step.actions().stream()
        .map(Action::operation)
        .map(Object::toString)
        .collect(Collectors.joining(" then "));
  }
}
