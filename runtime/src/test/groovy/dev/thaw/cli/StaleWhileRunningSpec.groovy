package dev.thaw.cli

import dev.thaw.engine.sim.AlterableDaemon
import dev.thaw.event.ExitCode
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What changes after the comparison, while a plan is carried out: only the plan's containers are touched. */
@Timeout(60)
class StaleWhileRunningSpec extends Specification {
  @TempDir Path home
  @AutoCleanup AlterableDaemon daemon
  Cli thaw

  def setup() {
    daemon = new AlterableDaemon(home.resolve('s'))
    thaw = new Cli(home)
    ['a', 'b'].each { daemon.put(name: it, labels: [tier: 'batch']) }
    ['x', 'y'].each { daemon.put(name: it, labels: [tier: 'web']) }
  }

  /** Saves a plan of a script and applies it; the world changes just before the first such request. */
  private int apply(String script, String before, Closure<?> change) {
    thaw.ok('plan', '-H', daemon.address, '-e', script, '-o', "$home/plan.json")
    def seen = 0
    daemon.before = { String request ->
      // The third time that the engine is asked who it is, the comparison is over.
      if (request ==~ before && ++seen == (before == 'GET /info' ? 3 : 1)) {
        change.call()
      }
    }
    thaw.run('apply', '-H', daemon.address, "$home/plan.json", '--json')
  }

  private Map finished(String name) {
    thaw.out.readLines().collect { Cli.json(it) }.find { it.event == 'finished' && it.name == name }
  }

  private List<String> refused() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'stepRefused' }*.reason
  }

  static final String TWO = "pause where label.tier == 'batch'\npause where label.tier == 'web'"

  def "one more that matches before anything was sent: 4, and nothing is done"() {
    expect:
    apply(TWO, 'GET /info') { daemon.put(name: 'c', labels: [tier: 'batch']) } == 4
    refused()[0] ==~ /the plan is stale: it does not have c \(\w{12}\) for this step\. Make a new plan\./
    daemon.changes() == []
  }

  def "one more that matches a later step: that step is not run, and the run has failed"() {
    expect:
    apply(TWO, 'POST .*/pause') { daemon.put(name: 'z', labels: [tier: 'web']) } == 1
    refused()[0].contains('it does not have z (')
    daemon.deeds().toSorted() == ['pause a', 'pause b']
  }

  def "another container under the name of one of a later step is not touched"() {
    expect:
    apply(TWO, 'POST .*/pause') {
      daemon.containers.remove(daemon.find('x'))
      daemon.put(name: 'x', birth: 2, labels: [tier: 'web'])
    } == 1
    daemon.deeds().toSorted() == ['pause a', 'pause b']
  }

  def "one that began anew is not touched, the others of its step are: #when"() {
    expect:
    apply(TWO, when) { daemon.find(name).startedAt = '2026-03-01T00:00:00Z' } == code
    finished(name).with { [it.outcome, it.attempts] } == ['failed', 0]
    finished(name).reason == 'the plan is stale: StartedAt was 2026-01-01T00:00:00.500Z, is 2026-03-01T00:00:00Z. Make a new plan.'
    daemon.deeds().toSorted() == deeds

    where:
    when           | name || code | deeds
    'POST .*/pause' | 'x' || 1    | ['pause a', 'pause b', 'pause y']
    'GET /info'     | 'a' || 1    | ['pause b']
  }

  def "where all began anew nothing was sent, and that is 4"() {
    expect:
    apply("pause where label.tier == 'batch'", 'GET /info') {
      ['a', 'b'].each { daemon.find(it).startedAt = '2026-03-01T00:00:00Z' }
    } == 4
    daemon.changes() == []
  }

  def "what the run itself lets begin anew goes on: #script"() {
    expect:
    apply(script, 'none') { } == 0
    daemon.deeds().size() == deeds

    where:
    script                                                                                  || deeds
    "restart where label.tier == 'web'\npause where label.tier == 'web'"                    || 4
    "restart where label.tier == 'web' then pause"                                          || 4
    "restart where label.tier == 'web'\npause where { label.tier == 'web' && health == 'none' }" || 4
    "stop where label.tier == 'web' then start\npause where label.tier == 'web' then unpause" || 8
    "stop where label.tier == 'web'\nstart where { label.tier == 'web' && state == 'exited' }\npause where { label.tier == 'web' && running }" || 6
  }

  def "freezing and thawing do not make another one of it"() {
    expect:
    apply("pause where label.tier == 'web' then unpause\nstop where label.tier == 'web'", 'POST .*/unpause') {
      daemon.find('x').startedAt = '2026-03-01T00:00:00Z'
    } == 1
    !daemon.deeds().contains('stop x')
  }

  def "one that does not match any more is left and told of"() {
    expect:
    apply(TWO, 'POST .*/pause') { daemon.find('x').labels = [:] } == 0
    finished('x').with { [it.outcome, it.reason] } == ['skipped', 'planned, but it does not match any more']
    daemon.deeds().toSorted() == ['pause a', 'pause b', 'pause y']
  }

  def "what ends what was begun is done to the plan's own containers, whatever others match"() {
    expect:
    apply("attempt { pause where label.tier == 'batch' } ensure { unpause where { label.tier == 'batch' && paused } }",
        'POST .*/pause') { daemon.put(name: 'c', labels: [tier: 'batch'], state: 'paused') } == 1
    finished('c').with { [it.outcome, it.reason] } == ['skipped', 'the plan is stale: it does not have this container here']
    daemon.deeds().toSorted() == ['pause a', 'pause b', 'unpause a', 'unpause b']
    daemon.find('c').state == 'paused'
  }

  def "a step that recovers from a stale one makes no success of it"() {
    expect:
    apply("attempt { pause where label.tier == 'batch' } recover { stop where label.tier == 'web' }", 'GET /info') {
      daemon.put(name: 'c', labels: [tier: 'batch'])
    } == 1
    daemon.deeds().toSorted() == ['stop x', 'stop y']
  }

  def "one more to choose from changes nothing about what chance took"() {
    expect:
    apply("stop where label.tier == 'batch' random 1", 'GET /info') { daemon.put(name: 'c', labels: [tier: 'batch']) } == 0
    daemon.deeds() == Cli.json(Files.readString(home.resolve('plan.json'))).steps[0].targets.collect { "stop $it.name".toString() }
  }

  def "a further try is not sent to one that began anew meanwhile"() {
    given:
    def pause = "POST /containers/${daemon.find('a').id}/pause".toString()
    daemon.refusals[pause] = 503

    expect:
    apply("pause where label.tier == 'batch'", pause) { daemon.find('a').startedAt = '2026-03-01T00:00:00Z' } == 1
    finished('a').with { [it.outcome, it.attempts] } == ['failed', 1]
    finished('a').reason.startsWith('the plan is stale: StartedAt was')
    daemon.deeds().toSorted() == ['pause a', 'pause b']
  }

  def "of several exit codes #one and #other, #counts counts"() {
    expect:
    one.or(other) == counts
    other.or(one) == counts

    where:
    one            | other                || counts
    ExitCode.STALE | ExitCode.DONE        || ExitCode.STALE
    ExitCode.STALE | ExitCode.DENIED      || ExitCode.STALE
    ExitCode.STALE | ExitCode.FAILED      || ExitCode.STALE
    ExitCode.STALE | ExitCode.INTERRUPTED || ExitCode.INTERRUPTED
    ExitCode.STALE | ExitCode.UNKNOWN     || ExitCode.UNKNOWN
    ExitCode.STALE | ExitCode.UNAUDITED   || ExitCode.UNAUDITED
  }

  def "a plain run is bound by nothing"() {
    given:
    daemon.before = { String request ->
      if (request.endsWith('/pause') && daemon.find('z') == null) {
        daemon.put(name: 'z', labels: [tier: 'web'])
      }
    }

    expect:
    thaw.run('run', '-H', daemon.address, '-e', TWO) == 0
    daemon.deeds().toSorted() == ['pause a', 'pause b', 'pause x', 'pause y', 'pause z']
  }
}
