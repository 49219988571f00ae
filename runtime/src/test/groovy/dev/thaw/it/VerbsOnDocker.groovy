package dev.thaw.it

import dev.thaw.cli.Cli

/** Every verb, by the command line, on a real engine; each engine has a subclass. */
abstract class VerbsOnDocker extends OnDocker {

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      web: [labels: [app: 'web', 'a.b': 'dotted'], logs: ['one', 'two', 'three']],
      job: [labels: [app: 'job']],
      slow: [stubborn: true, labels: [app: 'slow']],
      terminal: [tty: true, logs: ['alpha', 'beta'], labels: [app: 'terminal']],
      over: [state: 'exited', exitCode: 3, logs: ['last words'], labels: [app: 'over']],
      fresh: [state: 'created', labels: [app: 'fresh']],
    ]
  }

  /** Engines before API 1.42 ignore it, so Thaw refuses to ask them. */
  boolean knowsStopSignal() {
    true
  }

  private List<List<String>> printed() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'output' }.collect { [it.stream, it.line] }
  }

  private List<String> listed() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'listed' }*.name.collect { it - bench.name('') }.sort()
  }

  def "exec #what: exit #code"() {
    given:
    bring('web', 'running')

    expect:
    run("exec $statement where ${named('web')}", '--json') == code
    printed().sort() == lines.sort()
    outcomes() == [web: "exec $outcome"]
    proxy.changes().size() == 2
    audit().byContainer()[ids.web]*.phase == ['intent', 'result']
    audit().phase('result')*.outcome == [outcome]

    where:
    what                             | statement                                      || code | outcome   | lines
    'of a command that is right'     | "'true'"                                       || 0    | 'changed' | []
    'of a command that fails'        | "'false'"                                      || 1    | 'failed'  | []
    'tells both streams apart'       | "'echo out; echo err >&2; exit 4' shell true"  || 1    | 'failed'  | [['stdout', 'out'], ['stderr', 'err']]
    'splits words without a shell'   | "'echo a  \"b c\" \$HOME;'"                    || 0    | 'changed' | [['stdout', 'a b c $HOME;']]
    'takes words apart'              | "'echo', 'a  b', '*'"                          || 0    | 'changed' | [['stdout', 'a  b *']]
    'hands a text to a shell'        | "'echo \$((1 + 2)) | cat' shell true"          || 0    | 'changed' | [['stdout', '3']]
    'as another user'                | "'id -u' user '1000'"                          || 0    | 'changed' | [['stdout', '1000']]
    'in another directory'           | "'pwd' workdir '/tmp'"                         || 0    | 'changed' | [['stdout', '/tmp']]
    'with an environment'            | "'echo \$A-\$B' shell true env (['A=1', 'B=x y'])" || 0    | 'changed' | [['stdout', '1-x y']]
    'without a line end'             | "'printf', 'a\\nb'"                            || 0    | 'changed' | [['stdout', 'a'], ['stdout', 'b']]
    'of much'                        | "'seq 1 20000'"                                || 0    | 'changed' | (1..20000).collect { ['stdout', "$it".toString()] }
  }

  def "exec of a command that is not there fails, with the engine's words"() {
    given:
    bring('web', 'running')

    expect:
    run("exec 'no-such-command' where ${named('web')}", '--json') == 1
    outcomes() == [web: 'exec failed']
    thaw.out =~ /"reason":"exit code 12[67]"/
    printed()*.get(1).join('').contains('executable file not found')
  }

  def "exec by a one-off command takes words as they are"() {
    given:
    bring('web', 'running')

    expect:
    thaw.ok('exec', '--where', named('web'), '-H', proxy.address, '--', 'echo', 'a  b', '--dry-run').contains('web | a  b --dry-run')
  }

  def "exec skips what does not run: #state"() {
    given:
    bring('job', state)

    expect:
    run("exec 'true' where ${named('job')}", '--json') == 0
    outcomes() == [job: 'exec skipped']
    proxy.changes() == []

    where:
    state << ['paused', 'exited']
  }

  def "exec ends by its timeout, its outcome is unknown, and it is not run again"() {
    given:
    bring('web', 'running')

    expect:
    run("exec 'sleep 30' where ${named('web')} timeout 1.second", '--json') == 6
    outcomes() == [web: 'exec unknown']
    proxy.changes().count { it.contains('/start') } == 1
  }

  def "logs of #name, tail #tail: #lines"() {
    expect:
    run("logs where ${named(name)} tail $tail", '--json') == 0
    printed()*.get(1) == lines
    proxy.changes() == []
    audit().records == []

    where:
    name       | tail || lines
    'web'      | 100  || ['one', 'two', 'three']
    'web'      | 2    || ['two', 'three']
    'web'      | 0    || []
    'terminal' | 1    || ['beta']
    'terminal' | 100  || ['alpha', 'beta']
    'over'     | 5    || ['last words']
    'fresh'    | 5    || []
  }

  def "logs bear times where asked for"() {
    expect:
    run("logs where ${named('web')} tail 1 timestamps true", '--json') == 0
    printed()[0][1] ==~ /\d{4}-\d\d-\d\dT[\d:.]+Z three/
  }

  def "stop lets the grace pass, no more, then kills: #grace"() {
    given:
    bring('slow', 'running')
    long begun = System.nanoTime()

    expect:
    run("stop where ${named('slow')} grace $grace", '--json') == 0
    outcomes() == [slow: 'stop changed']
    state('slow') == 'exited'
    bench.inspect(ids.slow).path('State').path('ExitCode').asInt() == 137
    (System.nanoTime() - begun) / 1e9 >= seconds
    (System.nanoTime() - begun) / 1e9 < seconds + 8

    where:
    grace       || seconds
    '1.second'  || 1
    '1500.ms'   || 2
  }

  def "stop sends the signal that it is told"() {
    given:
    bring('slow', 'running')

    expect:
    run("stop where ${named('slow')} signal 'KILL'", '--json') == (knowsStopSignal() ? 0 : 1)
    proxy.changes().collect { it.contains('signal=KILL') } == (knowsStopSignal() ? [true] : [])
    state('slow') == (knowsStopSignal() ? 'exited' : 'running')
  }

  def "start, stop and start again: each is unchanged the second time"() {
    given:
    bring('job', 'exited')

    expect:
    run("start where ${named('job')}", '--json') == 0
    outcomes() == [job: 'start changed']
    state('job') == 'running'
    run("start where ${named('job')}", '--json') == 0
    outcomes() == [job: 'start unchanged']
    run("stop where ${named('job')}", '--json') == 0
    outcomes() == [job: 'stop changed']
    state('job') == 'exited'
    run("stop where ${named('job')}", '--json') == 0
    outcomes() == [job: 'stop unchanged']
    proxy.changes().size() == 2
  }

  def "a container that was never started is started"() {
    given:
    run("start where ${named('fresh')}", '--json')

    expect:
    outcomes().fresh in ['start changed', 'start unchanged']
    state('fresh') == 'running'
  }

  def "#verb of a paused container: #outcome, and then it is #after"() {
    given:
    bring('job', 'paused')

    expect:
    run("$verb where ${named('job')}", '--json') == 0
    outcomes() == [job: outcome]
    state('job') == after
    audit().byContainer().values().every { it*.before == ['paused', 'paused'] && it.last().after == after }

    where:
    verb      || outcome             | after
    'pause'   || 'pause unchanged'   | 'paused'
    'unpause' || 'unpause changed'   | 'running'
    'stop'    || 'stop changed'      | 'exited'
    'kill'    || 'kill changed'      | 'exited'
    'start'   || 'start skipped'     | 'paused'
  }

  def "kill #signal: it is #after, with exit code #exitCode"() {
    given:
    bring('job', 'running')

    expect:
    run("kill where ${named('job')} signal '$signal'", '--json') == 0
    outcomes() == [job: 'kill changed']
    until("it is $after") { state('job') == after }
    bench.inspect(ids.job).path('State').path('ExitCode').asInt() == exitCode

    where:
    signal    || after     | exitCode
    'KILL'    || 'exited'  | 137
    'SIGKILL' || 'exited'  | 137
    '9'       || 'exited'  | 137
    'TERM'    || 'exited'  | 143
    'WINCH'   || 'running' | 0
  }

  def "kill HUP is sent once, though nothing shows it"() {
    given:
    bring('slow', 'running')

    expect:
    run("kill where ${named('slow')} signal 'HUP'", '--json') == 0
    outcomes() == [slow: 'kill changed']
    proxy.changes().size() == 1
    state('slow') == 'running'
  }

  def "a signal that there is not is refused by the engine, in its own words"() {
    given:
    bring('job', 'running')

    expect:
    run("kill where ${named('job')} signal 'NIX'", '--json') == 1
    thaw.out.toLowerCase().contains('invalid signal: nix')
    state('job') == 'running'
  }

  def "then goes on with the same targets, each in order, and stops for one that failed"() {
    given:
    ['web', 'job'].each { bring(it, 'running') }
    run("exec 'touch /ok' where ${named('web')}")

    expect:
    run("exec 'rm /ok' where ${named('web', 'job', 'over')} then pause then unpause then stop", '--json') == 1
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'finished' }
        .groupBy { it.name - bench.name('') }.collectEntries { name, all -> [name, all.collect { "$it.verb $it.outcome".toString() }] } ==
        [web: ['exec changed', 'pause changed', 'unpause changed', 'stop changed'], job: ['exec failed'], over: ['exec skipped']]
    [state('web'), state('job'), state('over')] == ['exited', 'running', 'exited']
  }

  def "branches run side by side, and what comes after waits for both"() {
    given:
    ['web', 'job'].each { bring(it, 'running') }
    long begun = System.nanoTime()

    expect:
    run("""
      parallel {
        exec 'sleep 2' where ${named('web')}
        exec 'sleep 2' where ${named('job')}
      }
      pause where ${named('web', 'job')}
    """, '--json') == 0
    (System.nanoTime() - begun) / 1e9 < 3.8
    [state('web'), state('job')] == ['paused', 'paused']
    def events = thaw.out.readLines().collect { Cli.json(it) }
    events.findLastIndexOf { it.verb == 'exec' } < events.findIndexOf { it.verb == 'pause' }
  }

  def "ps #where finds #found, and no request changes anything"() {
    given:
    bring('web', 'running')
    bring('job', 'paused')

    expect:
    run("ps where ${mine(where)}", '--json') == 0
    listed() == found
    proxy.changes() == []

    where:
    where                                     || found
    "label.app == 'web'"                      || ['web']
    "label.app in ['web', 'over']"            || ['over', 'web']
    "label.a.b == 'dotted'"                   || ['web']
    "label['a.b'] =~ 'ott'"                   || ['web']
    "label.app ==~ 'o.*'"                     || ['over']
    "label.none != 'x' && label.app == 'job'" || ['job']
    'paused'                                  || ['job']
    "state == 'paused'"                       || ['job']
    "state == 'exited' && exitCode == 3"      || ['over']
    "!(running || paused) && exitCode > 1"    || ['over']
    "image =~ 'busybox' && label.app == 'web'" || ['web']
    'health == \'none\' && pids > 0 && label.app == \'web\'' || ['web']
    'mem < 100% && label.app !in [\'slow\', \'terminal\', \'fresh\']' || ['job', 'web']
  }

  def "ps prints a table for people"() {
    expect:
    thaw.ok('ps', '--where', named('over'), '-H', proxy.address).readLines().any { it.contains(bench.name('over')) && it.contains('exited') }
  }
}
