package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED
import static dev.thaw.event.ExitCode.UNKNOWN

import dev.thaw.engine.EngineException
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What runs after what has succeeded, failed, or never begun. */
class OrderOfStepsSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: good, exec: {exitCode: 0}}
  - {name: bad, exec: {exitCode: 7}}
  - {name: one}
  - {name: two}
'''
  static final String BAD = "exec 'x' where name == 'bad'"
  static final String GOOD = "exec 'x' where name == 'good'"

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def "#script"() {
    expect:
    run.run(script) == exitCode
    story == null || run.events.story() == story

    where:
    script                                                                                 || exitCode | story
    "attempt { $GOOD } recover { note 'r' } ensure { note 'e' }\nnote 'on'"                || DONE     | ['exec good', 'e', 'on']
    "attempt { $BAD } recover { note 'r' } ensure { note 'e' }\nnote 'on'"                 || DONE     | ['exec bad', 'r', 'e', 'on']
    "attempt { $BAD } recover { $BAD } ensure { note 'e' }\nnote 'on'"                     || FAILED   | ['exec bad', 'exec bad', 'e']
    "attempt { $BAD } ensure { note 'e' }\nnote 'on'"                                      || FAILED   | ['exec bad', 'e']
    "attempt { $GOOD } ensure { $BAD }\nnote 'on'"                                         || FAILED   | ['exec good', 'exec bad']
    "attempt {\n$BAD\nnote 'x'\n} recover {\nnote 'r'\nnote 's'\n}\nnote 'on'"             || DONE     | ['exec bad', 'r', 's', 'on']
    "$BAD\nattempt { $GOOD } recover { note 'r' }\nnote 'on'"                              || FAILED   | ['exec bad']
    "$BAD\nattempt {\n$GOOD\n$GOOD\n} recover { note 'r' } ensure { note 'e' }\nnote 'on'" || FAILED   | ['exec bad']
    "attempt {\n$BAD\nattempt { $GOOD } recover { note 'x' }\n} recover { note 'r' }"       || DONE     | ['exec bad', 'r']
    "attempt { attempt { $BAD } recover { $BAD } } recover { note 'r' }"                   || DONE     | ['exec bad', 'exec bad', 'r']
    "attempt { $BAD } recover { attempt { $BAD } recover { note 'r' } }\nnote 'on'"        || DONE     | ['exec bad', 'exec bad', 'r', 'on']
    "attempt { parallel { $BAD; $GOOD } } recover { note 'r' }"                            || DONE     | null
    "$BAD continueOnError true\nnote 'on'"                                                 || FAILED   | ['exec bad', 'on']
    "ps where all max 1 continueOnError true"                                              || DENIED   | []
    "attempt { ps where all min 9 } recover { note 'r' }"                                  || DONE     | ['r']
    "parallel { attempt { $BAD } recover { note 'r' }; $BAD }"                             || FAILED   | null
  }

  def "what is for a failure that did not come is passed over, and no step counts as not run"() {
    when:
    run.run("attempt { $GOOD } recover { $BAD }")

    then:
    run.events.all(RunEvent.StepPassed)*.step()*.id() == ['s2']
    run.events.all(RunEvent.RunFinished)*.stepsNotRun() == [0]
  }

  def "an outcome that nobody knows is not recovered from"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/restart')) {
        throw new EngineException(EngineException.Fault.LOST, 'connection reset')
      }
      send()
    }

    expect:
    run.run("attempt { restart where name == 'one' } recover { pause where name == 'two' }") == UNKNOWN
    run.state('two') == 'paused'
  }

  def "a wish to end: what an attempt that was begun ensures is done, all of it, and nothing else"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().endsWith('/pause')) {
        run.interruption.request(TERMINATED)
      }
      send()
    }

    expect:
    run.run('''
      attempt {
        pause where name == 'one'
        stop where name == 'two'
      } recover {
        stop where name == 'bad'
      } ensure {
        unpause where name == 'one' until { running } within 1.second
        kill where name == 'good'
      }
      attempt { stop where name == 'two' } ensure { kill where name == 'two' }
    ''') == TERMINATED
    run.events.outcomes() == [one: 'unpause changed', good: 'kill changed']
    ['one', 'two', 'bad', 'good'].collect { run.state(it) } == ['running', 'running', 'running', 'exited']
  }
}
