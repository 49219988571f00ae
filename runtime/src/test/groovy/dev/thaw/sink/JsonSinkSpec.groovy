package dev.thaw.sink

import static dev.thaw.sink.Happenings.id

import dev.thaw.cli.Cli
import dev.thaw.event.ExitCode
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.graph.Runbook
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Executors
import spock.lang.Specification

class JsonSinkSpec extends Specification {
  def run = new Happenings("kill where name == 'db' signal 'TERM'")
  def out = new ByteArrayOutputStream()
  def sink = new JsonSink(out)

  private Map told(RunEvent event) {
    out.reset()
    sink.accept(run.next(event))
    def line = out.toString('UTF-8')
    assert line.endsWith('}\n') && line.count('\n') == 1
    Cli.json(line)
  }

  private static final Map HEAD = [seq: 1, at: '2026-11-21T11:05:59.120Z']
  private static final Map STEP = [step: 's1', line: 1, where: "name == 'db'"]

  private static Map operation(String name) {
    [step: 's1', op: "s1.0.${id(name).take(12)}".toString(), verb: 'kill', container: id(name), name: name]
  }

  def "the run and its steps: #fields.event"() {
    expect:
    told(happens(run)) == HEAD + fields

    where:
    fields << [
        [event: 'runStarted', address: 'unix:///run/docker.sock', engine: 'ID:1', version: '26.1.5', steps: 1],
        STEP + [event: 'stepStarted', targets: ['db', 'web'], containers: ['db', 'web'].collect { Happenings.id(it) }, matching: 2, undecided: ['old']],
        [event: 'runStarted', address: 'unix:///run/docker.sock', engine: 'ID:1', version: '26.1.5', steps: 1,
         runbook: 'nightly', description: 'for the night'],
        [event: 'note', node: 'n1', line: 3, text: Happenings.HOSTILE],
        STEP + [event: 'stepPassed'],
        STEP + [event: 'stepRefused', reason: 'too many'],
        STEP + [event: 'stepFinished', counts: [changed: 2, failed: 1], durationMs: 1500],
        [event: 'runFinished', exitCode: 1, counts: [failed: 1], stepsNotRun: 3, durationMs: 2000]]
    happens << [
        { it.started() },
        { it.found(['db', 'web'], ['old']) },
        { it.started(new Runbook('nightly', 'for the night')) },
        { Happenings.noted(Happenings.HOSTILE) },
        { new RunEvent.StepPassed(it.step) },
        { new RunEvent.StepRefused(it.step, 'too many') },
        { it.over([(Outcome.CHANGED): 2, (Outcome.FAILED): 1]) },
        { it.ended(ExitCode.FAILED, [(Outcome.FAILED): 1], 3) }]
  }

  def "operations, whatever the container is called: #name.inspect()"() {
    expect:
    told(run.intent(name)) == HEAD + operation(name) + [event: 'intent', before: 'running', attempt: 1]
    told(run.retrying(name, name)) == HEAD + operation(name) +
        [seq: 2, event: 'retrying', attempt: 1, reason: name, waitMs: 250]
    told(new RunEvent.Output(run.on(name), true, name)) == HEAD + operation(name) +
        [seq: 3, event: 'output', stream: 'stderr', line: name]
    told(new RunEvent.Listed(run.on(name), Happenings.container(name, [(name): name]))) == HEAD +
        operation(name) + [seq: 4, event: 'listed', state: 'running', image: 'img:1', labels: [(name): name]]
    told(run.finished(name, Outcome.UNKNOWN, name)) == HEAD + operation(name) +
        [seq: 5, event: 'finished', outcome: 'unknown', changed: null, before: 'running', after: 'exited', attempts: 1,
         durationMs: 1234, reason: name]

    where:
    name << ['db', Happenings.HOSTILE, '"}\\', '日本']
  }

  def "a failure outside of all events"() {
    when:
    sink.failed(ExitCode.UNREACHABLE, 'no "engine"\nthere')

    then:
    out.toString('UTF-8') == '{"event":"failed","exitCode":9,"reason":"no \\"engine\\"\\nthere"}\n'
  }

  def "lines of many threads do not mix"() {
    given:
    def threads = Executors.newFixedThreadPool(8)
    def occurrences = (1..400).collect { run.next(run.intent("c$it")) }

    when:
    occurrences.collect { occurrence -> threads.submit { sink.accept(occurrence) } }*.get()

    then:
    out.toString('UTF-8').readLines().collect { Cli.json(it).name }.toSet() == (1..400).collect { "c$it".toString() }.toSet()

    cleanup:
    threads?.shutdownNow()
  }

  def "docs/events.md names every event"() {
    given:
    def page = Files.readString(Path.of('../docs/events.md'))
    def source = Files.readString(Path.of('src/main/java/dev/thaw/sink/JsonSink.java'))
    def events = (source =~ /writeStringField\("event", "(\w+)"\)/).collect { it[1] }

    expect:
    events.size() == RunEvent.permittedSubclasses.size() + 1
    events.every { page.contains("| `$it` |") }
  }
}
