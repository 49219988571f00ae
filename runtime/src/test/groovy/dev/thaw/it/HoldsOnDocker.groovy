package dev.thaw.it

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger

/** Containers of a real engine that runs in processes of their own hold while something else goes on. */
abstract class HoldsOnDocker extends OnDocker {
  private static final AtomicInteger GATES = new AtomicInteger()

  /** A file in the container db; what is done during a hold waits for it. */
  String gate = "/gate-${GATES.incrementAndGet()}"

  List<ThawProcess> started = []

  def cleanup() {
    started.findAll { it.alive }.each {
      it.kill()
      it.end()
    }
    until('no guardian is left') { guardians().empty }
  }

  Path getHome() {
    folder.resolve('process/home')
  }

  Path getJournals() {
    home.resolve('.local/state/thaw/journals')
  }

  /** Returns all that runs, and guardians, have left to be looked after. */
  List<Path> leftovers() {
    Files.isDirectory(journals) ? Files.list(journals).withCloseable { it.toList() } : []
  }

  List<Path> journals() {
    leftovers().findAll { it.toString().endsWith('.journal') }
  }

  Audit getProcessAudit() {
    Audit.read(home.resolve('.local/state/thaw/audit.jsonl'))
  }

  /** Starts Thaw on the engine itself: nothing stands between that an end of this process would take away. */
  ThawProcess thaw(Map how = [:], String... arguments) {
    def process = ThawProcess.start(how, folder.resolve('process'), arguments)
    started << process
    process
  }

  /** Runs a script in a process of its own. */
  ThawProcess runs(Map how = [:], String script, String... options) {
    thaw(how, 'run', '-H', bench.engine.address(), *options, '-e', script)
  }

  /** Recovers, and returns the ended process. */
  ThawProcess recovered(String... options) {
    def process = thaw('recover', '-H', bench.engine.address(), *options)
    process.end()
    process
  }

  /** A script that holds the batch tier until {@link #open}. */
  String held(String clauses = '', String body = waiting()) {
    "frozen where ${mine("label.tier == 'batch'")} $clauses during { $body }"
  }

  String waiting() {
    "exec \"sh -c 'until test -e $gate; do sleep 0.05; done'\" where ${named('db')} timeout 2.minutes"
  }

  void open() {
    inside('db', 'touch', gate)
  }

  /** Runs a command in a container by the engine's own requests, without waiting for its end. */
  void inside(String name, String... words) {
    def made = bench.ask('POST', "/containers/${ids[name]}/exec", [:], [Cmd: words])
    assert bench.ask('POST', "/exec/${made.json.path('Id').asText()}/start", [:], [Detach: true]).status == 200
  }

  /** Returns the states by name, as the engine lists them. */
  Map<String, String> now() {
    def names = ids.collectEntries { name, id -> [id, name] }
    states().collectEntries { id, state -> [names[id], state] }
  }

  List<String> paused() {
    now().findAll { it.value == 'paused' }.keySet().sort()
  }

  void untilPaused(ThawProcess process, Collection<String> names) {
    until("$names are paused") { paused().containsAll(names) || !process.alive }
    assert process.alive: process.err + process.out
  }

  /** Waits until what is done during the hold goes on, so that the run has nothing under way but that. */
  void untilHeld(ThawProcess process, Collection<String> names) {
    untilPaused(process, names)
    until('the body goes on') {
      !process.alive || processAudit.phase('intent').any { it.verb == 'exec' }
    }
    assert process.alive: process.err + process.out
  }

  /** Returns the processes that watch over runs of this feature. */
  List<Long> guardians() {
    new File('/proc').list().findAll { it.isLong() }*.toLong().findAll { pid ->
      try {
        def words = Files.readString(Path.of("/proc/$pid/cmdline")).split('\0') as List
        words.contains('guardian') && words.last().startsWith(folder.toString())
      } catch (IOException ended) {
        false
      }
    }
  }

  static void sigkill(long pid) {
    ProcessHandle.of(pid).ifPresent { it.destroyForcibly() }
  }

  Map<String, Map<String, Object>> batch(List<String> running, List<String> paused) {
    running.collectEntries { [it, [labels: [tier: 'batch']]] } +
        paused.collectEntries { [it, [state: 'paused', labels: [tier: 'batch']]] } +
        [db: [labels: [tier: 'data']]]
  }
}
