package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.Fixture
import dev.thaw.engine.LabEngine
import dev.thaw.engine.OnEngine
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.locks.LockSupport
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The whole program on containers of a real engine that a specification made for itself. */
@Timeout(300)
abstract class OnDocker extends Specification {
  @TempDir
  Path folder

  @Shared
  @AutoCleanup
  Fixture bench

  @AutoCleanup
  SocketProxy proxy

  Cli thaw

  /** Made once for all features of the specification, by name: see {@link Fixture#put}. */
  abstract Map<String, Map<String, Object>> containers()

  @Shared
  Map<String, String> ids

  /** Returns the engine that the containers are made on. */
  LabEngine lab() {
    LabEngine.connect(getClass().getAnnotation(OnEngine).value())
  }

  def setupSpec() {
    bench = new Fixture(lab())
    ids = bench.put(containers())
  }

  def setup() {
    proxy = new SocketProxy(bench.engine.address(), folder.resolve('engine.sock'))
    thaw = new Cli(folder.resolve('home'))
  }

  /** Returns the predicate, kept to this run's containers. */
  String mine(String predicate = 'all') {
    predicate == 'all' ? bench.predicate : "$bench.predicate && ($predicate)"
  }

  /** Returns the predicate for a container of that name of ours. */
  String named(String... names) {
    mine("name in [${names.collect { "'${bench.name(it)}'" }.join(', ')}]")
  }

  Path getAuditLog() {
    folder.resolve('home/.local/state/thaw/audit.jsonl')
  }

  Audit audit() {
    Audit.read(auditLog)
  }

  /** Runs a script through the proxy. */
  int run(String script, String... options) {
    thaw.run('run', '-H', proxy.address, *options, '-e', script)
  }

  /** Runs a script that must end well, and returns the events in order. */
  List<Map> events(String script) {
    def code = run(script, '--json')
    assert code == 0: thaw.err + thaw.out
    thaw.out.readLines().collect { Cli.json(it) }
  }

  /** Returns the outcomes by container, of a run with {@code --json}: {@code [web: 'pause changed']}. */
  Map<String, String> outcomes() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'finished' }.collectEntries {
      [it.name - bench.name(''), "$it.verb $it.outcome".toString()]
    }
  }

  /** Returns the states by full identifier, as the engine itself lists them. */
  Map<String, String> states() {
    bench.list().collectEntries { [it.path('Id').asText(), it.path('State').asText()] }
  }

  String state(String name) {
    bench.state(ids[name])
  }

  /** Brings a container into a state, whatever it is in, by the engine's own requests. */
  void bring(String name, String wanted) {
    def id = ids[name]
    if (state(name) == 'paused' && wanted != 'paused') {
      bench.ask('POST', "/containers/$id/unpause")
    }
    if (wanted == 'exited') {
      bench.ask('POST', "/containers/$id/kill")
      bench.ask('POST', "/containers/$id/wait", [condition: 'not-running'])
    }
    until("$name is $wanted") {
      // One that ends by itself may do so just before it was to be paused.
      if (wanted != 'exited' && state(name) != wanted) {
        bench.ask('POST', "/containers/$id/start")
        if (wanted == 'paused') {
          bench.ask('POST', "/containers/$id/pause")
        }
      }
      state(name) == wanted && states()[id] == wanted
    }
  }

  /** Waits for what comes by itself. */
  static void until(String what, Closure<Boolean> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos()
    while (!condition()) {
      assert System.nanoTime() < end: "waited in vain until $what"
      LockSupport.parkNanos(10_000_000)
    }
  }

  /** Holds what the log says against what the engine says; where the log says unknown, anything may be. */
  static void holds(Audit audit, Map<String, String> real) {
    audit.states().each { id, told ->
      assert told == null || told == real[id]: "the log says $told of $id"
    }
  }
}
