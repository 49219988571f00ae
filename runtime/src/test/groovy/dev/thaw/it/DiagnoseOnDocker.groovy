package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.diagnose.Diagnosing
import dev.thaw.execute.RunFixture

/** Diagnoses of what really went wrong; each engine has a subclass. */
abstract class DiagnoseOnDocker extends OnDocker {

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      oom: [state: 'exited', oom: true],
      inside: [state: 'exited', exitCode: 127],
      crash: [state: 'exited', command: ['sh', '-c', 'sh -c "kill -SEGV \\$\\$"; exit $?']],
      killed: [stubborn: true],
      sick: [unhealthy: 'echo "not ready: connection refused"; exit 3'],
      loop: [state: 'restarting', exitCode: 5],
      ice: [healthcheck: true],
      bad: [state: 'unstartable', command: ['/no/such/command']],
      odd: [command: ['sh', '-c', "printf '\\033[31mred\\033[0m \\377\\376 \\001 end\\n'; echo last; trap 'exit 143' TERM; sleep 100000 & wait"]],
      well: [memory: [limit: 64_000_000, held: 20_000_000]],
    ]
  }

  private Map<String, Map> diagnoses() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'diagnosed' }.collectEntries { [it.name - bench.name(''), it] }
  }

  def "every container is told what is behind it; no request changes anything"() {
    given:
    bench.ask('POST', "/containers/$ids.killed/kill")
    bench.ask('POST', "/containers/$ids.ice/pause")
    until('it is killed') { state('killed') == 'exited' }
    until('it is unhealthy while paused') {
      bench.inspect(ids.ice).path('State').path('Health').path('Status').asText() == 'unhealthy'
    }

    expect:
    run("diagnose where ${mine()}", '--json') == 0
    proxy.changes() == []
    def told = diagnoses()
    told.collectEntries { name, one -> [name, one.causes[0].code] } == [
      oom: 'out-of-memory', inside: 'command-not-found-inside', crash: 'crashed', killed: 'killed', sick: 'unhealthy',
      loop: 'restart-loop', ice: 'paused', bad: 'command-not-found', odd: 'nothing-wrong', well: 'nothing-wrong']

    and: 'with the evidence'
    told.oom.causes[0].evidence.contains('the engine says OOMKilled') || told.oom.causes[0].evidence.any { it.contains('events oom') }
    told.crash.findings.find { it.of == 'exit code' }.is == '139: killed by SIGSEGV: it touched memory that is not its own'
    told.sick.causes[0].evidence.contains('the last check ended with 3: not ready: connection refused')
    told.sick.health.last().endsWith(' exit 3: not ready: connection refused')
    told.sick.causes*.code.contains('not-connected')
    told.loop.causes[0].evidence.any { it.endsWith('restarts by the policy always') }
    told.ice.findings.find { it.of == 'health' }.is.contains('moby#46203')
    told.bad.causes*.code.containsAll(['command-not-found', 'could-not-start'])
    told.bad.findings.find { it.of == "engine's error" }.is.contains('no such file')
    told.well.findings.find { it.of == 'memory' }.is ==~ /\d+ MiB used of 61 MiB \(\d+%\).*/
    told.odd.log.last() == 'last'
    told.odd.log[0].startsWith('\u001b[31mred') && told.odd.log[0].contains('\uFFFD')
    told.values().every { it.missing == [] }

    and: 'each line that is suggested compiles'
    told.values().collectMany { it.causes*.line }.findAll().every { RunFixture.graph(it).steps().count() == 1 }
  }

  def "printed for people, odd bytes are escaped"() {
    given:
    thaw.ok('diagnose', '--where', named('odd'), '-H', proxy.address)

    expect:
    thaw.out.contains('  | \\u001b[31mred\\u001b[0m')
    !thaw.out.contains('\u001b')
  }

  def "the line that is suggested helps: #name"() {
    given:
    run("diagnose where ${named(name)}", '--json')
    def line = diagnoses()[name].causes[0].line

    expect:
    line == suggested.replace('NAME', "'${bench.name(name)}'")
    run(line) == 0
    state(name) == after

    where:
    name     | suggested                   || after
    'ice'    | 'unpause where name == NAME' || 'running'
    'loop'   | 'stop where name == NAME'    || 'exited'
    'killed' | 'start where name == NAME'   || 'running'
  }

  def "whoever has waited in vain asks by the identifier"() {
    expect:
    Diagnosing.of(bench.engine, ids.sick).get().inOneLine().startsWith('Its healthcheck fails. ')
    Diagnosing.of(bench.engine, 'ab' * 32).empty
  }
}
