package dev.thaw.it

import dev.thaw.engine.Engine
import dev.thaw.engine.docker.DockerEngine
import dev.thaw.journal.Journal
import dev.thaw.journal.JournalFile
import dev.thaw.operation.EngineCall
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/**
 * Processes that freeze containers and are killed with SIGKILL, on a simulated engine in a process of its own:
 * 40 of them, or as many as {@code -Dthaw.kills} says, side by side.
 */
@Timeout(3600)
class KillSpec extends Specification {
  static final int KILLS = Integer.getInteger('thaw.kills', 20)
  static final long SEED = Long.getLong('thaw.kills.seed', 1)
  static final int AT_ONCE = 4
  static final int HOT = 4

  @TempDir Path folder
  @AutoCleanup('kill') ThawProcess simulator
  @AutoCleanup Engine engine
  @AutoCleanup('shutdownNow') def threads = Executors.newFixedThreadPool(AT_ONCE)
  String address

  def setup() {
    def world = folder.resolve('world.yaml')
    Files.writeString(world, 'containers:\n' + (1..KILLS).collect { n ->
      (1..HOT).collect { "  - {name: hot$n-$it, labels: {case: 'k$n'}}\n" }.join('') +
          "  - {name: cold$n, labels: {case: 'k$n'}, state: paused}\n  - {name: db$n, exec: {exitCode: 0, takes: 1s}}\n"
    }.join(''))
    def socket = folder.resolve('s')
    simulator = ThawProcess.start(folder.resolve('simulator'), 'sim', 'serve', world.toString(), '--socket', socket.toString())
    OnDocker.until('it serves') { Files.exists(socket) || !simulator.alive }
    assert simulator.alive: simulator.err
    address = "unix://$socket"
    engine = DockerEngine.on(socket)
  }

  def "whenever a run is killed, its guardian thaws what it held, or recover does; and nothing else"() {
    when:
    def ends = threads.invokeAll((1..KILLS).collect { n -> { -> new Kill(n).story() } as Callable<End> })*.get()
    def frozen = ends.findAll { it.frozen > 0 }
    println "kills: ${ends.size()} (seed $SEED), ${frozen.size()} with ${frozen.sum(0) { it.frozen }} containers frozen, ${ends.count { it.late }} too late; " +
        "thawed by guardians ${figures(frozen.findAll { it.guarded })}, by recover ${figures(frozen.findAll { !it.guarded })}"

    then:
    ends*.wrong.findAll() == []
    frozen.size() > KILLS / 10
  }

  /** The median and the worst; recover's time holds the start of its process. */
  private static String figures(List<End> ends) {
    def times = ends*.millis.sort()
    "${times.size()}" + (times ? " (median ${times[times.size().intdiv(2)]} ms, worst ${times.last()} ms)" : '')
  }

  /** How it went: how many containers were frozen at the kill, how long until all were thawed, what was wrong. */
  static final class End {
    int frozen
    boolean late
    boolean guarded
    long millis
    String wrong
  }

  final class Kill {
    final int n
    final Random random
    final Path home
    ThawProcess run

    Kill(int n) {
      this.n = n
      random = new Random(SEED * 1_000_003 + n)
      home = folder.resolve("k$n")
    }

    Map<String, String> states() {
      def filters = "{\"label\":[\"case=k$n\"]}".toString()
      engine.send(EngineCall.get('/containers/json', [all: 'true', filters: filters]), Duration.ofSeconds(30)).withCloseable { reply ->
        reply.json().collectEntries { [it.path('Names').path(0).asText() - '/', it.path('State').asText()] } as Map<String, String>
      }
    }

    List<String> frozen() {
      states().findAll { it.key.startsWith('hot') && it.value == 'paused' }*.key
    }

    private int audited() {
      Files.exists(run.auditLog) ? Files.readAllLines(run.auditLog).size() : 0
    }

    /** The guardian that the run has started, if it has. */
    private Optional<ProcessHandle> guardian() {
      ProcessHandle.of(run.pid).map { it.children().toList() }.orElse([]).stream()
          .filter { child -> commandLine(child).contains(' guardian ') }
          .findFirst() as Optional<ProcessHandle>
    }

    private static String commandLine(ProcessHandle process) {
      try {
        Files.readString(Path.of("/proc/${process.pid()}/cmdline")).replace('\0', ' ')
      } catch (IOException ended) {
        ''
      }
    }

    private void die(boolean group) {
      if (group) {
        new ProcessBuilder('kill', '-9', '--', "-${run.pid}".toString()).start().waitFor()
      } else {
        run.kill()
      }
    }

    End story() {
      boolean group = random.nextBoolean()
      boolean alone = random.nextInt(3) == 0
      boolean first = random.nextBoolean()
      int lines = random.nextInt(4 * HOT + 3)
      run = ThawProcess.start([before: group ? ['setsid'] : []], home, 'run', '-H', address, '-e',
          "frozen where label.case == 'k$n' during { exec 'dump' where name == 'db$n' }")
      OnDocker.until("it has come to $lines records") { !run.alive || audited() >= lines }
      Thread.sleep(random.nextInt(lines == 0 ? 1_500 : lines == 2 * HOT + 1 ? 900 : 30))
      def guardian = guardian()
      if (alone && first) {
        guardian.ifPresent { it.destroyForcibly() }
      }
      def late = !run.alive
      die(group)
      long killed = System.nanoTime()
      if (alone && !first) {
        guardian.ifPresent { it.destroyForcibly() }
      }
      run.end()
      def end = new End(frozen: frozen().size(), late: late, guarded: guardian.present && !alone)
      end.guarded ? awaitGuardian() : recover()
      end.millis = (System.nanoTime() - killed).intdiv(1_000_000)
      end.wrong = wrong(lines)
      end
    }

    private void awaitGuardian() {
      OnDocker.until("the guardian of k$n has thawed: ${frozen()}, ${journals()}") { frozen().empty && journals().empty }
    }

    private void recover() {
      OnDocker.until("k$n is recovered") { ThawProcess.start(home, 'recover', '-H', address).end() == 0 }
    }

    private List<Path> journals() {
      JournalFile.in(home.resolve('home/.local/state/thaw/journals'))
    }

    /** A journal that is left says that it is finished. */
    private String wrong(int lines) {
      def open = journals().findAll { path ->
        JournalFile.open(path).map { file -> file.withCloseable { !Journal.read(it.storage()).finished() } }.orElse(false)
      }
      def states = states()
      boolean well = open.empty && states.every { it.value == (it.key.startsWith('cold') ? 'paused' : 'running') }
      well ? null : "k$n (killed at record $lines): $states, $open\n${run.err}"
    }
  }
}
