package dev.thaw.sink

import dev.thaw.engine.EngineInfo
import dev.thaw.event.ExitCode
import dev.thaw.event.Occurrence
import dev.thaw.event.Operation
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.execute.RunFixture
import dev.thaw.diagnostic.SourceSpan
import dev.thaw.fact.ContainerState
import dev.thaw.fact.Snapshot
import dev.thaw.graph.Node
import dev.thaw.graph.Runbook
import dev.thaw.graph.Start
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.time.Instant

/** What happens in a run of one step, told in order to sinks. */
final class Happenings {
  static final Instant AT = Instant.parse('2026-11-21T11:05:59.120Z')
  static final EngineInfo ENGINE = new EngineInfo('unix:///run/docker.sock', 'ID:1', 'host', '26.1.5')
  /** Clears a terminal's screen, turns text around, and begins a line of its own. */
  static final String HOSTILE = 'x\u001b[2J\u202e\nroot'

  final Node.Step step
  private long sequence

  Happenings(String script) {
    step = RunFixture.graph(script).nodes()[0] as Node.Step
  }

  Occurrence next(RunEvent event) {
    new Occurrence(++sequence, AT, event)
  }

  Operation on(String name, int action = 0) {
    def id = id(name)
    new Operation("s1.$action.${id.take(12)}", step.id(), step.actions()[action], id, name, 'img:1')
  }

  static Snapshot container(String name, Map<String, String> labels = [:]) {
    Snapshot.listed(id(name), name, 'img:1', labels, ContainerState.RUNNING)
  }

  static String id(String name) {
    dev.thaw.script.Digest.of(name.getBytes('UTF-8'))
  }

  static RunEvent.RunStarted started(Runbook runbook = Runbook.UNNAMED, String plan = '') {
    new RunEvent.RunStarted(ENGINE, 1, runbook, plan)
  }

  static RunEvent.Noted noted(String text) {
    new RunEvent.Noted(new Node.Note('n1', [], Start.SUCCESS, text, SourceSpan.at(3, 1)))
  }

  RunEvent.StepStarted found(List<String> names, List<String> undecided = []) {
    new RunEvent.StepStarted(step, names.collect { container(it) }, names.size(), undecided.collect { container(it) })
  }

  RunEvent.Intent intent(String name) {
    new RunEvent.Intent(on(name), ContainerState.RUNNING,
        [EngineCall.post("/containers/${id(name)}/kill", [signal: 'TERM'], '')], 1)
  }

  /** About to do something to the engine's own files, too. */
  RunEvent.Intent intentHere(String name) {
    new RunEvent.Intent(on(name), ContainerState.RUNNING, [], ['copies /a to /b'], 1)
  }

  RunEvent.Retrying retrying(String name, String reason) {
    new RunEvent.Retrying(on(name), 1, reason, Duration.ofMillis(250))
  }

  RunEvent.Finished finished(String name, Outcome outcome, String reason = '', int attempts = 1) {
    new RunEvent.Finished(on(name), outcome, ContainerState.RUNNING, ContainerState.EXITED, attempts,
        Duration.ofMillis(1234), reason)
  }

  RunEvent.StepFinished over(Map<Outcome, Integer> counts) {
    new RunEvent.StepFinished(step, counts, Duration.ofMillis(1500))
  }

  static RunEvent.RunFinished ended(ExitCode code, Map<Outcome, Integer> counts, int notRun = 0) {
    new RunEvent.RunFinished(code, counts, notRun, Duration.ofMillis(2000))
  }
}
