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
import dev.thaw.plan.Reach
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
    new Workers(2).withCloseable { new Planner(engine, RunFixture.surroundings(VirtualClock.standing()), it).plan(RunFixture.graph(script)) }
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
    [verb: verb, decision: decision, reason: reason, clauses: [], calls: calls]
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
    max 2
  ✗ stop matches 4 containers, more than max 2: full, idle, old, up. Narrow the selector, or raise max.
  + full
      POST /containers/<full>/stop
  + idle
      POST /containers/<idle>/stop
  = old  unchanged: already exited
  = up  unchanged: already exited

4 to do, 1 unchanged, 1 skipped.'''
  }

  static final String ALL = '''\
    runbook 'nightly', 'Makes room'
    require 'Something must run.', { running }
    require 'Nothing may be dead.', { state == 'dead' } min 1
    confirm 'Really?'
    never { stop where mem > 80% }
    note 'Begin.'
    rolling 50%, pause: 10.seconds, maxFailures: 1 {
      restart where running orderBy -mem first 1 retry 2 backoff 1.s..2.s until { running } within 1.minute named 'again'
    }
    attempt { stop where { name in ['full', 'old'] } concurrency 1 timeout 5.minutes } recover { kill where name == 'full' } ensure { note 'Done.' }
    pause where { name != 'up' } random 2 continueOnError true
    '''.stripIndent()

  def "all that a script says stands in its plan"() {
    given:
    def plan = plan(ALL)

    expect:
    plan.denied()
    fixed(plan, PlanText.lines(plan, Style.PLAIN).join('\n')) == '''\
Plan on sim (26.1.5, sim). Nothing is changed by planning.
nightly  Makes room
  ✓ required: at least 1 where running: 1
  ✗ Nothing may be dead. Required (3:1): at least 1 where state == 'dead': 0.
    a run asks: Really?
    never stop where mem > 80% (5:9)

n1  line 6: note Begin.

s1  line 8: again: restart where running
    after n1
    orderBy -mem, first 1, until { running } within 1.minute, retry 2 backoff 1.second..2.seconds, rolling(50%, pause: 10.seconds, maxFailures: 1)
  + up
      POST /containers/<up>/restart

s2  line 10: stop where name in ['full', 'old']
    after s1
    as earlier steps are expected to leave the containers
    timeout 5.minutes, concurrency 1
  ✗ full  denied: never stop where mem > 80% (5:9): mem is 90%
  = old  unchanged: already exited

s3  line 10: kill where name == 'full'
    after s2, on failure alone
    as earlier steps are expected to leave the containers
  + full
      POST /containers/<full>/kill?signal=SIGKILL

n2  line 10: note Done.
    after j1, s2, however that ends

s4  line 11: pause where name != 'up'
    after j2
    as earlier steps are expected to leave the containers
    random 2, continueOnError true
    any 2 of these 3:
  = full  unchanged: already paused
  = idle  unchanged: already paused
  - old  skipped: it is exited: pause does not apply

2 to do, 3 unchanged, 1 skipped, 1 denied.'''
  }

  def "all that a script says stands in its plan for tools"() {
    given:
    def plan = plan(ALL)
    def out = new ByteArrayOutputStream()
    PlanJson.write(plan, out)
    def json = Cli.json(out.toString('UTF-8'))

    expect:
    json.runbook == 'nightly'
    json.requirements[1] == [why: 'Nothing may be dead.', at: '3:1', counted: "at least 1 where state == 'dead': 0",
        matching: 0, undecided: 0, met: false]
    json.confirmations == ['Really?']
    json.prohibitions == [[never: 'stop where mem > 80%', at: '5:9']]
    json.notes[0] == [node: 'n1', text: 'Begin.', line: 6, after: [], start: 'success']
    json.steps[0].named == 'again'
    json.steps[0].clauses == ['orderBy -mem', 'first 1', 'rolling(50%, pause: 10.seconds, maxFailures: 1)', "named 'again'"]
    json.steps[0].targets[0].actions[0].clauses ==
        ['until { running } within 1.minute', 'retry 2 backoff 1.second..2.seconds']
    json.steps[1].targets[0].actions[0].decision == 'deny'
    json.steps[2].start == 'failure'
    json.steps[3].anyOf == 2
    json.steps[3].matching == 3
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
        requirements: [], confirmations: [], prohibitions: [], hostCommands: [], waits: [], notes: [],
        steps: [
            [step: 's1', line: 1, after: [], start: 'success', clauses: [], matching: 3, where: "name != 'old'", assumesEarlierSteps: false, targets: [
                container('full', 'paused', [
                    action('unpause', 'skip', 'guard does not hold: mem is 90%')]),
                container('idle', 'paused', [
                    action('unpause', 'act', 'mem is 10%', [post('/containers/<idle>/unpause')]),
                    action('exec', 'act', '', echo('idle'))]),
                container('up', 'running', [
                    action('unpause', 'unchanged', 'already running'),
                    action('exec', 'act', '', echo('up'))])], undecided: []],
            [step: 's2', line: 2, after: ['s1'], start: 'success', clauses: [], matching: 1, where: "mem < 80% && name != 'full'", assumesEarlierSteps: true, targets: [
                container('up', 'running', [
                    action('stop', 'act', '', [post('/containers/<up>/stop?t=3')])])],
             undecided: [[container: '<idle>', name: 'idle', state: 'running',
                          reading: 'mem is unknown, as an earlier operation changes it, name is idle'],
                         [container: '<old>', name: 'old', state: 'exited',
                          reading: 'mem is unknown, name is old']]],
            [step: 's3', line: 3, after: ['s2'], start: 'success', clauses: ['max 2'], matching: 4, where: 'all', assumesEarlierSteps: true,
             refused: 'stop matches 4 containers, more than max 2: full, idle, old, up. ' +
                 'Narrow the selector, or raise max.',
             targets: [
                 container('full', 'paused', [
                     action('stop', 'act', '', [post('/containers/<full>/stop')])]),
                 container('idle', 'running', [
                     action('stop', 'act', '', [post('/containers/<idle>/stop')])]),
                 container('old', 'exited', [action('stop', 'unchanged', 'already exited')]),
                 container('up', 'exited', [action('stop', 'unchanged', 'already exited')])],
             undecided: []]],
         releases: []]
    out.toString('UTF-8').endsWith('}\n')
    out.toString('UTF-8').count('\n') == 1
  }

  def "whatever an engine calls itself and its containers, no line of a plan is another one's"() {
    given:
    def one = plan("ps where all").steps()[0]
    def named = Snapshot.listed('1' * 64, HOSTILE, HOSTILE, [:], ContainerState.RUNNING)
    def target = new Plan.PlannedTarget(named, one.targets()[0].actions())
    def hostile = new Plan(new EngineInfo(HOSTILE, HOSTILE, HOSTILE, HOSTILE), OperationGraph.of([one.step()]), Reach.UNBOUNDED, [],
        [new Plan.PlannedStep(one.step(), [target], [named], Optional.empty(), false, 1, false)], [])
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
