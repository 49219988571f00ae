package dev.thaw.render

import dev.thaw.cli.Cli
import dev.thaw.engine.EngineInfo
import dev.thaw.engine.Workers
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.VirtualClock
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.execute.RunFixture
import dev.thaw.fact.ContainerState
import dev.thaw.fact.Snapshot
import dev.thaw.graph.OperationGraph
import dev.thaw.plan.Plan
import dev.thaw.plan.Planner
import dev.thaw.text.Style
import spock.lang.Specification

class PlanSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: full, image: b, state: paused, memory: {usage: 9MB, limit: 10MB}}
  - {name: idle, image: b, state: paused, memory: {usage: 1MB, limit: 10MB}}
  - {name: up, image: b, memory: {usage: 1MB, limit: 10MB}}
  - {name: old, image: b, state: exited, exitCode: 137}
'''
  static final String SCRIPT = '''\
    unpause where { name != 'old' } when { mem < 80% } then exec(['echo', 'on'])
    stop where mem < 80% && name != 'full' grace 3.s
    stop where all max 2
    '''.stripIndent()
  static final String HOSTILE = 'x\u001b[2J\u202e\nroot'

  private static Plan plan(String script = SCRIPT) {
    def engine = new SimEngine('sim', WorldYaml.parse('w', WORLD), VirtualClock.standing())
    new Workers(2).withCloseable { new Planner(engine, it).plan(RunFixture.graph(script)) }
  }

  /** Writes names for identifiers. */
  private static String fixed(Plan plan, String text) {
    def ids = plan.steps()*.targets().flatten().collectEntries { [it.snapshot().id(), it.snapshot().name()] }
    ids.inject(text) { changed, id, name -> changed.replace(id, "<$name>") }
  }

  private static Map container(String name, String state, List<Map> actions) {
    [container: "<$name>".toString(), name: name, state: state, actions: actions]
  }

  private static Map action(String verb, String decision, String reason, List<Map> calls = []) {
    [verb: verb, decision: decision, reason: reason, calls: calls]
  }

  private static Map post(String target, String body = null) {
    body == null ? [method: 'POST', target: target] : [method: 'POST', target: target, body: body]
  }

  private static List<Map> echo(String name) {
    [post("/containers/<$name>/exec".toString(),
        '{"AttachStdout":true,"AttachStderr":true,"Cmd":["echo","on"]}'),
     post('/exec/{Id}/start', '{"Detach":false,"Tty":false}'),
     [method: 'GET', target: '/exec/{Id}/json']]
  }

  def "a plan as people read it"() {
    given:
    def plan = plan()

    expect:
    fixed(plan, PlanText.lines(plan, Style.PLAIN).join('\n')) == '''\
Plan on sim (26.1.5, sim). Nothing is changed by planning.

s1  line 1: unpause then exec where name != 'old'
  - full  skipped: guard does not hold: mem is 90%
  + idle  (mem is 10%)
      POST /containers/<idle>/unpause
  +   then exec
      POST /containers/<idle>/exec {"AttachStdout":true,"AttachStderr":true,"Cmd":["echo","on"]}
      POST /exec/{Id}/start {"Detach":false,"Tty":false}
      GET /exec/{Id}/json
  = up  unchanged: already running
  +   then exec
      POST /containers/<up>/exec {"AttachStdout":true,"AttachStderr":true,"Cmd":["echo","on"]}
      POST /exec/{Id}/start {"Detach":false,"Tty":false}
      GET /exec/{Id}/json

s2  line 2: stop where mem < 80% && name != 'full'
    after s1
    as earlier steps are expected to leave the containers
  + up
      POST /containers/<up>/stop?t=3
  ? idle  left out, the selector cannot be judged: mem is unknown, as an earlier operation changes it, name is idle
  ? old  left out, the selector cannot be judged: mem is unknown, name is old

s3  line 3: stop where all
    after s2
    as earlier steps are expected to leave the containers
  ✗ stop matches 4 containers, more than max 2: full, idle, old, up. Narrow the selector, or raise max.
  + full
      POST /containers/<full>/stop
  + idle
      POST /containers/<idle>/stop
  = old  unchanged: already exited
  = up  unchanged: already exited

4 to do, 1 unchanged, 1 skipped.'''
  }

  def "a plan as tools read it"() {
    given:
    def plan = plan()
    def out = new ByteArrayOutputStream()
    PlanJson.write(plan, out)

    expect:
    Cli.json(fixed(plan, out.toString('UTF-8'))) == [
        schema: 1,
        engine: [address: 'sim', id: plan.engine().id(), version: '26.1.5'],
        steps: [
            [step: 's1', line: 1, where: "name != 'old'", assumesEarlierSteps: false, targets: [
                container('full', 'paused', [
                    action('unpause', 'skip', 'guard does not hold: mem is 90%')]),
                container('idle', 'paused', [
                    action('unpause', 'act', 'mem is 10%', [post('/containers/<idle>/unpause')]),
                    action('exec', 'act', '', echo('idle'))]),
                container('up', 'running', [
                    action('unpause', 'unchanged', 'already running'),
                    action('exec', 'act', '', echo('up'))])], undecided: []],
            [step: 's2', line: 2, where: "mem < 80% && name != 'full'", assumesEarlierSteps: true, targets: [
                container('up', 'running', [
                    action('stop', 'act', '', [post('/containers/<up>/stop?t=3')])])],
             undecided: [[container: '<idle>', name: 'idle', state: 'running',
                          reading: 'mem is unknown, as an earlier operation changes it, name is idle'],
                         [container: '<old>', name: 'old', state: 'exited',
                          reading: 'mem is unknown, name is old']]],
            [step: 's3', line: 3, where: 'all', assumesEarlierSteps: true,
             refused: 'stop matches 4 containers, more than max 2: full, idle, old, up. ' +
                 'Narrow the selector, or raise max.',
             targets: [
                 container('full', 'paused', [
                     action('stop', 'act', '', [post('/containers/<full>/stop')])]),
                 container('idle', 'running', [
                     action('stop', 'act', '', [post('/containers/<idle>/stop')])]),
                 container('old', 'exited', [action('stop', 'unchanged', 'already exited')]),
                 container('up', 'exited', [action('stop', 'unchanged', 'already exited')])],
             undecided: []]]]
    out.toString('UTF-8').endsWith('}\n')
    out.toString('UTF-8').count('\n') == 1
  }

  def "whatever an engine calls itself and its containers, no line of a plan is another one's"() {
    given:
    def one = plan("ps where all").steps()[0]
    def named = Snapshot.listed('1' * 64, HOSTILE, HOSTILE, [:], ContainerState.RUNNING)
    def target = new Plan.PlannedTarget(named, one.targets()[0].actions())
    def hostile = new Plan(new EngineInfo(HOSTILE, HOSTILE, HOSTILE, HOSTILE), OperationGraph.of([]), [],
        [new Plan.PlannedStep(one.step(), [target], [named], Optional.empty(), false, 1)])
    def out = new ByteArrayOutputStream()

    when:
    def lines = PlanText.lines(hostile, Style.PLAIN)
    PlanJson.write(hostile, out)

    then:
    lines.every { !(it =~ /[\u0000-\u001f\u202e]/) }
    lines[0] == 'Plan on x\\u001b[2J\\u202e\\u000aroot (x\\u001b[2J\\u202e\\u000aroot, ' +
        'x\\u001b[2J\\u202e\\u000aroot). Nothing is changed by planning.'
    Cli.json(out.toString('UTF-8')).steps[0].targets[0].name == HOSTILE
  }
}
