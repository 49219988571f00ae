package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED

import dev.thaw.event.RunEvent
import dev.thaw.graph.GraphJson
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** How long a step, or a whole run, may take. */
class TimeLimitSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: "slow-{n}", count: 6}
  - {name: one}
  - {name: two}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def setup() {
    // Time passes only when somebody waits; here also with every stop.
    run.engine.between = { call, send ->
      def reply = send()
      if (call.path().endsWith('/stop')) {
        run.time.advance(Duration.ofSeconds(4))
      }
      reply
    }
  }

  private Map<String, String> reasons() {
    run.events.all(RunEvent.Finished).findAll { it.outcome().word() == 'skipped' }
        .collectEntries { [it.operation().name(), it.reason()] }
  }

  def "what a step has not begun by its deadline is left, and the step has failed: #rolling"() {
    expect:
    run.run("${rolling}stop where { name.startsWith('slow') } concurrency 1 deadline 10.seconds${rolling ? '}' : ''}\nstop where name == 'one'") == FAILED
    reasons() == ['slow-4', 'slow-5', 'slow-6'].collectEntries {
      [it, "not begun: the step's deadline of 10 seconds has passed"]
    }
    run.state('slow-3') == 'exited'
    run.state('one') == 'running'

    where:
    rolling << ['', 'rolling(1, maxFailures: 6) { ']
  }

  def "a step that ends in time is done"() {
    expect:
    run.run("stop where { name.startsWith('slow') } concurrency 1 deadline 1.minute") == DONE
  }

  def "the deadline bounds a condition that is waited for, and the next of a chain"() {
    expect:
    run.run("pause where name == 'one' deadline 10.seconds until { running } within 1.hour then unpause") == FAILED
    run.events.of('one').reason().startsWith('not within 10 seconds')
    run.waits.sum(Duration.ZERO) { it } < Duration.ofSeconds(15)
  }

  def "a chain is not gone on with after it"() {
    expect:
    run.run("stop where name == 'slow-1' deadline 3.seconds then start") == FAILED
    reasons() == ['slow-1': "not begun: the step's deadline of 3 seconds has passed"]
  }

  def "when a run's time is up nothing is begun but what ensures"() {
    expect:
    run.run('''
      timebox 6.seconds
      attempt {
        stop where { name.startsWith('slow') } concurrency 1
        stop where name == 'one'
      } ensure {
        pause where name == 'two'
      }
      start where name == 'one'
    '''.stripIndent()) == FAILED
    reasons().values().toSet() == ["not begun: the run's deadline of 6 seconds has passed"] as Set
    reasons().size() == 4
    run.events.all(RunEvent.StepRefused)*.reason() == ["the run's deadline of 6 seconds has passed", 'a step that it comes after did not succeed']
    run.state('two') == 'paused'
    run.state('one') == 'running'
  }

  def "a run that ends in time is done"() {
    expect:
    run.run("timebox 5.seconds\nstop where name == 'slow-1'") == DONE
  }

  def "the shorter of two counts, and all is in the graph's JSON form"() {
    given:
    def graph = RunFixture.graph("timebox 1.hour\nstop where all deadline 5.minutes")

    expect:
    graph.runbook().timebox().get() == Duration.ofHours(1)
    graph.within(Duration.ofHours(2)).runbook() == graph.runbook()
    graph.within(Duration.ofMinutes(2)).runbook().timebox().get() == Duration.ofMinutes(2)
    graph.steps().findFirst().get().pace().deadline().get() == Duration.ofMinutes(5)
    GraphJson.read(GraphJson.write(graph)) == graph
  }
}
