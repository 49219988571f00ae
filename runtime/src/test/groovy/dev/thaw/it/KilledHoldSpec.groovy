package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.Json
import dev.thaw.engine.OnEngine
import java.util.concurrent.locks.LockSupport
import spock.lang.Timeout

/**
 * A run that holds containers is killed at random moments, and with it, at times, its guardian. How often:
 * {@code -Dthaw.kills=100}; from which seed: {@code -Dthaw.seed=1}.
 */
@OnEngine
@Timeout(3600)
class KilledHoldSpec extends HoldsOnDocker {
  static final int KILLS = Integer.getInteger('thaw.kills', 8)
  static final List<String> OURS = (1..7).collect { "c$it".toString() }
  static final List<String> BEFORE = ['p1', 'p2', 'p3']

  /** What ends the run, and what is then to put everything right. */
  enum Kill {
    BY_PID, BY_GROUP, GUARDIAN_FIRST, GUARDIAN_AFTER, GUARDIAN_AFTER_AND_NEXT_RUN

    boolean isGuarded() {
      this in [BY_PID, BY_GROUP]
    }
  }

  Random random = new Random(Long.getLong('thaw.seed', System.nanoTime()))
  Map<Kill, List<Long>> waits = [:].withDefault { [] }
  int frozen = 0

  @Override
  Map<String, Map<String, Object>> containers() {
    batch(OURS, BEFORE)
  }

  def "nothing of ours stays frozen, and what was paused before stays so, #KILLS times of #KILLS"() {
    given: 'how long it takes if nobody ends it'
    long length = span(started())
    settled()

    when:
    KILLS.times { int index ->
      def kill = Kill.values()[index % Kill.values().length]
      def before = journals()
      def process = started()
      // A third of them already while the first pauses are on their way.
      def late = index % 3 != 0
      until('it has begun') { (late ? paused() != BEFORE : !(journals() - before).empty) || !process.alive }
      LockSupport.parkNanos((long) (random.nextDouble() * length * (late ? 0.5d : 1.1d)))
      ended(kill, process)
    }

    and: 'a run that was killed before it had a guardian has left a journal that says nothing'
    assert recovered().end() == 0

    then:
    leftovers() == []
    println "killed $KILLS times, $frozen of them with containers of ours paused. " + waits.collect { kill, times ->
      "$kill: median ${times.sort()[times.size().intdiv(2)]} ms, worst ${times.max()} ms"
    }.join('; ')
    frozen > 0

    and: 'by what the engine itself remembers, nobody has thawed what was paused before'
    ids.subMap(BEFORE).values().every { id -> eventsOf(id).count { it == 'unpause' } == 0 }
    processAudit.records.every { it.verb != 'unpause' || !(it.container in ids.subMap(BEFORE).values()) }
  }

  private ThawProcess started() {
    runs(held('', "exec 'sleep 0.5' where ${named('db')}"), before: ['setsid'])
  }

  /** Returns the nanoseconds from the journal's beginning to the run's end. */
  private long span(ThawProcess process) {
    until('it has its journal') { !journals().empty || !process.alive }
    long begin = System.nanoTime()
    assert process.end() == 0: process.err
    System.nanoTime() - begin
  }

  private void ended(Kill kill, ThawProcess process) {
    def watching = guardians()
    if (kill == Kill.GUARDIAN_FIRST) {
      watching.each { sigkill(it) }
    }
    kill == Kill.BY_GROUP ? (process.alive && groupKilled(process)) : process.kill()
    long begin = System.nanoTime()
    process.end()
    def left = paused() != BEFORE
    frozen += left ? 1 : 0
    if (!kill.guarded) {
      guardians().each { sigkill(it) }
      until('no guardian is left') { guardians().empty }
      def next = kill == Kill.GUARDIAN_AFTER_AND_NEXT_RUN ? runs("start where ${named('db')}") : recovered()
      assert next.end() == 0: next.err + next.out
    } else {
      until('all is thawed') { paused() == BEFORE || guardians().empty }
    }
    if (left) {
      waits[kill] << (System.nanoTime() - begin).intdiv(1_000_000)
    }
    settled()
  }

  private static boolean groupKilled(ThawProcess process) {
    process.signalGroup('KILL')
    true
  }

  private void settled() {
    until('no guardian is left') { guardians().empty }
    assert now() == (OURS + 'db').collectEntries { [it, 'running'] } + BEFORE.collectEntries { [it, 'paused'] }
  }

  private List<String> eventsOf(String id) {
    def until = System.currentTimeMillis().intdiv(1000) + 1
    bench.ask('GET', '/events', [since: '0', until: "$until".toString(), filters: Json.of([container: [id]])])
        .text.readLines().findAll().collect { Cli.json(it).Action as String }
  }
}
