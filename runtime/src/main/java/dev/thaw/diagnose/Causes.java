package dev.thaw.diagnose;

import dev.thaw.diagnose.Diagnosis.Cause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is likely behind a container's condition: a table, a row for each cause. */
final class Causes {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final int A_LOOP = 3;
  private static final int NEARLY_FULL = 90;

  /**
   * One row.
   *
   * @param weight how likely it is where it holds, beside the others
   * @param line may hold {@code NAME} for the container's name, as a script writes it
   */
  private record Row(
      String code, int weight, Predicate<Condition> holds, String what, String cure, String line) {
    Cause of(Condition seen) {
      return new Cause(
          code, weight, what, Testimony.of(code, seen), cure, line.replace("NAME", seen.quoted()));
    }
  }

  private static final List<Row> ROWS = List.of(
      new Row(
          "out-of-memory",
          95,
          seen -> !seen.is("running") && (seen.oomKilled() || diedOfMemory(seen)),
          "The kernel killed it: it wanted more memory than its limit.",
          "Give it a higher limit or less to do; until then, start it again.",
          "start where name == NAME"),
      new Row(
          "out-of-memory-inside",
          80,
          seen -> seen.is("running") && (seen.oomKilled() || seen.evidence().count("oom") > 0),
          "The kernel killed a process of it for want of memory; the first process goes on.",
          "Give it a higher limit; restart it if it does not recover by itself.",
          "restart where name == NAME"),
      new Row(
          "could-not-start",
          92,
          Causes::couldNotStart,
          "It could not be started.",
          "Make it anew with what the engine's words ask for; starting it again alone does not help.",
          "logs where name == NAME tail 50"),
      new Row(
          "restart-loop",
          90,
          Causes::loops,
          "It ends soon after each start, and its restart policy starts it again and again.",
          "Stop it to end the loop, and mend what its log says.",
          "stop where name == NAME"),
      new Row(
          "paused",
          88,
          seen -> seen.is("paused"),
          "It is paused: its processes are frozen, and answer nobody.",
          "Thaw it, if nobody needs it frozen.",
          "unpause where name == NAME"),
      new Row(
          "unhealthy",
          85,
          seen -> seen.is("running") && seen.health().equals("unhealthy"),
          "Its healthcheck fails.",
          "Look what the check says; restart it, and wait until it is healthy.",
          "restart where name == NAME until { health == 'healthy' } within 2.minutes"),
      new Row(
          "crashed",
          84,
          seen -> ended(seen) && ExitCodes.crash(seen.exitCode()),
          "It crashed: a signal for a fault of the program's own ended it.",
          "Look what it wrote last, and tell whoever makes the program; start it again.",
          "start where name == NAME"),
      new Row(
          "killed",
          82,
          seen -> ended(seen) && seen.exitCode() == 137 && !seen.oomKilled(),
          "It was killed with SIGKILL, and not for want of memory within its limit.",
          "Find out who killed it (a stop that took longer than its grace time does); start it"
              + " again.",
          "start where name == NAME"),
      new Row(
          "told-to-end",
          70,
          seen -> ended(seen) && (seen.exitCode() == 143 || seen.exitCode() == 130),
          "It was asked to end, and did.",
          "Start it again, if it is wanted.",
          "start where name == NAME"),
      new Row(
          "other-signal",
          72,
          seen -> ended(seen)
              && ExitCodes.signal(seen.exitCode()).isPresent()
              && !ExitCodes.crash(seen.exitCode())
              && !List.of(130, 137, 143).contains(seen.exitCode()),
          "A signal ended it.",
          "Find out who sent it; start it again.",
          "start where name == NAME"),
      new Row(
          "own-error",
          75,
          seen -> ended(seen)
              && seen.exitCode() != 0
              && ExitCodes.signal(seen.exitCode()).isEmpty()
              && !ExitCodes.couldNotStart(seen.exitCode()),
          "The program ended with an error of its own.",
          "Mend what its last lines say, and start it again.",
          "start where name == NAME retry 2, backoff: 1.second..10.seconds"),
      new Row(
          "command-not-found-inside",
          76,
          seen -> ended(seen) && ExitCodes.couldNotStart(seen.exitCode()),
          "It was started, and then a shell inside did not find a command, or could not run it.",
          "Look which; make the container anew with what is missing.",
          "logs where name == NAME tail 50"),
      new Row(
          "memory-nearly-full",
          60,
          seen -> seen.alive()
              && seen.memoryLimit() > 0
              && seen.memory() * 100 >= seen.memoryLimit() * NEARLY_FULL,
          "It has nearly used up its memory limit: the kernel will kill it next.",
          "Give it a higher limit, or restart it while it can still end well.",
          "restart where name == NAME when { mem > 90% }"),
      new Row(
          "processes-nearly-full",
          58,
          seen -> seen.alive()
              && seen.processLimit() > 0
              && seen.processes() * 100 >= seen.processLimit() * NEARLY_FULL,
          "It has nearly as many processes as it may: it cannot start others.",
          "Give it a higher limit (--pids-limit), or restart it.",
          "restart where name == NAME"),
      new Row(
          "still-starting",
          55,
          seen -> seen.is("running") && seen.health().equals("starting"),
          "Its healthcheck has not passed yet.",
          "Give it time; what it writes tells how far it is.",
          "logs where name == NAME tail 50"),
      new Row(
          "restarted-lately",
          50,
          seen -> seen.is("running") && !loops(seen) && lately(seen) && seen.restarts() > 0,
          "It ended lately, and its restart policy has started it again.",
          "Look what it wrote before; it may happen again.",
          "logs where name == NAME tail 100"),
      new Row(
          "dead",
          80,
          seen -> seen.is("dead") || seen.is("removing"),
          "It was to be removed, and could not be: something still uses its files.",
          "Remove it by force (docker rm -f) once nothing uses its mounts any more.",
          ""),
      new Row(
          "never-started",
          65,
          seen -> seen.is("created") && seen.error().isEmpty(),
          "It was made, but never started.",
          "Start it.",
          "start where name == NAME"),
      new Row(
          "ended-well",
          40,
          seen -> ended(seen) && seen.exitCode() == 0,
          "It ended by itself, and well.",
          "Start it again, if it is to run on.",
          "start where name == NAME"));

  private Causes() {}

  /** Returns them, the likeliest first; one that says that nothing is wrong, if none holds. */
  static List<Cause> of(Condition seen) {
    var causes = new ArrayList<Cause>();
    ROWS.stream()
        .filter(row -> row.holds().test(seen))
        .map(row -> row.of(seen))
        .forEach(causes::add);
    LogClues.of(seen).forEach(causes::add);
    causes.sort(Comparator.comparingInt(Cause::weight).reversed());
    if (causes.isEmpty()) {
      causes.add(new Cause(
          "nothing-wrong",
          0,
          "Nothing is wrong that could be seen from outside.",
          Testimony.of("nothing-wrong", seen),
          "What it writes may tell more.",
          "logs where name == " + seen.quoted() + " tail 50"));
    }
    return causes;
  }

  private static boolean ended(Condition seen) {
    return (seen.is("exited") || seen.is("dead") || seen.is("restarting")) && !couldNotStart(seen);
  }

  /** The flag is lost where a shell outlives what was killed; the event and the code remain. */
  private static boolean diedOfMemory(Condition seen) {
    return seen.exitCode() == 137 && seen.evidence().count("oom") > 0;
  }

  private static boolean couldNotStart(Condition seen) {
    return !seen.alive()
        && (!seen.error().isEmpty()
            || ExitCodes.couldNotStart(seen.exitCode()) && seen.startedAt().isEmpty());
  }

  private static boolean loops(Condition seen) {
    boolean again = seen.restarts() >= A_LOOP && !seen.policy().equals("no");
    return again && (seen.is("restarting") || seen.is("running") && lately(seen));
  }

  private static boolean lately(Condition seen) {
    Optional<Duration> ran = seen.startedAt().map(seen::since);
    return ran.filter(time -> time.compareTo(LATELY) < 0).isPresent();
  }
}
