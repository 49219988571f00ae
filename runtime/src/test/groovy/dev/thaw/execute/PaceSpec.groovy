package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED

import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.graph.Pace.Rollout
import dev.thaw.graph.Pace.Share
import dev.thaw.operation.EngineCall
import dev.thaw.value.Value
import java.time.Duration
import java.util.concurrent.Semaphore
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Which targets a step takes, in which order, and how many at once. */
class PaceSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: c1, labels: {app: w}, memory: {usage: 500MB, limit: 1GB}}
  - {name: c2, labels: {app: w}, memory: {usage: 900MB, limit: 1GB}}
  - {name: c3, labels: {app: w}, memory: {usage: 100MB, limit: 1GB}}
  - {name: c4, labels: {app: w}, state: exited}
  - {name: c5, labels: {app: w}, memory: {usage: 500MB, limit: 1GB}}
  - {name: other, memory: {usage: 1MB, limit: 1GB}}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private List<String> taken() {
    run.events.all(RunEvent.StepStarted)[0].targets()*.name()
  }

  def "ps where label.app == 'w' #clauses takes #names"() {
    expect:
    run.run("ps where { label.app == 'w' } $clauses") == DONE
    taken() == names
    run.events.all(RunEvent.StepStarted)[0].matching() == 5
    run.engine.calls.count { it.path().endsWith('/stats') } == measured

    where:
    clauses                       || names                     | measured
    ''                            || ['c1', 'c2', 'c3', 'c4', 'c5'] | 0
    'first 2'                     || ['c1', 'c2']                | 0
    'first 9'                     || ['c1', 'c2', 'c3', 'c4', 'c5'] | 0
    'orderBy mem'                 || ['c3', 'c1', 'c5', 'c2', 'c4'] | 5
    'orderBy -mem'                || ['c2', 'c1', 'c5', 'c3', 'c4'] | 5
    'orderBy -mem first 2'        || ['c2', 'c1']                | 5
    'orderBy -name first 1'       || ['c5']                     | 0
    'orderBy state first 2'       || ['c4', 'c1']                | 0
    'first 2 min 5 max 5'         || ['c1', 'c2']                | 0
  }

  def "min and max are about what matches, not about what is taken of it: #clauses"() {
    expect:
    run.run("ps where { label.app == 'w' } $clauses") != DONE
    run.events.all(RunEvent.StepStarted) == []

    where:
    clauses << ['first 2 max 4', 'first 2 min 6']
  }

  def "random takes so many, the same for the same seed, in order"() {
    when:
    def takes = (1..20).collect { seed ->
      (1..2).collect {
        new RunFixture(WORLD).withCloseable { each ->
          each.seed = seed
          assert each.run("ps where { label.app == 'w' } random 2") == DONE
          each.events.all(RunEvent.StepStarted)[0].targets()*.name()
        }
      }
    }

    then:
    takes.every { it[0] == it[1] && it[0].size() == 2 && it[0] == it[0].sort(false).unique(false) }
    takes*.first().toSet().size() > 5
  }

  def "no more than so many at once: #clauses"() {
    given:
    def now = new AtomicInteger()
    def most = new AtomicInteger()
    def all = new Semaphore(0)
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        most.accumulateAndGet(now.incrementAndGet()) { x, y -> Math.max(x, y) }
        all.release()
        if (bound == 1) {
          all.tryAcquire(2, 20, TimeUnit.MILLISECONDS)
        } else if (all.tryAcquire(bound, 10, TimeUnit.SECONDS)) {
          all.release(bound)
        }
        now.decrementAndGet()
      }
      send()
    }

    expect:
    run.run("pause where { label.app == 'w' && running } $clauses") == DONE
    run.events.counts()[Outcome.CHANGED] == 4
    most.get() == bound

    where:
    clauses         || bound
    'concurrency 1' || 1
    'concurrency 2' || 2
    'concurrency 9' || 4
  }

  def "#count targets in batches of #batch, the first of #canary: #sizes"() {
    given:
    def share = { text -> new Share(text instanceof String ? new Value.Percent((text - '%') as BigDecimal) : Value.Number.of(text)) }
    def rollout = new Rollout(share(batch), Optional.ofNullable(canary).map(share), Duration.ZERO, share(0))

    expect:
    Batches.of((0..<count).toList(), rollout)*.size() == sizes

    where:
    count | batch  | canary || sizes
    0     | 2      | null   || []
    5     | 2      | null   || [2, 2, 1]
    5     | '25%'  | null   || [2, 2, 1]
    5     | '1%'   | null   || [1, 1, 1, 1, 1]
    5     | '100%' | null   || [5]
    5     | 2      | 1      || [1, 2, 2]
    5     | 9      | '50%'  || [3, 2]
  }

  def "batch after batch, with a pause between on the run's clock"() {
    given:
    def at = [:].asSynchronized()
    def begin = run.time.now()
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        at[call.path()] = Duration.between(begin, run.time.now()).toSeconds()
      }
      send()
    }

    expect:
    run.run("rolling(2, canary: 1, pause: 10.seconds) { pause where { label.app == 'w' && running } }") == DONE
    at.values().countBy { it.intdiv(10) as int } == [0: 1, 1: 2, 2: 1]
  }

  def "with #bearable failures bearable: #exitCode, #outcomes"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates() && failing.any { call.path().contains(id(it)) }) {
        return dev.thaw.engine.Reply.of(403, 'text/plain', 'no'.bytes)
      }
      send()
    }

    expect:
    run.run("rolling(1, maxFailures: $bearable) { pause where { label.app == 'w' && running } }\nnote 'on'") == exitCode
    run.events.outcomes().values()*.minus('pause ') == outcomes
    run.events.all(RunEvent.Noted).size() == notes

    where:
    failing         | bearable || exitCode | notes | outcomes
    ['c2']           | 0        || FAILED   | 0     | ['changed', 'failed', 'skipped', 'skipped']
    ['c2']           | 1        || FAILED   | 1     | ['changed', 'failed', 'changed', 'changed']
    ['c1', 'c3']      | 1        || FAILED   | 0     | ['failed', 'changed', 'failed', 'skipped']
    ['c5']           | 0        || FAILED   | 0     | ['changed', 'changed', 'changed', 'failed']
    ['c1', 'c3']      | '50%'    || FAILED   | 1     | ['failed', 'changed', 'failed', 'changed']
    []              | 0        || DONE     | 1     | ['changed', 'changed', 'changed', 'changed']
  }

  private String id(String name) {
    run.engine.engine.send(EngineCall.get("/containers/$name/json"), Duration.ofSeconds(1)).json().path('Id').asText()
  }

  def "the reason of those that are left says how many failed"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() ? dev.thaw.engine.Reply.of(403, 'text/plain', 'no'.bytes) : send()
    }

    expect:
    run.run("rolling(50%) { pause where { label.app == 'w' && running } }") == FAILED
    run.events.of('c5').reason() == 'not begun: 2 failed, more than maxFailures 0'
    run.engine.changes().size() == 2
  }

  def "a wish to end cuts the pause between batches short"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        run.interruption.request(TERMINATED)
      }
      send()
    }

    expect:
    run.run("rolling(1, pause: 1.hour) { pause where { label.app == 'w' && running } }") == TERMINATED
    run.engine.changes().size() == 1
    run.waits.sum { it.toMillis() } < 1000
  }
}
