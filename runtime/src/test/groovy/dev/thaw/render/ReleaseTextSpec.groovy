package dev.thaw.render

import dev.thaw.cli.Cli
import dev.thaw.engine.RecordingEngine
import dev.thaw.engine.Workers
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.VirtualClock
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.execute.RunFixture
import dev.thaw.plan.Plan
import dev.thaw.plan.Planner
import dev.thaw.text.Style
import spock.lang.Specification

/** What plans and graphs show of what is taken back by itself. */
class ReleaseTextSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: b1, image: b, labels: {tier: batch}}
  - {name: b2, image: b, labels: {tier: batch}}
  - {name: cold, image: b, labels: {tier: batch}, state: paused}
  - {name: off, image: b, labels: {tier: batch}, state: exited}
  - {name: db, image: p}
'''

  def engine = new RecordingEngine(new SimEngine('sim', WorldYaml.parse('w', WORLD), VirtualClock.standing()))

  private Plan plan(String script) {
    new Workers(2).withCloseable {
      new Planner(engine, RunFixture.surroundings(VirtualClock.standing()), it).plan(RunFixture.graph(script))
    }
  }

  /** By node: each target with its decision, where there is one, and the reason. */
  private static List<List<String>> targets(Plan plan) {
    plan.releases().collect { release ->
      release.targets().collect { target ->
        def action = target.actions()[0]
        "${target.snapshot().name()} ${action.calls() ? action.calls()[0].path().split('/').last() : action.verdict().reason()}".toString()
      }
    }
  }

  private static String text(Plan plan) {
    PlanText.lines(plan, Style.PLAIN).join('\n').replaceAll('[0-9a-f]{64}', 'ID')
  }

  static final String FROZEN = '''\
    frozen where label.tier == 'batch' atMost 10.minutes during {
      exec 'dump' where name == 'db'
    }
    ps where label.tier == 'batch' && running
    '''.stripIndent()

  def "what is frozen is thawed behind the statements of during, and what was paused before is left"() {
    expect:
    text(plan(FROZEN)).contains('''
r1  line 1: unpause what s1 pauses
    after the statements of during (s2), whatever happens; 10 minutes after s1 at the latest
  + b1
      POST /containers/ID/unpause
  + b2
      POST /containers/ID/unpause
  = cold  left: it was paused before

s3  line 4: ps where label.tier == 'batch' && running
    after j1
    as earlier steps are expected to leave the containers
  + b1
  + b2

5 to do, 1 unchanged, 1 skipped, 2 to take back.''')
    engine.calls.every { it.method() == 'GET' }
  }

  def "what follows a pause that lasts is planned on what is paused"() {
    expect:
    text(plan("pause where name == 'b1' lasting 5.minutes\nps where name == 'b1' && paused")).contains('''
r1  line 1: unpause what s1 pauses
    5 minutes after s1, whatever happens
  + b1
      POST /containers/ID/unpause

s2  line 2: ps where name == 'b1' && paused
    after s1
    as earlier steps are expected to leave the containers
  + b1

2 to do, 0 unchanged, 0 skipped, 1 to take back.''')
  }

  def "what is taken back: #script"() {
    expect:
    targets(plan(script)) == taken

    where:
    script || taken
    "frozen where name == 'b1' during { unpause where name == 'b1' }" || [['b1 it is expected to be running by then']]
    "frozen where name == 'b1' during { stop where name == 'b1' }" || [['b1 it is expected to be exited by then']]
    "frozen where name == 'off' during { note 'x' }" || [[]]
    "frozen where name == 'none' during { note 'x' }" || [[]]
    "frozen where label.tier == 'batch' max 1 during { note 'x' }" || [[]]
    "never { pause where name == 'b1' }\nfrozen where name in ['b1', 'b2'] during { note 'x' }" || [['b2 unpause']]
    // Never kept from undoing what it does itself.
    "never { unpause where all }\nfrozen where name == 'b1' during { note 'x' }" || [['b1 unpause']]
    "frozen where name in ['b1', 'b2'] during { frozen where name == 'b2' during { note 'x' } }" || [['b2 it was paused before'], ['b1 unpause', 'b2 unpause']]
    "pause where name == 'b1'\nfrozen where name in ['b1', 'b2'] during { note 'x' }" || [['b1 it was paused before', 'b2 unpause']]
    "frozen where name in ['b1', 'b2'] random 1 during { note 'x' }" || [['b1 unpause', 'b2 unpause']]
    "attempt { note 'x' } recover { frozen where name == 'b1' during { note 'y' } }" || [['b1 unpause']]
  }

  def "of what chance takes, and of what only a failure brings about, nothing is expected"() {
    expect:
    plan(script + "\nps where paused && name != 'cold'").steps().last().targets() == []

    where:
    script << ["frozen where name in ['b1', 'b2'] random 1 during { note 'x' }",
        "attempt { note 'x' } recover { frozen where name == 'b1' during { note 'y' } }"]
  }

  def "a plan for tools has what is taken back"() {
    given:
    def out = new ByteArrayOutputStream()
    PlanJson.write(plan(FROZEN), out)
    def release = Cli.json(out.toString('UTF-8')).releases[0]

    expect:
    release.subMap('node', 'releases', 'line', 'after', 'start', 'clauses') ==
        [node: 'r1', releases: 's1', line: 1, after: ['s2', 's1'], start: 'always', clauses: ['atMost 10.minutes']]
    release.targets*.name == ['b1', 'b2', 'cold']
    release.targets*.actions*.get(0)*.decision == ['act', 'act', 'unchanged']
    release.targets[0].actions[0].calls*.target == ["/containers/${release.targets[0].container}/unpause"]
  }

  def "a graph as people read it, and as Mermaid does"() {
    given:
    def graph = RunFixture.graph(FROZEN + "pause where name == 'b1' lasting 90.seconds")

    expect:
    GraphText.lines(graph).join('\n') == '''\
s1  pause where { label.tier == 'batch' } min 1
s2  exec(command: ['dump']) where { name == 'db' }  (after s1)
r1  unpause what s1 pauses, 10 minutes later at the latest  (always after s2, s1)
j1  branches meet  (after s2, s1, r1)
s3  ps where { label.tier == 'batch' && running }  (after j1)
s4  pause where { name == 'b1' }  (after s3)
r2  unpause what s4 pauses, 90 seconds later  (always after s4)'''
    GraphText.mermaid(graph).findAll { it.contains('r1') } == [
      '  r1(["unpause what s1 pauses, 10 minutes later at the latest"])',
      '  s2 -->|always| r1', '  s1 -->|always| r1', '  r1 --> j1']
  }

  def "as a command: #arguments"() {
    given:
    def thaw = new Cli(File.createTempDir().toPath())

    expect:
    thaw.run(*arguments) == exitCode
    (thaw.out + thaw.err).contains(told)

    where:
    arguments || exitCode | told
    ['pause', '--where', "name == 'batch-1'", '--lasting', '10m', '--dry-run', '--engine', 'sim'] || 0 | '    10 minutes after s1, whatever happens'
    ['stop', '--where', "name == 'batch-1'", '--lasting', '10m', '--dry-run', '--engine', 'sim'] || 2 | '--lasting'
    ['pause', '--where', "name == 'batch-1'", '--at-most', '10m', '--dry-run', '--engine', 'sim'] || 2 | '--at-most'
  }
}
