package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.TERMINATED

import dev.thaw.event.RunEvent
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What is waited for, and what ends a wait, on the simulator; time passes only where somebody waits. */
class WaitSpec extends Specification {
  static final String WORLD = '''
host: {mem: 55%, load: 1.5}
containers:
  - {name: web, health: {status: starting, healthyAfter: 12s, interval: 5s}, logs: [booting, ready to accept], ports: [8080]}
  - {name: fine, health: {status: healthy, interval: 5s}}
  - {name: ill, health: {status: unhealthy, interval: 2s}}
  - {name: frozen, health: {status: healthy, interval: 5s}, state: paused}
  - {name: plain, exec: {exitCode: 0}}
  - {name: broken, exec: {exitCode: 3, output: "no such table"}}
  - {name: ended, state: exited, exitCode: 7, logs: [last words]}
  - {name: killed, state: exited, oomKilled: true}
  - {name: new, state: created}
  - {name: looping, state: restarting, restarts: 9, exitCode: 1}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private String told(String name) {
    run.events.of(name).reason()
  }

  def "#script is #code: #reason"() {
    expect:
    run.run(script) == code
    told(name) ==~ reason

    where:
    script                                                        | name      || code   | reason
    "awaitHealthy where name == 'fine'"                           | 'fine'    || DONE   | /healthy after 0.0\d s/
    "awaitHealthy where name == 'web'"                            | 'web'     || DONE   | /healthy after 1[2-4].\d\d s/
    "awaitHealthy where name == 'web' within 5.seconds"           | 'web'     || FAILED | /not within 5 seconds: its healthcheck fails: exit code 1/
    "awaitHealthy where name == 'ill' within 9.seconds"           | 'ill'     || FAILED | /not within 9 seconds: its healthcheck fails: exit code 1/
    "awaitHealthy where name == 'ill' failureThreshold 2"         | 'ill'     || FAILED | /its healthcheck fails: exit code 1, 2 times in a row/
    "awaitHealthy where name == 'frozen' within 3.seconds"        | 'frozen'  || FAILED | /not within 3 seconds: it is paused/
    "awaitHealthy where name == 'ended'"                          | 'ended'   || FAILED | /it has exited with code 7/
    "awaitHealthy where name == 'killed' ifNoHealthcheck 'running'" | 'killed' || FAILED | /it has exited with code 137, killed for want of memory/
    "awaitHealthy where name == 'looping' ifNoHealthcheck 'running'" | 'looping' || FAILED | /it is restarted again and again, 9 times so far; it ended with exit code 1/
    "awaitHealthy where name == 'plain'"                          | 'plain'   || FAILED | /it has no healthcheck; write ifNoHealthcheck 'running' if .*/
    "awaitHealthy where name == 'plain' ifNoHealthcheck 'running'" | 'plain'  || DONE   | /running after .*/
    "awaitHealthy where name == 'plain' probe exec('true') period 2.seconds successThreshold 3" | 'plain' || DONE | /exec true passes after [45].\d\d s/
    "awaitHealthy where name == 'fine' probe exec('true')"        | 'fine'    || DONE   | /healthy after .*/
    "awaitProbe exec('check') where name == 'broken' failureThreshold 3" | 'broken' || FAILED | /exec check fails: exit code 3, ‘no such table’, 3 times in a row/
    "awaitProbe exec('true') where name == 'plain' initialDelay 7.seconds" | 'plain' || DONE | /exec true passes after [78].\d\d s/
    "awaitProbe tcp(80) where name == 'plain'"                    | 'plain'   || FAILED | /tcp port 80 cannot be asked: the engine at sim has no network .*/
    "awaitPort 8080 where name == 'web'"                          | 'web'     || FAILED | /tcp port 8080 cannot be asked: the engine at sim has no network .*/
    "awaitRunning where name == 'plain'"                          | 'plain'   || DONE   | /running after .*/
    "awaitRunning where name == 'new' within 1.second"            | 'new'     || FAILED | /not within 1 second: it was never started/
    "awaitRunning where name == 'frozen' within 1.second"         | 'frozen'  || FAILED | /not within 1 second: it is paused/
    "awaitRunning where name == 'ended'"                          | 'ended'   || FAILED | /it has exited with code 7/
    "awaitExited where name == 'ended'"                           | 'ended'   || DONE   | /exited with code 7 after .*/
    "awaitExited where name == 'ended' code 0..7"                 | 'ended'   || DONE   | /exited with code 7 after .*/
    "awaitExited where name == 'ended' code [0, 3]"               | 'ended'   || FAILED | /it has exited with code 7, not 0 or 3/
    "awaitExited where name == 'plain' within 1.second"           | 'plain'   || FAILED | /not within 1 second: it is running/
    "awaitLog(/rea.y/, sinceStart: true) where name == 'web'"     | 'web'     || DONE   | /it wrote ‘ready to accept’ after .*/
    "awaitLog('ready') where name == 'plain' within 2.seconds"    | 'plain'   || FAILED | /not within 2 seconds: no line matches \/ready\//
    "awaitLog('ready') where name == 'ended'"                     | 'ended'   || FAILED | /it has exited with code 7 without a line that matches/
    "awaitLog('words', sinceStart: true) where name == 'ended'"   | 'ended'   || DONE   | /it wrote ‘last words’ after .*/
  }

  def "what is stale after a thaw neither ends the wait nor makes it fail: a check must pass since"() {
    expect:
    run.run("unpause where name == 'frozen' then awaitHealthy within 30.seconds") == DONE

    and: 'the first check comes an interval after the thaw'
    def spent = run.events.all(RunEvent.Finished).find { it.operation().verb() == 'awaitHealthy' }.duration()
    spent >= Duration.ofSeconds(4)
    spent < Duration.ofSeconds(8)
  }

  def "one that is paused is told of at once, and waited for until others thaw it"() {
    expect:
    run.run('''parallel {
      awaitHealthy where name == 'frozen' within 1.hour
      sequence {
        sleep 20.seconds
        unpause where name == 'frozen'
      }
    }''') == DONE
    run.events.all(RunEvent.Waiting).find { it.paused() }.reason() == 'it is paused'
  }

  def "no match fails, as what is not there cannot be waited for"() {
    expect:
    run.run("awaitRunning where name == 'nobody'") == FAILED
  }

  def "more wait than there are workers, and those who wait keep nobody from work"() {
    given:
    def many = new RunFixture("containers: [{name: 'w-{n}', count: 20, health: {status: starting, healthyAfter: 30s, interval: 5s}}]", 2)

    expect:
    many.run('awaitHealthy where all within 10.minutes') == DONE
    many.events.counts().values().sum() == 20
    many.engine.calls.count { it.mutates() } == 0

    cleanup:
    many.close()
  }

  def "a command that a probe runs changes something, for rules and for the record"() {
    expect:
    run.run("never { exec where name == 'plain' }\nawaitProbe exec('true') where name == 'plain'") == dev.thaw.event.ExitCode.DENIED
    run.engine.calls.count { it.mutates() } == 0

    when:
    run.run("awaitProbe exec('true') where name == 'broken' failureThreshold 1")

    then: 'it is announced before the first one'
    run.events.all(RunEvent.Intent)[0].calls()*.path()[0].endsWith('/exec')
  }

  def "waitUntil and sleep: #script is #code after #seconds s"() {
    given:
    long begin = run.time.now().epochSecond

    expect:
    run.run(script) == code
    run.time.now().epochSecond - begin == seconds
    run.events.all(RunEvent.WaitFinished)*.reason() == [reason]

    where:
    script                                                  || code   | seconds | reason
    'sleep 10.seconds'                                      || DONE   | 10      | ''
    'waitUntil { host.mem < 70% } within 5.minutes'         || DONE   | 0       | ''
    'waitUntil { host.mem < 50% } within 5.seconds'         || FAILED | 5       | 'not within 5 seconds: host.mem was 55%'
    'waitUntil { host.load < 2 && host.mem < 60% } within 1.minute' || DONE | 0 | ''
  }

  def "a wish to end ends a wait"() {
    given:
    run.interruption.request(TERMINATED)

    expect:
    run.run('sleep 1.hour') == TERMINATED
  }
}
