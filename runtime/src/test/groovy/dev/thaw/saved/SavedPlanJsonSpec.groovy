package dev.thaw.saved

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.ObjectMapper
import com.fasterxml.jackson.databind.node.ArrayNode
import com.fasterxml.jackson.databind.node.JsonNodeFactory
import com.fasterxml.jackson.databind.node.ObjectNode
import dev.thaw.engine.EngineInfo
import dev.thaw.execute.RunFixture
import dev.thaw.plan.Planner
import dev.thaw.script.Digest
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** The file of a plan: what goes in comes out, and nothing else. */
class SavedPlanJsonSpec extends Specification {
  static final Instant MADE = Instant.parse('2026-11-21T12:00:00.7Z')
  static final ObjectMapper MAPPER = new ObjectMapper()
  static final String WORLD = """\
      containers:
        - {name: web, image: 'nginx:1', labels: {app: web, odd: "\\u202e\\u0007'"}}
        - {name: db, labels: {app: db}}
        - {name: old, labels: {app: web}, state: exited}
      """.stripIndent()
  static final String SCRIPT = """\
      param 'most', 3
      never { kill where name == 'db' }
      restart where label.app == 'web' grace 3.seconds then pause when { mem < 80% }
      exec 'echo "a b"', env: ['A=1'] where { name == 'db' && mem < 1.5.GB } retry 2, backoff: 500.ms..10.seconds
      logs where { health == 'none' || mem > 12.5% }
      """.stripIndent()

  @TempDir Path folder
  @AutoCleanup RunFixture run = new RunFixture(WORLD)

  private SavedPlan plan(String script = SCRIPT) {
    def plan = new Planner(run.engine, RunFixture.surroundings(run.time), run.workers).plan(RunFixture.graph(script))
    def source = new Source('-e', Optional.empty(), script, Digest.of(script.bytes), new TreeMap([:]))
    def policy = new Source('p', Optional.of(folder.resolve('p')), '', '0' * 64, new TreeMap(['lib/x.groovy': '1' * 64]))
    new PlanMaker(run.engine, RunFixture.surroundings(run.time), run.workers)
        .make(plan, new PlanMaker.Origin('1.2.3', MADE, Duration.ofHours(2), source, [policy])).get()
  }

  private static String refusal(byte[] bytes) {
    try {
      SavedPlanJson.read(bytes)
      return null
    } catch (UnusablePlanException unusable) {
      return unusable.stale() ? 'stale' : 'no plan'
    }
  }

  def "a plan comes back equal, and is the same bytes again"() {
    given:
    def plan = plan()
    def bytes = SavedPlanJson.write(plan)

    expect:
    SavedPlanJson.read(bytes) == plan
    SavedPlanJson.write(SavedPlanJson.read(bytes)) == bytes
    plan.madeAt() == Instant.parse('2026-11-21T12:00:00Z')
    plan.expires() == Instant.parse('2026-11-21T14:00:00Z')
    plan.engine() == EngineInfo.read(run.engine)
    plan.checksum() ==~ /[0-9a-f]{64}/
    plan.containers()*.name() == ['db', 'old', 'web']
    plan.steps()[0].targets()*.name() == ['old', 'web']
    plan.steps()[0].target(plan.containers()[2].id()).get().doings()[0].requests() == ["POST /containers/${plan.containers()[2].id()}/restart?t=3".toString()]
    run.engine.changes() == []
  }

  def "it may be indented anew and put in another order, and is the same plan"() {
    given:
    def plan = plan()
    def tree = MAPPER.readTree(SavedPlanJson.write(plan))
    def reversed = JsonNodeFactory.instance.objectNode()
    tree.fieldNames().toList().reverse().each { reversed.set(it, tree.get(it)) }

    expect:
    SavedPlanJson.read(MAPPER.writeValueAsBytes(tree)) == plan
    SavedPlanJson.read(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(reversed)) == plan
  }

  def "no value may be another one, be missing or be added"() {
    given:
    def bytes = SavedPlanJson.write(plan())
    def places = places(MAPPER.readTree(bytes))
    def codes = [:].withDefault { 0 }

    when:
    places.each { pointer ->
      edits(bytes, pointer).each { edited ->
        def refusal = refusal(MAPPER.writeValueAsBytes(edited))
        assert refusal != null: pointer
        assert refusal == 'stale' || pointer in ['/kind', '/schema', '']: pointer
        codes[refusal]++
      }
    }
    println "edited plans: $codes refused of ${codes.values().sum()}, ${places.size()} places"

    then:
    places.size() > 200
  }

  /** Returns where in the tree there is a value, as JSON pointers. */
  private static List<String> places(JsonNode node, String at = '') {
    def below = node.object ? node.properties().collectMany { places(it.value, "$at/${it.key.replace('~', '~0').replace('/', '~1')}") }
        : node.array ? (0..<node.size()).collectMany { places(node.get(it), "$at/$it") } : []
    [at] + below
  }

  private static List<JsonNode> edits(byte[] bytes, String pointer) {
    if (pointer.empty) {
      return [MAPPER.readTree(bytes).put('more', 1)]
    }
    def cut = pointer.lastIndexOf('/')
    def key = pointer.substring(cut + 1).replace('~1', '/').replace('~0', '~')
    def other = MAPPER.readTree(bytes)
    def without = MAPPER.readTree(bytes)
    def parent = other.at(pointer.substring(0, cut))
    def value = other.at(pointer)
    def changed = value.textual ? JsonNodeFactory.instance.textNode(value.textValue() + 'x')
        : value.boolean ? JsonNodeFactory.instance.booleanNode(!value.booleanValue())
        : value.number ? JsonNodeFactory.instance.numberNode(value.longValue() + 1)
        : value.object ? value.deepCopy().put('more', '') : value.deepCopy().add(1)
    if (parent instanceof ObjectNode) {
      parent.set(key, changed)
      ((ObjectNode) without.at(pointer.substring(0, cut))).remove(key)
    } else {
      ((ArrayNode) parent).set(key as int, changed)
      ((ArrayNode) without.at(pointer.substring(0, cut))).remove(key as int)
    }
    [other, without]
  }

  def "a byte that is another one makes it no plan, a stale one, or no difference"() {
    given:
    def plan = plan()
    def bytes = SavedPlanJson.write(plan)
    def same = 0

    when:
    (0..<bytes.length).each { at ->
      [1, 32, 255].each { bits ->
        def flipped = bytes.clone()
        flipped[at] = (byte) (flipped[at] ^ bits)
        if (refusal(flipped) == null) {
          assert SavedPlanJson.read(flipped) == plan: "at $at"
          same++
        }
      }
    }
    println "flipped plans: ${3 * bytes.length}, of which $same mean the same"

    then:
    same < bytes.length / 100
  }

  def "one that was sealed anew must still be a plan: #what"() {
    given:
    def tree = (ObjectNode) MAPPER.readTree(SavedPlanJson.write(plan()))
    tree.remove('checksum')
    edit.call(tree)
    tree.put('checksum', Digest.of(CanonicalJson.of(dev.thaw.json.JsonTree.read(MAPPER.writeValueAsBytes(tree)))))

    expect:
    refusal(MAPPER.writeValueAsBytes(tree)) == 'no plan'

    where:
    what                   | edit
    'another graph'        | { it.put('graphSha256', '0' * 64) }
    'no graph'             | { it.remove('graph') }
    'a step more'          | { it.get('steps').add(it.get('steps').get(0)) }
    'a step less'          | { it.get('steps').remove(0) }
    'a container less'     | { it.get('containers').remove(0) }
    'a container twice'    | { it.get('containers').add(it.get('containers').get(0)) }
    'no identifier'        | { it.get('containers').get(0).put('id', '../x') }
    'no moment'            | { it.put('expires', 'soon') }
    'a text for a number'  | { it.get('steps').get(0).put('matching', '2') }
    'a number for a text'  | { it.put('thaw', 1) }
  }

  def "it may be carried out from then until then: #now"() {
    expect:
    plan().with { staleness('1.2.3', Instant.parse(now)) - script().changes() - policies()[0].changes() } == told

    where:
    now                    || told
    '2026-11-21T12:00:00Z' || []
    '2026-11-21T13:59:59Z' || []
    '2026-11-21T14:00:00Z' || ['it expired at 2026-11-21T14:00:00Z']
    '2027-11-21T14:00:00Z' || ['it expired at 2026-11-21T14:00:00Z']
    '2026-11-21T11:56:00Z' || []
    '2026-11-21T11:54:00Z' || ["it was made at 2026-11-21T12:00:00Z, which by this machine's clock is yet to come"]
  }

  def "another Thaw does not carry it out, as it may mean something else"() {
    expect:
    plan().staleness('1.2.4', MADE)[0] == 'it was made by Thaw 1.2.3, and this is 1.2.4'
  }

  def "a plan is written whole, for its owner alone, and over nothing"() {
    given:
    def path = folder.resolve('p.json')

    when:
    PlanFile.write(path, 'one'.bytes, false)

    then:
    Files.readString(path) == 'one'
    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) == 'rw-------'

    when:
    PlanFile.write(path, 'two'.bytes, false)

    then:
    thrown(FileAlreadyExistsException)
    Files.readString(path) == 'one'

    when:
    PlanFile.write(path, 'three'.bytes, true)

    then:
    Files.readString(path) == 'three'
    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) == 'rw-------'
    folder.toFile().list().toList() == ['p.json']
  }
}
