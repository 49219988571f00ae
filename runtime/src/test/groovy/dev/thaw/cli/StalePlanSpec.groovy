package dev.thaw.cli

import dev.thaw.engine.sim.AlterableDaemon
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Whatever is not as it was when a plan was made: the plan is refused by name, and nothing is written. */
@Timeout(300)
class StalePlanSpec extends Specification {
  static final String SCRIPT = """\
      include 'lib.groovy'
      stop where label.app == 'web' random 2 then start
      restart where { name == 'db' && running } max 1
      """.stripIndent()
  static final String LIBRARY = "pause where label.tier == 'batch'\n"
  static final String POLICY = "never { change where name == 'vault' }\n"

  static final List<String> KINDS = [
    'replaced', 'gone', 'restarted', 'image', 'rebuilt', 'state', 'labels', 'renamed', 'added', 'added to choose from', 'engine',
    'upgraded', 'script', 'included', 'policy', 'script gone', 'included gone', 'policy gone', 'plan edited', 'plan cut out',
  ]

  @TempDir Path home
  @AutoCleanup AlterableDaemon daemon
  Cli thaw
  Path plan
  Random random

  def setup() {
    daemon = new AlterableDaemon(home.resolve('s'))
    thaw = new Cli(home)
    plan = home.resolve('plan.json')
  }

  /** A world of some size, and a plan of it. */
  private void prepare(long seed) {
    random = new Random(seed)
    daemon.containers.clear()
    daemon.requests.clear()
    daemon.engine.putAll([ID: 'engine-1', ServerVersion: '26.1.5'])
    (1..(2 + random.nextInt(4))).each {
      daemon.put(name: "batch-$it".toString(), labels: [tier: 'batch', n: "$it".toString()], state: random.nextInt(4) == 0 ? 'exited' : 'running')
    }
    (1..(2 + random.nextInt(4))).each { daemon.put(name: "web-$it".toString(), labels: [app: 'web']) }
    ['db', 'vault', 'other'].each { daemon.put(name: it) }
    Files.writeString(home.resolve('a.groovy'), SCRIPT)
    Files.writeString(home.resolve('lib.groovy'), LIBRARY)
    Files.writeString(home.resolve('policy.groovy'), POLICY)
    Files.deleteIfExists(plan)
    thaw.ok('plan', '-H', daemon.address, "$home/a.groovy", '--never', "$home/policy.groovy", '-o', plan.toString())
    // Unless something is changed, it fits.
    assert seed % 10 != 0 || apply('-n') == 0: thaw.err
    daemon.requests.clear()
  }

  private int apply(String... options) {
    thaw.run('apply', '-H', daemon.address, plan.toString(), *options)
  }

  /** Returns any container that the plan names. */
  private Map anyTarget() {
    def named = Cli.json(Files.readString(plan)).containers*.name.toSorted()
    daemon.find(named[random.nextInt(named.size())])
  }

  private Map alter(Map changes) {
    def target = anyTarget()
    target.putAll(changes)
    target
  }

  private String append(String file, String text) {
    Files.writeString(home.resolve(file), Files.readString(home.resolve(file)) + text)
    home.resolve(file)
  }

  /** Each changes one thing, and returns what is told of it. */
  Map<String, Closure<String>> mutations = [
    replaced: {
      def target = anyTarget()
      daemon.containers.remove(target)
      "$target.name: the container was $target.id, is ${daemon.put(target + [id: target.id.reverse()]).id}"
    },
    gone: {
      def target = anyTarget()
      daemon.containers.remove(target)
      "$target.name: the container $target.id is gone"
    },
    restarted: { "${alter(startedAt: "2026-01-02T00:00:0${random.nextInt(9)}Z".toString()).name}: StartedAt was 2026-01-01T00:00:00.500Z, is 2026-01-02T" },
    image: { "${alter(image: "busybox:${2 + random.nextInt(9)}".toString()).name}: the image was busybox:1, is busybox:" },
    rebuilt: { "${alter(imageId: 'sha256:2').name}: the image's identifier was sha256:1, is sha256:2" },
    state: {
      def target = anyTarget()
      def was = target.state
      target.state = (['running', 'paused', 'exited'] - was)[random.nextInt(2)]
      "$target.name: the state was $was, is $target.state"
    },
    labels: {
      def target = anyTarget()
      target.labels = target.labels + [note: "${random.nextInt()}".toString()]
      "$target.name: the labels are others"
    },
    renamed: {
      def target = anyTarget()
      def was = target.name
      target.name = "other-${random.nextInt(1000)}".toString()
      "$was: the name was $was, is $target.name"
    },
    added: {
      def name = "new-${random.nextInt(1000)}".toString()
      "$name (${daemon.put(name: name, labels: [tier: 'batch']).id}): no target of pause (s1, line 1) as planned, and is one now"
    },
    'added to choose from': {
      daemon.put(name: 'new', labels: [app: 'web'])
      'stop (s2, line 2): '
    },
    engine: {
      daemon.engine.ID = 'engine-2'
      "the engine was engine-1 at $daemon.address, is engine-2 at "
    },
    upgraded: {
      daemon.engine.ServerVersion = '27.0.1'
      "the engine's version was 26.1.5, is 27.0.1"
    },
    script: { append('a.groovy', '\n'.repeat(1 + random.nextInt(9))) + ' has changed since' },
    included: { append('lib.groovy', '// more') ; "$home/a.groovy includes lib.groovy, which has changed since" },
    policy: { append('policy.groovy', "never { kill where name == 'db' }\n") + ' has changed since' },
    'script gone': {
      Files.delete(home.resolve('a.groovy'))
      "$home/a.groovy is not there any more"
    },
    'included gone': {
      Files.delete(home.resolve('lib.groovy'))
      "$home/a.groovy includes lib.groovy, which cannot be read any more"
    },
    'policy gone': {
      Files.delete(home.resolve('policy.groovy'))
      "$home/policy.groovy is not there any more"
    },
    'plan edited': {
      def bytes = Files.readAllBytes(plan)
      // A digit within a text or number becomes another one, so that it stays JSON.
      def digits = (0..<bytes.length).findAll { Character.isDigit((char) bytes[it]) && bytes[it - 1] != (byte) ' ' }
      def at = digits[random.nextInt(digits.size())]
      bytes[at] = (byte) (bytes[at] == (byte) '9' ? '8' : '9')
      Files.write(plan, bytes)
      'it was changed since it was made: its checksum differs'
    },
    'plan cut out': {
      def text = Files.readString(plan)
      Files.writeString(plan, text.replaceFirst(/"decision" : "(act|skip)",/, ''))
      'it was changed since it was made: its checksum differs'
    },
  ]

  def "200 changes between plan and apply: 200 refused, 0 writes"() {
    given:
    def refused = [:].withDefault { 0 }

    when:
    (0..<200).each { number ->
      prepare(number)
      def kind = KINDS[number % KINDS.size()]
      def told = mutations[kind].call()
      def code = apply()
      assert code == 4: "$kind, seed $number: $code $thaw.err $thaw.out"
      assert thaw.err.contains(told): "$kind, seed $number"
      assert thaw.err.toLowerCase().contains('nothing was done')
      assert daemon.changes() == []: "$kind, seed $number"
      refused[kind]++
    }
    println "stale plans: ${refused.values().sum()} of 200 refused, 0 writes: $refused"

    then:
    refused.values().sum() == 200
    refused.keySet() == mutations.keySet()
    mutations.keySet().toList() == KINDS
  }

  def "with --allow-drift=state a change of state alone is borne, and each other one refused: #kind"() {
    expect:
    (300..<303).each { seed ->
      prepare(seed)
      mutations[kind].call()
      def code = apply('--allow-drift=state')
      assert (code == 4) == (kind != 'state'): "$seed: $code $thaw.err"
      assert kind == 'state' || daemon.changes() == []
      assert kind != 'state' || daemon.deeds().every { deed -> Cli.json(Files.readString(plan)).containers*.name.contains(deed.split(' ')[1]) }
    }

    where:
    kind << KINDS
  }

  def "all that is different is told at once"() {
    given:
    prepare(1)
    daemon.find('db').putAll([image: 'postgres:17', startedAt: '2026-01-02T00:00:00Z'])
    def was = daemon.find('batch-1').state
    daemon.find('batch-1').state = 'paused'

    expect:
    apply() == 4
    thaw.err == """\
        thaw: $plan is stale, and nothing was done:
        thaw:   batch-1: the state was $was, is paused
        thaw:   db: the image was busybox:1, is postgres:17
        thaw:   db: StartedAt was 2026-01-01T00:00:00.500Z, is 2026-01-02T00:00:00Z
        thaw: To plan anew: thaw plan SCRIPT -o FILE
        """.stripIndent()

    and: 'as JSON too'
    apply('--json') == 4
    Cli.json(thaw.out).with { [it.event, it.exitCode] } == ['failed', 4]
  }

  def "files that changed are told before the engine is asked anything"() {
    given:
    prepare(2)
    append('a.groovy', '\n')
    append('policy.groovy', '\n')

    expect:
    apply() == 4
    thaw.err.contains("a.groovy has changed since\nthaw:   $home/policy.groovy has changed since\n")
    daemon.requests == []
  }

  def "what is no plan is invalid: #what"() {
    given:
    Files.write(plan, content.getBytes(StandardCharsets.UTF_8))

    expect:
    apply() == 2
    thaw.err.startsWith("thaw: $plan: it is no plan")
    daemon.requests == []

    where:
    what           | content
    'empty'        | ''
    'a script'     | SCRIPT
    'a number'     | '7'
    'other JSON'   | '{"schema": 1}'
    'two values'   | '{} {}'
    'cut'          | '{"kind": "thaw-plan", "schema": 1, "th'
    'twice a key'  | '{"kind": "thaw-plan", "kind": "thaw-plan", "schema": 1}'
    'nested'       | '['.repeat(100_000)
    'no schema'    | '{"kind": "thaw-plan"}'
  }
}
