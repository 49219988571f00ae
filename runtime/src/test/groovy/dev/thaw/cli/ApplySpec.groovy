package dev.thaw.cli

import dev.thaw.engine.sim.AlterableDaemon
import dev.thaw.graph.Runbook
import dev.thaw.lock.Holder
import dev.thaw.lock.LockName
import dev.thaw.lock.RunLock
import dev.thaw.lock.RunLocks
import dev.thaw.script.Script
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.util.concurrent.CompletableFuture
import java.util.concurrent.locks.LockSupport
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** {@code thaw plan -o} and {@code thaw apply}: a plan is carried out as it is, or not at all. */
@Timeout(60)
class ApplySpec extends Specification {
  @TempDir Path home
  @AutoCleanup AlterableDaemon daemon
  Cli thaw
  Path plan

  def setup() {
    daemon = new AlterableDaemon(home.resolve('s'))
    thaw = new Cli(home)
    plan = home.resolve('plan.json')
    ['a', 'b', 'c'].each { daemon.put(name: it, labels: [tier: 'batch']) }
    daemon.put(name: 'web', labels: [app: 'web'])
  }

  private String script(String text, String file = 'a.groovy') {
    Files.writeString(home.resolve(file), text)
    home.resolve(file)
  }

  private void save(String script, String... options) {
    thaw.ok('plan', '-H', daemon.address, script, '-o', plan.toString(), *options)
  }

  private int apply(String... options) {
    thaw.run('apply', '-H', daemon.address, plan.toString(), *options)
  }

  def "a plan is saved for its owner alone, and carried out"() {
    when:
    save(script("pause where label.tier == 'batch'\nrestart where label.app == 'web'"))

    then:
    thaw.err ==~ /(?s)thaw: saved until \S+\. To carry it out: thaw apply \S+plan\.json\n/
    PosixFilePermissions.toString(Files.getPosixFilePermissions(plan)) == 'rw-------'
    Files.list(home).withCloseable { it.noneMatch { file -> file.fileName.toString().endsWith('.tmp') } }
    daemon.changes() == []

    when:
    def code = apply()

    then:
    code == 0
    daemon.deeds().toSorted() == ['pause a', 'pause b', 'pause c', 'restart web']
  }

  def "its hash is in the events and in every audit record"() {
    given:
    save(script("pause where label.tier == 'batch'"))
    def checksum = Cli.json(Files.readString(plan)).checksum

    expect:
    apply('--json', '--audit', "$home/audit") == 0
    Cli.json(thaw.out.readLines()[0]).with { [it.event, it.plan] } == ['runStarted', checksum]
    Files.readAllLines(home.resolve('audit')).collect { Cli.json(it).plan } == [checksum] * 6

    and: 'a run has none'
    thaw.run('run', '-H', daemon.address, '-e', "unpause where label.tier == 'batch'", '--json', '--audit', "$home/other") == 0
    !Cli.json(thaw.out.readLines()[0]).containsKey('plan')
    Files.readAllLines(home.resolve('other')).every { !Cli.json(it).containsKey('plan') }
  }

  def "no file is written over, unless one says so"() {
    given:
    Files.writeString(plan, 'precious')

    expect:
    thaw.run('plan', '-H', daemon.address, '-e', 'pause where all', '-o', plan.toString()) == 2
    thaw.err.startsWith("thaw: there is a file $plan already, which is left as it is. Name another one, or add --force.")
    Files.readString(plan) == 'precious'
    daemon.requests == []

    and:
    thaw.run('plan', '-H', daemon.address, '-e', 'pause where all', '-o', plan.toString(), '--force') == 0
    apply('-n') == 0
  }

  def "what cannot be carried out is not saved: #script"() {
    expect:
    thaw.run('plan', '-H', daemon.address, '-e', script, '-o', plan.toString()) == code
    thaw.err.contains('thaw: not saved: as it is, it would not be carried out.')
    Files.notExists(plan)

    where:
    script                                                        || code
    'pause where all max 2'                                       || 3
    'pause where all min 9'                                       || 1
    "require 'Something is paused.', { paused }\npause where all"    || 3
    "never { stop where label.tier == 'none' || name == 'a' }\nstop where { name != 'z' }" || 3
  }

  def "#options is refused: #problem"() {
    expect:
    thaw.run(*options.collect { it.replace('HOME', home.toString()) }) == 2
    thaw.err.startsWith("thaw: $problem".replace('HOME', home.toString()))

    where:
    options                                                        || problem
    ['plan', '-e', 'ps where all', '--expires', '1h']              || '--expires is for a plan that is saved. Add -o FILE.'
    ['plan', '-e', 'ps where all', '--force']                      || '--force is for a plan that is saved. Add -o FILE.'
    ['plan', '-e', 'ps where all', '-o', 'HOME/p', '--expires', 'soon'] || "--expires soon: 'soon' is not a duration. Write one, as 30.seconds."
    ['plan', '-e', 'ps where all', '-o', 'HOME/p', '--expires', '0s'] || '--expires 0s: '
    ['plan', '-e', 'ps where all', '-o', 'HOME/x/p.json']          || '-o HOME/x/p.json is no file in a folder that there is. Name another.'
    ['plan', '-e', 'ps where all', '-o', '/', '--force']           || '-o / is no file in a folder that there is. Name another.'
    ['apply', 'HOME/none.json']                                    || 'there is no plan HOME/none.json. Check the path.'
    ['apply', 'HOME']                                              || 'the plan HOME cannot be read: '
  }

  def "what may drift is the state alone"() {
    given:
    save(script('pause where all'))

    expect:
    apply('--allow-drift', 'image') == 2
    thaw.err == 'thaw: --allow-drift image is none that there is. Use state.\n'
  }

  def "a dry run compares and shows, and changes nothing"() {
    given:
    save(script("pause where label.tier == 'batch'"))

    expect:
    apply('--dry-run') == 0
    thaw.out.contains('3 to do')

    when:
    daemon.find('b').state = 'paused'

    then:
    apply('--dry-run') == 4
    thaw.err == """\
        thaw: $plan is stale, and nothing was done:
        thaw:   b: the state was running, is paused
        thaw: To plan anew: thaw plan SCRIPT -o FILE
        """.stripIndent()
    apply('--dry-run', '--allow-drift=state') == 0
    thaw.out.contains('2 to do, 1 unchanged')
    daemon.changes() == []
  }

  def "what chance took when it was planned is what is done, and what comes later counts on it"() {
    given:
    save(script("stop where label.tier == 'batch' random 2\nstart where { label.tier == 'batch' && state == 'exited' }"))
    def saved = Cli.json(Files.readString(plan))
    def picked = saved.steps[0].targets*.name

    expect:
    saved.steps*.targets*.name == [picked, picked]
    apply() == 0
    daemon.deeds().toSorted() == picked.collectMany { ["start $it".toString(), "stop $it".toString()] }.toSorted()

    where:
    round << (1..5)
  }

  def "targets are taken in the order in which they were planned"() {
    given:
    ['a', 'b', 'c'].eachWithIndex { name, index -> daemon.find(name).startedAt = "2026-01-0${3 - index}T00:00:00Z".toString() }
    save(script("pause where label.tier == 'batch' orderBy startedAt concurrency 1"))

    expect:
    apply() == 0
    daemon.deeds() == ['pause c', 'pause b', 'pause a']
  }

  def "a script given on the command line needs no file"() {
    given:
    thaw.ok('plan', '-H', daemon.address, '-e', "pause where label.tier == 'batch'", '-o', plan.toString())

    expect:
    apply('--audit', "$home/audit") == 0
    Cli.json(Files.readAllLines(home.resolve('audit'))[0]).with { [it.script, it.scriptSha256.length()] } == ['-e', 64]
  }

  def "a run of the same script and its plan exclude each other"() {
    given:
    def file = script("pause where label.tier == 'batch'")
    save(file)
    def codes = []
    daemon.before = { String request ->
      if (request.endsWith('/pause') && codes.empty) {
        def other = new Cli(home)
        codes << other.run('run', '-H', daemon.address, file) << other.err
      }
    }

    expect:
    apply() == 0
    codes[0] == 7
    codes[1].contains("is being run already by")
    codes[1].contains(": thaw apply $file, run ")
  }

  def "a plan that expired while it waited for its turn is not carried out"() {
    given:
    save(script("lock 'x'\npause where label.tier == 'batch'"), '--expires', '1s')
    def held = new RunLocks(Files.createDirectories(home.resolve('.local/state/thaw/locks')))
        .claim(LockName.of(Script.ofText('', ''), new Runbook('', '', 'x'), '').get(), { -> Holder.here('r', 'c', Instant.now()) }) as RunLock
    daemon.before = { String request -> assert false: request }
    def waiting = CompletableFuture.supplyAsync { apply('--if-busy', 'wait') }

    when:
    def made = Instant.parse(Cli.json(Files.readString(plan)).expires as String)
    while (Instant.now() < made) {
      LockSupport.parkNanos(10_000_000)
    }
    held.close()

    then:
    waiting.get() == 4
    thaw.err.contains("it expired at $made")
    daemon.changes() == []
  }

  def "secrets are references: their values are asked for when it is carried out"() {
    given:
    thaw.environment = [PW: 'swordfish-4711']
    def file = script("param 'pw', secret: true\nexec 'login', env: [\"PW=\${pw}\"] where label.app == 'web'")
    save(file)

    expect:
    !Files.readString(plan).contains('swordfish')
    Cli.json(Files.readString(plan)).graph.secrets == ['pw']
    apply() == 2
    thaw.err.contains("the script's secret pw has no value")
    daemon.changes() == []
    apply('--secret', 'pw=env:PW', '-n') == 0
    !(thaw.out + thaw.err).contains('swordfish')
  }

  def "questions are asked, as of a run"() {
    given:
    save(script("confirm 'Really?'\npause where label.tier == 'batch'"))

    expect:
    apply() == 3
    daemon.changes() == []
    apply('--yes') == 0
    daemon.changes().size() == 3
  }
}
