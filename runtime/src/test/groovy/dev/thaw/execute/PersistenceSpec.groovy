package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED

import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification

/** Trying again as often as the script says, and waiting until what it wants has come true. */
class PersistenceSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: web, health: {status: healthy, healthyAfter: 20s, interval: 10s}}
  - {name: ill, health: {status: unhealthy}}
  - {name: plain}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private static Reply busy(Map<String, String> headers = [:]) {
    new Reply(503, headers, new ByteArrayInputStream('busy'.bytes))
  }

  def "#clauses: #sent requests in all"() {
    given:
    run.engine.between = { EngineCall call, Closure send -> call.mutates() ? busy() : send() }

    expect:
    run.run("pause where { name == 'plain' } $clauses") == FAILED
    run.engine.changes().size() == sent
    run.events.all(RunEvent.Retrying)*.delay()*.toMillis().every { it >= shortest && it <= longest }

    where:
    clauses                                   || sent | shortest | longest
    ''                                        || 4    | 50       | 600
    'retry 0'                                 || 1    | 0        | 0
    'retry 1'                                 || 2    | 50       | 150
    'backoff 1.second..2.seconds'             || 4    | 500      | 2000
    'retry 40 backoff 100.ms'                 || 41   | 50       | 100
    'retry 5 backoff 3.seconds..1.hour timeout 4500.ms' || 2 | 500 | 5000
  }

  def "the engine is left alone as long as it asks for: #header"() {
    given:
    def tries = 0
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() && tries++ == 0 ? busy(['Retry-After': header] + others) : send()
    }

    expect: 'the run clock stands at the beginning of 2026'
    run.run("pause where { name == 'plain' } timeout 5.minutes") == DONE
    run.events.all(RunEvent.Retrying)*.delay()*.toSeconds() == [seconds]

    where:
    header                          | others                                    || seconds
    '7'                             | [:]                                       || 7
    'Thu, 01 Jan 2026 00:00:30 GMT' | [:]                                       || 30
    'Thu, 01 Jan 2026 00:00:30 GMT' | [Date: 'Thu, 01 Jan 2026 00:00:10 GMT']   || 20
    'Thu, 01 Jan 2025 00:00:00 GMT' | [:]                                       || 0
    'Fri, 01 Jan 2027 00:00:00 GMT' | [:]                                       || 60
    'soon'                          | [:]                                       || 0
  }

  def "until waits for what the operation starts, on fresh looks"() {
    given:
    def begin = run.time.now()

    expect:
    run.run("restart where name == 'web' until { health == 'healthy' } within 1.minute") == DONE
    run.events.outcomes() == [web: 'restart changed']
    java.time.Duration.between(begin, run.time.now()).toSeconds() == 20
    run.engine.calls.count { it.path() ==~ '/containers/[0-9a-f]+/json' } in 40..60
  }

  def "until holds where there was nothing to do, too"() {
    expect:
    run.run("start where name == 'ill' until { health == 'healthy' } within 3.seconds") == FAILED
    run.engine.changes() == []
    run.events.of('ill').reason() == 'not within 3 seconds: health was unhealthy'
    run.events.of('ill').changed() == Optional.of(false)
  }

  def "not in time: failed with the last reading, and it is told that something was changed"() {
    expect:
    run.run("restart where name == 'web' until { health == 'healthy' } within 5.seconds then pause") == FAILED
    run.events.outcomes() == [web: 'restart failed']
    run.events.of('web').reason() == 'not within 5 seconds: health was starting'
    run.events.of('web').changed() == Optional.of(true)
  }

  def "a container that is gone never comes to it"() {
    given:
    def gone = false
    run.engine.between = { EngineCall call, Closure send ->
      gone |= call.mutates()
      gone && call.path() ==~ '/containers/[0-9a-f]+/json' && run.waits.size() > 2
          ? Reply.of(404, 'application/json', '{"message":"No such container"}'.bytes) : send()
    }

    expect:
    run.run("restart where name == 'web' until { health == 'healthy' } within 1.minute") == FAILED
    run.events.of('web').reason() == "the container is gone before health == 'healthy'"
  }

  def "a wish to end cuts the wait short"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        run.interruption.request(TERMINATED)
      }
      send()
    }

    expect:
    run.run("restart where name == 'web' until { health == 'healthy' } within 1.hour") == TERMINATED
    run.events.of('web').reason() == 'not within the time that the run had left: health was starting'
    run.waits.sum { it.toMillis() } < 1000
  }
}
