package dev.thaw.explain;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Inspection;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.Effect;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Goal;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Request;
import dev.thaw.operation.Wait;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What one operation of a step does to each container. */
final class ActionWords {
  /** Stands for whichever container it will be. */
  private static final Snapshot ANY =
      Snapshot.listed("ID", "NAME", "IMAGE", Map.of(), ContainerState.RUNNING);

  private static final Duration OWN_STOP_TIMEOUT = Duration.ofHours(1);

  private final Action action;
  private final OperationSpec operation;
  private final Arguments arguments;

  ActionWords(Action action) {
    this.action = action;
    this.operation = action.operation();
    this.arguments = hidden(action.arguments());
  }

  List<Point> points() {
    var points = new ArrayList<Point>();
    points.add(new Point("does", Phrases.sentence(operation.summary())));
    if (action.guarded()) {
      points.add(new Point("only if", guard()));
    }
    points.add(new Point("sends", sends()));
    points.add(new Point("skips", skips()));
    points.add(new Point("done when", done()));
    action
        .until()
        .ifPresent(until -> points.add(new Point(
            "then waits",
            "Until " + PredicateWords.condition(until.condition()) + ", "
                + Phrases.time(until.within()) + " at most, else it has failed.")));
    points.add(new Point("tries", tries()));
    points.add(new Point("undo", operation.undoing().sentence()));
    return points;
  }

  private String guard() {
    List<String> unknowns = PredicateWords.unknowns(action.guard());
    return Phrases.sentence(PredicateWords.condition(action.guard()))
        + " Judged for each container just before; if not, it is skipped"
        + (unknowns.isEmpty()
            ? "."
            : ", also where that stays unknown: " + Phrases.series(unknowns, "and") + ".");
  }

  private String sends() {
    List<EngineCall> calls = request().calls();
    if (operation.waits()) {
      return "What it takes to look, as often as it takes, and to hear the engine's events"
          + (calls.isEmpty()
              ? "."
              : "; for each probe "
                  + calls.stream().map(EngineCall::toString).collect(Collectors.joining("; ")));
    }
    if (request() instanceof Request.Inquiry inquiry) {
      String questions =
          inquiry.questions().stream().map(EngineCall::toString).collect(Collectors.joining("; "));
      return operation.effect() == Effect.OBSERVE
          ? questions
          : questions + "; then what follows from the answers, which a plan shows.";
    }
    return calls.isEmpty()
        ? "Nothing: what the engine's list tells is all that is asked for."
        : calls.stream().map(EngineCall::toString).collect(Collectors.joining("; "));
  }

  private Request request() {
    return operation.lower(ANY, arguments, Dialect.NEWEST);
  }

  private String skips() {
    List<String> states =
        operation.states().stream().sorted().map(ContainerState::word).toList();
    List<String> others =
        ContainerState.words().stream().filter(word -> !states.contains(word)).toList();
    Goal goal = operation.goal(arguments);
    String already = goal instanceof Goal.Reaches reaches
        ? " One that is " + reaches.state().word() + " already counts as unchanged."
        : "";
    String skipped = others.isEmpty()
        ? "None, whatever its state."
        : others.size() < states.size()
            ? "Containers that are " + Phrases.series(others, "or") + "."
            : "Containers that are not " + Phrases.series(states, "or") + ".";
    return skipped + already;
  }

  private String done() {
    Goal goal = operation.goal(arguments);
    if (request() instanceof Request.Await await) {
      return Phrases.sentence(await.what().told())
          + " One that has ended, or is restarted again and again, has failed at once"
          + (await.what() instanceof Wait.Exited ? ", but ending is what is waited for." : ".");
    } else if (goal instanceof Goal.Reaches reaches) {
      return "The container is seen to be " + reaches.state().word() + ".";
    } else if (goal instanceof Goal.StartsAnew) {
      return "Its process is seen to have begun anew.";
    } else if (operation.effect() == Effect.OBSERVE) {
      return "The engine has answered.";
    } else if (goal instanceof Goal.Evident) {
      return "The engine's answer to a further question shows it.";
    } else if (goal.observable()) {
      return "An inspection of the container shows it.";
    }
    return (request() instanceof Request.Command
            ? "The command has ended with exit code 0."
            : "The engine says so.")
        + " That cannot be seen on the container afterwards, so a lost reply leaves it unknown.";
  }

  private String tries() {
    if (operation.waits()) {
      return Phrases.sentence("within " + Phrases.time(action.deadline()))
          + " A wait that has failed is not begun again.";
    }
    boolean harmless =
        operation.effect() == Effect.OBSERVE || operation.goal(arguments).repeatable();
    String again = action
        .retry()
        .map(retry -> retry.times() == 0
            ? "Once, never again."
            : "Again up to " + Phrases.count(retry.times(), "time")
                + " after a failure that may pass"
                + retry
                    .backoff()
                    .map(waits -> ", first after " + Phrases.time(waits.first())
                        + ", then each time twice as long, " + Phrases.time(waits.longest())
                        + " at most")
                    .orElse("")
                + ".")
        .orElse("Again, a few times, after a failure that may pass.");
    String careful = harmless ? "" : " Never again where it may have been carried out.";
    return again + careful + " " + Phrases.sentence(limit());
  }

  private String limit() {
    Inspection slow = new Inspection(
        Inspection.NOT_READ.health(),
        Inspection.NOT_READ.exitCode(),
        Inspection.NOT_READ.startedAt(),
        Inspection.NOT_READ.finishedAt(),
        Inspection.NOT_READ.tty(),
        Optional.of(OWN_STOP_TIMEOUT),
        Inspection.NOT_READ.oomKilled(),
        Inspection.NOT_READ.restarts(),
        Inspection.NOT_READ.restartPolicy());
    return "all tries on one container within " + Phrases.time(action.deadline())
        + (action.deadline(slow).compareTo(action.deadline()) > 0
            ? ", or as long as its own stop timeout takes"
            : "");
  }

  /** Nobody's secrets are told, whatever an operation makes of them. */
  private static Arguments hidden(Arguments arguments) {
    var values = new TreeMap<String, Value>();
    arguments.values().forEach((name, value) -> values.put(name, hidden(value)));
    return Arguments.of(values);
  }

  private static Value hidden(Value value) {
    if (value instanceof Value.Secret secret) {
      return new Value.Text(secret.display());
    }
    return value instanceof Value.Listing listing
        ? new Value.Listing(listing.items().stream().map(ActionWords::hidden).toList())
        : value;
  }
}
