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
import java.time.Duration
import spock.lang.Specification

class GraphJsonSpec extends Specification {
  static final SourceSpan SPAN = new SourceSpan(3, 1, 3, 40)

  static final List<Predicate> PREDICATES = [
      Action.ALWAYS,
      new Predicate.Constant(false),
      BATCH,
      new Predicate.And([BATCH, new Predicate.Or([MEMORY, new Predicate.Not(BATCH)])]),
      new Predicate.In(fact('name'), [new Value.Text('a'), Value.Absent.NULL]),
      new Predicate.Matches(fact('name'), 'a+"\\\\', true),
      new Predicate.Matches(fact('label', "o'clock"), 'x', false),
      new Predicate.Holds(fact('paused')),
  ]

  static final Map<String, Value> VALUES = [
      text: new Value.Text('ä"\n'), number: new Value.Number(1.5G), flag: new Value.Flag(false),
      percent: new Value.Percent(80G), bytes: Value.Bytes.of(1L << 40),
      time: new Value.Time(Duration.ofMillis(1)), none: Value.Absent.NULL,
      list: new Value.Listing([new Value.Text('a'), new Value.Listing([])]),
  ]

  static Node.Step step(String id, List<String> after, Predicate where) {
    def actions = OperationCatalog.all().collect { operation ->
      new Action(operation, Arguments.of(VALUES), where, Duration.ofSeconds(7), SPAN)
    }
    new Node.Step(id, after, where, 1, 5, actions, SPAN)
  }

  def "a graph with #predicate.source() comes back as it was"() {
    given:
    def graph = new OperationGraph(new TreeMap(VALUES), [
        step('s1', [], predicate), step('s2', [], predicate),
        new Node.Join('j1', ['s1', 's2'], SPAN), step('s3', ['j1'], predicate)])

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
    'half of it'        | '{"schema":1,"parameters":{'                           | 'not a graph'
    'another schema'    | '{"schema":2}'                                         | 'schema 2'
    'a missing part'    | '{"schema":1,"parameters":{}}'                         | 'no field nodes'
    'no object'         | '[]'                                                   | 'no field schema'
    'nodes of no array' | '{"schema":1,"parameters":{},"nodes":{}}'              | 'not an array: {}'
    'nodes of nothing'  | '{"schema":1,"parameters":{},"nodes":null}'            | 'not an array: null'
    'parameters in an array' | '{"schema":1,"parameters":[],"nodes":[]}'         | 'not an object: []'
    'a fraction'        | '{"schema":1.5}'                                       | 'not a whole number: 1.5'
    'an unknown verb'   | '{"schema":1,"parameters":{},"nodes":[{"step":"s1","after":[],"at":[1,1,1,1],"where":true,"min":0,"max":1,"actions":[{"verb":"melt"}]}]}' | 'no operation melt'
  }

  def "every part of a graph, replaced by #other or left out, is refused or gives another graph"() {
    given:
    def graph = new OperationGraph(new TreeMap(VALUES), PREDICATES.withIndex().collect { predicate, index ->
      def step = step('s' + index, index ? ['s' + (index - 1)] : [], predicate)
      new Node.Step(step.id(), step.after(), predicate, 1, 5, step.actions().take(1), SPAN)
    } + [new Node.Join('j', ['s1'], SPAN)])
    def whole = JsonTree.read(GraphJson.write(graph))

    expect:
    paths(whole, '').each { path ->
      try {
        GraphJson.read(damaged(whole, path, other).bytes)
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
