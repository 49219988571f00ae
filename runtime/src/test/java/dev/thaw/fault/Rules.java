package dev.thaw.fault;

import dev.thaw.event.ExitCode;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.operation.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be true of every run, whatever went wrong with its connection. */
final class Rules {
  /** For what follows a request whose time is up: looking what became of it. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final FaultCase test;
  private final Scene scene;
  private final ExitCode exitCode;
  private final List<String> wrong = new ArrayList<>();
  private final Map<String, List<Deed>> since = new HashMap<>();
  private final Map<String, Integer> allowed = new HashMap<>();
  private final Savings savings;
  private Instant began;

  Rules(FaultCase test, Scene scene, ExitCode exitCode) {
    this.test = test;
    this.scene = scene;
    this.exitCode = exitCode;
    this.savings = new Savings(test, scene, wrong);
  }

  /** Returns whether something is paused that was not: what a run could not take back it tells. */
  private boolean leftPaused() {
    return scene.states().entrySet().stream()
        .anyMatch(each -> each.getValue().equals("paused")
            && !scene.begin().get(each.getKey()).equals("paused"));
  }

  private boolean takenBack() {
    return scene.journal().deeds().stream()
        .anyMatch(deed -> !deed.foreign && deed.path.endsWith("/unpause"));
  }

  List<String> violations() {
    boolean audited = true;
    for (Journal.Entry entry : scene.journal().entries()) {
      if (entry instanceof Deed deed) {
        since.computeIfAbsent(deed.container, key -> new ArrayList<>()).add(deed);
        recordedFirst(deed);
        savings.judge(deed);
      } else if (entry instanceof Journal.AuditBroke) {
        audited = false;
      } else if (entry instanceof Journal.Told told) {
        told(told);
      }
    }
    exitCode(audited);
    savings.judgeEnd(exitCode);
    wrong.addAll(test.alone() ? scene.oddities() : List.of());
    Map<String, String> states = scene.states();
    if (test.alone() && !states.equals(scene.modelled())) {
      wrong.add("the model ends with " + scene.modelled() + ", the engine with " + states);
    }
    return wrong;
  }

  private void told(Journal.Told told) {
    if (told.event() instanceof RunEvent.StepStarted) {
      began = told.at();
    } else if (told.event() instanceof RunEvent.Intent intent) {
      allowed.put(intent.operation().target(), (int)
          intent.calls().stream().filter(call -> call.mutates()).count());
    } else if (told.event() instanceof RunEvent.Retrying retrying) {
      allowed.remove(retrying.operation().target());
    } else if (told.event() instanceof RunEvent.Finished finished) {
      allowed.remove(finished.operation().target());
      List<Deed> all = since.remove(finished.operation().target());
      new Trial(finished, all == null ? List.of() : all, wrong).judge();
      inTime(finished, told.at());
      began = told.at();
    }
  }

  /** Nothing is sent that was not recorded before. */
  private void recordedFirst(Deed deed) {
    if (!deed.mutates() || deed.foreign) {
      return;
    }
    int left = allowed.getOrDefault(deed.container, 0);
    if (left == 0) {
      wrong.add("sent without a record: " + deed);
    }
    allowed.put(deed.container, left - 1);
  }

  private void inTime(RunEvent.Finished finished, Instant at) {
    Duration until =
        finished.operation().action().until().map(each -> each.within()).orElse(Duration.ZERO);
    Duration most = finished.operation().action().deadline().plus(until).plus(GRACE);
    Duration took = Duration.between(began, at);
    if (test.alone() && took.compareTo(most) > 0) {
      wrong.add(finished.operation().verb() + " took " + took + ", at most " + most);
    }
  }

  private void exitCode(boolean audited) {
    var outcomes = new HashSet<Outcome>();
    scene.journal().told(RunEvent.Finished.class).forEach(each -> outcomes.add(each.outcome()));
    boolean refused = !scene.journal().told(RunEvent.StepRefused.class).isEmpty();
    boolean left =
        scene.journal().deeds().stream().anyMatch(deed -> deed.mutates() && !deed.foreign);
    boolean fits = switch (exitCode) {
      case DONE -> outcomes.stream().noneMatch(Outcome::bad) && !refused && audited;
      case FAILED -> outcomes.contains(Outcome.FAILED) || refused;
      case COMPENSATED -> outcomes.contains(Outcome.FAILED) && takenBack();
      case UNKNOWN -> outcomes.contains(Outcome.UNKNOWN) || leftPaused();
      case UNAUDITED -> !audited;
      case UNREACHABLE -> !left;
      default -> false;
    };
    if (!fits
        || !audited && exitCode != ExitCode.UNAUDITED
        || audited && outcomes.contains(Outcome.UNKNOWN) && exitCode != ExitCode.UNKNOWN) {
      wrong.add("exit code " + exitCode.number() + " for " + outcomes
          + (refused ? " and a step refused" : "") + (left ? "" : ", nothing sent"));
    }
  }

  /** One operation's report against what really happened. */
  private record Trial(RunEvent.Finished finished, List<Deed> all, List<String> wrong) {
    void judge() {
      List<Deed> ours =
          all.stream().filter(deed -> deed.mutates() && !deed.foreign).toList();
      boolean effect = ours.stream().anyMatch(deed -> deed.effect) || copied();
      boolean doubt = ours.stream().anyMatch(deed -> deed.doubtful() || wordless(deed));
      boolean others = all.stream().anyMatch(deed -> deed.foreign && deed.effect);
      if (finished.changed().isPresent()) {
        boolean changed = finished.changed().get();
        // Where a reply was lost and somebody else reached the goal, nobody could tell.
        check(!changed || effect || doubt && others, "says changed, and we changed nothing");
        check(changed || !effect, "says not changed, and we did change it");
      } else {
        check(doubt || unseen(ours), "says unknown, and all was told");
      }
      check(
          !finished.reason().startsWith("nothing was sent")
              || ours.stream().allMatch(Deed::makesCommand),
          "says nothing was sent, and it was");
      sentOften(ours);
      observed();
    }

    /** What a copy changes is on this machine. */
    private boolean copied() {
      return finished.operation().verb().equals("copy")
          && finished.outcome() == Outcome.CHANGED
          && all.stream()
              .anyMatch(deed -> deed.path.contains("/archive") && deed.told == deed.truth);
    }

    /** A 500 says what it means only by its words. */
    private static boolean wordless(Deed deed) {
      return deed.told >= 500 && deed.fault != Fault.NONE && !deed.makesCommand();
    }

    /** The engine's own look at it failed after a request that may have done it. */
    private boolean unseen(List<Deed> ours) {
      int first = ours.isEmpty() ? all.size() : all.indexOf(ours.get(0));
      return all.stream().skip(first).anyMatch(deed -> !deed.mutates() && deed.fault != Fault.NONE);
    }

    private void sentOften(List<Deed> ours) {
      var action = finished.operation().action();
      Goal goal = action.operation().goal(action.arguments());
      if (finished.operation().id().endsWith(".back")) {
        // What is taken back is tried for two minutes.
        return;
      }
      List<Deed> sent = ours.stream().filter(deed -> !deed.makesCommand()).toList();
      for (int index = 0; index + 1 < sent.size(); index++) {
        if (!goal.repeatable() && (sent.get(index).doubtful() || sent.get(index).effect)) {
          wrong.add(finished.operation().verb() + " is sent again after " + sent.get(index));
        }
      }
      int most = action.retry().map(retry -> retry.times() + 1).orElse(4);
      // One operation may have several to remove.
      boolean several = finished.operation().verb().equals("removeCheckpoint");
      sent.stream()
          .collect(Collectors.groupingBy(deed -> several ? deed.path : "", Collectors.counting()))
          .forEach((path, times) ->
              check(times <= most, "sent " + path + " " + times + " times, at most " + most));
    }

    private void observed() {
      if (finished.outcome() == Outcome.OBSERVED && finished.operation().verb().equals("logs")) {
        boolean whole = all.stream()
            .filter(deed -> deed.path.contains("/logs"))
            .anyMatch(deed -> deed.told == deed.truth);
        check(whole, "shows a log that the engine did not send");
      }
    }

    private void check(boolean right, String otherwise) {
      if (!right) {
        wrong.add(finished.operation().verb() + " " + finished.outcome() + " " + otherwise);
      }
    }
  }
}
