package dev.thaw.it

import dev.thaw.cli.Cli
import java.time.Instant
import java.time.OffsetDateTime
import spock.lang.Timeout

/** Waits for what a real engine does and tells, and for what is inside of its containers. */
@Timeout(300)
abstract class WaitsOnDocker extends HoldsOnDocker {
  static final int MANY = 20

  @Override
  Map<String, Map<String, Object>> containers() {
    def late = [command: 'rm -f /ready; sleep 2; echo up and running; touch /ready', healthcheck: 'test -f /ready']
    [
      slow: late,
      frozen: [healthcheck: 'true', interval: 3],
      plain: [:],
      job: [state: 'exited', exitCode: 3],
      looping: [state: 'created', restartPolicy: 'always', command: 'exit 1'],
      web: [command: 'sleep 3; mkdir -p /www; echo fine > /www/healthz; httpd -f -p 8080 -h /www &'],
    ] + (1..MANY).collectEntries { ["w$it".toString(), late + [state: 'created', interval: 2, labels: [tier: 'many']]] }
  }

  /** Returns the end of a wait, of a run with {@code --json}. */
  private Map ended(String verb) {
    thaw.out.readLines().collect { Cli.json(it) }.find { it.event == 'finished' && it.verb == verb }
  }

  private int asked(String path) {
    proxy.requests.count { it.contains(path) } as int
  }

  /** Returns words that put a process into the network of the engine, which may be one of its own. */
  private List<String> inside() {
    def file = new File((System.getenv('THAW_LAB') ?: '/var/tmp/thaw-lab') + "/${lab().name}/engine.properties")
    def pid = file.readLines().find { it.startsWith('pid=') } - 'pid='
    ['nsenter', '-t', pid, '-n']
  }

  def "healthy after a while, told by events, with one stream and few looks"() {
    expect:
    run("restart where ${named('slow')} grace 1.second then awaitHealthy within 1.minute", '--json') == 0
    ended('awaitHealthy').reason =~ /^healthy after \d/
    bench.health(ids.slow) == 'healthy'
    asked('/events') == 1
  }

  def "what is unhealthy as it was paused neither fails nor ends a wait: a check passes after the thaw"() {
    given:
    until('its healthcheck has passed') { bench.health(ids.frozen) == 'healthy' }
    bench.ask('POST', "/containers/${ids.frozen}/pause")
    until('the engine calls it unhealthy') { bench.health(ids.frozen) == 'unhealthy' }

    when: 'it is thawed by the run, or by others before it'
    def begin = Instant.now()
    if (!thawing) {
      bench.ask('POST', "/containers/${ids.frozen}/unpause")
      assert bench.health(ids.frozen) == 'unhealthy'
    }
    def wait = 'within 1.minute failureThreshold 1'
    def code = run(thawing
        ? "unpause where ${named('frozen')} then awaitHealthy $wait"
        : "awaitHealthy where ${named('frozen')} $wait", '--json')

    then:
    code == 0
    def health = bench.inspect(ids.frozen).path('State').path('Health')
    health.path('Status').asText() == 'healthy'
    OffsetDateTime.parse(health.path('Log').last().path('End').asText()).toInstant() > begin
    health.path('Log').last().path('ExitCode').asInt() == 0

    where:
    thawing << [true, false]
  }

  def "a paused one is told of, and waited for"() {
    given:
    bring('plain', 'paused')

    expect:
    run("parallel { awaitRunning where ${named('plain')}\nsequence { sleep 1.second\nunpause where ${named('plain')} } }", '--json') == 0
    thaw.out.contains('"paused":true,"reason":"it is paused"')
  }

  def "an end with its code: #code is #exit"() {
    expect:
    run("start where ${named('job')} then awaitExited(code: $code, within: 20.seconds)", '--json') == exit
    ended('awaitExited').reason.startsWith(reason)

    where:
    code     || exit | reason
    '[0, 3]' || 0    | 'exited with code 3 after'
    '0'      || 1    | 'it has exited with code 3, not 0'
  }

  def "what has ended, and what is restarted again and again, ends a wait at once"() {
    given:
    long begin = System.nanoTime()

    expect:
    run("awaitHealthy where ${named('job')} within 1.minute", '--json') == 1
    ended('awaitHealthy').reason == 'it has exited with code 3'
    run("start where ${named('looping')} then awaitLog('never', within: 1.minute)", '--json') == 1
    ended('awaitLog').reason =~ /^it is restarted again and again, \d+ times so far; it ended with exit code 1/
    System.nanoTime() - begin < 20_000_000_000

    cleanup:
    run("kill where ${named('looping')}")
  }

  def "a container without a healthcheck: #options is #exit"() {
    given:
    bring('plain', 'running')

    expect:
    run("awaitHealthy where ${named('plain')} $options within 20.seconds", '--json') == exit
    ended('awaitHealthy').reason =~ reason

    where:
    options                               || exit | reason
    ''                                    || 1    | /^it has no healthcheck; write ifNoHealthcheck 'running'/
    "ifNoHealthcheck 'running'"           || 0    | /^running after/
    "probe exec('test -d /proc')"         || 0    | /^exec test -d \/proc passes after/
    "probe exec('echo no; exit 4') failureThreshold 2 period 200.ms" || 1 | /^exec echo no; exit 4 fails: exit code 4, ‘no’, 2 times in a row$/
  }

  def "a line of the log, from now on or since the start"() {
    expect:
    run("restart where ${named('slow')} grace 1.second then awaitLog(/up and r.nning/, within: 20.seconds)", '--json') == 0
    ended('awaitLog').reason =~ /^it wrote ‘up and running’ after [12]/

    and: 'what was written before counts only if asked for'
    run("awaitLog('running', within: 1.second) where ${named('slow')}", '--json') == 1
    run("awaitLog('running', sinceStart: true) where ${named('slow')}", '--json') == 0
    run("awaitLog('running', lookBack: 5.minutes) where ${named('slow')}", '--json') == 0
  }

  def "a port and an HTTP request, from the engine's own machine: #script"() {
    given:
    bench.ask('POST', "/containers/${ids.web}/restart", [t: '0'])
    def process = runs("$script where ${named('web')} within ${script.contains('8081') ? 2 : 20}.seconds", '--json', before: inside())

    expect:
    process.end() == exit
    Cli.json(process.out.readLines().find { it.contains('"event":"finished"') }).reason =~ reason

    where:
    script                                             || exit | reason
    'awaitPort 8080'                                   || 0    | /^tcp port 8080 passes after/
    "awaitProbe http(':8080/healthz')"                 || 0    | /^http :8080\/healthz passes after/
    "awaitProbe http(':8080/nothing') initialDelay 6.seconds failureThreshold 2" || 1 | /^http :8080\/nothing is answered with 404 by [0-9.:]+, 2 times in a row$/
    'awaitPort 8081'                                   || 1    | /^not within 2 seconds: tcp port 8081 finds nobody at/
  }

  def "many containers, one stream, and every one gets its turn in time"() {
    expect:
    run("start where ${mine("label.tier == 'many'")}", '--json') == 0
    run("awaitHealthy where ${mine("label.tier == 'many'")} within 1.minute", '--json') == 0
    outcomes().size() == MANY
    outcomes().values().toSet() == ['awaitHealthy observed'].toSet()
    asked('/events') == 1

    cleanup: 'so many healthchecks are a load'
    run("kill where ${mine("label.tier == 'many'")}")
  }

  def "a stream that breaks again and again keeps nobody from waiting"() {
    given:
    proxy.rule = { String request -> request.contains('/events') ? SocketProxy.Fate.DROP : SocketProxy.Fate.PASS } as SocketProxy.Rule

    expect:
    run("restart where ${named('slow')} grace 1.second then awaitHealthy within 1.minute", '--json') == 0
    asked('/events') > 1
  }
}
