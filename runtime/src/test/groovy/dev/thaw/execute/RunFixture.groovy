package dev.thaw.execute

import dev.thaw.compile.ScriptCompiler
import dev.thaw.compile.ScriptSource
import dev.thaw.engine.HostGauge
import dev.thaw.engine.RecordingEngine
import dev.thaw.engine.Surroundings
import dev.thaw.engine.Workers
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.VirtualClock
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.event.EventBus
import dev.thaw.event.ExitCode
import dev.thaw.event.Sink
import dev.thaw.graph.OperationGraph
import dev.thaw.host.Host
import dev.thaw.plan.Reach
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset

/** A simulated world in which time passes only when somebody waits, and runs in it. */
final class RunFixture implements Closeable {
  final VirtualClock time = VirtualClock.standing()
  final RecordingEngine engine
  final Workers workers
  final EventRecorder events = new EventRecorder()
  final Interruption interruption = new Interruption()
  final List<Duration> waits = Collections.synchronizedList([])
  List<Sink> required = []
  Map<String, String> secrets = [:]
  Done done = Done.NONE
  long seed = 1
  Keeper keeper = Keeper.NONE
  Reach reach = Reach.UNBOUNDED
  Host files = Host.NONE
  String name = '20260101T000000Z-0000000d'

  final HostGauge gauge

  RunFixture(String world, int concurrency = 4) {
    workers = new Workers(concurrency)
    def simulator = new SimEngine('sim', WorldYaml.parse('world.yaml', world), time)
    gauge = simulator.gauge()
    engine = new RecordingEngine(simulator)
  }

  static OperationGraph graph(String script, Map<String, String> parameters = [:]) {
    def compilation = ScriptCompiler.compile(new ScriptSource('test', script), parameters)
    assert compilation.diagnostics().findAll { it.error } == []
    compilation.graph().get()
  }

  /** A clock for planners, and no machine that could be read. */
  static Surroundings surroundings(VirtualClock time) {
    new Surroundings({ time.now() }, { Optional.empty() })
  }

  ExitCode run(String script) {
    def bus = new EventBus(Clock.systemUTC(), required, [events], { assert false: it })
    def clock = new RunClock() {
      Clock wall() {
        Clock.fixed(time.now(), ZoneOffset.UTC)
      }

      long nanos() {
        Duration.between(Instant.EPOCH, time.now()).toNanos()
      }

      void sleep(Duration duration) {
        waits << duration
        time.advance(duration)
      }
    }
    new Executor(engine, gauge, workers, bus, clock, new Random(seed), interruption)
        .run(graph(script), Mandate.PLAIN.with(new Secrets(secrets)).with(reach).with(done).with(keeper).with(files).named { name })
  }

  String id(String name) {
    def reply = engine.engine.send(dev.thaw.operation.EngineCall.get("/containers/$name/json"),
        Duration.ofSeconds(1))
    reply.json().path('Id').asText()
  }

  String state(String name) {
    def reply = engine.engine.send(dev.thaw.operation.EngineCall.get("/containers/$name/json"),
        Duration.ofSeconds(1))
    reply.json().path('State').path('Status').asText()
  }

  @Override
  void close() {
    workers.close()
  }
}
