package dev.thaw.event;

import dev.thaw.diagnose.Diagnosis;
import dev.thaw.engine.EngineInfo;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Node;
import dev.thaw.graph.Runbook;
import dev.thaw.host.Receipt;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something that happened in a run. */
public sealed interface RunEvent {

  /** Returns whether what it announces may happen only once it is recorded. */
  default boolean asksLeave() {
    return false;
  }

  /**
   * The run begins.
   *
   * @param runbook what the script says of itself
   * @param plan the checksum of the plan that is carried out; empty if it is a script
   */
  record RunStarted(EngineInfo engine, int steps, Runbook runbook, String plan)
      implements RunEvent {

    /** A run of a script. */
    public RunStarted(EngineInfo engine, int steps, Runbook runbook) {
      this(engine, steps, runbook, "");
    }
  }

  /** The script has something to say. */
  record Noted(Node.Note note) implements RunEvent {}

  /**
   * A step has found its targets.
   *
   * @param matching how many match; the targets are those of them that are taken
   */
  record StepStarted(Node.Step step, List<Snapshot> targets, int matching, List<Snapshot> undecided)
      implements RunEvent {
    public StepStarted {
      targets = List.copyOf(targets);
      undecided = List.copyOf(undecided);
    }
  }

  /** A step's turn does not come: it is for a failure that did not happen. */
  record StepPassed(Node.Step step) implements RunEvent {}

  /** A step is not run at all. */
  record StepRefused(Node.Step step, String reason) implements RunEvent {}

  /**
   * Requests are about to be sent. Once this event is through its sinks, and not before, they are.
   *
   * @param here what is about to be done to files of this machine, in words
   */
  record Intent(
      Operation operation,
      ContainerState before,
      List<EngineCall> calls,
      List<String> here,
      int attempt)
      implements RunEvent {
    public Intent {
      calls = List.copyOf(calls);
      here = List.copyOf(here);
    }

    /** Of what does nothing to files of this machine. */
    public Intent(Operation operation, ContainerState before, List<EngineCall> calls, int attempt) {
      this(operation, before, calls, List.of(), attempt);
    }

    @Override
    public boolean asksLeave() {
      return true;
    }
  }

  /** An attempt did not succeed, and another one follows. */
  record Retrying(Operation operation, int attempt, String reason, Duration delay)
      implements RunEvent {}

  /** A line of output, of a command or a log. */
  record Output(Operation operation, boolean error, String line) implements RunEvent {}

  /**
   * A copy has come to this machine, whole, or the engine has said that it has put one into a
   * container; the receipt's path is there, then.
   */
  record Copied(Operation operation, Receipt receipt) implements RunEvent {
    /** Returns whether it went into the container. */
    public boolean in() {
      return operation.action().arguments().text("from").isPresent();
    }
  }

  /**
   * A wait is not over: what it waits for, or what keeps it, is another thing than was told before.
   *
   * @param paused whether it waits for somebody to thaw the container
   * @param reason how it stands
   * @param waited for how long so far
   */
  record Waiting(Operation operation, boolean paused, String reason, Duration waited)
      implements RunEvent {}

  /** A wait begins that is about no container. */
  record WaitStarted(Node.Wait node) implements RunEvent {}

  /**
   * A wait has ended that is about no container.
   *
   * @param reason why it has failed; empty if it has not
   */
  record WaitFinished(Node.Wait node, Duration duration, String reason) implements RunEvent {}

  /** It was found out why a container is as it is, asked for or because an operation failed. */
  record Diagnosed(Operation operation, Diagnosis diagnosis) implements RunEvent {}

  /** A container was looked at, and that is the operation's result. */
  record Listed(Operation operation, Snapshot snapshot) implements RunEvent {}

  /**
   * An operation on one target has ended.
   *
   * @param before the state before, as far as known
   * @param after the state after, as far as known
   * @param attempts how often requests were sent, 0 if never
   * @param changed whether it changed anything, whatever came after; nothing if nobody knows
   * @param reason why, for all but plain success; may hold the engine's own words
   */
  record Finished(
      Operation operation,
      Outcome outcome,
      Optional<Boolean> changed,
      ContainerState before,
      ContainerState after,
      int attempts,
      Duration duration,
      String reason)
      implements RunEvent {

    /** Tells of an operation whose outcome says whether it changed anything. */
    public Finished(
        Operation operation,
        Outcome outcome,
        ContainerState before,
        ContainerState after,
        int attempts,
        Duration duration,
        String reason) {
      this(
          operation,
          outcome,
          outcome == Outcome.UNKNOWN ? Optional.empty() : Optional.of(outcome == Outcome.CHANGED),
          before,
          after,
          attempts,
          duration,
          reason);
    }
  }

  /**
   * A command on this machine is about to be started. Once this event is through its sinks, and not
   * before, it is.
   */
  record HostIntent(Node.Host host) implements RunEvent {
    @Override
    public boolean asksLeave() {
      return true;
    }
  }

  /**
   * A command on this machine has ended.
   *
   * @param exitCode what it ended with; nothing if it was not started
   * @param reason why it did not do well; empty if it did
   */
  record HostFinished(Node.Host host, Optional<Integer> exitCode, Duration duration, String reason)
      implements RunEvent {}

  /**
   * What a step holds is about to be taken back, or found to be so already.
   *
   * @param reason why now, where it is not as the script says; empty if it is
   */
  record HoldEnding(Node.Release release, int holds, String reason) implements RunEvent {}

  /** A step has ended for all its targets. */
  record StepFinished(Node.Step step, Map<Outcome, Integer> counts, Duration duration)
      implements RunEvent {
    public StepFinished {
      counts = Map.copyOf(counts);
    }
  }

  /**
   * The engine fails again and again and is left alone.
   *
   * @param failed how many of the last requests failed
   * @param requests how many requests those were
   * @param delay how long nothing is sent
   */
  record BreakerOpened(int failed, int requests, Duration delay) implements RunEvent {}

  /** The engine was left alone long enough: one request is let through to see. */
  record BreakerHalfOpened() implements RunEvent {}

  /** The engine answers again, and gets requests as before. */
  record BreakerClosed() implements RunEvent {}

  /**
   * The run has ended.
   *
   * @param counts over all operations
   * @param stepsNotRun steps that were refused, or not reached after a failure
   */
  record RunFinished(
      ExitCode exitCode, Map<Outcome, Integer> counts, int stepsNotRun, Duration duration)
      implements RunEvent {
    public RunFinished {
      counts = Map.copyOf(counts);
    }
  }
}
