package dev.thaw.fault

import com.fasterxml.jackson.databind.ObjectMapper
import dev.thaw.compile.ScriptCompiler
import dev.thaw.compile.ScriptSource
import dev.thaw.engine.Workers
import dev.thaw.engine.docker.DockerEngine
import dev.thaw.engine.sim.SimServer
import dev.thaw.event.EventBus
import dev.thaw.event.ExitCode
import dev.thaw.event.RunIdentity
import dev.thaw.execute.Executor
import dev.thaw.execute.Interruption
import dev.thaw.sink.AuditLog
import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** What the audit log says, carried out on the world's beginning, gives the world's end, or says that nobody knows. */
class AuditReplaySpec extends Specification {
  static final List<String> LABELS = ['a', 'b', 'c', 'd']
  static final List<String> STATES = ['running', 'running', 'running', 'paused', 'exited', 'created']
  static final List<String> ACTS = ['pause', 'unpause', 'start', 'stop', 'restart', 'kill', "exec 'sync'"]
  static final List<String> CHAINS =
      ['then unpause', 'then start', 'then restart', "then exec('sync', retry: 1)", 'then stop then start', '', '', '']
  static final List<Fault> FAULTS = Fault.values().findAll { !it.meanwhile() }
  static final RunIdentity WHO = new RunIdentity('20261121T000000Z-0', 'root', 0, Optional.empty(), Optional.empty(),
      false, 1, 'host', 'generated', '0' * 64, Optional.empty())
  static final ObjectMapper JSON = new ObjectMapper()

  @TempDir
  Path folder

  def "a log replayed gives the end, or says unknown: #count scripts"() {
    given:
    def changes = 0
    def unknown = 0

    when:
    def wrong = (1L..count).collectMany { seed ->
      def run = new Generated(seed, Files.createDirectory(folder.resolve("$seed")))
      def found = run.replay()
      changes += run.records.count { it.changed }
      unknown += run.records.count { it.phase == 'result' && it.changed == null }
      found ? ["seed $seed, ${run.strikes}, exit ${run.exitCode}: $found\n${run.script}${run.log()}".toString()] : []
    }
    println "audit replay: $count scripts, $changes changes, $unknown unknown"
    wrong.take(3).each { println it }

    then:
    wrong == []
    changes > count
    unknown > 0

    where:
    count = Long.getLong('thaw.seeds', 20L) * 10
  }

  def "a log that leaves out what was changed is found out"() {
    given:
    def runs = (1L..20L).collect { new Generated(it, Files.createDirectory(folder.resolve("$it"))) }

    when:
    def forged = runs.findAll { it.leaveOut() }

    then:
    forged.size() > 10
    forged.every { it.replay() }
  }

  /** One script with one fault, run and recorded. */
  static final class Generated {
    final Random random
    final Path folder
    final String script
    final Strikes strikes
    final Scene scene
    ExitCode exitCode
    List<Map> records

    Generated(long seed, Path folder) {
      this.random = new Random(seed)
      this.folder = folder
      script = script()
      strikes = Strikes.drawn(FAULTS[random.nextInt(FAULTS.size())], false, random)
      def world = 'latency: 1ms\ncontainers:\n' + (1..8).collect {
        "  - {name: c$it, labels: {t: ${pick(LABELS)}}, state: ${pick(STATES)}, exec: {exitCode: ${random.nextInt(4) ? 0 : 3}}}\n"
      }.join()
      scene = new Scene(FaultCase.parsed(world), [], Duration.ZERO, Optional.empty())
      run(seed)
    }

    private <T> T pick(List<T> all) {
      all[random.nextInt(all.size())]
    }

    private String script() {
      (1..(2 + random.nextInt(3))).collect {
        switch (random.nextInt(5)) {
          case 0:
            return 'parallel {\n' + LABELS.take(2 + random.nextInt(3)).collect { statement(it) }.join() + '}\n'
          case 1:
            return 'rolling(50%, maxFailures: 1) {\n' + statement(pick(LABELS)) + '}\n'
          case 2:
            return 'attempt {\n' + statement(pick(LABELS)) + '} recover {\n' + statement(pick(LABELS)) + '}\n'
          default:
            return statement(pick(LABELS), random.nextBoolean() ? ' continueOnError true' : '')
        }
      }.join()
    }

    private String statement(String label, String clauses = '') {
      def act = pick(ACTS)
      def signal = act == 'kill' && random.nextBoolean() ? " signal 'HUP'" : ''
      "$act where label.t == '$label'$signal$clauses ${pick(CHAINS)}\n"
    }

    private void run(long seed) {
      def compilation = ScriptCompiler.compile(new ScriptSource('generated', script), [:])
      assert compilation.graph().present: "$script ${compilation.diagnostics()}"
      def file = folder.resolve('audit.jsonl')
      def server = SimServer.start(scene.engine(), folder.resolve('engine.sock'))
      def proxy = new FaultProxy(folder.resolve('proxy.sock'), server.socket(), scene)
      def engine = new FaultyEngine(DockerEngine.on(proxy.path()), proxy, strikes, scene)
      def workers = new Workers(4)
      def audit = AuditLog.open(file, { WHO })
      try {
        def bus = new EventBus(Clock.systemUTC(), [audit], [scene.journal()], { assert false: it })
        exitCode = new Executor(engine, scene.engine().gauge(), workers, bus, scene.runClock(),
            new SplittableRandom(seed), new Interruption()).run(compilation.graph().get())
      } catch (Executor.NothingDone nothing) {
        exitCode = nothing.exitCode()
      } finally {
        [audit, workers, engine, proxy, server]*.close()
      }
      records = Files.readAllLines(file).collect { JSON.readValue(it, Map) }
      scene.pass(Duration.ofHours(1))
    }

    /** Makes the last change of some container unsaid; returns whether there was one. */
    boolean leaveOut() {
      def last = records.groupBy { it.container }.values()*.last()
      def change = last.find { it.changed && it.after != it.before && it.after != 'unknown' }
      change?.putAll(changed: false, after: 'unknown')
      change != null
    }

    String log() {
      records.collect { "  ${it.phase} ${scene.name(it.container)} ${it.verb} ${it.before}->${it.after} ${it.outcome} ${it.error}\n" }.join()
    }

    /** Returns what does not fit. */
    List<String> replay() {
      def end = scene.states()
      def touched = records.groupBy { it.container as String }
      def wrong = []
      scene.begin().each { id, begin ->
        def state = begin
        def open = null
        touched.getOrDefault(id, []).each { record ->
          if (record.phase == 'intent') {
            if (state != null && record.before != state) {
              wrong << "${scene.name(id)} was to be $state before ${record.verb}, the log says ${record.before}".toString()
            }
            open = record.op
          } else if (record.phase == 'result') {
            open = null
            state = record.changed == null ? null : record.changed ? after(record, state) : state
            // A look after the unknown one makes it known again.
            state = state == null && record.changed != null && record.after != 'unknown' ? record.after : state
            if (state != null && record.after != 'unknown' && record.after != state) {
              wrong << "${scene.name(id)} was to be $state after ${record.verb}, the log says ${record.after}".toString()
            }
          }
        }
        if (open == null && state != null && state != end[id]) {
          wrong << "${scene.name(id)} is ${end[id]}, by the log $state".toString()
        }
        if ((open != null || state == null) && exitCode != ExitCode.UNKNOWN) {
          wrong << "nobody knows ${scene.name(id)}, and the exit code is ${exitCode.number()}".toString()
        }
      }
      wrong
    }

    private static String after(Map record, String before) {
      switch (record.verb) {
        case 'pause': return 'paused'
        case 'stop': return 'exited'
        case 'kill': return record.arguments.signal == "'SIGKILL'" ? 'exited' : before == 'paused' ? 'running' : before
        case 'exec': return before
        default: return 'running'
      }
    }
  }
}
