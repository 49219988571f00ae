package dev.thaw.plan

import dev.thaw.engine.RecordingEngine
import dev.thaw.engine.Surroundings
import dev.thaw.engine.Workers
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.VirtualClock
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.event.ExitCode
import dev.thaw.execute.RunFixture
import spock.lang.AutoCleanup
import spock.lang.Specification

class PlannerSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: "batch-{n}", count: 20, image: b, labels: {tier: batch}, memory: {usage: 1MB, limit: 10MB}}
  - {name: "web-{n}", count: 20, image: w, labels: {tier: web}, memory: {usage: 9MB, limit: 10MB}}
  - {name: old, image: w, labels: {tier: web}, state: exited, exitCode: 137}
'''

  static final Surroundings SURROUNDINGS = RunFixture.surroundings(VirtualClock.standing())

  RecordingEngine engine = new RecordingEngine(
      new SimEngine('sim', WorldYaml.parse('w', WORLD), VirtualClock.standing()))

  @AutoCleanup
  Workers workers = new Workers(4)

  private Plan plan(String script) {
    new Planner(engine, SURROUNDINGS, workers).plan(RunFixture.graph(script))
  }

  private long asked(String pattern) {
    engine.calls.count { it.path() ==~ pattern }
  }

  def "a selector costs no more than it must: #where"() {
    when:
    def plan = plan("ps where { $where }")

    then:
    plan.steps()[0].targets().size() == targets
    plan.steps()[0].undecided().size() == undecided
    asked('/containers/json') == 1
    asked('/containers/[0-9a-f]+/json') == inspected
    asked('/containers/[0-9a-f]+/stats') == measured

    where:
    where                                              || targets | undecided | inspected | measured
    "label.tier == 'batch'"                            || 20      | 0         | 0         | 0
    "image == 'b'"                                     || 20      | 0         | 0         | 0
    "name == 'none'"                                   || 0       | 0         | 0         | 0
    "label.tier == 'web' && mem > 80%"                 || 20      | 1         | 21        | 21
    "mem > 80% && label.tier == 'web' && name == 'web-1'" || 1    | 0         | 1         | 1
    "label.tier == 'batch' || mem > 80%"               || 40      | 1         | 21        | 21
    "cpu < 50% && label.tier == 'web'"                 || 20      | 1         | 21        | 21
    "cpu < 50% && mem > 80% && label.tier == 'web'"    || 20      | 1         | 21        | 42
    "cpu < 50% && mem < 80% && label.tier == 'web'"    || 0       | 1         | 21        | 22
    "exitCode == 137"                                  || 1       | 40        | 41        | 0
    "state == 'exited' && exitCode == 137"             || 1       | 0         | 1         | 0
    "state == 'exited' && !(exitCode == 137)"          || 0       | 0         | 1         | 0
  }

  def "the machine is asked once, and only where a predicate asks for it: #where"() {
    given:
    def simulator = new SimEngine('sim', WorldYaml.parse('w', 'host: {mem: 55%, load: 1.5}\n' + WORLD), VirtualClock.standing())
    engine = new RecordingEngine(simulator)
    def surroundings = new Surroundings({ VirtualClock.standing().now() }, simulator.gauge())

    when:
    def plan = new Planner(engine, surroundings, workers).plan(RunFixture.graph("ps where { $where }"))

    then:
    plan.steps()[0].targets().size() == targets
    asked('/info') - 1 == infos

    where:
    where                                         || targets | infos
    "label.tier == 'batch'"                       || 20      | 0
    "label.tier == 'batch' && host.mem > 50%"     || 20      | 1
    "host.mem > 60%"                              || 0       | 1
    "host.mem > 8.GB && host.load < 2 && host.cpus == 4" || 41 | 1
    "engine == 'sim' && mem.ofHost < 1%"          || 40      | 1
    "age > 1.hour && created < 1.hour.ago"        || 41      | 0
    "created < 3.hours.ago"                       || 0       | 0
  }

  def "a guard that asks for the machine is judged for each target, and the engine asked once"() {
    given:
    def simulator = new SimEngine('sim', WorldYaml.parse('w', 'host: {mem: 55%, load: 1.5}\n' + WORLD), VirtualClock.standing())
    engine = new RecordingEngine(simulator)
    def surroundings = new Surroundings({ VirtualClock.standing().now() }, simulator.gauge())

    when:
    def plan = new Planner(engine, surroundings, workers)
        .plan(RunFixture.graph("pause where label.tier == 'batch' when { host.load < 1 }"))

    then:
    plan.steps()[0].targets()*.actions()*.get(0)*.verdict()*.reason().unique() ==
        ['guard does not hold: host.load is 1.5']
    asked('/info') == 2
  }

  def "what cannot be known of the machine is unknown"() {
    expect:
    plan("ps where { name == 'old' && host.mem < 50% }").steps()[0].undecided()*.name() == ['old']
  }

  def "what is unknown is not acted upon, negated or not: #where"() {
    when:
    def step = plan("pause where { name == 'old' && $where }").steps()[0]

    then:
    step.targets() == []
    step.undecided()*.name() == ['old']

    where:
    where << ['mem < 80%', '!(mem < 80%)', 'mem >= 80%', 'pids == 0']
  }

  def "a later step finds what an earlier one is expected to leave"() {
    when:
    def plan = plan('''
      stop where name == 'batch-1'
      start where name == 'batch-1'
      pause where { name == 'batch-1' && running } then unpause
    ''')

    then:
    plan.steps().collect { it.targets().collect { it.actions()*.verdict()*.decision()*.name() } } ==
        [[['ACT']], [['ACT']], [['ACT', 'ACT']]]
    plan.steps()*.assuming() == [false, true, true]
    engine.changes() == []
  }

  def "what a change drives is unknown after it, not as it was before: #change, then #where"() {
    when:
    def step = plan("$change\nps where { $where }").steps()[1]

    then:
    step.targets()*.snapshot()*.name() == matches
    step.undecided()*.name() == undecided
    step.undecided().every { Verdict.readings(step.step().where(), it).endsWith(reading) }
    asked('/containers/[0-9a-f]+/stats') == 0

    where:
    change                             | where                                || matches     | undecided   | reading
    "kill where name == 'batch-1'"     | "name == 'batch-1' && exitCode == 137" || []        | ['batch-1'] | 'exitCode is unknown, as an earlier operation changes it'
    "kill where name == 'batch-1'"     | "name == 'batch-1' && exitCode == 0"   || []        | ['batch-1'] | 'exitCode is unknown, as an earlier operation changes it'
    "kill where name == 'batch-1'"     | "name == 'batch-1' && state == 'exited'" || ['batch-1'] | []     | ''
    "kill where name == 'batch-1'"     | "name in ['batch-1', 'old'] && exitCode == 137" || ['old'] | ['batch-1'] | 'changes it'
    "pause where name == 'batch-1'"    | "name == 'batch-1' && mem < 80%"     || []          | ['batch-1'] | 'mem is unknown, as an earlier operation changes it'
    "restart where name == 'batch-1'"  | "name == 'batch-1' && health == 'none'" || []       | ['batch-1'] | 'health is unknown, as an earlier operation changes it'
    "pause where name == 'batch-1' then unpause" | "name == 'batch-1' && cpu < 80%" || []    | ['batch-1'] | 'cpu is unknown, as an earlier operation changes it'
  }

  def "what is for a failure alone is neither expected of later steps, nor a reason for a plan to fail"() {
    when:
    def plan = plan('''
      attempt { stop where name == 'batch-1' } recover { stop where name in ['batch-2', 'batch-9'] min 9 }
      attempt { ps where name == 'batch-1' } recover { stop where label.tier == 'batch' max 2 }
      attempt { stop where name == 'batch-1' } recover { stop where name == 'batch-2' }
      start where name in ['batch-1', 'batch-2']
    ''')

    then:
    plan.refusal().empty
    plan.steps()[1].refusal().present
    plan.steps()[3].refusal().get().denied()
    !plan.denied()
    plan.steps()[6].targets().collect { it.actions()[0].verdict().decision().name() } == ['ACT', 'UNCHANGED']
  }

  def "what follows until in a chain is open: #chain"() {
    when:
    def plan = plan("never { start where name == 'batch-2' }\n$chain")
    def verdicts = plan.steps()[0].targets().collect { it.actions()*.verdict() }

    then:
    verdicts[0]*.decision()*.name() == first
    verdicts[1]*.decision()*.name() == second
    verdicts[0].last().reason() == 'depends on what until finds'
    plan.steps()[0].targets()[0].actions().last().calls()*.path() == ["/containers/${plan.steps()[0].targets()[0].snapshot().id()}/start".toString()]

    where:
    chain                                                                            || first                    | second
    "start where { name in ['batch-1', 'batch-2'] } until { state == 'exited' } within 2.s then start"                                   || ['UNCHANGED', 'ACT']     | ['UNCHANGED', 'DENY']
    "pause where { name in ['batch-1', 'batch-2'] } until { state == 'exited' } within 2.s then unpause then start when { mem < 80% }"   || ['ACT', 'ACT', 'ACT']    | ['ACT', 'ACT', 'DENY']
  }

  def "an order is read only of what matches: #clauses"() {
    when:
    def step = plan("ps where { label.tier == 'web' } $clauses").steps()[0]

    then:
    step.targets()*.snapshot()*.name() == names
    step.matching() == 21
    asked('/containers/[0-9a-f]+/stats') == measured

    where:
    clauses               || names             | measured
    'first 2'             || ['old', 'web-1']  | 0
    'orderBy mem first 2' || ['web-1', 'web-10'] | 21
    'orderBy -name first 1' || ['web-9']       | 0
  }

  def "a guard in a chain is not judged by what the engine says now"() {
    when:
    def target = plan("stop where name == 'batch-1' then start when exitCode == 0").steps()[0].targets()[0]

    then:
    target.actions()*.verdict()*.reason() ==
        ['', 'guard cannot be judged: exitCode is unknown, as an earlier operation changes it']
  }

  def "a chain stops in the plan where it would stop in a run"() {
    when:
    def target = plan("start where name == 'batch-1' then stop then pause").steps()[0].targets()[0]

    then:
    target.actions().collect { it.verdict().decision().name() } == ['UNCHANGED', 'ACT', 'SKIP']
  }

  def "a step whose option the engine would ignore is refused, in the plan and in the run"() {
    given:
    def old = new RunFixture('engine: {version: 20.10.24, api: "1.41"}\n' + WORLD)
    String script = "stop where name == 'batch-1' signal 'SIGINT'"

    when:
    def refusal = new Planner(old.engine, SURROUNDINGS, workers).plan(RunFixture.graph(script)).steps()[0].refusal().get()

    then:
    !refusal.denied()
    refusal.message().startsWith('the option signal of stop needs API 1.42, and the engine speaks 1.41')

    and:
    old.run(script) == ExitCode.FAILED
    old.engine.changes() == []

    cleanup:
    old.close()
  }

  def "only GET and HEAD can ever be sent while planning"() {
    when:
    new dev.thaw.engine.ReadOnlyEngine(engine).send(
        dev.thaw.operation.EngineCall.post('/containers/x/pause'), java.time.Duration.ofSeconds(1))

    then:
    thrown(IllegalStateException)
    engine.calls == []
  }
}
