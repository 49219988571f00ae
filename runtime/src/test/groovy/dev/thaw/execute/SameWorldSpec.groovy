package dev.thaw.execute

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.event.Occurrence
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import dev.thaw.sink.JsonSink
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap
import spock.lang.Specification

/**
 * The same world and seed give the same events: one after the other byte for byte; where targets or
 * branches go on side by side, for each target by itself, as long as nothing that all of them share
 * is at stake: the time that passes while others wait, and an engine that is left alone for what
 * others met with.
 */
class SameWorldSpec extends Specification {
  static final int SEEDS = 20
  static final String WORLD = '''
containers:
  - {name: "web-{n}", count: 8, image: nginx, labels: {app: web}}
  - {name: "job-{n}", count: 8, image: batch, labels: {app: job}, memory: {usage: 100MB, limit: 1GB}}
  - {name: db, labels: {app: db}, exec: {exitCode: 3, output: "no\\n"}}
'''

  static final List<String> SCRIPTS = [
    "pause where label.app == 'web' then unpause\nps where all",
    "rolling(25%, pause: 5.seconds, canary: 1, maxFailures: 3) { restart where label.app == 'web' }",
    "pause where label.app == 'job' random 3 retry 5 backoff 1.second..20.seconds\nunpause where paused",
    "attempt { exec 'x' where name == 'db' } recover { stop where label.app == 'job' first 2 } ensure { note 'over' }",
    "stop where label.app == 'job' deadline 2.seconds retry 3",
    "parallel { pause where label.app == 'web' retry 4\n stop where label.app == 'job' random 5\n exec 'x' where name == 'db' }",
    "parallel { rolling(2) { restart where label.app == 'web' }\n pause where label.app == 'job' && mem < 50% when { mem > 5% } then unpause }",
  ]

  /** Some requests fail, the same ones each time, whoever sends them first. */
  private static RunFixture world(long seed, int concurrency, List<Integer> faults) {
    def run = new RunFixture(WORLD, concurrency)
    run.seed = seed
    Map<String, Integer> times = new ConcurrentHashMap<>()
    run.engine.between = { EngineCall call, Closure send ->
      if (!call.mutates()) {
        return send()
      }
      int nth = times.merge(call.path(), 1, { a, b -> a + b })
      def chance = new SplittableRandom(seed * 31 + call.path().hashCode() * 7L + nth).nextInt(8)
      switch (chance < faults.size() ? faults[chance] : 200) {
        case 503: return Reply.of(503, 'text/plain', 'busy'.bytes)
        case 500: return Reply.of(500, 'text/plain', 'broken'.bytes)
        case 409: return Reply.of(409, 'text/plain', 'conflict'.bytes)
        case 1: throw new EngineException(EngineException.Fault.UNREACHABLE, 'refused')
        case 2:
          send().close()
          throw new EngineException(EngineException.Fault.LOST, 'lost')
        default: return send()
      }
    }
    run
  }

  private static byte[] log(String script, long seed) {
    def run = world(seed, 1, [503, 409, 1, 2])
    try {
      run.run(script)
      def out = new ByteArrayOutputStream()
      def sink = new JsonSink(out)
      run.events.events.eachWithIndex { event, index ->
        sink.accept(new Occurrence(index + 1, Instant.EPOCH, event))
      }
      out.toByteArray()
    } finally {
      run.close()
    }
  }

  /** What became of each target, without the times, which pass for all at once. */
  private static Map<String, List<String>> stories(String script, long seed) {
    def run = world(seed, 4, [500, 409, 500])
    try {
      run.run('defaults { timeout 12.hours }\n' + script)
      def events = run.events.events.findAll { it instanceof RunEvent.Finished || it instanceof RunEvent.Retrying }
      events.groupBy { it.operation().name() }.collectEntries { name, those ->
        [name, those.collect {
          it instanceof RunEvent.Retrying
              ? "retry $it.attempt after ${it.delay()}: ${it.reason()}".toString()
              : "${it.operation().verb()} ${it.outcome()} ${it.attempts()} ${it.reason()}".toString()
        }]
      }
    } finally {
      run.close()
    }
  }

  def "byte for byte: #script"() {
    expect:
    (1..SEEDS).every { log(script, it) == log(script, it) }

    where:
    script << SCRIPTS.findAll { !it.startsWith('parallel') }
  }

  def "another seed is another story"() {
    expect:
    (1..SEEDS).collect { new String(log(SCRIPTS[0], it)) }.toSet().size() == SEEDS
  }

  def "target by target: #script"() {
    expect:
    (1..SEEDS).every { stories(script, it) == stories(script, it) }

    where:
    script << SCRIPTS.findAll { !it.contains('deadline') }
  }
}
