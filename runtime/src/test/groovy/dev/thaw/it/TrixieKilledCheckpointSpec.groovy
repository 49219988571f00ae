package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.util.concurrent.locks.LockSupport
import spock.lang.Timeout

/**
 * A checkpoint is made on a real engine, and whoever makes it is killed at a random moment. How often:
 * {@code -Dthaw.checkpointKills=100}; from which seed: {@code -Dthaw.seed=1}.
 */
@OnEngine('trixie')
@Timeout(3600)
class TrixieKilledCheckpointSpec extends HoldsOnDocker {
  static final int KILLS = Integer.getInteger('thaw.checkpointKills', 20)

  Random random = new Random(Long.getLong('thaw.seed', System.nanoTime()))
  Map<String, Integer> seen = [:].withDefault { 0 }

  @Override
  Map<String, Map<String, Object>> containers() {
    [counter: [command: TrixieCheckpointSpec.COUNTING], foreign: [command: TrixieCheckpointSpec.COUNTING, state: 'paused']]
  }

  def "the container counts on, or a checkpoint goes on where it was: #KILLS times of #KILLS"() {
    given: 'how long it takes if nobody ends it'
    long length = span(started())
    settle()
    restore()

    when:
    KILLS.times { int index ->
      def before = journals()
      def process = started()
      until('it has begun') { !(journals() - before).empty || !process.alive }
      // Mostly while it is frozen.
      boolean wait = index % 3 != 0
      until('it is frozen') { !wait || state('counter') == 'paused' || !process.alive }
      LockSupport.parkNanos((long) (random.nextDouble() * length * (wait ? 0.3d : 1.05d)))
      boolean late = !process.alive
      boolean frozen = state('counter') == 'paused'
      process.kill()
      process.end()
      settle()
      def state = state('counter')
      assert state in ['running', 'exited']: "$state\n$process.out\n$process.err"
      seen[late ? 'over before' : "${frozen ? 'frozen' : 'not frozen'}, then $state".toString()]++
      if (state == 'exited') {
        restore()
      }
      counts()
      inOrder()
    }
    assert recovered().end() == 0

    then:
    leftovers() == []
    state('foreign') == 'paused'
    println "a checkpoint killed $KILLS times (it takes ${length.intdiv(1_000_000)} ms): $seen"
  }

  private ThawProcess started() {
    runs("checkpoint 'n1' where ${named('counter')}", before: ['setsid'])
  }

  private long span(ThawProcess process) {
    until('it has its journal') { !journals().empty || !process.alive }
    long begin = System.nanoTime()
    assert process.end() == 0: process.err
    System.nanoTime() - begin
  }

  /** Waits until all is done that anybody is still to do; what the engine was told last may come a moment later. */
  private void settle() {
    until('no guardian is left') { guardians().empty }
    Thread.sleep(300)
  }

  private void restore() {
    def process = runs("restore 'n1' where ${named('counter')}")
    assert process.end() == 0: process.out + process.err
    assert state('counter') == 'running'
  }

  private List<Integer> numbers() {
    def options = [stdout: 'true', stderr: 'true', tail: 'all']
    bench.ask('GET', "/containers/${ids.counter}/logs", options).text.findAll(/\d+(?=\r?\n)/)*.toInteger()
  }

  private void counts() {
    int before = numbers().size()
    until('it counts') { numbers().size() > before + 2 }
  }

  /** Each number once: nothing was done twice, nothing is missing, nothing began afresh. */
  private void inOrder() {
    def all = numbers()
    assert all.withIndex().findAll { number, index -> number != index + 1 }.take(3) == []
  }
}
