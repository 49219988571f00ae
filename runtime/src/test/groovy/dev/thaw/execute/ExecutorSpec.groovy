package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED
import static dev.thaw.event.ExitCode.UNAUDITED
import static dev.thaw.event.ExitCode.UNKNOWN
import static dev.thaw.event.ExitCode.UNREACHABLE

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.event.Sink
import dev.thaw.event.SinkFailure
import dev.thaw.operation.EngineCall
import spock.lang.AutoCleanup
import spock.lang.Specification

class ExecutorSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: web-1, image: nginx, labels: {app: web}, memory: {usage: 910MB, limit: 1GB}}
  - {name: web-2, image: nginx, labels: {app: web}, memory: {usage: 300MB, limit: 1GB}}
  - {name: old, image: nginx, labels: {app: web}, state: exited, exitCode: 3}
  - {name: cold, image: nginx, labels: {app: web}, state: paused}
  - {name: db, image: pg, logs: [one, two], exec: {exitCode: 0, output: "saved"}}
  - {name: bad, image: pg, exec: {exitCode: 7, output: "no"}}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def "a pause pauses what runs, skips what is exited, leaves what is paused"() {
    expect:
    run.run("pause where label.app == 'web'") == DONE
    run.events.outcomes() == ['web-1': 'pause changed', 'web-2': 'pause changed',
        'old': 'pause skipped', 'cold': 'pause unchanged']
    run.events.of('old').reason() == 'it is exited: pause does not apply'
    run.state('web-1') == 'paused'
  }

  def "the second time everything is unchanged, and nothing is sent"() {
    given:
    run.run("pause where label.app == 'web' && running")
    run.engine.calls.clear()

    expect:
    run.run("pause where name in ['web-1', 'web-2']") == DONE
    run.engine.changes() == []
    run.events.counts()[Outcome.UNCHANGED] == 2
  }

  def "a guard is judged for each target, and its reading told"() {
    expect:
    run.run("pause where label.app == 'web' && running when { mem < 80% }") == DONE
    run.events.outcomes() == ['web-1': 'pause skipped', 'web-2': 'pause changed']
    run.events.of('web-1').reason() == 'guard does not hold: mem is 91%'
  }

  def "a chain goes on for each target that did well"() {
    expect:
    run.run("exec 'save' where { name in ['db', 'bad'] } then pause") == FAILED
    run.state('db') == 'paused'
    run.state('bad') == 'running'
    run.events.of('bad').reason() == 'exit code 7'
    run.events.all(RunEvent.Output)*.line() as Set == ['saved', 'no'] as Set
  }

  def "after a failed step nothing that comes after it is begun; a branch beside it is"() {
    expect:
    run.run('''
      parallel {
        exec 'x' where name == 'bad'
        pause where name == 'web-1'
      }
      pause where name == 'web-2'
    ''') == FAILED
    run.state('web-1') == 'paused'
    run.state('web-2') == 'running'
    run.events.all(RunEvent.StepRefused)*.reason() == ['a step that it comes after did not succeed']
    run.events.all(RunEvent.RunFinished)*.stepsNotRun() == [1]
  }

  def "more matches than max in what only a failure begins: judged when that has happened: #first"() {
    expect:
    run.run("attempt { $first } recover { stop where label.app == 'web' max 2 }\npause where name == 'db'") == code
    run.events.all(RunEvent.Finished).count { it.outcome() == Outcome.CHANGED } == changed

    where:
    first                           || code   | changed
    "ps where name == 'db'"         || DONE   | 1
    "ps where name == 'none' min 1" || FAILED | 0
  }

  def "more matches than max: nothing is sent, even by the step before"() {
    when:
    run.run("pause where name == 'db'\nstop where label.app == 'web' max 3")

    then:
    def denied = thrown(Executor.NothingDone)
    denied.exitCode() == DENIED
    denied.message == 'stop matches 4 containers, more than max 3: cold, old, web-1, web-2. ' +
        'Narrow the selector, or raise max.'
    run.engine.changes() == []
  }

  def "a single step with #clause ends with #exitCode, and nothing is sent"() {
    expect:
    run.run("pause where label.app == 'web' $clause") == exitCode
    run.engine.changes() == []

    where:
    clause  || exitCode
    'max 3' || DENIED
    'min 5' || FAILED
  }

  def "the intent is told before the request, the result after"() {
    given:
    def order = []
    run.required = [{ order << it.event().class.simpleName } as Sink]
    run.engine.between = { EngineCall call, Closure send ->
      order << call.method()
      send()
    }

    when:
    run.run("pause where name == 'db'")

    then:
    order == ['GET', 'RunStarted', 'GET', 'StepStarted', 'GET', 'Intent', 'POST', 'GET', 'Finished',
        'StepFinished', 'RunFinished']
  }

  def "what cannot be recorded is not done"() {
    given:
    run.required = [{ if (it.event() instanceof RunEvent.Intent) throw new IOException('full') } as Sink]

    when:
    run.run("pause where label.app == 'web'")

    then:
    thrown(SinkFailure)
    run.engine.changes() == []
  }

  def "an engine that is not there: nothing done"() {
    given:
    run.engine.between = { call, send ->
      throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody listens')
    }

    when:
    run.run('pause where all')

    then:
    def nothing = thrown(Executor.NothingDone)
    nothing.exitCode() == UNREACHABLE
  }

  def "a lost reply is looked into: #what"() {
    given:
    def lost = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates() && lost++ < 1) {
        if (done) {
          send()
        }
        throw new EngineException(EngineException.Fault.LOST, 'connection reset')
      }
      send()
    }

    expect:
    run.run(script) == exitCode
    run.events.outcomes() == [(name): outcome]
    run.engine.changes().size() == sent

    where:
    what                          | script                              | done  || name  | outcome           | exitCode | sent
    'done: not sent again'        | "pause where name == 'db'"          | true  || 'db'  | 'pause changed'   | DONE     | 1
    'not done: sent once more'    | "pause where name == 'db'"          | false || 'db'  | 'pause changed'   | DONE     | 2
    'stop, done'                  | "stop where name == 'db'"           | true  || 'db'  | 'stop changed'    | DONE     | 1
    'restart is never repeated'   | "restart where name == 'db'"        | false || 'db'  | 'restart unknown' | UNKNOWN  | 1
    'restart, done'               | "restart where name == 'db'"        | true  || 'db'  | 'restart changed' | DONE     | 1
    'a signal cannot be seen'     | "kill where name == 'db' signal 'HUP'" | true || 'db' | 'kill unknown'   | UNKNOWN  | 1
  }

  def "a command whose reply was lost is not run again"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/start')) {
        throw new EngineException(EngineException.Fault.LOST, 'connection reset')
      }
      send()
    }

    expect:
    run.run("exec 'save' where name == 'db'") == UNKNOWN
    run.engine.changes()*.path().count { it.endsWith('/start') } == 1
  }

  def "the engine's own race: a #status is not its last word"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates() && tries++ < 2) {
        if (did) {
          send()
        }
        return Reply.of(status, 'application/json', '{"message":"cannot resume"}'.bytes)
      }
      send()
    }

    expect:
    run.run("unpause where name == 'cold'") == DONE
    run.events.outcomes() == ['cold': outcome]
    run.engine.changes().size() == sent

    where:
    status | did   || outcome             | sent
    500    | false || 'unpause changed'   | 3
    500    | true  || 'unpause changed'   | 1
    409    | false || 'unpause changed'   | 3
    409    | true  || 'unpause unchanged' | 1
  }

  def "a refusal that will not pass is not tried again: #status"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() ? Reply.of(status, 'text/html', '<h1>no</h1>'.bytes) : send()
    }

    expect:
    run.run("pause where name == 'db'") == FAILED
    run.engine.changes().size() == sent
    run.events.of('db').reason() == "the engine answers $status: <h1>no</h1>; it is running"

    where:
    status || sent
    403    || 1
    400    || 1
    500    || 4
    503    || 4
  }

  def "a wait that the engine asks for is kept"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() && tries++ == 0
          ? new Reply(503, ['Retry-After': '7'], new ByteArrayInputStream(new byte[0]))
          : send()
    }

    expect:
    run.run("pause where name == 'db'") == DONE
    run.waits.sum { it.toMillis() } >= 7000
  }

  def "an operation ends by its timeout, tries and waits included"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() ? Reply.of(500, 'text/plain', 'no'.bytes) : send()
    }

    expect:
    run.run("pause where name == 'db' timeout 60.ms") == FAILED
    run.engine.changes().size() == 1
  }

  def "a container that is gone, or has another state by now, is left"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.path().endsWith('/json') && call.path().contains(gone) && call.path() != '/containers/json'
          ? Reply.of(404, 'application/json', '{"message":"No such container"}'.bytes)
          : send()
    }

    expect:
    run.run("pause where name == 'db'") == DONE
    run.events.of('db').reason() == 'gone since it was listed'
    run.engine.changes() == []

    where:
    gone = '/containers/'
  }

  def "a wish to end: what is under way is finished, nothing else begun"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        run.interruption.request(TERMINATED)
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'\npause where name == 'web-1'") == TERMINATED
    run.events.outcomes() == ['db': 'pause changed']
    run.state('db') == 'paused'
    run.state('web-1') == 'running'
  }

  def "the engine goes away in the middle: unknown, and told so"() {
    given:
    def gone = false
    run.engine.between = { EngineCall call, Closure send ->
      gone |= call.mutates()
      if (gone) {
        throw new EngineException(
            call.mutates() ? EngineException.Fault.LOST : EngineException.Fault.UNREACHABLE, 'gone')
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'") == UNKNOWN
    run.events.of('db').after().word() == 'unknown'
  }

  def "ps lists without touching; logs print"() {
    expect:
    run.run("ps where state == 'exited'\nlogs where name == 'db' tail 1") == DONE
    run.events.all(RunEvent.Listed)*.snapshot()*.name() == ['old']
    run.events.all(RunEvent.Output)*.line() == ['two']
    run.engine.changes() == []
  }

  def "a lost reply stays in doubt whatever the next try brings: #then"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        if (tries++ == 0) {
          throw new EngineException(EngineException.Fault.LOST, 'connection reset')
        }
        return answer.call()
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'") == UNKNOWN
    !run.events.of('db').reason().contains('nothing was sent')

    where:
    then        | answer
    'nobody'    | { throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody listens') }
    'a refusal' | { Reply.of(403, 'text/plain', 'no'.bytes) }
  }

  def "what was so already is not ours: a #status, after tries that never left"() {
    given: 'somebody else pauses it while nobody listens to us'
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        if (tries++ == 0) {
          throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody listens')
        }
        send()
        return Reply.of(status, 'text/plain', 'already'.bytes)
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'") == DONE
    run.events.outcomes() == ['db': 'pause unchanged']

    where:
    status << [304, 409]
  }

  def "a gateway's #status after a command leaves it in doubt"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.path().endsWith('/start') ? Reply.of(status, 'text/plain', 'gateway'.bytes) : send()
    }

    expect:
    run.run("exec 'save' where name == 'db'") == exitCode

    where:
    status || exitCode
    504    || UNKNOWN
    502    || UNKNOWN
    404    || FAILED
  }

  def "a command that ended counts by its exit code, though its output was lost"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (call.path().endsWith('/start')) {
        reply.bytes()
        throw new EngineException(EngineException.Fault.LOST, 'connection reset')
      }
      reply
    }

    expect:
    run.run("exec 'save' where { name in ['db', 'bad'] }") == FAILED
    run.events.outcomes() == ['db': 'exec changed', 'bad': 'exec failed']
  }

  def "reads are asked again"() {
    given:
    def failures = ['/info', '/containers/json'] as Set
    run.engine.between = { EngineCall call, Closure send ->
      if (failures.remove(call.path())) {
        throw new EngineException(EngineException.Fault.LOST, 'connection reset')
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'") == DONE
    run.events.outcomes() == ['db': 'pause changed']
  }

  def "a wish to end cuts a wait short, and nothing more is sent"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        run.interruption.request(TERMINATED)
        return new Reply(503, ['Retry-After': '7'], new ByteArrayInputStream(new byte[0]))
      }
      send()
    }

    expect:
    run.run("pause where name == 'db'") == TERMINATED
    run.engine.changes().size() == 1
    run.waits.sum { it.toMillis() } < 1000
  }

  def "what follows in a chain looks afresh"() {
    expect:
    run.run("pause where name == 'db' then ps") == DONE
    run.events.all(RunEvent.Listed)*.snapshot()*.state()*.word() == ['paused']
  }

  def "a result that cannot be recorded is told all the same"() {
    given:
    run.required = [{ if (it.event() instanceof RunEvent.Finished) throw new IOException('full') } as Sink]

    when:
    run.run("pause where name == 'db'")

    then:
    thrown(SinkFailure)
    run.events.outcomes() == ['db': 'pause changed']
    run.events.all(RunEvent.RunFinished)*.exitCode() == [UNAUDITED]
  }

  def "a report that breaks is complained of once, and harms nothing"() {
    given:
    def complaints = []
    def bus = new dev.thaw.event.EventBus(
        java.time.Clock.systemUTC(), [], [{ throw new IllegalStateException('x') } as Sink, run.events],
        { complaints << it })

    when:
    2.times { bus.emit(new RunEvent.RunFinished(DONE, [:], 0, java.time.Duration.ZERO)) }

    then:
    complaints.size() == 1
    run.events.events.size() == 2
  }

  def "nothing is sent when the time was up before"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/json') && call.path() != '/containers/json') {
        run.time.advance(java.time.Duration.ofSeconds(3))
      }
      send()
    }

    expect:
    run.run("pause where name == 'db' timeout 1.second") == FAILED
    run.engine.changes() == []
    run.events.of('db').reason() == 'its timeout passed before anything was sent'
  }

  def "an engine that goes away before anything was sent: nothing done"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/json') && call.path() != '/containers/json') {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody listens')
      }
      send()
    }

    when:
    run.run("pause where label.app == 'web'")

    then:
    def nothing = thrown(Executor.NothingDone)
    nothing.exitCode() == UNREACHABLE
    run.engine.changes() == []
  }

  def "what the engine says it came too late for is not ours"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        send()
        return Reply.of(500, 'application/json', '{"message":"Container x is not paused"}'.bytes)
      }
      send()
    }

    expect:
    run.run("unpause where name == 'cold'") == DONE
    run.events.outcomes() == ['cold': 'unpause unchanged']
  }

  def "a busy engine is asked to restart again"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() && tries++ == 0 ? Reply.of(503, 'text/plain', 'busy'.bytes) : send()
    }

    expect:
    run.run("restart where name == 'db'") == DONE
    run.engine.changes().size() == 2
  }

  def "after a signal the state is looked up for the record"() {
    expect:
    run.run("kill where name == 'db' signal 'TERM'") == DONE
    run.events.of('db').after() == dev.thaw.fact.ContainerState.of(run.state('db'))
  }
}
