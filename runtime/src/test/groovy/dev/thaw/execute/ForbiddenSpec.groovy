package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED

import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What a script requires before it begins, and what it must never do. */
class ForbiddenSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: db, labels: {tier: db}, memory: {usage: 900MB, limit: 1GB}}
  - {name: web, labels: {tier: web}, memory: {usage: 100MB, limit: 1GB}}
  - {name: old, labels: {tier: web}, state: exited}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def "never { #never }: #outcomes"() {
    expect:
    run.run("never { $never }\n$script") == exitCode
    run.events.outcomes() == outcomes

    where:
    never                              | script                                     || exitCode | outcomes
    "change where label.tier == 'db'"  | 'pause where { running }'                  || DENIED   | [db: 'pause denied', web: 'pause changed']
    "change where label.tier == 'db'"  | 'ps where { running }'                     || DONE     | [db: 'ps observed', web: 'ps observed']
    "pause where label.tier == 'db'"   | 'stop where { running }'                   || DONE     | [db: 'stop changed', web: 'stop changed']
    "pause where mem > 80%"            | 'pause where { running }'                  || DENIED   | [db: 'pause denied', web: 'pause changed']
    "start where mem > 80%"            | "start where { name == 'old' }"            || DENIED   | [old: 'start denied']
    "pause where name == 'db'"         | 'pause where { running } then unpause'     || DENIED   | [db: 'pause denied', web: 'unpause changed']
    "pause where name == 'old'"        | "pause where { name =~ /^old/ }"           || DONE     | [old: 'pause skipped']
    "unpause where name == 'db'"       | "pause where { name =~ /^db/ } then unpause" || DENIED  | [db: 'unpause denied']
  }

  def "the reason names what forbids it, where that stands, and what was read"() {
    when:
    run.run("never {\n  pause where mem > 80%\n  start where mem > 80%\n}\n$script")

    then:
    run.events.of(name).reason() == reason
    run.engine.changes() == []

    where:
    script                       | name  || reason
    "pause where name == 'db'"   | 'db'  || 'never pause where mem > 80% (2:3): mem is 90%'
    "start where name == 'old'"  | 'old' || 'never start where mem > 80% (3:3) cannot be judged: mem is unknown'
  }

  def "a step that was denied keeps what comes after it from being run, and can be continued from"() {
    expect:
    run.run("never { change where name == 'db' }\npause where { name =~ /^db/ } $clause\nstop where name == 'web'") == DENIED
    run.state('web') == state

    where:
    clause                 || state
    ''                     || 'running'
    'continueOnError true' || 'exited'
  }

  def "it is judged afresh before every try"() {
    given:
    def full = false
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        full = true
        return Reply.of(503, 'text/plain', 'busy'.bytes)
      }
      full && call.path().endsWith('/stats')
          ? Reply.of(200, 'application/json', '{"memory_stats":{"usage":99,"limit":100}}'.bytes) : send()
    }

    expect:
    run.run("never { pause where mem > 80% }\npause where name == 'web'") == DENIED
    run.engine.changes().size() == 1
    run.events.of('web').reason() == 'never pause where mem > 80% (1:9): mem is 99%'
  }

  def "a failure beside a denial counts more"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() ? Reply.of(403, 'text/plain', 'no'.bytes) : send()
    }

    expect:
    run.run("never { pause where name == 'db' }\npause where { running }") == FAILED
  }

  def "require #require"() {
    when:
    def told = null
    try {
      run.run("require 'The tier must be up.', { $require\npause where name == 'web'")
    } catch (Executor.NothingDone nothing) {
      assert nothing.exitCode() == DENIED
      told = nothing.message
    }

    then:
    told == message
    run.engine.changes().size() == (message ? 0 : 1)

    where:
    require                          || message
    "name == 'db' && running }"      || null
    "name == 'none' }"               || "The tier must be up. Required (1:1): at least 1 where name == 'none': 0."
    'running } min 3'                || 'The tier must be up. Required (1:1): at least 3 where running: 2.'
    'running } max 1'                || 'The tier must be up. Required (1:1): at most 1 where running: 2.'
    'mem > 80% } max 1'              || 'The tier must be up. Required (1:1): at most 1 where mem > 80%: 1, and of 1 it cannot be judged.'
    'mem > 80% } max 2'              || null
    "name == 'none' } max 0"         || null
  }

  def "all that is not met is told at once"() {
    when:
    run.run("require 'One.', { name == 'x1' }\nrequire 'Two.', { name == 'x2' }\npause where all")

    then:
    def nothing = thrown(Executor.NothingDone)
    nothing.message.contains('One. Required (1:1)')
    nothing.message.contains('Two. Required (2:1)')
    run.events.all(RunEvent.StepStarted) == []
  }
}
