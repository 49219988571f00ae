package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path

/** Saved plans on a real engine: carried out as they are, and refused once anything has changed. */
@OnEngine
class ApplySpec extends OnDocker {
  @Override
  Map<String, Map<String, Object>> containers() {
    [
      one: [labels: [tier: 'batch']],
      two: [labels: [tier: 'batch']],
      three: [labels: [tier: 'batch'], state: 'exited'],
      web: [labels: [app: 'web']],
    ]
  }

  Path getPlan() {
    folder.resolve('plan.json')
  }

  private void save() {
    ['one', 'two', 'web'].each { bring(it, 'running') }
    bring('three', 'exited')
    Files.deleteIfExists(plan)
    def script = """\
        pause where { ${mine("label.tier == 'batch'")} }
        restart where { ${mine("label.app == 'web'")} } then exec('true')
        stop where { ${mine("label.tier == 'batch' && paused")} } random 1
        """.stripIndent()
    thaw.ok('plan', '-H', proxy.address, '-e', script, '-o', plan.toString())
    assert proxy.changes() == []
  }

  private int apply(String... options) {
    thaw.run('apply', '-H', proxy.address, plan.toString(), *options)
  }

  def "a plan is carried out as it is, and is stale then"() {
    given:
    save()
    def steps = Cli.json(Files.readString(plan)).steps
    def picked = steps[2].targets*.name.collect { it - bench.name('') }

    expect:
    apply('--dry-run') == 0
    proxy.changes() == []
    apply('--json') == 0
    picked.size() == 1
    [state('one'), state('two'), state('web')] == ['one', 'two'].collect { it in picked ? 'exited' : 'paused' } + 'running'

    and: 'the log says which plan it was'
    audit().records*.plan.unique() == [Cli.json(Files.readString(plan)).checksum]
    holds(audit(), states())

    when:
    proxy.requests.clear()

    then:
    apply() == 4
    thaw.err.contains("${bench.name('web')}: StartedAt was ")
    proxy.changes() == []
  }

  def "another container under the same name is told from the one that was planned for"() {
    given:
    save()
    def gone = ids.web
    bench.ask('DELETE', "/containers/$gone", [force: 'true'])
    ids.web = bench.put(web: containers().web).web
    proxy.requests.clear()

    expect:
    apply() == 4
    thaw.err.contains("${bench.name('web')}: the container was $gone, is $ids.web")
    proxy.changes() == []
  }

  def "a state that changed is borne where that is allowed"() {
    given:
    save()
    bring('one', 'paused')
    proxy.requests.clear()

    expect:
    apply() == 4
    thaw.err.contains("${bench.name('one')}: the state was running, is paused")
    proxy.changes() == []
    apply('--allow-drift=state', '--json') == 0
    proxy.changes().count { it.contains("/$ids.one/pause ") } == 0
    proxy.changes().count { it.contains("/$ids.two/pause ") } == 1
  }

  def "another engine is another one, whatever its containers are called"() {
    given:
    save()
    proxy.lies = [(engineId()): 'x' * engineId().length()]
    proxy.requests.clear()

    expect:
    apply() == 4
    thaw.err.contains("the engine was ${engineId()} at ")
    proxy.changes() == []
  }

  private String engineId() {
    Cli.json(Files.readString(plan)).engine.id
  }
}
