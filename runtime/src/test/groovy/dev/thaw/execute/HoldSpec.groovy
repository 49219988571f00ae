package dev.thaw.execute

import static dev.thaw.event.ExitCode.COMPENSATED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED
import static dev.thaw.event.ExitCode.UNAUDITED

import dev.thaw.engine.EngineException
import dev.thaw.event.RunEvent
import dev.thaw.event.Sink
import dev.thaw.event.SinkFailure
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification

class HoldSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: b1, image: busybox, labels: {tier: batch}}
  - {name: b2, image: busybox, labels: {tier: batch}}
  - {name: cold, image: busybox, labels: {tier: batch}, state: paused}
  - {name: db, image: pg, exec: {exitCode: 0, output: "saved"}}
  - {name: bad, image: pg, exec: {exitCode: 7, output: "no"}}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private List<String> sent() {
    run.engine.changes()*.path().collect { it - ~'.*/' }
  }

  /** Why the last operation on it has ended as it has. */
  private String ended(String name) {
    run.events.all(RunEvent.Finished).findAll { it.operation().name() == name }.last().reason()
  }

  def "what is frozen is paused before the body, thawed after it; what was paused before stays"() {
    expect:
    run.run("""
      frozen where label.tier == 'batch' during {
        exec 'dump' where name == 'db'
      }
      pause where name == 'db'
    """) == DONE
    run.state('b1') == 'running'
    run.state('b2') == 'running'
    run.state('cold') == 'paused'
    run.state('db') == 'paused'
    sent() == ['pause', 'pause', 'exec', 'start', 'unpause', 'unpause', 'pause']
  }

  def "a body that fails is told by 5, and all is thawed; nothing after it is begun"() {
    expect:
    run.run("""
      frozen where label.tier == 'batch' during { exec 'dump' where name == 'bad' }
      pause where name == 'db'
    """) == COMPENSATED
    run.state('b1') == 'running'
    run.state('b2') == 'running'
    run.state('cold') == 'paused'
    run.state('db') == 'running'
  }

  def "a container that cannot be frozen keeps the body from being done, and the others are thawed"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/pause') && call.path().contains(run.id('b2'))) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'no way')
      }
      send()
    }

    expect:
    run.run("frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }") == COMPENSATED
    run.state('b1') == 'running'
    run.state('b2') == 'running'
    !sent().contains('exec')
  }

  def "a wish to end: the body is not begun, what is frozen is thawed"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (call.path().endsWith('/pause')) {
        run.interruption.request(TERMINATED)
      }
      reply
    }

    expect:
    run.run("frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }") == TERMINATED
    ['b1', 'b2'].every { run.state(it) == 'running' }
    run.state('cold') == 'paused'
    !sent().contains('exec')
  }

  def "an audit log that breaks at its #nth record keeps nothing frozen"() {
    given:
    def records = new AtomicInteger()
    run.required = [{ occurrence ->
      if (occurrence.event() instanceof RunEvent.Intent || occurrence.event() instanceof RunEvent.Finished) {
        if (records.incrementAndGet() >= nth) {
          throw new IOException('no space')
        }
      }
    } as Sink]

    when:
    def code
    try {
      code = run.run("frozen where label.tier == 'batch' && running during { exec 'dump' where name == 'db' }")
    } catch (SinkFailure broken) {
      code = UNAUDITED
    }

    then:
    code == UNAUDITED
    ['b1', 'b2'].every { run.state(it) == 'running' }

    where:
    nth << (1..10)
  }

  def "a pause that lasts ends by itself, and what follows does not wait for it"() {
    expect:
    run.run("""
      pause where label.tier == 'batch' lasting 10.minutes
      exec 'dump' where name == 'db'
    """) == DONE
    ['b1', 'b2'].every { run.state(it) == 'running' }
    run.state('cold') == 'paused'
    run.waits.inject(Duration.ZERO) { sum, wait -> sum + wait } >= Duration.ofMinutes(10)
    run.events.all(RunEvent.HoldEnding)*.holds() == [2]
  }

  def "where nothing was paused nothing is waited for"() {
    expect:
    run.run("pause where name == '$name' lasting 10.minutes") == DONE
    run.waits.inject(Duration.ZERO) { sum, wait -> sum + wait } < Duration.ofMinutes(1)
    run.events.all(RunEvent.HoldEnding) == []

    where:
    name << ['none', 'cold']
  }

  def "what was started anew, thawed or removed meanwhile is left"() {
    given:
    def change = { String name, String what ->
      run.engine.engine.send(EngineCall.post("/containers/$name/$what"), Duration.ofSeconds(9)).close()
    }
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/exec')) {
        run.time.advance(Duration.ofSeconds(1))
        change('b1', 'unpause')
        change('b2', 'restart')
      }
      send()
    }

    expect:
    run.run("frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }") == FAILED
    ended('b1') == 'nothing to take back: it is running'
    ended('b2') == 'nothing to take back: it was started anew since'
    !sent().contains('unpause')
  }

  def "what somebody else has thawed and paused again meanwhile is his"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/exec')) {
        ['unpause', 'pause'].each {
          run.time.advance(Duration.ofSeconds(1))
          run.engine.engine.send(EngineCall.post("/containers/b1/$it"), Duration.ofSeconds(9)).close()
        }
      }
      send()
    }

    expect:
    run.run("frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }") == COMPENSATED
    run.state('b1') == 'paused'
    run.state('b2') == 'running'
    ended('b1') == 'left paused: somebody else has paused it since'
  }

  def "an engine that is away for a while is waited for"() {
    given:
    boolean away = false
    int asked = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/exec')) {
        away = true
      } else if (away && asked++ < 40) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'no such socket')
      }
      send()
    }

    expect:
    run.run("frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }") == COMPENSATED
    ['b1', 'b2'].every { run.state(it) == 'running' }
  }

  def "within an attempt, recover sees the failure and the containers thawed"() {
    expect:
    run.run("""
      attempt {
        frozen where label.tier == 'batch' during { exec 'dump' where name == 'bad' }
      } recover {
        exec 'dump' where name == 'db'
      }
    """) == DONE
    sent() == ['pause', 'pause', 'exec', 'start', 'unpause', 'unpause', 'exec', 'start']
  }

  def "how long containers may stay frozen counts from the first one on"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/pause')) {
        run.time.advance(Duration.ofMinutes(6))
      }
      send()
    }

    expect:
    run.run("frozen where label.tier == 'batch' && running timeout 20.minutes atMost 10.minutes during { exec 'dump' where name == 'db' }") == COMPENSATED
    ['b1', 'b2'].every { run.state(it) == 'running' }
    !sent().contains('exec')
  }

  def "what is left to others is what lasts alone: what was frozen is tried again until the end"() {
    given:
    run.keeper = new Detaching()
    int refused = 0
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/unpause') && refused++ < 75) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'no such socket')
      }
      send()
    }

    expect:
    run.run("""
      pause where name == 'b1' lasting 1.hour
      frozen where name == 'b2' during { exec 'dump' where name == 'db' }
    """) == FAILED
    refused > 75
    run.state('b1') == 'paused'
    run.state('b2') == 'running'
  }

  private static final class Detaching implements Keeper {
    @Delegate
    private final Keeper none = Keeper.NONE

    @Override
    boolean detaches() {
      true
    }
  }

  def "nothing to freeze: the body is not done"() {
    expect:
    run.run("frozen where label.tier == 'none' during { exec 'dump' where name == 'db' }") == FAILED
    sent() == []
  }
}
