package dev.thaw.it

import dev.thaw.engine.Bench
import dev.thaw.engine.Fixture
import dev.thaw.engine.LabEngine
import dev.thaw.engine.NeedsOwnEngine
import dev.thaw.engine.OnEngine
import dev.thaw.engine.podman.ImageTransfer
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Shared

/** Containers move between two Podmans by the whole program, and go on counting there. */
@OnEngine('podman2')
@NeedsOwnEngine
class PodmanMigrateSpec extends OnDocker {
  static final COUNTING = 'i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done'

  @Shared
  @AutoCleanup
  Bench other = new Fixture(LabEngine.connect('podman2'))

  @Override
  LabEngine lab() {
    LabEngine.connect('podman')
  }

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      kept: [command: COUNTING],
      moved: [command: COUNTING],
      stays: [command: COUNTING],
      taken: [command: COUNTING],
      dropped: [command: COUNTING],
      cut: [command: COUNTING],
      silent: [command: 'echo once; sleep 10000'],
    ]
  }

  @Override
  int run(String script, String... options) {
    super.run(script, *(['--engine', 'podman'] + (options as List)))
  }

  String getThere() {
    other.engine.address()
  }

  /** The image is another one there, unless an earlier move has brought it. */
  @Shared
  String brought

  def setupSpec() {
    def image = bench.inspect(ids.kept).path('Image').asText()
    brought = other.ask('GET', "/images/$image/json").status == 404 ? image : ''
  }

  def cleanupSpec() {
    ids.values().each { other.ask('DELETE', "/containers/$it", [force: 'true']) }
    if (brought) {
      other.ask('DELETE', "/images/$brought")
    }
  }

  static List<Integer> counted(Bench bench, String id) {
    def answer = bench.ask('GET', "/containers/$id/logs", [stdout: 'true', stderr: 'true', tail: 'all'])
    answer.text.findAll(/\d+(?=\r?\n)/)*.toInteger()
  }

  void counts(Bench bench, String id) {
    int before = counted(bench, id).size()
    until('it counts') { counted(bench, id).size() > before + 2 }
  }

  /** Each number in order; a line may come twice where the log was read while it was written. */
  static void noGap(List<Integer> all) {
    assert all.unique(false) == (1..all.last()).toList()
  }

  def "it goes on there, and is left here as it ended"() {
    given:
    def id = ids.kept
    counts(bench, id)

    when:
    int code = run("migrate where ${named('kept')} to '$there' verify logsContinue")

    then:
    code == 0
    state('kept') == 'exited'
    other.state(id) == 'running'
    other.inspect(id).path('Name').asText() == "/${bench.name('kept')}"

    when:
    int last = counted(bench, id).last()
    until('it goes on') { counted(other, id).last() > last + 2 }

    then:
    noGap(counted(other, id))

    and: 'the log names both engines'
    def told = audit().records.findAll { it.verb == 'migrate' }.toString()
    told.contains(there)
    told.contains(bench.engine.address()) || told.contains(proxy.address)
  }

  def "with keep false it is gone here once it runs there"() {
    given:
    def id = ids.moved
    counts(bench, id)

    expect:
    run("migrate where ${named('moved')} to '$there' keep false verify logsContinue") == 0
    bench.ask('GET', "/containers/$id/json").status == 404
    other.state(id) == 'running'
    noGap(counted(other, id))
  }

  def "a plan tells both sides and changes neither"() {
    when:
    int code = thaw.run('plan', '-H', proxy.address, '--engine', 'podman', '-e', "migrate where ${named('stays')} to '$there'".toString())

    then:
    code == 0
    thaw.out.contains("on $there")
    thaw.out.contains('goes on')
    state('stays') == 'running'
    other.ask('GET', "/containers/${ids.stays}/json").status == 404
  }

  def "what cannot be is refused before anything is sent: #what"() {
    when:
    counts(bench, ids.stays)
    int code = run("migrate where ${named('stays')} to '${to.call()}'")

    then:
    code == 1
    thaw.out.contains(told)
    state('stays') == 'running'

    where:
    what               | to                                                  || told
    'a wrong socket'   | { 'unix:///var/tmp/thaw-there-is-none.sock' }        || 'nothing was sent'
    'a Docker'         | { LabEngine.connect('trixie').engine.address() }    || 'is not Podman'
    'the same engine'  | { LabEngine.connect('podman').engine.address() }    || 'is the same engine'
    'no connection'    | { 'thaw-no-such' }                                  || 'thaw-no-such'
  }

  def "a name that is taken there is told, and it goes on here"() {
    given:
    counts(bench, ids.taken)

    when:
    def code = run("migrate where ${named('taken')} to '$there'")

    then:
    code == 0
    other.state(ids.taken) == 'running'

    when: 'it is there already'
    bench.ask('POST', "/containers/${ids.taken}/start")
    code = run("migrate where ${named('taken')} to '$there'")

    then:
    code == 1
    thaw.out.contains('already')
    state('taken') == 'running'
  }

  /** Gets what the engine there gets, but breaks off the archive's way, as the rule says. */
  int runThrough(SocketProxy.Fate fate, String name) {
    // The image has to be there already: an upload is not what this proxy understands.
    ImageTransfer.copy(bench.engine, other.engine, bench.inspect(ids[name]).path('Image').asText(), Duration.ofSeconds(60))
    def broken = new SocketProxy(there, folder.resolve('there.sock'))
    broken.rule = { String line -> line.contains('/restore?') ? fate : SocketProxy.Fate.PASS } as SocketProxy.Rule
    try {
      run("migrate where ${named(name)} to '$broken.address'")
    } finally {
      broken.close()
    }
  }

  def "where it does not arrive nothing is left there, and it goes on here"() {
    given:
    def id = ids.dropped
    counts(bench, id)

    when:
    int code = runThrough(SocketProxy.Fate.DROP, 'dropped')

    then:
    code == 1
    thaw.out.contains('it goes on here')
    other.ask('GET', "/containers/$id/json").status == 404
    state('dropped') == 'running'

    when:
    counts(bench, id)

    then:
    noGap(counted(bench, id))
  }

  def "where nobody knows whether it arrived, it does not run here, and can be restored"() {
    given:
    def id = ids.cut
    counts(bench, id)

    when:
    int code = runThrough(SocketProxy.Fate.DROP_AND_END, 'cut')

    then:
    code == 6
    thaw.out.contains("restore 'migration' here")
    state('cut') == 'exited'

    when:
    code = run("restore 'migration' where ${named('cut')}")
    counts(bench, id)

    then:
    code == 0
    noGap(counted(bench, id))
  }

  def "one whose log does not show that it goes on comes back"() {
    when:
    until('it writes') { bench.ask('GET', "/containers/${ids.silent}/logs", [stdout: 'true']).text.contains('once') }
    int code = run("migrate where ${named('silent')} to '$there' verify logsContinue")

    then:
    code == 1
    thaw.out.contains('it has written nothing after')
    other.ask('GET', "/containers/${ids.silent}/json").status == 404
    state('silent') == 'running'
  }

  def "from a Docker nothing is moved, and the plan says why"() {
    given:
    def docker = new Fixture(LabEngine.connect('trixie'))

    expect:
    def id = docker.put(still: [command: COUNTING]).still
    def script = "migrate where $docker.predicate && name == '${docker.name('still')}' to '$there'".toString()
    thaw.run('plan', '-H', docker.engine.address(), '-e', script) == 0
    thaw.out.contains('migrate is for two Podmans')
    thaw.run('run', '-H', docker.engine.address(), '-e', script) == 1
    thaw.out.contains('nothing was sent')
    docker.state(id) == 'running'

    cleanup:
    docker.close()
  }
}
