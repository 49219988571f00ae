package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.sim.SimClock
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.SimServer
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.operation.EngineCall
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Runs that left something undone, taken up, on a simulated engine behind a socket. */
@Timeout(120)
class ResumeSpec extends Specification {
  static final String WORLD = '''
    containers:
      - {name: web-1, labels: {app: web}, exec: {exitCode: 0}}
      - {name: web-2, labels: {app: web}, exec: {exitCode: 7}}
      - {name: web-3, labels: {app: web}, exec: {exitCode: 0}}
      - {name: db, exec: {exitCode: 0}}
      - {name: slow, exec: {exitCode: 0, takes: 1h}}
    '''

  @TempDir Path folder
  Cli thaw
  List<SimServer> servers = []
  SimEngine engine
  String address

  def setup() {
    thaw = new Cli(folder.resolve('home'))
    world(WORLD)
  }

  def cleanup() {
    servers*.close()
  }

  /** Puts another world in the engine's place: the same containers, with what failed mended. */
  private void world(String yaml) {
    servers*.close()
    def socket = folder.resolve("s${servers.size()}")
    engine = new SimEngine('sim', WorldYaml.parse('world.yaml', yaml), SimClock.real())
    servers << SimServer.start(engine, socket)
    address = "unix://$socket"
  }

  private void mend() {
    world(WORLD.replace('exitCode: 7', 'exitCode: 0'))
  }

  private String script(String text) {
    Files.writeString(folder.resolve('a.groovy'), text)
  }

  private int run(String text, String... options) {
    thaw.run('run', '-H', address, '--json', *options, script(text))
  }

  private int resume(String... options) {
    thaw.run('resume', '-H', address, '--json', *options)
  }

  /** Returns what was told of operations: {@code web-1 pause changed}; what was skipped with its reason. */
  private List<String> told() {
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'finished' }.collect {
      "$it.name $it.verb $it.outcome${it.outcome == 'skipped' ? ": $it.reason" : ''}".replaceAll(/run \d{8}T\w+-\w+/, 'run X').toString()
    }.sort()
  }

  private String state(String name) {
    engine.send(EngineCall.get("/containers/$name/json"), Duration.ofSeconds(1)).json().path('State').path('Status').asText()
  }

  private List<Map> runs() {
    thaw.ok('runs', '--json').readLines().collect { Cli.json(it) }
  }

  def "a chain that failed midway goes on where it failed, also for what no longer matches"() {
    expect:
    run("pause where label.app == 'web' && running then unpause then exec('work') then stop") == 1
    told().findAll { it.startsWith('web-2') } == ['web-2 exec failed', 'web-2 pause changed', 'web-2 unpause changed']

    when:
    engine.send(EngineCall.post('/containers/web-2/kill', [:], ''), Duration.ofSeconds(1))
    def code = resume('last')

    then: 'what was done is told as skipped, and what is not there for it skipped, too'
    code == 0
    told().findAll { it.startsWith('web-1') } == ['exec', 'pause', 'stop', 'unpause'].collect { "web-1 $it skipped: done in run X".toString() }
    told().findAll { it.startsWith('web-2') }.containsAll(['web-2 pause skipped: done in run X'])

    and: 'the second run is one of its own that names the first'
    runs()*.run.resumes == [runs()[1].run.run, null]
  }

  def "the rest of a parallel block is done, and what comes after it"() {
    given:
    def text = '''
      parallel {
        pause where name == 'db'
        exec 'work' where label.app == 'web'
      }
      unpause where name == 'db'
      note 'over'
    '''

    expect:
    run(text) == 1
    told() == ['db pause changed', 'web-1 exec changed', 'web-2 exec failed', 'web-3 exec changed']

    when:
    def before = runs()[0].run.run
    // The same world but for what failed: its containers have the same identifiers.
    mend()
    engine.send(EngineCall.post('/containers/db/pause', [:], ''), Duration.ofSeconds(1))
    def code = resume(before.take(18))

    then:
    code == 0
    told() == ['db pause skipped: done in run X', 'db unpause changed', 'web-1 exec skipped: done in run X',
      'web-2 exec changed', 'web-3 exec skipped: done in run X']

    and: 'there is nothing left'
    thaw.run('resume', 'last', '-H', address) == 0
    thaw.out.contains('nothing to resume')

    and: 'the first is not taken up twice'
    resume(before) == 2
    thaw.err.contains('was resumed already, by ')
  }

  def "what has lost the state that it was put into is put into it again"() {
    given:
    run("pause where name == 'db'\nexec 'work' where name == 'web-2'")
    mend()

    when: 'the other world began with the database running'
    def code = resume('last')

    then:
    code == 0
    told() == ['db pause changed', 'web-2 exec changed']
    state('db') == 'paused'
  }

  def "an attempt that was ended by ensure is made again as a whole"() {
    given:
    run("attempt { pause where name == 'db'; exec 'work' where label.app == 'web' } ensure { unpause where name == 'db' }\nstop where name == 'db'")
    assert told().containsAll(['db pause changed', 'db unpause changed', 'web-2 exec failed'])
    mend()

    when:
    def code = resume('last')

    then:
    code == 0
    told() == ['db pause changed', 'db stop changed', 'db unpause changed', 'web-1 exec changed', 'web-2 exec changed', 'web-3 exec changed']
  }

  def "what was frozen for something that failed is frozen again for it"() {
    given:
    run("frozen where name == 'db' during { exec 'work' where label.app == 'web' }\nrestart where name == 'db' grace 1.second")
    assert state('db') == 'running'
    mend()

    when:
    def code = resume('last')

    then:
    code == 0
    told().containsAll(['db pause changed', 'web-1 exec changed', 'web-2 exec changed', 'db restart changed'])
    state('db') == 'running'
  }

  def "what was frozen for something that was done is not frozen again"() {
    given:
    run("frozen where name == 'db' during { exec 'work' where name == 'web-1' }\nexec 'work' where name == 'web-2'")
    mend()

    when:
    def code = resume('last')

    then:
    code == 0
    told().findAll { !it.startsWith('db unpause') } == ['db pause skipped: done in run X', 'web-1 exec skipped: done in run X', 'web-2 exec changed']
  }

  def "what several runs have done counts, and a sample stays the same"() {
    given:
    run("restart where label.app == 'web' random 2 grace 1.second\nexec 'work' where name == 'web-2'\nexec 'work' where name == 'web-2'")
    def taken = told().findAll { it.contains('restart') }*.replace('changed', 'skipped: done in run X')

    expect:
    taken.size() == 2
    resume('last') == 1
    told() == (taken + ['web-2 exec failed']).sort()

    when:
    mend()

    then:
    resume('last') == 0
    told() == (taken + ['web-2 exec changed'] * 2).sort()
    runs().size() == 3
  }

  def "a run that was killed is seen to have died; whether its last was done asks"() {
    given:
    def file = script("pause where name == 'db'\nexec 'work' where name == 'slow'\nunpause where name == 'db'")
    def process = ThawProcess.start(folder, 'run', '-H', address, file.toString())
    OnDocker.until('it works') { !process.alive || process.out.contains('exec') }
    def kept = folder.resolve('home/.local/state/thaw/runs')

    expect: 'while it goes on it is seen to, and left alone'
    OnDocker.until('the intent is there') { thaw.run('show', 'last', '--events'); thaw.out.contains('"verb":"exec"') }
    runs()*.state == ['running']
    resume('last') == 7
    thaw.ok('runs', '--prune', '--keep', '0') == '0 runs taken away\n'

    when:
    process.kill()
    process.end()

    then:
    runs()*.state == ['died']
    thaw.ok('runs').readLines()[1].contains('died')
    thaw.ok('runs', '--failed').readLines().size() == 2
    thaw.ok('show', 'last').contains('slow exec unknown: begun, and its end was never told')

    when:
    def alone = resume('last')

    then: 'nobody is there to ask'
    alone == 3
    thaw.err.contains('Nobody knows whether these were done: exec slow. Do them, perhaps again? Nobody is there to answer.')
    state('db') == 'paused'

    when: 'no is an answer'
    thaw.terminal = true
    thaw.input = 'n\n'
    def no = resume('last')
    thaw.terminal = false

    then:
    no == 3

    when: 'the exec in a world where it ends'
    world(WORLD.replace('takes: 1h', 'takes: 1s'))
    engine.send(EngineCall.post('/containers/db/pause', [:], ''), Duration.ofSeconds(1))
    def yes = resume('last', '--yes')

    then:
    yes == 0
    told() == ['db pause skipped: done in run X', 'db unpause changed', 'slow exec changed']
    Files.list(kept).filter { !it.fileName.toString().startsWith('.') && Files.isDirectory(it) }.count() == 2
  }

  def "a dry run shows what is left, and sends nothing"() {
    given:
    run("pause where name == 'db'\nexec 'work' where label.app == 'web'\nstop where name == 'db'")

    expect:
    thaw.run('resume', 'last', '--dry-run', '-H', address) == 0
    thaw.out.contains("line 1: pause where name == 'db': 1 done\n")
    thaw.out.contains("line 2: exec where label.app == 'web': 2 done\n    web-2 exec failed: exit code 7")
    thaw.out.contains('done in run ')
    runs().size() == 1
  }

  def "the kept graph counts; that the script was changed is told"() {
    given:
    run("exec 'work' where name == 'web-2'")
    script("stop where all")
    mend()

    expect:
    resume('last') == 0
    thaw.err.contains("a.groovy was changed since; the run goes by what it was.")
    told() == ['web-2 exec changed']
  }

  def "secrets are given again"() {
    given:
    def password = folder.resolve('pw')
    Files.writeString(password, 'hunter2-and-more')
    run("param 'pw', secret: true\nexec 'work', env: [\"A=\${pw}\"] where name == 'web-2'", '--secret', "pw=file:$password")
    mend()

    expect:
    resume('last') == 2
    thaw.err.contains("the script's secret pw has no value")
    resume('last', '--secret', "pw=file:$password") == 0
    Files.walk(folder.resolve('home')).filter(Files::isRegularFile).noneMatch { new String(Files.readAllBytes(it), 'ISO-8859-1').contains('hunter2') }
  }

  def "what a saved plan has left undone takes a plan of its own"() {
    given:
    def plan = folder.resolve('plan.json').toString()
    thaw.ok('plan', '-H', address, script("pause where name == 'db'\nexec 'work' where label.app == 'web'"), '-o', plan)
    assert thaw.run('apply', '-H', address, plan, '--json') == 1

    expect:
    resume('last') == 2
    thaw.err.contains('carried out a saved plan, which binds that run alone. Make a plan of what is left: thaw plan SCRIPT -o FILE.')
    state('web-1') == 'running'
    runs().size() == 1
  }

  def "where not all could be kept nothing is taken up"() {
    given:
    run("exec 'work' where name == 'web-2'")
    def kept = Files.list(folder.resolve('home/.local/state/thaw/runs')).filter(Files::isDirectory).findFirst().get()
    Files.move(kept.resolve('events.jsonl'), kept.resolve('events.torn.jsonl'))

    expect:
    resume('last') == 2
    thaw.err.contains('could be kept, so nobody can tell what is left of it. Run the script again.')
    thaw.ok('show', 'last').contains('Not all that happened could be kept')
    thaw.ok('show', 'last', '--events').contains('runFinished')
  }

  @Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to mount a full file system for one process alone')
  def "a history on a full disk is told of once, and the run goes on: #size"() {
    given:
    def disk = Files.createDirectories(folder.resolve('disk'))

    when: 'a file system of so many pages'
    def process = ThawProcess.start(folder.resolve('p'), env: [XDG_STATE_HOME: disk.toString()],
        before: ['unshare', '-m', 'sh', '-c', "mount -t tmpfs -o size=$size none $disk && exec \"\$@\"".toString(), 'sh'],
        'run', '-H', address, '--audit', folder.resolve('audit.jsonl').toString(), '-e',
        "pause where label.app == 'web'\nunpause where label.app == 'web'\nexec 'x' where name == 'db'")

    then:
    process.end() == 0
    process.err.readLines().count { it.startsWith('thaw: warning: the history of this run is not complete: ') } == 1
    process.err.readLines().size() <= 2
    process.out.contains('7 changed')

    where:
    size << ['4k', '16k']
  }

  def "on another engine nothing is done"() {
    given:
    run("exec 'work' where name == 'web-2'")
    world(WORLD + '\n      - {name: other}\n')

    expect:
    resume('last') == 2
    thaw.err.contains(' was on another engine, ')
    runs().size() == 1
  }
}
