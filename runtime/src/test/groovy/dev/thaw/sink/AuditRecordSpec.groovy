package dev.thaw.sink

import static dev.thaw.sink.Happenings.id

import dev.thaw.cli.Cli
import dev.thaw.diagnostic.SourceSpan
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.fact.ContainerState
import dev.thaw.graph.Node
import dev.thaw.graph.Runbook
import dev.thaw.graph.Start
import dev.thaw.host.Receipt
import java.time.Duration
import dev.thaw.event.RunEvent
import dev.thaw.event.RunIdentity
import dev.thaw.event.RunIdentity.Revision
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

class AuditRecordSpec extends Specification {
  static final RunIdentity KNOWN = new RunIdentity('20261121T110559Z-4f3a2b1c', 'root', 0,
      Optional.of(1000L), Optional.of('ann'), true, 4711, 'host-1', 'nightly.groovy', 'ab' * 32,
      Optional.of(new Revision('cd' * 20, false)))
  static final RunIdentity BARE = new RunIdentity('r', 'root', 0, Optional.empty(), Optional.empty(),
      false, 1, '', '-e', 'ab' * 32, Optional.empty())

  static final Map<String, Object> WHO = [
    run: '20261121T110559Z-4f3a2b1c', script: 'nightly.groovy', scriptSha256: 'ab' * 32,
    commit: 'cd' * 20, dirty: false, user: 'root', uid: 0, loginUid: 1000, sudoUser: 'ann',
    terminal: true, pid: 4711, host: 'host-1', engine: 'ID:1', address: 'unix:///run/docker.sock']

  def run = new Happenings("kill where name == 'db' signal 'TERM'")
  def record = new AuditRecord({ KNOWN })

  private List<Map> lines(RunEvent... events) {
    events.collect { record.line(run.next(it)) }.findAll { it.present }.collect {
      def line = new String(it.get(), 'UTF-8')
      assert line.endsWith('}\n') && line.count('\n') == 1
      Cli.json(line)
    }
  }

  private static Map what(int sequence, String phase) {
    [v: 1, at: '2026-11-21T11:05:59.120Z', seq: sequence, phase: phase, op: "s1.0.${id('db').take(12)}".toString(),
     verb: 'kill', container: id('db'), name: 'db', image: 'img:1', arguments: [signal: "'TERM'"]]
  }

  def "an intent, a retry and a result, with all that is known"() {
    expect:
    lines(Happenings.started(), run.intent('db'), run.retrying('db', 'busy'),
        run.finished('db', Outcome.CHANGED, '', 2)) == [
      what(2, 'intent') + [attempt: 1, before: 'running',
                           calls: ["POST /containers/${id('db')}/kill?signal=TERM".toString()]] + WHO,
      what(3, 'retry') + [attempt: 1, error: 'busy', waitMs: 250] + WHO,
      what(4, 'result') + [attempt: 2, before: 'running', after: 'exited', outcome: 'changed',
                           changed: true, durationMs: 1234] + WHO]
  }

  def "a result that is #outcome: changed is #changed"() {
    when:
    def result = lines(run.finished('db', outcome, 'why'))[0]

    then:
    result.outcome == outcome.word()
    result.containsKey('changed')
    result.changed == changed
    (outcome.goesOn() ? result.note : result.error) == 'why'

    where:
    outcome           || changed
    Outcome.CHANGED   || true
    Outcome.UNCHANGED || false
    Outcome.FAILED    || false
    Outcome.UNKNOWN   || null
  }

  def "a copy is told with what it holds"() {
    expect:
    lines(new RunEvent.Copied(run.on('db'), new Receipt('dumps/db/x', 2, 9, 'ab' * 32))) == [
      what(1, 'copied') + [path: 'dumps/db/x', files: 2, bytes: 9, sha256: 'ab' * 32] +
          WHO + [engine: '', address: '']]
  }

  def "what nobody knows is left out"() {
    given:
    record = new AuditRecord({ BARE })

    expect:
    !lines(run.intent('db'))[0].keySet().any { it in ['commit', 'dirty', 'loginUid', 'sudoUser'] }
  }

  def "no record of what sends nothing, nor of what only reads"() {
    given:
    def reading = new Happenings('ps where all')

    expect:
    lines(Happenings.started(), run.found(['db']), run.finished('db', Outcome.SKIPPED, 'guard', 0),
        run.over([:]), reading.retrying('db', 'busy'), reading.finished('db', Outcome.OBSERVED)) == []
  }

  def "who runs it is asked once, and not before it is needed"() {
    given:
    def asked = 0
    record = new AuditRecord({ asked++; KNOWN })

    when:
    lines(Happenings.started())

    then:
    asked == 0

    when:
    lines(run.intent('db'), run.intent('db'))

    then:
    asked == 1
  }

  def "whatever a name holds, the record is one line"() {
    expect:
    lines(run.intent(Happenings.HOSTILE))[0].name == Happenings.HOSTILE
  }

  def "a denial is recorded though nothing was sent, with the runbook's name"() {
    expect:
    lines(Happenings.started(new Runbook('nightly', '')), run.finished('db', Outcome.DENIED, 'never', 0)) == [
      what(2, 'deny') + [before: 'running', error: 'never', runbook: 'nightly'] + WHO]
  }

  def "what was changed before it failed is recorded as changed"() {
    given:
    def finished = new RunEvent.Finished(run.on('db'), Outcome.FAILED, Optional.of(true), ContainerState.RUNNING,
        ContainerState.RUNNING, 1, Duration.ofSeconds(1), 'health was starting')

    expect:
    lines(finished)[0].subMap('outcome', 'changed', 'error') ==
        [outcome: 'failed', changed: true, error: 'health was starting']
  }

  def "docs/audit.md names every field, and no other"() {
    given:
    def documented = Files.readAllLines(Path.of('../docs/audit.md'))
        .findAll { it.startsWith('| `') }
        .collectMany { (it.split(/\|/)[1] =~ /`(\w+)`/).collect { it[1] } }
    def written = lines(Happenings.started(new Runbook('nightly', ''), 'f00d'), run.intent('db'), run.intentHere('db'), run.retrying('db', 'busy'),
        new RunEvent.Copied(run.on('db'), new Receipt('x', 1, 2, 'ab')), run.finished('db', Outcome.FAILED, 'why'),
        run.finished('db', Outcome.CHANGED, 'as n1'),
        new RunEvent.HostFinished(new Node.Host('n1', [], Start.SUCCESS, ['true'], SourceSpan.at(1, 1)), Optional.of(1), Duration.ZERO, 'exit code 1'))
        .collectMany { it.keySet() }

    expect:
    documented.toSet() == written.toSet()
  }
}
