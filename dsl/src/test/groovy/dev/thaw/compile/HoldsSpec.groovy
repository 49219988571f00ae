package dev.thaw.compile

import dev.thaw.graph.GraphJson
import dev.thaw.graph.Node
import dev.thaw.graph.OperationGraph
import dev.thaw.graph.Start
import dev.thaw.graph.Action
import dev.thaw.graph.Predicate
import dev.thaw.operation.Arguments
import dev.thaw.catalog.ContainerOperations
import dev.thaw.diagnostic.SourceSpan
import java.time.Duration
import spock.lang.Specification

/** What {@code frozen … during} and {@code lasting} mean: which nodes, in which order. */
class HoldsSpec extends Specification {

  /** One node a line: what it is, what it comes after, and how it starts. */
  private static List<String> shape(OperationGraph graph) {
    graph.nodes().collect { node ->
      def what = node instanceof Node.Step
          ? node.actions()*.operation().join(' then ')
          : node instanceof Node.Release ? "$node.of: ${node.action().operation()}" : node.class.simpleName.toLowerCase()
      "${node.id()} $what <${node.after().join(',')}> ${Compiled.start(node)}".toString().trim()
    }
  }

  def "a hold stands around what is done meanwhile: #script"() {
    expect:
    shape(Compiled.graph(script)) == nodes

    where:
    script || nodes
    "frozen where name == 'a' during { note 'x' }\nps where all" || [
      's1 pause <>', 'n1 note <s1>', 'r1 s1: unpause <n1,s1> A', 'j1 join <n1,s1,r1>', 's2 ps <j1>']
    "frozen where name == 'a' during { parallel { note 'x'; note 'y' } }" || [
      's1 pause <>', 'n1 note <s1>', 'n2 note <s1>', 'j1 join <n1,n2>', 'r1 s1: unpause <j1,s1> A', 'j2 join <j1,s1,r1>']
    "frozen where name == 'a' during { frozen where name == 'b' during { note 'x' } }" || [
      's1 pause <>', 's2 pause <s1>', 'n1 note <s2>', 'r1 s2: unpause <n1,s2> A', 'j1 join <n1,s2,r1>',
      'r2 s1: unpause <j1,s1> A', 'j2 join <j1,s1,r2>']
    "attempt { frozen where name == 'a' during { note 'x' } } recover { note 'y' }" || [
      's1 pause <>', 'n1 note <s1>', 'r1 s1: unpause <n1,s1> A', 'j1 join <n1,s1,r1>', 'n2 note <j1,s1> F', 'j2 join <j1,n2> ANY']
    "pause where name == 'a' lasting 5.minutes\nps where all" || [
      's1 pause <>', 'r1 s1: unpause <s1> A', 's2 ps <s1>']
    "parallel { pause where name == 'a' lasting 5.minutes; note 'x' }" || [
      's1 pause <>', 'r1 s1: unpause <s1> A', 'n1 note <>', 'j1 join <s1,n1>']
    "rolling(1) { pause where name == 'a' lasting 5.minutes }" || ['s1 pause <>', 'r1 s1: unpause <s1> A']
    "if (false) { frozen where name == 'a' during { note 'x' } }\nps where all" || ['s1 ps <>']
  }

  def "these are written alike: #script"() {
    expect:
    Compiled.meaning(script) == Compiled.meaning("frozen where { name == 'a' } atMost 5.minutes during { ps where all }")

    where:
    script << [
      "frozen where name == 'a' atMost 5.minutes during {\n  ps where all\n}",
      "frozen where name == 'a' atMost 5.minutes\nduring {\n  ps where all\n}",
      "frozen\n  where name == 'a'\n  atMost 5.minutes\n  during\n{\n  ps where all\n}",
      "frozen atMost 5.minutes where name == 'a' during { ps where all }",
      "frozen(where: { name == 'a' }, atMost: 5.minutes) during { ps where all }",
      "frozen(where: { name == 'a' }) atMost 5.minutes during { ps where all; }",
    ]
  }

  def "where #named is named, what comes after it comes after #last"() {
    expect:
    Compiled.graph(script + "\nstep('z', after: ['x']) { note 'z' }").nodes().last().after() == [last]

    where:
    named     | script                                                       || last
    'frozen'  | "frozen where name == 'a' named 'x' during { note 'y' }"     || 'j1'
    'a step'  | "step('x') { frozen where name == 'a' during { note 'y' } }" || 'j1'
    'lasting' | "pause where name == 'a' lasting 5.minutes named 'x'"        || 's1'
  }

  def "the limits are those that the script says: #script"() {
    given:
    def release = Compiled.graph(script).releases().findFirst().get()

    expect:
    release.start() == Start.ALWAYS
    release.lasting() == Optional.ofNullable(lasting)
    release.atMost() == Optional.ofNullable(atMost)
    release.limit() == Optional.ofNullable(lasting ?: atMost)

    where:
    script                                                           || lasting               | atMost
    "frozen where name == 'a' during { note 'x' }"                   || null                  | null
    "frozen where name == 'a' atMost 90.seconds during { note 'x' }" || null                  | Duration.ofSeconds(90)
    "pause where name == 'a' lasting 10.minutes"                     || Duration.ofMinutes(10) | null
  }

  def "with nothing to hold, nothing is done: #script"() {
    expect:
    Compiled.graph(script).steps().findFirst().get().selector().min() == min

    where:
    script                                               || min
    "frozen where name == 'a' during { note 'x' }"       || 1
    "frozen where name == 'a' min 0 during { note 'x' }" || 0
    "pause where name == 'a' lasting 5.minutes"          || 0
  }

  def "defaults cannot let go on what was to be held"() {
    given:
    def steps = Compiled.graph("defaults { continueOnError true }\nfrozen where name == 'a' during { ps where all }\nps where all").steps().toList()

    expect:
    steps*.continueOnError() == [false, false, true]
  }

  def "an included file is within the block that includes it"() {
    given:
    def includes = { path -> text.getBytes('UTF-8') } as IncludeReader

    expect:
    Compiled.script("frozen where name == 'a' during { include 'x.groovy' }\nstep('y') { note 'y' }", [:], includes)
        .diagnostics().findAll { it.error }*.toString() == said

    where:
    text                             || said
    "ps where all"                   || []
    "ps where all after 'y'"         || ["x.groovy:1:1: MISPLACED: after stands inside of a block which has an order of its own. Name the block: step('name', after: ['other']) { attempt { … } }."]
    "ps where all continueOnError true" || ['x.groovy:1:1: MISPLACED: continueOnError stands inside of a block, and would hide the failure from what follows it. Remove it; what must be done in any case belongs into ensure.']
    "rolling(1) { ps where all }"    || []
  }

  def "its JSON is read back as it was: #script"() {
    given:
    def graph = Compiled.graph(script)

    expect:
    OperationGraph.SCHEMA == 3
    GraphJson.read(GraphJson.write(graph)) == graph

    where:
    script << [
      "frozen where name == 'a' during { note 'x' }",
      "frozen where name == 'a' atMost 5.minutes during { frozen where name == 'b' during { ps where all } }",
      "pause where name == 'a' lasting 1500.ms\nps where all",
    ]
  }

  def "what a hold lasts for: #script"() {
    given:
    def graph = Compiled.graph(script)

    expect:
    graph.releases().collect { graph.during(it).sort() } == during

    where:
    script || during
    "ps where all" || []
    "note 'a'\nfrozen where name == 'a' during { ps where all; note 'x' }\nnote 'z'" || [['n2', 's2']]
    "parallel {\n  frozen where name == 'a' during { note 'x' }\n  note 'y'\n}" || [['n1']]
    "frozen where name == 'a' during { frozen where name == 'b' during { note 'x' }\nnote 'y' }" || [['n1'], ['j1', 'n1', 'n2', 'r1', 's2']]
    "frozen where name == 'a' during { pause where name == 'b' lasting 5.minutes\nnote 'x' }" || [[], ['n1', 's2']]
    "pause where name == 'a' lasting 5.minutes\nnote 'x'" || [[]]
    "frozen where name == 'a' during { attempt { note 'x' } recover { note 'y' } ensure { note 'z' } }" || [['j1', 'j2', 'n1', 'n2', 'n3']]
  }

  def "a step has the release that ends what it holds"() {
    given:
    def graph = Compiled.graph("frozen where name == 'a' during { ps where all }\npause where name == 'b' lasting 5.minutes\nps where all")
    def steps = graph.steps().toList()

    expect:
    steps.collect { graph.releaseOf(it).map { it.id() }.orElse('') } == ['r1', '', 'r2', '']
  }

  def "a release ends what stands before it"() {
    given:
    def none = new Arguments(new TreeMap())
    def unpause = Action.of(ContainerOperations.UNPAUSE, none, new Predicate.Constant(true), Duration.ofSeconds(1), SourceSpan.at(1, 1))

    when:
    OperationGraph.of([new Node.Release('r1', [], 's1', unpause, Optional.empty(), Optional.empty(), SourceSpan.at(1, 1))])

    then:
    thrown IllegalArgumentException
  }
}
