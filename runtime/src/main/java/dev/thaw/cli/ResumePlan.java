package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Done;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.history.KeptEvents;
import dev.thaw.history.KeptOperation;
import dev.thaw.history.KeptRun;
import dev.thaw.history.RunStore;
import dev.thaw.history.RunText;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Plan.PlannedAction;
import dev.thaw.plan.Plan.PlannedStep;
import dev.thaw.plan.Plan.PlannedTarget;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import dev.thaw.plan.Verdict;
import dev.thaw.render.PlanJson;
import dev.thaw.render.PlanText;
import dev.thaw.text.Printable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What a run that takes up another one would do now: the plan of the graph without what is done.
 */
final class ResumePlan {
  private final KeptRun run;
  private final OperationGraph graph;
  private final KeptEvents events;
  private final Done done;

  ResumePlan(KeptRun run, OperationGraph graph, KeptEvents events, Done done) {
    this.run = run;
    this.graph = graph;
    this.events = events;
    this.done = done;
  }

  /** Prints it, and changes nothing. */
  ExitCode show(ParseResult arguments, CliContext context) throws CliFailure, IOException {
    Reach reach = new ReachChoice(arguments, context).reach();
    try (Engine engine = new EngineChoice(arguments, context).open();
        var workers = new Workers(Workers.DEFAULT_CONCURRENCY)) {
      var surroundings = new Surroundings(Clock.systemUTC(), EngineChoice.gauge(engine));
      Plan plan = without(new Planner(engine, surroundings, workers)
          .on(FilesChoice.of(arguments, engine, context))
          .plan(graph, reach));
      if (arguments.hasMatchedOption(Options.JSON)) {
        PlanJson.write(plan, context.out());
      } else {
        left().forEach(context.out()::println);
        PlanText.lines(plan, PlanCommand.style(context)).forEach(context.out()::println);
      }
      return PlanCommand.exitCode(plan);
    } catch (EngineException unreadable) {
      throw EngineChoice.unreachable(unreadable.getMessage());
    }
  }

  /** Returns what the run has done, and what not, by step. */
  private List<String> left() {
    var lines = new ArrayList<String>();
    lines.add("What run " + RunStore.shortId(run.id()) + " has left:");
    graph.steps().forEach(step -> {
      lines.add("  " + Printable.text(step.span().inWords() + ": " + RunText.what(step)) + ": "
          + done.of(step.id()).size() + " done");
      for (KeptOperation operation : events.operations()) {
        if (operation.step().equals(step.id()) && operation.outcome().bad()) {
          String reason = operation.reason().isEmpty() ? "" : ": " + operation.reason();
          lines.add("    "
              + Printable.text(operation.name() + " " + operation.verb() + " "
                  + operation.outcome().word() + reason));
        }
      }
    });
    lines.add("");
    return lines;
  }

  private Plan without(Plan plan) {
    return new Plan(
        plan.engine(),
        plan.graph(),
        plan.reach(),
        plan.judgements(),
        plan.steps().stream().map(this::without).toList(),
        plan.releases());
  }

  private PlannedStep without(PlannedStep planned) {
    List<Done.Operation> before = done.of(planned.step().id());
    return new PlannedStep(
        planned.step(),
        planned.targets().stream()
            .filter(target -> taken(planned.step(), target))
            .map(target -> without(target, before))
            .toList(),
        planned.undecided(),
        planned.refusal(),
        planned.assuming(),
        planned.matching(),
        planned.onFailure());
  }

  private boolean taken(Node.Step step, PlannedTarget target) {
    return done.sample(step.id())
        .map(sample -> sample.contains(target.snapshot().id()))
        .orElse(true);
  }

  private static PlannedTarget without(PlannedTarget target, List<Done.Operation> before) {
    var actions = new ArrayList<PlannedAction>();
    for (int position = 0; position < target.actions().size(); position++) {
      PlannedAction planned = target.actions().get(position);
      Optional<Done.Operation> found = Done.find(before, target.snapshot().id(), position)
          .filter(operation -> !operation.lasting() || !acts(planned));
      actions.add(found
          .map(operation -> new PlannedAction(
              planned.action(),
              new Verdict(Verdict.Decision.SKIP, "done in run " + operation.run()),
              List.of()))
          .orElse(planned));
    }
    return new PlannedTarget(target.snapshot(), actions);
  }

  private static boolean acts(PlannedAction planned) {
    return planned.verdict().decision() == Verdict.Decision.ACT;
  }
}
