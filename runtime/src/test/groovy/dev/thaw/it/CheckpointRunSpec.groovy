package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.sim.SimClock
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.SimServer
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.operation.EngineCall
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Checkpoints by the whole program on a simulated engine: planned, applied, limited, recorded, taken up again. */
@Timeout(120)
class CheckpointRunSpec extends Specification {
  static final String WORLD = '''
    engine: {checkpointRaces: true}
    containers:
      - {name: aa, counts: 50ms, labels: {tier: batch}, exec: {exitCode: 0}}
      - {name: bb, counts: 50ms, labels: {tier: batch}, exec: {exitCode: 0}}
      - {name: bad, counts: 50ms, labels: {tier: bad}, exec: {exitCode: 7}}
    '''
  static final NAME = /n1\.\d{8}T\d{6}Z-[0-9a-f]{8}/

  @TempDir Path folder
  Cli thaw
  List<SimServer> servers = []
  SimEngine engine
  String address

  def setup() {
    thaw = new Cli(folder.resolve('home'))
    world(WORLD)
  }

  def cleanup() {
    servers*.close()
  }

  private void world(String yaml) {
    servers*.close()
    def socket = folder.resolve("s${servers.size()}")
    engine = new SimEngine('sim', WorldYaml.parse('world.yaml', yaml), SimClock.real())
    servers << SimServer.start(engine, socket)
    address = "unix://$socket"
  }

  private int run(String script, String... options) {
    thaw.run('run', '-H', address, *options, '-e', script)
  }

  private dev.thaw.engine.Reply ask(EngineCall call) {
    engine.send(call, Duration.ofSeconds(9))
  }

  private String state(String name) {
    ask(EngineCall.get("/containers/$name/json")).json().path('State').path('Status').asText()
  }

  private List<String> saved(String name) {
    ask(EngineCall.get("/containers/$name/checkpoints")).json().collect { it.path('Name').asText() }
  }

  private List<Map> told() {
    thaw.out.readLines().collect { Cli.json(it) }
  }

  private List<String> story(String container) {
    told().findAll { it.event == 'finished' && it.name == container }.collect { "$it.verb $it.outcome".toString() }
  }

  private List<Map> audit() {
    Files.readAllLines(folder.resolve('home/.local/state/thaw/audit.jsonl')).collect { Cli.json(it) }
  }

  def "a dry run shows all its parts and does none of them"() {
    expect:
    thaw.run('plan', '-H', address, '-e', "checkpoint 'n1' where name == 'aa' then restore") == 0
    ['preflight', 'pause', 'checkpoint', 'kill', 'removeCheckpoint', 'restore'].every { thaw.out.contains(it) }
    saved('aa') == []
    state('aa') == 'running'
  }

  def "a saved plan is carried out, with the name of the run that does"() {
    given:
    def plan = folder.resolve('plan.json').toString()
    def script = folder.resolve('a.groovy')
    Files.writeString(script, "checkpoint 'n1' where name == 'aa' then restore")
    thaw.ok('plan', '-H', address, script.toString(), '-o', plan)

    when:
    def code = thaw.run('apply', '-H', address, plan, '--json')

    then:
    code == 0
    story('aa') == ['preflight observed', 'pause changed', 'checkpoint changed', 'kill changed', 'removeCheckpoint unchanged',
      'restore changed']
    state('aa') == 'running'
    saved('aa').size() == 1
    saved('aa')[0] ==~ NAME
    audit().find { it.verb == 'checkpoint' && it.phase == 'result' }.note == "as ${saved('aa')[0]}"

    when: 'it has begun anew since it was planned'
    code = thaw.run('apply', '-H', address, plan, '--json')

    then:
    code == 4
    state('aa') == 'running'
    saved('aa').size() == 1
  }

  def "what is taken back is told and recorded, and has an exit code of its own"() {
    given:
    world(WORLD + '''
    faults:
      - {on: POST /containers/*/checkpoints, criu: "type DUMP errno 0"}
''')

    when:
    def code = run("checkpoint 'n1' where name == 'aa' retry 0", '--json')

    then:
    code == 5
    story('aa') == ['preflight observed', 'pause changed', 'checkpoint failed', 'unpause changed']
    told().last().exitCode == 5
    state('aa') == 'running'
    audit().findAll { it.verb == 'checkpoint' }*.phase == ['intent', 'result']
    audit().any { it.verb == 'unpause' && it.outcome == 'changed' }
    audit().every { it.verb != 'kill' }
  }

  def "limits count containers, not their parts: #options"() {
    expect:
    run("checkpoint 'n1' where label.tier == 'batch'", *options) == code
    [state('aa'), state('bb')].count('exited') == ended
    [state('aa'), state('bb')].count('paused') == 0

    where:
    options                                 || code | ended
    ['--max-targets', '2']                  || 0    | 2
    ['--max-targets', '1']                  || 3    | 0
    ['--scope', "name == 'aa'"]                 || 3    | 1
  }

  def "a chain that failed behind the restore is taken up there"() {
    given:
    def script = folder.resolve('a.groovy')
    Files.writeString(script, "checkpoint 'n1' where name == 'bad' then restore then exec('sync')")

    when:
    def code = thaw.run('run', '-H', address, '--json', script.toString())

    then:
    code == 1
    saved('bad').size() == 1

    when: 'it fails once more'
    def names = saved('bad')
    code = thaw.run('resume', '-H', address, '--json', 'last')

    then: 'nothing is saved, ended or restored again'
    code == 1
    story('bad') == ['preflight', 'pause', 'checkpoint', 'kill', 'removeCheckpoint', 'restore'].collect { "$it skipped".toString() } +
        ['exec failed']
    state('bad') == 'running'
    saved('bad') == names
  }

  def "a chain that failed before its end is taken up with a checkpoint of its own"() {
    given:
    def script = folder.resolve('a.groovy')
    Files.writeString(script, "checkpoint 'n1' where name == 'aa' retry 0")

    when: 'the kill is refused'
    world(WORLD + '''
    faults:
      - {on: POST /containers/*/kill, reply: 500, body: "no"}
''')
    def code = thaw.run('run', '-H', address, '--json', script.toString())

    then:
    code == 5
    story('aa') == ['preflight observed', 'pause changed', 'checkpoint changed', 'kill failed', 'unpause changed']
    state('aa') == 'running'
    def first = saved('aa')

    when: 'and again'
    code = thaw.run('resume', '-H', address, '--json', 'last')

    then: 'it was frozen and saved anew before'
    code == 5
    story('aa') == ['preflight observed', 'pause changed', 'checkpoint changed', 'kill failed', 'unpause changed']
    state('aa') == 'running'
    saved('aa').size() == 2
    saved('aa').containsAll(first)
  }
}
