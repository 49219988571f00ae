package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED

import dev.thaw.compile.ScriptCompiler
import dev.thaw.compile.ScriptSource
import dev.thaw.engine.OwnContainer
import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.graph.Predicate
import dev.thaw.operation.EngineCall
import dev.thaw.plan.Plan
import dev.thaw.plan.Planner
import dev.thaw.plan.Reach
import spock.lang.AutoCleanup
import spock.lang.Specification

/** How far a run may go, whatever its script says. */
class ReachSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: aa, labels: {env: stage}, memory: {usage: 100MB, limit: 1GB}}
  - {name: bb, labels: {env: stage}, memory: {usage: 900MB, limit: 1GB}}
  - {name: cc, labels: {env: prod}}
  - {name: dd, labels: {}}
  - {name: kept, labels: {env: stage, thaw.protect: "true"}}
  - {name: open, labels: {env: stage, thaw.protect: "TRUE"}}
  - {name: old, labels: {env: prod}, state: exited}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  static Predicate predicate(String text) {
    ScriptCompiler.compilePredicate(new ScriptSource('--scope', text)).predicate().get()
  }

  private void confine(Map<String, ?> said) {
    run.reach = new Reach(
        said.scopes.collect { predicate(it) }, said.max ?: Reach.UNLIMITED, said.own ?: OwnContainer.NONE)
  }

  private Plan plan(String script) {
    new Planner(run.engine, RunFixture.surroundings(run.time), run.workers)
        .plan(RunFixture.graph(script), run.reach)
  }

  private String idOf(String name) {
    run.engine.engine.send(EngineCall.get("/containers/$name/json"), java.time.Duration.ofSeconds(1))
        .json().path('Id').asText()
  }

  def "no step leaves the scope #scopes: #script"() {
    given:
    confine(scopes: scopes)

    expect:
    plan(script).denied() == (exitCode == DENIED)
    run.engine.changes() == []
    run.run(script) == exitCode
    run.events.all(RunEvent.Finished).findAll { it.outcome().bad() }*.operation()*.name().toSet() == denied as Set
    run.engine.changes()*.path().every { path -> !denied.any { path.contains(idOf(it)) } }

    where:
    scopes                                 | script                              || exitCode | denied
    ["label.env == 'stage'"]               | "pause where name in ['aa', 'cc']"    || DENIED   | ['cc']
    ["label.env == 'stage'"]               | "pause where name in ['aa', 'dd']"    || DENIED   | ['dd']
    ["label.env == 'stage'"]               | "ps where all"                      || DONE     | []
    ["label.env == 'stage'"]               | "pause where name == 'aa'"           || DONE     | []
    ["label.env == 'stage'", 'mem < 50%']  | "pause where name in ['aa', 'bb']"    || DENIED   | ['bb']
    ['mem < 50%']                          | "start where name == 'old'"         || DENIED   | ['old']
    ['paused']                             | "pause where name == 'aa'"           || DENIED   | ['aa']
  }

  def "the reason names the scope and what was read"() {
    given:
    confine(scopes: ["label.env == 'stage'", 'mem < 50%'])

    when:
    run.run("parallel {\n pause where name == 'cc'\n pause where name == 'bb'\n start where name == 'old'\n pause where name == 'dd'\n}")

    then:
    run.events.all(RunEvent.Finished).collectEntries { [it.operation().name(), it.reason()] } == [
      bb: 'outside the scope mem < 50%: mem is 90%',
      cc: "outside the scope label.env == 'stage': label.env is prod",
      dd: "outside the scope label.env == 'stage': label.env is null",
      old: "outside the scope label.env == 'stage': label.env is prod",
    ]
  }

  def "a protected container is never changed: #script"() {
    expect:
    run.run(script) == DENIED
    run.events.of('kept').reason() == 'protected: it has the label thaw.protect=true'
    run.engine.changes() == []
    plan(script).steps()[0].targets()[0].actions().last().verdict().reason() == run.events.of('kept').reason()

    where:
    script << ['pause', 'stop', 'kill', 'restart', "exec('true')"].collect { "$it where name == 'kept'" }
  }

  def "only the value true protects"() {
    expect:
    run.run("pause where name == 'open'") == DONE
  }

  def "what protects has the first word, and a guard before it"() {
    expect:
    run.run("pause where name == 'kept' when { mem > 99% }") == DONE
    run.events.of('kept').outcome().word() == 'skipped'
  }

  def "the container that Thaw runs in is left alone, by its #digits digits"() {
    given:
    confine(own: new OwnContainer([idOf('aa').take(digits)] as Set))

    expect:
    plan("stop where label.env == 'stage'").denied()
    run.run("ps where name == 'aa'") == DONE
    run.run("stop where name in ['aa', 'bb']") == DENIED
    run.events.all(RunEvent.Finished).find { it.outcome().bad() }.reason() == 'Thaw itself runs in it'
    run.engine.changes()*.path() == ["/containers/${idOf('bb')}/stop"]

    where:
    digits << [12, 64]
  }

  def "more than #max containers in all are not begun with: #script"() {
    given:
    confine(max: max)

    when:
    def planned = plan(script).denial()
    String told = null
    try {
      run.run(script)
    } catch (Executor.NothingDone nothing) {
      assert nothing.exitCode() == DENIED
      told = nothing.message
    }

    then:
    told == message
    planned.map { it.message() }.orElse(null) == message
    message == null || run.engine.changes() == []

    where:
    max | script                                                          || message
    2   | "pause where name in ['aa', 'bb', 'cc']"                           || '3 containers would be changed, more than --max-targets 2: aa, bb, cc. Narrow the selectors, or raise it.'
    2   | "pause where name in ['aa', 'bb']\nstop where name in ['bb', 'cc']" || '3 containers would be changed, more than --max-targets 2: aa, bb, cc. Narrow the selectors, or raise it.'
    2   | "pause where name in ['aa', 'bb']\nstop where name in ['bb', 'aa']" || null
    2   | "ps where all\npause where name == 'aa'"                         || null
    1   | "stop where name in ['aa', 'old']"                               || null
    1   | "pause where name in ['aa', 'bb'] when { mem > 50% }"             || null
    1   | "pause where name in ['aa', 'bb', 'cc'] first 1"                   || null
    2   | "pause where name in ['aa', 'bb', 'cc'] random 2"                  || null
    2   | "pause where name == 'dd'\npause where name in ['aa', 'bb', 'cc'] random 2" || '3 containers would be changed, more than --max-targets 2: dd. Narrow the selectors, or raise it.'
  }

  def "a later step that finds more than the plan saw is denied whole"() {
    given:
    confine(max: 2)
    def begun = false
    run.engine.between = { EngineCall call, Closure send ->
      begun |= call.mutates()
      def reply = send()
      begun && call.path() == '/containers/json'
          ? Reply.of(200, 'application/json', reply.body().text.replace('"env":"prod"', '"env":"stage"').bytes) : reply
    }

    expect:
    run.run("pause where name == 'aa'\npause where label.env != 'prod' && name in ['bb', 'cc', 'old']") == FAILED
    run.events.all(RunEvent.StepRefused)*.reason() ==
        ['3 containers would be changed, more than --max-targets 2: aa, bb, cc. Narrow the selectors, or raise it.']
    run.engine.changes().size() == 1
  }

  def "steps side by side share what is left"() {
    given:
    confine(max: 1)

    when:
    def quota = new Quota(1)
    def action = RunFixture.graph('pause where all').steps().findFirst().get().actions()[0]
    def act = new dev.thaw.plan.Verdict(dev.thaw.plan.Verdict.Decision.ACT, '')
    def targets = plan("ps where name in ['aa', 'bb']").steps()[0].targets()*.snapshot()

    then:
    quota.verdict(action, targets[0], act) == act
    quota.verdict(action, targets[0], act) == act
    quota.verdict(action, targets[1], act).decision() == dev.thaw.plan.Verdict.Decision.DENY
    quota.verdict(action, targets[1], act).reason() == '1 container was changed, as many as --max-targets says'
  }
}
