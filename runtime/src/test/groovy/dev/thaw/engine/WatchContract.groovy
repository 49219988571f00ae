package dev.thaw.engine

import dev.thaw.await.Watch
import java.time.Duration
import java.util.concurrent.atomic.AtomicInteger
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

/** What is heard of containers as it happens, the same for every engine. */
@Timeout(60)
abstract class WatchContract extends Specification {
  static final Duration LONG = Duration.ofSeconds(20)

  @AutoCleanup
  Bench bench = openBench()

  @AutoCleanup
  Watch watch

  /** Opens the engine under test; called for each feature. */
  abstract Bench openBench()

  private void act(String id, String request) {
    assert bench.ask('POST', "/containers/$id/$request").status == 204
  }

  def "what happens to a container is reason to look, what happens to others is not"() {
    given:
    def ids = bench.put(one: [:], other: [:])
    watch = new Watch(bench.engine)
    def one = watch.of(ids.one)
    def other = watch.of(ids.other)
    // What was before may still be told.
    other.await(other.heard(), Duration.ofMillis(300))
    long heard = one.heard()
    long elsewhere = other.heard()

    when:
    act(ids.one, 'pause')

    then:
    one.await(heard, LONG)
    other.heard() == elsewhere
  }

  def "when it was thawed, and with what it ended"() {
    given:
    def id = bench.put(c: [state: 'paused']).c
    watch = new Watch(bench.engine)
    def lookout = watch.of(id)

    when:
    act(id, 'unpause')
    hear { lookout.resumed().present }
    def thawed = lookout.resumed().get()
    act(id, 'kill')
    hear { lookout.exitCode().present }

    then:
    Duration.between(thawed, bench.surroundings.clock().instant()).abs() < Duration.ofMinutes(1)
    lookout.exitCode().get() == 137
  }

  def "what was before is remembered as far as the engine does"() {
    given:
    def id = bench.put(c: [state: 'paused']).c
    act(id, 'unpause')
    watch = new Watch(bench.engine)

    expect:
    hear { watch.of(id).resumed().present }
  }

  def "a stream that breaks is taken up again, and everybody looks"() {
    given:
    def id = bench.put(c: [:]).c
    def opened = new AtomicInteger()
    def breaking = new BreakingEngine(bench.engine, opened)
    watch = new Watch(breaking)
    def lookout = watch.of(id)

    when:
    hear { opened.get() > 2 }
    long heard = lookout.heard()
    breaking.sound = true
    act(id, 'pause')

    then:
    hear { lookout.heard() > heard }
  }

  private static boolean hear(Closure<Boolean> what) {
    long end = System.nanoTime() + LONG.toNanos()
    while (!what()) {
      assert System.nanoTime() < end: 'nothing was heard'
      Thread.sleep(10)
    }
    true
  }

  /** Ends every stream at once until it is sound. */
  static final class BreakingEngine implements Engine {
    private final Engine engine
    private final AtomicInteger opened
    volatile boolean sound

    BreakingEngine(Engine engine, AtomicInteger opened) {
      this.engine = engine
      this.opened = opened
    }

    @Override
    String address() {
      engine.address()
    }

    @Override
    dev.thaw.operation.Dialect dialect() {
      engine.dialect()
    }

    @Override
    Reply send(dev.thaw.operation.EngineCall call, Duration deadline) {
      opened.incrementAndGet()
      if (!sound) {
        throw new EngineException(EngineException.Fault.LOST, 'broken')
      }
      engine.send(call, deadline)
    }

    @Override
    void close() {
      engine.close()
    }
  }
}
