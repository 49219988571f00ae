package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import dev.thaw.engine.sim.DockerCommand
import java.nio.file.Path
import spock.lang.Requires

/** A guard on memory, with memory really held. */
@OnEngine
class GuardSpec extends OnDocker {
  static final long MIB = 1L << 20

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      heavy: [memory: [limit: 64 * MIB, held: MIB], labels: [app: 'cache']],
      light: [memory: [limit: 64 * MIB, held: MIB], labels: [app: 'cache']],
      over: [state: 'exited', labels: [app: 'cache']],
    ]
  }

  /** Pages of a file in memory are held until somebody deletes it, and are nobody's to give back. */
  def setupSpec() {
    def made = bench.ask('POST', "/containers/${ids.heavy}/exec", [:], [Cmd: ['dd', 'if=/dev/zero', 'of=/dev/shm/held', 'bs=1048576', 'count=54']])
    assert bench.ask('POST', "/exec/${made.json.path('Id').asText()}/start", [:], [Detach: true]).status == 200
    bench.await('it holds its memory') { bench.ask('GET', "/exec/${made.json.path('Id').asText()}/json").json.path('ExitCode').toString() == '0' }
  }

  def "a guard skips the one that is really above, and acts upon the one below"() {
    given:
    ['heavy', 'light'].each { bring(it, 'running') }

    when:
    def code = run("pause where ${mine("label.app == 'cache' && running")} when { mem < 80% }", '--json')
    def skipped = thaw.out.readLines().collect { Cli.json(it) }.find { it.outcome == 'skipped' }

    then:
    code == 0
    outcomes() == [heavy: 'pause skipped', light: 'pause changed']
    skipped.reason ==~ /guard does not hold: mem is \d\d(\.\d+)?%/
    [state('heavy'), state('light')] == ['running', 'paused']
  }

  def "unless is its opposite, and what is unknown is not acted upon by either"() {
    given:
    ['heavy', 'light'].each { bring(it, 'paused') }

    expect:
    run("unpause where ${mine("label.app == 'cache'")} unless { mem < 80% }", '--json') == 0
    outcomes() == [heavy: 'unpause changed', light: 'unpause skipped', over: 'unpause skipped']
    run("start where ${mine("label.app == 'cache' && state == 'exited'")} $guard", '--json') == 2
    thaw.err.contains('NEVER_RUNS: The guard of start never holds')
    state('over') == 'exited'

    where:
    guard << ['when { mem < 80% }', 'unless { mem < 80% }']
  }

  def "a selector on memory selects by what is held now"() {
    expect:
    events("ps where ${mine('mem >= 80%')}").findAll { it.event == 'listed' }*.name == [bench.name('heavy')]
    events("ps where ${mine('mem < 32.MiB')}").findAll { it.event == 'listed' }*.name == [bench.name('light')]
  }

  @Requires(value = { DockerCommand.found() }, reason = 'there is no docker on PATH')
  def "the plan's reading is what docker stats shows, within a point: #name"() {
    given:
    bring(name, 'running')
    def socket = Path.of(bench.engine.address() - 'unix://')

    when:
    def plan = Cli.json(thaw.ok('plan', '--json', '-H', proxy.address, '-e', "pause where ${named(name)} when { mem < 99% }"))
    def stats = DockerCommand.run(socket, 'stats', '--no-stream', '--format', '{{.MemPerc}}', ids[name])
    def ours = (plan.steps[0].targets[0].actions[0].reason =~ /mem is ([\d.]+)%/)[0][1] as BigDecimal
    def theirs = (stats.lines[0] - '%') as BigDecimal

    then:
    (ours - theirs).abs() <= 1

    where:
    name << ['heavy', 'light']
  }
}
