package dev.thaw.graph

import static dev.thaw.graph.PredicateSpec.BATCH
import static dev.thaw.graph.PredicateSpec.MEMORY
import static dev.thaw.graph.PredicateSpec.fact

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.catalog.OperationCatalog
import dev.thaw.diagnostic.SourceSpan
import dev.thaw.json.JsonTree
import dev.thaw.operation.Arguments
import dev.thaw.value.Value
import dev.thaw.value.ValueKind
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class GraphJsonSpec extends Specification {
  static final SourceSpan SPAN = new SourceSpan(3, 1, 3, 40)

  static final Operand.FactRef PORT = Operand.FactRef.it(Optional.of(ValueKind.NUMBER))
  static final Operand.FactRef NETWORK = Operand.FactRef.it(Optional.of(ValueKind.TEXT))

  static final List<Predicate> PREDICATES = [
      Action.ALWAYS,
      new Predicate.Constant(false),
      BATCH,
      new Predicate.And([BATCH, new Predicate.Or([MEMORY, new Predicate.Not(BATCH)])]),
      new Predicate.In(fact('name'), [new Value.Text('a'), Value.Absent.NULL]),
      new Predicate.Matches(fact('name'), 'a+"\\\\', true),
      new Predicate.Matches(fact('label', "o'clock"), 'x', false),
      new Predicate.Holds(fact('paused')),
      new TextTest(fact('name'), TextRelation.STARTS_WITH, new Operand.Literal(new Value.Text('a'))),
      new TextTest(new Operand.Applied(fact('name'), ValueFunction.TRIM), TextRelation.CONTAINS, fact('label', 'x')),
      new Has(new Operand.Literal(new Value.Text('a')), fact('networks')),
      new Each(fact('ports'), Each.Quantifier.ANY, PredicateSpec.compare(PORT, '<', new Operand.Literal(Value.Number.of(9)))),
      new Each(fact('networks'), Each.Quantifier.NONE, new Predicate.Not(new Predicate.Matches(NETWORK, 'a', true))),
      new Within(fact('created'), new Value.Ago(Duration.ofDays(2)), new Value.Moment(Instant.EPOCH), true),
  ]

  static final String HEAD = '{"schema":3,"name":"","description":"","lock":"","parameters":{},"secrets":[],' +
      '"requirements":[],"confirmations":[],"prohibitions":[],"nodes":'
  static final String NODE = '[{"id":"s1","after":[],"start":"success","at":[1,1,1,1],"name":"",' +
      '"selector":{"where":true,"min":0,"max":1},"pace":{"concurrency":0},' +
      '"continueOnError":false,"actions":['

  static final Map<String, Value> VALUES = [
      text: new Value.Text('ä"\n'), number: new Value.Number(1.5G), flag: new Value.Flag(false),
      percent: new Value.Percent(80G), bytes: Value.Bytes.of(1L << 40),
      time: new Value.Time(Duration.ofMillis(1)), none: Value.Absent.NULL,
      moment: new Value.Moment(Instant.parse('2026-11-01T00:00:00.123456789Z')), ago: new Value.Ago(Duration.ofDays(2)),
      set: Value.Members.ofTexts(['b', 'a', 'b']),
      list: new Value.Listing([new Value.Text('a'), new Value.Listing([])]),
      secret: new Value.Secret([new Value.Secret.Piece('A=', false), new Value.Secret.Piece('pw', true)]),
  ]

  static OperationGraph graph(List<Node> nodes) {
    def where = PREDICATES[0]
    new OperationGraph(
        new Runbook('nightly', 'Freezes', 'backup'), new TreeMap(VALUES), new TreeSet(['password']),
        [new Requirement('why', where, 1, 2, SPAN)],
        [new Confirmation('Really?', SPAN)],
        [new Prohibition(Optional.empty(), where, SPAN),
         new Prohibition(OperationCatalog.find('pause'), where, new SourceSpan('lib/x', 1, 2, 3, 4))],
        nodes + [note(nodes), full(nodes)])
  }

  static Node note(List<Node> nodes) {
    new Node.Note('n1', [nodes.last().id()], Start.FAILURE, 'text', SPAN)
  }

  /** A step that says all that one can. */
  static Node full(List<Node> nodes) {
    def fact = Operand.FactRef.to('mem')
    def share = new Pace.Share(new Value.Percent(25G))
    def action = new Action(
        OperationCatalog.named('pause'), Arguments.NONE, PREDICATES[0], Duration.ofSeconds(7),
        Optional.of(new Retry(3, Optional.of(
            new Retry.Backoff(Duration.ofMillis(5), Duration.ofSeconds(1))))),
        Optional.of(new Until(PREDICATES[0], Duration.ofMinutes(2))), 2, SPAN)
    new Node.Step('full', 'name', ['n1'], Start.ALWAYS,
        new Selector(PREDICATES[0], 1, 5,
            Optional.of(new Selector.Order(fact, true)), Optional.of(new Selector.Sample(3, true))),
        new Pace(4, Optional.of(
            new Pace.Rollout(share, Optional.of(share), Duration.ofSeconds(10), share))),
        true, [action], SPAN)
  }

  static Node.Step step(String id, List<String> after, Predicate where) {
    def actions = OperationCatalog.all().collect { operation ->
      Action.of(operation, Arguments.of(VALUES), where, Duration.ofSeconds(7), SPAN)
    }
    Node.Step.of(id, after, Selector.of(where, 1, 5), actions, SPAN)
  }

  def "every form of condition and of value is among those"() {
    expect:
    Predicate.permittedSubclasses as Set == PREDICATES.collectMany { forms(it) } as Set
    Value.permittedSubclasses as Set == VALUES.values()*.class as Set
  }

  private static List<Class> forms(Predicate predicate) {
    [predicate.class] + predicate.parts().collectMany { forms(it) }
  }

  def "a graph with #predicate.source() comes back as it was"() {
    given:
    def graph = graph([
        step('s1', [], predicate), step('s2', [], predicate),
        Node.Join.of('j1', ['s1', 's2'], SPAN), step('s3', ['j1'], predicate)])

    when:
    def bytes = GraphJson.write(graph)

    then:
    GraphJson.read(bytes) == graph
    GraphJson.write(GraphJson.read(bytes)) == bytes

    where:
    predicate << PREDICATES
  }

  def "#damage is refused"() {
    when:
    GraphJson.read(text.getBytes('UTF-8'))

    then:
    def refusal = thrown(IllegalArgumentException)
    refusal.message.contains(message)

    where:
    damage              | text                                                   | message
    'no JSON'           | 'graph'                                                | 'not a graph'
    'nothing'           | ''                                                     | 'not a graph'
    'half of it'        | '{"schema":3,"parameters":{'                           | 'not a graph'
    'another schema'    | '{"schema":1}'                                         | 'schema 1'
    'a missing part'    | '{"schema":3}'                                         | 'no field nodes'
    'no object'         | '[]'                                                   | 'no field schema'
    'nodes of no array' | HEAD + '{}}'              | 'not an array: {}'
    'nodes of nothing'  | HEAD + 'null}'            | 'not an array: null'
    'parameters in an array' | HEAD.replace('"parameters":{}', '"parameters":[]') + '[]}' | 'not an object: []'
    'a fraction'        | '{"schema":3.5}'                                       | 'not a whole number: 3.5'
    'an unknown verb'   | HEAD + NODE + '{"verb":"melt"}]}]}' | 'no operation melt'
  }

  def "every part of a graph, replaced by #other or left out, is refused or gives another graph"() {
    given:
    def graph = graph(PREDICATES.withIndex().collect { predicate, index ->
      def step = step('s' + index, index ? ['s' + (index - 1)] : [], predicate)
      Node.Step.of(step.id(), step.after(), Selector.of(predicate, 1, 5), step.actions().take(1), SPAN)
    } + [Node.Join.of('j', ['s1'], SPAN)])
    def whole = JsonTree.read(GraphJson.write(graph))

    expect:
    paths(whole, '').each { path ->
      def text = damaged(whole, path, other)
      try {
        def read = GraphJson.read(text.bytes)
        assert JsonTree.read(text.bytes) == whole || read != graph: path
      } catch (IllegalArgumentException refused) {
        assert refused.message.startsWith('not a graph: ')
      }
    }

    where:
    other << ['null', 'true', '0', '-1', '1e400', '"x"', '"*("', '[]', '{}', '[[]]', '{"x":1}', '']
  }

  private static List<String> paths(JsonNode json, String here) {
    def below = json.object
        ? json.properties().collectMany { paths(it.value, here + '/' + it.key) }
        : (0..<json.size()).collectMany { paths(json.get(it), "$here/$it".toString()) }
    (here ? [here] : []) + below
  }

  private static String damaged(JsonNode whole, String path, String other) {
    def copy = whole.deepCopy()
    int cut = path.lastIndexOf('/')
    def parent = copy.at(path.substring(0, cut))
    String last = path.substring(cut + 1)
    if (parent.object) {
      other.empty ? parent.remove(last) : parent.set(last, JsonTree.read(other.bytes))
    } else {
      other.empty ? parent.remove(last as int) : parent.set(last as int, JsonTree.read(other.bytes))
    }
    copy.toString()
  }

  def "a graph cannot hold a cycle, nor one name twice"() {
    when:
    OperationGraph.of(nodes)

    then:
    def refusal = thrown(IllegalArgumentException)
    refusal.message.contains(message)

    where:
    nodes                                                           | message
    [step('s1', ['s2'], BATCH), step('s2', ['s1'], BATCH)]          | 'comes after'
    [step('s1', ['s1'], BATCH)]                                     | 'comes after'
    [step('s1', [], BATCH), step('s1', [], BATCH)]                  | 'two nodes'
  }
}
