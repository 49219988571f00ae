package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path

/**
 * What touches the files of the engine's host around checkpoints, on Docker 26.1 with CRIU: containers that
 * go on from the checkpoint of another one, checkpoints kept apart, what is kept of them, and CRIU's words
 * for its failures. The first number that a clone writes follows the last one before the checkpoint.
 */
@OnEngine('trixie')
class TrixieCloneSpec extends OnDocker {
  static final COUNTING = 'i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done'
  /** Counts into a file of its own layer, too, that it keeps open; its size stays the same. */
  static final WRITING = 'mkdir -m 0750 /kept; echo 000000 > /kept/open; exec 3<> /kept/open; ' + COUNTING
  static final CONNECTED =
    'nc -l -p 7777 -e sleep 1000 & sleep 0.5; sleep 1000 | nc 127.0.0.1 7777 & echo 1; sleep 1; echo 2; sleep 1000'

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      counter: [command: COUNTING],
      other: [command: COUNTING],
      writer: [command: WRITING],
      apart: [command: COUNTING],
      connected: [command: CONNECTED],
      volume: [command: COUNTING, volumes: ['data']],
    ]
  }

  def cleanupSpec() {
    bench.list().findAll { it.path('Labels').has('thaw.clone.of') }.each {
      bench.ask('DELETE', "/containers/${it.path('Id').asText()}", [force: 'true', v: 'true'])
    }
  }

  String root() {
    bench.ask('GET', '/info').json.path('DockerRootDir').asText()
  }

  /** Notes a container that a run has made. */
  String made(String name) {
    def listed = bench.list([name: ["^/${bench.name(name)}\$".toString()]])
    assert listed.size() == 1
    ids[name] = listed.get(0).path('Id').asText()
  }

  boolean exists(String name) {
    bench.list([name: ["^/${bench.name(name)}\$".toString()]]).size() > 0
  }

  List<Integer> numbers(String name) {
    def options = [stdout: 'true', stderr: 'true', tail: 'all']
    bench.ask('GET', "/containers/${ids[name]}/logs", options).text.findAll(/\d+(?=\r?\n)/)*.toInteger()
  }

  List<String> checkpoints(String name) {
    bench.ask('GET', "/containers/${ids[name]}/checkpoints").json.collect { it.path('Name').asText() }
  }

  void counts(String name) {
    int before = numbers(name).size()
    until("$name counts") { numbers(name).size() > before + 2 }
  }

  /** What it wrote is no more than one count, that began where the other one's checkpoint was. */
  void follows(String clone, int last) {
    counts(clone)
    def all = numbers(clone)
    assert all == (last + 1..last + all.size()).toList()
  }

  void clean(String... names) {
    names.each { bench.ask('DELETE', "/containers/${ids[it]}", [force: 'true', v: 'true']) }
  }

  Path manifest(String name, String checkpoint) {
    def engine = bench.ask('GET', '/info').json.path('ID').asText()
    folder.resolve("home/.local/state/thaw/checkpoints/$engine/${ids[name]}/${checkpoint}.json")
  }

  def "a clone goes on where the checkpoint was, and so do its own checkpoint and a second clone"() {
    when: 'a dry run'
    counts('counter')
    int code = run("checkpoint 'base' where ${named('counter')}")
    int last = numbers('counter').last()
    def statement = "cloneFrom 'base', to: '${bench.name('first')}' where ${named('counter')}"
    int planned = thaw.run('plan', '-H', proxy.address, '-e', statement)
    def plan = thaw.out

    then: 'prints all that would be done, and does nothing'
    code == 0
    planned == 0
    plan.contains("POST /containers/create?name=${bench.name('first')}")
    plan.contains("copies ${root()}/containers/${ids.counter}/checkpoints/base.")
    plan.contains('POST /containers/{Id}/start?checkpoint=base.')
    !exists('first')

    when:
    code = run(statement)
    made('first')

    then:
    code == 0
    state('first') == 'running'
    state('counter') == 'exited'
    follows('first', last)
    bench.inspect(ids.first).at('/Config/Labels/thaw.clone.of').asText() == ids.counter
    Files.readString(auditLog).contains("copies ${root()}/containers/${ids.counter}/checkpoints/base.")

    when: 'its own checkpoint and restore'
    code = run("checkpoint 'own' where ${named('first')} then restore 'own'")

    then:
    code == 0
    follows('first', last)

    when: 'another one'
    code = run("cloneFrom 'base', to: '${bench.name('second')}' where ${named('counter')}")
    made('second')

    then:
    code == 0
    follows('second', last)
    follows('first', last)

    when: 'a name that is taken'
    code = run("cloneFrom 'base', to: '${bench.name('second')}' where ${named('counter')}")

    then:
    code == 1
    thaw.out.contains("there is a container ${bench.name('second')} already")
    state('second') == 'running'

    and: 'the original goes on, too'
    run("restore 'base' where ${named('counter')}") == 0
    counts('counter')
    numbers('counter') == (1..numbers('counter').size()).toList()

    cleanup:
    clean('first', 'second')
  }

  def "a clone has the files that the container had open"() {
    given:
    counts('writer')
    def taken = run("checkpoint 'files' where ${named('writer')}")
    int last = numbers('writer').last()

    when:
    int code = run("cloneFrom 'files', to: '${bench.name('copy')}' where ${named('writer')}")
    made('copy')

    then:
    [taken, code] == [0, 0]
    follows('copy', last)
    bench.ask('GET', "/containers/${ids.copy}/changes").json*.path('Path')*.asText().containsAll(['/kept', '/kept/open'])

    cleanup:
    clean('copy')
  }

  def "a restore whose open file is missing tells which, and costs no container"() {
    given: 'a copy without its files'
    if (checkpoints('writer').empty) {
      run("checkpoint 'files' where ${named('writer')}")
    }
    bench.ask('POST', '/containers/create', [name: bench.name('bare')], [
      Image: bench.inspect(ids.writer).at('/Config/Image').asText(), Cmd: ['sh', '-c', WRITING],
      Labels: bench.inspect(ids.writer).at('/Config/Labels').with { labels -> labels.fieldNames().collectEntries { [it, labels.path(it).asText()] } } + ['thaw.clone.of': 'by hand'],
    ])
    made('bare')
    def name = checkpoints('writer')[0]
    def from = Path.of(root(), 'containers', ids.writer, 'checkpoints', name)
    def to = Files.createDirectories(Path.of(root(), 'containers', ids.bare, 'checkpoints', name))
    from.toFile().listFiles().each { Files.copy(it.toPath(), to.resolve(it.name)) }

    when:
    int code = run("restore 'files' where ${named('bare')} retry 0")

    then:
    code == 1
    thaw.out.contains('A file that it had open is not there: /kept/open.')
    thaw.out.contains('Put it back as it was')
    thaw.out.contains('CRIU says:')
    exists('bare')

    cleanup:
    clean('bare')
  }

  def "an established connection is told as what stands against a checkpoint"() {
    given:
    until('it is connected') { numbers('connected').contains(2) }

    when:
    int code = run("checkpoint 'net' where ${named('connected')} retry 0")

    then:
    code == 5
    thaw.out.contains('It has established TCP connections')
    thaw.out.contains('consider using --tcp-established option')
    state('connected') == 'running'
    checkpoints('connected') == []
  }

  def "a clone that does not start is removed again, with the reason"() {
    given: 'a checkpoint whose files are not whole'
    run("checkpoint 'torn' where ${named('other')} leaveRunning true")
    def images = Path.of(root(), 'containers', ids.other, 'checkpoints', checkpoints('other').find { it.startsWith('torn') })
    Files.delete(images.resolve('pages-1.img'))

    when:
    int code = run("cloneFrom 'torn', to: '${bench.name('never')}' where ${named('other')}")

    then:
    code == 1
    !exists('never')
    thaw.out.contains('what was made for it is removed again')
    thaw.out.contains('CRIU says:')
    state('other') == 'running'
  }

  def "checkpoints are kept apart, and restored from there by a copy"() {
    given:
    // Of the engine's host: the lab's engines have a /tmp of their own.
    def dir = Path.of(root()).resolveSibling(bench.name('dir'))
    def kept = dir.resolve(bench.name('apart'))
    counts('apart')

    when: 'a dry run'
    int planned = thaw.run('plan', '-H', proxy.address, '-e', "checkpoint 'far' where ${named('apart')} dir '$dir'")

    then: 'makes no directory'
    planned == 0
    !Files.exists(dir)

    when:
    def codes = (1..2).collect {
      run("checkpoint 'far' where ${named('apart')} dir '$dir'") * 10 + run("restore 'far' where ${named('apart')} dir '$dir'")
    }
    counts('apart')

    then:
    codes == [0, 0]
    numbers('apart') == (1..numbers('apart').size()).toList()
    kept.toFile().list().findAll { it.startsWith('far.') }.size() == 1
    checkpoints('apart') == []
    Files.readString(auditLog).contains("copies $kept/far.")

    and: 'they are listed with what is known of them'
    run("checkpoints where ${named('apart')} dir '$dir' verify true") == 0
    thaw.out.contains('files are as they were made')

    cleanup:
    dir.toFile().deleteDir()
  }

  def "a manifest tells what a checkpoint is of, and when its files are not those any more"() {
    when:
    int code = run("checkpoint 'told' where ${named('other')} leaveRunning true")
    def name = checkpoints('other').find { it.startsWith('told') }
    def json = Cli.json(Files.readString(manifest('other', name)))

    then:
    code == 0
    json.checkpoint == name
    json.series == 'told'
    json.container == ids.other
    json.name == bench.name('other')
    json.imageId.startsWith('sha256:')
    json.engine && json.version && json.api && json.kernel && json.time && json.run
    json.criu ==~ /\d+\.\d+.*/
    json.files*.name.contains('inventory.img')
    json.bytes == json.files*.bytes.sum()

    when:
    run("checkpoints where ${named('other')} verify true")

    then:
    thaw.out.contains("$name: its ${json.files.size()} files are as they were made")
    thaw.out.contains('MiB')

    when:
    def image = Path.of(root(), 'containers', ids.other, 'checkpoints', name, 'core-1.img')
    byte[] bytes = Files.readAllBytes(image)
    bytes[bytes.length - 1] ^= 1
    Files.write(image, bytes)
    run("checkpoints where ${named('other')} verify true")

    then:
    thaw.out.contains("warning: $name: its files are not those that were made: core-1.img has changed")

    when:
    run("removeCheckpoint 'told' where ${named('other')}")

    then:
    !Files.exists(manifest('other', name))
  }

  def "what is mounted is shared with a clone, and said"() {
    given:
    counts('volume')
    run("checkpoint 'vol' where ${named('volume')}")
    int last = numbers('volume').last()

    when:
    int code = run("cloneFrom 'vol', to: '${bench.name('sharing')}' where ${named('volume')}")
    made('sharing')

    then:
    code == 0
    thaw.out.contains('warning: both write to what is mounted at')
    follows('sharing', last)

    cleanup:
    clean('sharing')
  }

  def "a clone is of one container"() {
    expect:
    run("cloneFrom 'base', to: 'x1' where ${named('counter', 'other')}") == 3
    thaw.out.contains('more than max 1')
  }
}
