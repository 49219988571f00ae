package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.execute.Interruption;
import java.io.PrintStream;
import java.time.Duration;

/** What to do when the process is told to end. */
final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Signals() {}

  /**
   * Makes SIGINT and SIGTERM end the run at the next safe point instead of at once. The JVM sets
   * the exit code, 130 or 143, when its hooks are done; a second signal does not hurry it, but this
   * gives up after ten seconds.
   */
  static void endGracefully(Interruption interruption, PrintStream err) {
    var hook = new Thread(
        () -> {
          if (interruption.over()) {
            return;
          }
          interruption.request(ExitCode.TERMINATED);
          err.println("thaw: ending: waiting for the requests under way …");
          if (!interruption.awaitEnd(PATIENCE)) {
            err.println("thaw: gave up waiting; the audit log tells what was begun.");
          }
        },
        "end");
    Runtime.getRuntime().addShutdownHook(hook);
  }
}
