package dev.thaw.diagnose

import com.fasterxml.jackson.databind.ObjectMapper
import dev.thaw.engine.EngineEvent
import dev.thaw.execute.RunFixture
import dev.thaw.text.Style
import java.time.Instant
import spock.lang.Shared
import spock.lang.Specification

class PortrayalSpec extends Specification {
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')
  static final String ID = 'ab' * 32
  static final long MIB = 1 << 20

  @Shared Set<String> tried = []

  private static tree(Object value) {
    new ObjectMapper().valueToTree(value)
  }

  private static Diagnosis of(Map state, Map more = [:]) {
    def inspection = [Id: ID, Name: more.name ?: '/web', Config: [Image: 'busybox'], RestartCount: more.restarts ?: 0,
      State: [Status: 'exited', ExitCode: 0, Error: '', OOMKilled: false, StartedAt: '2026-11-21T11:50:00Z', FinishedAt: '2026-11-21T11:59:00Z'] + state,
      HostConfig: [NetworkMode: 'bridge', Memory: 0, RestartPolicy: [Name: 'no', MaximumRetryCount: 0]] + (more.host ?: [:]),
      Mounts: more.mounts ?: [], NetworkSettings: [Networks: more.networks ?: [:]]]
    def events = (more.events ?: []).collect { new EngineEvent(NOW.minusSeconds(90), it, ID) }
    Portrayal.of(new Evidence(tree(inspection), tree(more.stats ?: [:]), more.log ?: [], events, NOW, more.missing ?: []))
  }

  private static Map health(String status, List outputs = []) {
    [Health: [Status: status, FailingStreak: outputs.size(), Log: outputs.collect { [Start: '2026-11-21T11:59:58Z', ExitCode: 1, Output: it] }]]
  }

  def "the first cause of #state #more is #codes, and its line compiles"() {
    given:
    def diagnosis = of(state, more)
    tried.addAll(diagnosis.causes()*.code())

    expect:
    diagnosis.causes()*.code() == codes
    diagnosis.causes().every { it.what().endsWith('.') && it.cure().endsWith('.') }
    diagnosis.causes()*.weight() == diagnosis.causes()*.weight().sort().reverse()
    diagnosis.causes().findAll { it.line() }.every { RunFixture.graph(it.line()).steps().count() == 1 }

    where:
    state                                                                           | more                                                                     || codes
    [ExitCode: 137, OOMKilled: true]                                                | [host: [Memory: 32 * MIB]]                                               || ['out-of-memory']
    [ExitCode: 137]                                                                 | [events: ['oom', 'die']]                                                 || ['out-of-memory', 'killed']
    [Status: 'running', OOMKilled: true]                                            | [:]                                                                      || ['out-of-memory-inside']
    [Status: 'running']                                                             | [events: ['oom']]                                                        || ['out-of-memory-inside']
    [Status: 'created', ExitCode: 127, StartedAt: '0001-01-01T00:00:00Z', Error: 'exec: "x": executable file not found in $PATH'] | [:]       || ['command-not-found', 'could-not-start']
    [Status: 'created', ExitCode: 126, StartedAt: '0001-01-01T00:00:00Z', Error: 'exec /: permission denied'] | [:]                            || ['could-not-start', 'permission-denied']
    [Status: 'created', ExitCode: 128, Error: 'driver failed: Bind for 0.0.0.0:80 failed: port is already allocated'] | [:]                    || ['port-taken', 'could-not-start']
    [Status: 'created', ExitCode: 128, Error: 'network a1 not found']               | [:]                                                                      || ['could-not-start', 'network-missing']
    [Status: 'created', ExitCode: 128, Error: 'bind source path does not exist: /x'] | [:]                                                                     || ['could-not-start', 'mount-missing']
    [ExitCode: 127]                                                                 | [:]                                                                      || ['command-not-found-inside']
    [ExitCode: 127]                                                                 | [log: ['sh: mysqld: not found']]                                         || ['command-not-found', 'command-not-found-inside']
    [Status: 'restarting', ExitCode: 1]                                             | [restarts: 9, host: [RestartPolicy: [Name: 'always']]]                   || ['restart-loop', 'own-error']
    [Status: 'running', StartedAt: '2026-11-21T11:59:50Z']                          | [restarts: 9, host: [RestartPolicy: [Name: 'always']]]                   || ['restart-loop']
    [Status: 'running', StartedAt: '2026-11-21T11:59:50Z']                          | [restarts: 1, host: [RestartPolicy: [Name: 'always']]]                   || ['restarted-lately']
    [Status: 'paused'] + health('unhealthy')                                        | [events: ['pause']]                                                      || ['paused']
    [Status: 'running'] + health('unhealthy', ['curl: (7) Connection refused'])     | [:]                                                                      || ['unhealthy', 'not-connected']
    [Status: 'running'] + health('starting')                                        | [log: ['out of memory']]                                                 || ['still-starting']
    [ExitCode: 139]                                                                 | [:]                                                                      || ['crashed']
    [ExitCode: 134]                                                                 | [:]                                                                      || ['crashed']
    [ExitCode: 137]                                                                 | [events: ['kill', 'die', 'stop']]                                        || ['killed']
    [ExitCode: 143]                                                                 | [events: ['kill', 'die', 'stop']]                                        || ['told-to-end']
    [ExitCode: 129]                                                                 | [:]                                                                      || ['other-signal']
    [ExitCode: 3]                                                                   | [log: ['write: No space left on device']]                                || ['disk-full', 'own-error']
    [ExitCode: 1]                                                                   | [log: ['java.lang.OutOfMemoryError: heap']]                              || ['own-error', 'memory-inside']
    [ExitCode: 1]                                                                   | [log: ['getaddrinfo ENOTFOUND db'], networks: ["a'b": [:]]]              || ['own-error', 'name-not-resolved']
    [ExitCode: 0]                                                                   | [log: ['no space left on device']]                                       || ['ended-well']
    [Status: 'created', StartedAt: '0001-01-01T00:00:00Z']                          | [:]                                                                      || ['never-started']
    [Status: 'dead']                                                                | [:]                                                                      || ['dead', 'ended-well']
    [Status: 'running']                                                             | [host: [Memory: 100 * MIB], stats: [memory_stats: [usage: 95 * MIB]]]    || ['memory-nearly-full']
    [Status: 'running']                                                             | [host: [Memory: 100 * MIB], stats: [memory_stats: [usage: 95 * MIB, stats: [inactive_file: 50 * MIB]]]] || ['nothing-wrong']
    [Status: 'running']                                                             | [host: [PidsLimit: 10], stats: [pids_stats: [current: 9]]]               || ['processes-nearly-full']
    [Status: 'running']                                                             | [log: ['connection refused'], name: "/odd'\n\u202Ename\\"]               || ['nothing-wrong']
  }

  def "exit code #code: #words"() {
    expect:
    ExitCodes.explained(code, oom) == words

    where:
    code | oom   || words
    0    | false || 'ended well'
    1    | false || "an error of the program's own"
    42   | false || "an error of the program's own"
    125  | false || 'could not be started: the engine failed'
    126  | false || 'a command is there, but cannot be run: its own, or one of a shell inside'
    127  | false || 'there is no such command: its own, or one of a shell inside'
    131  | false || 'killed by SIGQUIT'
    134  | false || 'killed by SIGABRT: it gave itself up, as by abort()'
    135  | false || 'killed by SIGBUS: it touched memory that is not its own'
    137  | false || 'killed by SIGKILL: somebody killed it, or a stop that it did not heed in time'
    137  | true  || 'killed by SIGKILL: the kernel had no memory left for it within its limit'
    139  | false || 'killed by SIGSEGV: it touched memory that is not its own'
    143  | false || 'killed by SIGTERM: it was asked to end'
    159  | false || 'killed by SIGSYS: a system call that seccomp forbids'
    162  | false || 'killed by signal 34'
    200  | false || "an error of the program's own"
    255  | false || "an error of the program's own, or an exit code below zero"
  }

  def "what is known is told in order"() {
    given:
    def diagnosis = of([Status: 'running', ExitCode: 0], [restarts: 2,
      host: [Memory: 512 * MIB, NanoCpus: 1_500_000_000, PidsLimit: 100, AutoRemove: true, RestartPolicy: [Name: 'on-failure', MaximumRetryCount: 5]],
      stats: [memory_stats: [usage: 300 * MIB, failcnt: 4, stats: [total_inactive_file: 44 * MIB]], pids_stats: [current: 7]],
      mounts: [[Type: 'volume', Name: 'data', Source: '/var/lib/x', Destination: '/data', RW: true], [Type: 'bind', Source: '/etc/x', Destination: '/x', RW: false]],
      networks: [front: [IPAddress: '172.18.0.2'], back: [IPAddress: '']]])

    expect:
    diagnosis.findings().collect { "${it.of()}: ${it.is()}".toString() } == [
      'state: running, started 10 min ago', 'restarts: 2 by the policy on-failure, 5 times at most',
      'memory: 256 MiB used of 512 MiB (50%), reached its limit 4 times', 'processors: 1.5 at most', 'processes: 7 of 100',
      'mounts: volume data at /data; bind /etc/x at /x, read only', 'networks: front as 172.18.0.2; back', 'removed when it ends: yes (--rm)']
  }

  def "a paused one tells since when, and that its health tells nothing"() {
    given:
    def diagnosis = of([Status: 'paused'] + health('unhealthy'), [events: ['pause']])

    expect:
    diagnosis.causes()[0].evidence() == ['paused since 2026-11-21T11:58:30Z, 90.0 s ago',
      'its health says unhealthy, as that of every paused container does (moby#46203): it tells nothing']
    diagnosis.findings()*.is().any { it == 'unhealthy, which tells nothing while it is paused (moby#46203)' }
  }

  def "who is not known to have killed it is not guessed: #events"() {
    expect:
    of([ExitCode: 137], [events: events]).causes()[0].evidence().last() == told

    where:
    events            || told
    ['kill', 'die']   || 'somebody sent it a signal through the engine'
    ['kill', 'stop']  || 'somebody sent it a signal through the engine, to stop it'
    ['die']           || 'the signal did not come through the engine, as far as it remembers'
    []                || 'it has no memory limit of its own'
  }

  def "texts from outside come in one line, cut, and fit for a terminal"() {
    given:
    def diagnosis = of([ExitCode: 1, Error: 'bad \u001b[2J\nline ' + 'x' * 1000], [log: ['\u001b[31mred\u202E'], missing: ['log: no']])
    def lines = DiagnosisText.lines(diagnosis, Style.PLAIN)

    expect:
    diagnosis.findings().find { it.of() == "engine's error" }.is().length() < 310
    lines.every { !it.contains('\u001b') && !it.contains('\n') && !it.contains('\u202E') }
    lines.contains('  | \\u001b[31mred\\u202e')
    lines.containsAll(['  last lines', '  could not be read', '  | log: no'])
  }

  def "an inspection that tells nothing, or nonsense, is borne: #odd"() {
    expect:
    Portrayal.of(Evidence.of(tree(odd), NOW)).causes()

    where:
    odd << [[:], [State: 7], [State: [Status: 'running', Health: 3, StartedAt: 'x'], HostConfig: [Memory: 'much'], Mounts: 'a', NetworkSettings: [Networks: [1]]]]
  }

  def "every cause that there is was tried"() {
    expect:
    (Causes.ROWS*.code() + LogClues.CLUES*.code()) - tried == []
  }
}
