package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.UNKNOWN

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.operation.EngineCall
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What may be said of a container when the engine, or what stands before it, does not say enough. */
class DoubtSpec extends Specification {
  @AutoCleanup
  RunFixture run = new RunFixture('''
containers:
  - {name: web, stop: {takes: 4s}}
  - {name: db, exec: {exitCode: 0}}
  - {name: bad, exec: {exitCode: 7}}
''')

  def "a gateway that lost patience tells nothing: #verb answered #status is #outcome"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() && tries++ == 0 ? Reply.of(status, 'text/html', '<h1>late</h1>'.bytes) : send()
    }

    expect:
    run.run("$verb where name == 'web'") == code
    run.events.outcomes() == [web: "$verb $outcome".toString()]
    run.engine.changes().size() == sent

    where:
    verb      | status || outcome   | code    | sent
    'restart' | 504    || 'unknown' | UNKNOWN | 1
    'restart' | 502    || 'unknown' | UNKNOWN | 1
    'pause'   | 504    || 'changed' | DONE    | 2
  }

  def "a command that ran has changed what it changed, whatever its exit code"() {
    expect:
    run.run("exec 'x' where name == 'bad'") == FAILED
    run.events.of('bad').changed() == Optional.of(true)
  }

  def "a command's exit code is asked for again, the command is not sent again"() {
    given:
    def asked = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().startsWith('/exec/') && call.method() == 'GET' && asked++ < 2) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody')
      }
      send()
    }

    expect:
    run.run("exec 'x' where name == 'db'") == DONE
    run.engine.changes().size() == 2
    asked == 3
  }

  def "a silent engine is not waited for longer than the operation's timeout"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().startsWith('/containers/') && call.path() != '/containers/json') {
        run.time.advance(Duration.ofSeconds(30))
        throw new EngineException(EngineException.Fault.TIMEOUT, 'silent')
      }
      send()
    }

    when:
    run.run("pause where name == 'web' timeout 5.seconds")

    then: 'one look, which in truth would have been given five seconds'
    thrown(Executor.NothingDone)
    run.engine.calls.count { it.path().endsWith('/json') && it.path() != '/containers/json' } == 1
  }

  def "a state that nobody knows is no proof that it was not done"() {
    given:
    def looks = 0
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send() as Reply
      call.path().endsWith('/json') && call.path() != '/containers/json' && looks++ > 0
          ? Reply.of(200, 'application/json', reply.json().toString().replace('"paused"', '"melting"').bytes)
          : reply
    }

    expect:
    run.run("pause where name == 'web'") == DONE
    run.events.of('web').reason() == 'not verified: the engine tells no state that is known'
  }
}
