package dev.thaw.execute

import static dev.thaw.event.ExitCode.COMPENSATED
import static dev.thaw.event.ExitCode.DONE

import dev.thaw.engine.EngineException
import dev.thaw.event.EventBus
import dev.thaw.journal.Hold
import dev.thaw.journal.JournalContent
import dev.thaw.journal.Progress
import dev.thaw.operation.EngineCall
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Others act on a container in the very moment in which a run pauses it. */
class HoldRaceSpec extends Specification {
  static final String FROZEN = "frozen where label.tier == 'batch' during { exec 'dump' where name == 'db' }"

  @AutoCleanup
  RunFixture run = new RunFixture('''
containers:
  - {name: b1, image: busybox, labels: {tier: batch}}
  - {name: b2, image: busybox, labels: {tier: batch}}
  - {name: db, image: pg, exec: {exitCode: 0, output: "saved"}}
''')

  private void change(String name, String what) {
    run.engine.engine.send(EngineCall.post("/containers/$name/$what"), Duration.ofSeconds(9)).close()
  }

  private List<String> sent(String name) {
    run.engine.changes().findAll { it.path().contains(run.id(name)) }*.path().collect { it - ~'.*/' }
  }

  def "thawed by another at once, it is paused again, and both pauses are known for ours"() {
    given:
    int pauses = 0
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (call.path() == "/containers/${run.id('b1')}/pause" && ++pauses == 1) {
        run.time.advance(Duration.ofMillis(100))
        change('b1', 'unpause')
      }
      reply
    }

    expect:
    run.run(FROZEN) == DONE
    sent('b1') == ['pause', 'pause', 'unpause']
    ['b1', 'b2'].every { run.state(it) == 'running' }
  }

  def "thawed by a try whose reply was lost, and paused by somebody else before the next: it is his"() {
    given:
    int thaws = 0
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (call.path() == "/containers/${run.id('b1')}/unpause" && ++thaws == 1) {
        run.time.advance(Duration.ofMillis(100))
        change('b1', 'pause')
        throw new EngineException(EngineException.Fault.LOST, 'gone')
      }
      reply
    }

    expect:
    run.run(FROZEN) == COMPENSATED
    sent('b1') == ['pause', 'unpause']
    run.state('b1') == 'paused'
    run.state('b2') == 'running'
  }

  def "started anew right before our pause, it is ours all the same; right after it, it is not"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      boolean mine = call.path() == "/containers/${run.id('b1')}/pause"
      if (mine && before) {
        change('b1', 'restart')
        run.time.advance(Duration.ofMillis(100))
      }
      def reply = send()
      if (call.path().endsWith('/exec') && !before) {
        change('b1', 'restart')
        change('b1', 'pause')
      }
      reply
    }

    expect:
    run.run(FROZEN) == code
    run.state('b1') == state
    run.state('b2') == 'running'

    where:
    before || state     | code
    true   || 'running' | DONE
    false  || 'paused'  | COMPENSATED
  }

  def "what the engine still does after its client's death is waited for, from the look on, and is in the history by then"() {
    given: 'one was paused, the request for the other one had been under way for a long time'
    change('b1', 'pause')
    def begun = run.time.now()
    def holds = ['b1', 'b2'].collect { name -> hold(name, begun) }
    run.time.advance(Duration.ofSeconds(9))
    def due = run.time.now().plusMillis(1_900)
    boolean done = false
    run.engine.between = { EngineCall call, Closure send ->
      if (!done && !run.time.now().isBefore(due)) {
        done = true
        change('b2', 'pause')
      }
      send()
    }

    when:
    def ends = recovery().recover(holds)

    then:
    done
    ends.values().toList() == [Progress.TAKEN_BACK] * 2
    ['b1', 'b2'].every { run.state(it) == 'running' }
  }

  private JournalContent.Entry hold(String name, Instant at) {
    def started = Instant.parse(run.engine.engine.send(EngineCall.get("/containers/$name/json"), Duration.ofSeconds(1))
        .json().path('State').path('StartedAt').asText())
    def hold = new Hold("s1.1.$name", run.id(name), name, 'busybox', started, 'running', 'unpause', [], at, Duration.ofSeconds(30), Optional.empty())
    new JournalContent.Entry(hold, at, Progress.INTENDED)
  }

  private Recovery recovery() {
    def clock = new RunClock() {
      Clock wall() {
        Clock.fixed(run.time.now(), ZoneOffset.UTC)
      }

      long nanos() {
        Duration.between(Instant.EPOCH, run.time.now()).toNanos()
      }

      void sleep(Duration duration) {
        run.time.await(run.time.now().plus(duration))
      }
    }
    new Recovery(run.engine, run.gauge, run.workers, new EventBus(Clock.systemUTC(), [], [run.events], { assert false: it }),
        clock, new Random(1), Keeper.NONE, true)
  }
}
