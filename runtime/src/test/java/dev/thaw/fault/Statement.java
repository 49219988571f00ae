package dev.thaw.fault;

import dev.thaw.compile.ScriptCompiler;
import dev.thaw.compile.ScriptSource;
import dev.thaw.graph.OperationGraph;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A script under test, and the world that it is made for. To put another one to the test, it is
 * added to {@link #ALL}; the rules know of operations only what the catalogue says, and of requests
 * what {@link Model} says.
 *
 * @param verbs the verbs that it stands for
 * @param script acts on containers with the label {@code t=x}
 * @param states of which its containers are mostly
 * @param world more keys of each container
 * @param saved the checkpoints that each container has at the beginning
 * @param stopTakes how long a process goes on after SIGTERM
 */
record Statement(
    List<String> verbs,
    String script,
    OperationGraph graph,
    List<String> states,
    String world,
    List<String> saved,
    Duration stopTakes) {
  private static final List<String> SAVED = List.of(
      "n1.20200101T000000Z-0000000a",
      "n1.20200102T000000Z-0000000b",
      "n2.20200103T000000Z-0000000c");
  private static final String X = " where label.t == 'x'";
  private static final String FILES = "files: {/d/f: content}";

  /** Waits take their time in earnest here. */
  private static final String BRIEFLY = " within 300.ms";

  private static final String LOG = "logs: ['one line']";

  static final List<Statement> ALL = List.of(
      of("pause", "pause" + X, "running", ""),
      of("pause", "pause" + X + " timeout 5.seconds retry 2", "running", ""),
      of("unpause", "unpause" + X, "paused", ""),
      of("start", "start" + X, "exited created", ""),
      of("stop", "stop" + X, "running paused", ""),
      slow("stop", "stop" + X + " grace 10.seconds"),
      of("restart", "restart" + X, "running exited paused", ""),
      slow("restart", "restart" + X),
      of("kill", "kill" + X, "running paused", ""),
      of("kill", "kill" + X + " signal 'HUP' retry 2", "running", ""),
      of("exec", "exec 'sync'" + X, "running", "exec: {exitCode: 0, output: done}"),
      of("exec", "exec 'sync'" + X + " retry 2", "running", "exec: {exitCode: 3, output: no}"),
      of("exec", "exec 'sync'" + X + " timeout 1.minute", "running", "exec: {takes: 5s}"),
      of("logs", "logs" + X, "running exited", LOG),
      of("logs", "logs" + X, "running exited", LOG + ", tty: true"),
      of("diagnose", "diagnose" + X, "running exited", LOG),
      of("copy", "copy '/d', to: 'x'" + X, "running paused exited", FILES),
      of("copy", "copy '/d/f', to: 'x/' retry 2" + X, "running", FILES),
      of("copy", "copy '/d/', from: 'f'" + X, "running paused exited", FILES),
      of(
          "awaitHealthy",
          "awaitHealthy" + X + BRIEFLY,
          "running",
          "health: {status: starting, interval: 2s}"),
      of(
          "awaitHealthy",
          "awaitHealthy" + X + " ifNoHealthcheck 'running'" + BRIEFLY,
          "running exited",
          ""),
      of("awaitRunning", "awaitRunning" + X + BRIEFLY, "running paused exited", ""),
      of("awaitExited", "awaitExited" + X + BRIEFLY, "running exited", ""),
      of("awaitLog", "awaitLog('one', sinceStart: true)" + X + BRIEFLY, "running exited", LOG),
      of("awaitPort", "awaitPort 80" + X + BRIEFLY, "running exited", ""),
      of("awaitProbe", "awaitProbe tcp(80)" + X + BRIEFLY, "running", ""),
      of("ps", "ps" + X, "running paused exited", ""),
      of("pause unpause", "pause" + X + " then unpause", "running", ""),
      of("stop start", "stop" + X + " then start", "running", ""),
      of("restart exec", "restart" + X + " then exec('sync', retry: 1)", "running", ""),
      of("kill", "kill" + X + " until { state == 'exited' } within 5.seconds", "running", ""),
      saved("preflight", "preflight" + X, "running paused"),
      saved("checkpoint", "checkpoint 'n1'" + X, "running"),
      saved("checkpoint", "checkpoint 'n1' keep 9" + X + " retry 1", "running paused"),
      saved("checkpoint", "checkpoint 'n1' leaveRunning true" + X, "running paused"),
      saved("checkpoint restore", "checkpoint 'n1'" + X + " then restore", "running"),
      saved("restore", "restore 'n1'" + X, "exited"),
      saved("restore", "restore" + X + " retry 2", "exited"),
      saved("removeTrial", "removeTrial" + X + " max 9", "running exited"),
      of("awaitContinued", "awaitContinued" + X + BRIEFLY, "running", LOG),
      saved("checkpoints", "checkpoints 'n1'" + X, "running exited"),
      saved("removeCheckpoint", "removeCheckpoint 'n1'" + X + " max 9", "running exited"),
      saved("removeCheckpoint", "removeCheckpoint 'n1' keep 1" + X + " max 9 retry 2", "running"),
      saved("rewind", "rewind 'n1', to: 1.hour.ago" + X + " max 9", "running paused exited"));

  private static Statement of(String verbs, String script, String states, String world) {
    return made(verbs, script, states, world, List.of(), Duration.ZERO);
  }

  private static Statement saved(String verbs, String script, String states) {
    return made(verbs, script, states, "", SAVED, Duration.ZERO);
  }

  private static Statement slow(String verb, String script) {
    return made(
        verb,
        script,
        "running",
        "stop: {takes: 4s, exitCode: 0}",
        List.of(),
        Duration.ofSeconds(4));
  }

  private static Statement made(
      String verbs,
      String script,
      String states,
      String world,
      List<String> saved,
      Duration stopTakes) {
    var compilation = ScriptCompiler.compile(new ScriptSource("test", script), Map.of());
    if (compilation.graph().isEmpty()) {
      throw new IllegalArgumentException(script + ": " + compilation.diagnostics());
    }
    return new Statement(
        List.of(verbs.split(" ")),
        script,
        compilation.graph().get(),
        List.of(states.split(" ")),
        world,
        saved,
        stopTakes);
  }

  boolean observes() {
    return graph.observes();
  }

  @Override
  public String toString() {
    return script + (world.isEmpty() ? "" : " {" + world + "}");
  }
}
