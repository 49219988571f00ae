package dev.thaw.graph

import static dev.thaw.fact.FactCost.INSPECT
import static dev.thaw.fact.FactCost.STATS
import static dev.thaw.graph.Truth.FALSE
import static dev.thaw.graph.Truth.TRUE
import static dev.thaw.graph.Truth.UNKNOWN

import dev.thaw.fact.Circumstances
import dev.thaw.fact.ContainerState
import dev.thaw.fact.FactCatalog
import dev.thaw.fact.FactCost
import dev.thaw.fact.Health
import dev.thaw.fact.Inspection
import dev.thaw.fact.Listing
import dev.thaw.fact.Snapshot
import dev.thaw.fact.Usage
import dev.thaw.value.Value
import java.time.Instant
import spock.lang.Specification

class PredicateSpec extends Specification {
  static final Snapshot LISTED = Snapshot.listed(
      'a' * 64, 'batch-1', 'busybox:1', [tier: 'batch', 'a.b': 'x'], ContainerState.RUNNING)
  static final Inspection INSPECTION = new Inspection(
      Health.HEALTHY, 0, Instant.EPOCH, Instant.EPOCH, false, Optional.empty(), false, 0, 'no')
  static final Snapshot INSPECTED = new Snapshot(
      INSPECT, false, LISTED.id(), LISTED.name(), LISTED.image(), LISTED.labels(), LISTED.state(),
      LISTED.listing(), INSPECTION, Usage.UNKNOWN, Circumstances.UNKNOWN)
  static final Snapshot MEASURED =
      INSPECTED.withUsage(STATS, new Usage(80, 100, 3, Optional.empty()))

  static Operand fact(String name, String key = '') {
    new Operand.FactRef(FactCatalog.named(name), key)
  }

  static Operand text(String text) {
    new Operand.Literal(new Value.Text(text))
  }

  static Predicate compare(Operand left, String symbol, Operand right) {
    new Predicate.Compare(left, Comparison.of(symbol).get(), right)
  }

  static final Predicate MEMORY =
      compare(fact('mem'), '<', new Operand.Literal(new Value.Percent(81G)))
  static final Predicate BATCH = compare(fact('label', 'tier'), '==', text('batch'))
  static final Predicate OTHER = compare(fact('label', 'tier'), '==', text('web'))

  def "#predicate.source() of a listed container is #listed, of a measured one #measured"() {
    expect:
    predicate.judge(LISTED) == listed
    predicate.judge(MEASURED) == measured

    where:
    predicate                                        || listed  | measured
    MEMORY                                           || UNKNOWN | TRUE
    new Predicate.Not(MEMORY)                        || UNKNOWN | FALSE
    new Predicate.And([OTHER, MEMORY])               || FALSE   | FALSE
    new Predicate.And([MEMORY, OTHER])               || FALSE   | FALSE
    new Predicate.And([BATCH, MEMORY])               || UNKNOWN | TRUE
    new Predicate.Or([BATCH, MEMORY])                || TRUE    | TRUE
    new Predicate.Or([OTHER, MEMORY])                || UNKNOWN | TRUE
    new Predicate.And([])                            || TRUE    | TRUE
    new Predicate.Or([])                             || FALSE   | FALSE
    compare(fact('label', 'none'), '!=', text('x'))  || TRUE    | TRUE
    compare(fact('label', 'none'), '==', text('x'))  || FALSE   | FALSE
    compare(fact('label', 'none'), '==', new Operand.Literal(Value.Absent.NULL)) || TRUE | TRUE
    compare(fact('label', 'a.b'), '==', text('x'))   || TRUE    | TRUE
    new Predicate.Matches(fact('name'), 'h-\\d', false) || TRUE  | TRUE
    new Predicate.Matches(fact('name'), 'h-\\d', true)  || FALSE | FALSE
    new Predicate.Matches(fact('label', 'none'), '.*', false) || FALSE | FALSE
    new Predicate.In(fact('name'), [new Value.Text('x'), new Value.Text('batch-1')]) || TRUE | TRUE
    new Predicate.In(fact('label', 'none'), [new Value.Text('x')]) || FALSE | FALSE
    new Predicate.Holds(fact('running'))             || TRUE    | TRUE
    compare(fact('health'), '==', text('healthy'))   || UNKNOWN | TRUE
    compare(fact('exitCode'), '==', new Operand.Literal(Value.Number.of(0))) || UNKNOWN | UNKNOWN
  }

  def "an image that the list calls #image is #listed"() {
    given:
    def snapshot = Snapshot.listed('a' * 64, 'web', image, [:], ContainerState.RUNNING)
    def inspected = new Snapshot(INSPECT, false, snapshot.id(), snapshot.name(), image, [:],
        snapshot.state(), Listing.PLAIN, Inspection.NOT_READ, Usage.UNKNOWN, Circumstances.UNKNOWN)

    expect:
    compare(fact('image'), '==', text('redis:7')).judge(snapshot) == listed
    compare(fact('image'), '==', text(image)).judge(inspected) == TRUE

    where:
    image                || listed
    'redis:7'            || TRUE
    'nginx'              || FALSE
    'cafe'               || FALSE
    'redis@sha256:' + 'a' * 64 || FALSE
    'sha256:' + 'a' * 64 || UNKNOWN
    'c0ffee123456'       || UNKNOWN
  }

  def "the image stays known when the state is assumed"() {
    expect:
    compare(fact('image'), '==', text('busybox:1')).judge(INSPECTED.assumed(ContainerState.EXITED)) == TRUE
    compare(fact('image'), '==', text('busybox:1')).judge(LISTED.assumed(ContainerState.EXITED)) == TRUE
  }

  def "a paused container does not count as running"() {
    expect:
    new Predicate.Holds(fact('running')).judge(LISTED.assumed(ContainerState.PAUSED)) == FALSE
    new Predicate.Holds(fact('paused')).judge(LISTED.assumed(ContainerState.PAUSED)) == TRUE
  }

  def "#fact read as #literal is #value"() {
    expect:
    FactCatalog.named(fact).read(MEASURED, '', literal.kind()) == Optional.of(value)

    where:
    fact   | literal                | value
    'mem'  | new Value.Percent(1G)  | new Value.Percent(80G)
    'mem'  | Value.Bytes.of(1)      | Value.Bytes.of(80)
    'pids' | Value.Number.of(1)     | Value.Number.of(3)
  }

  def "memory without a limit has no share"() {
    given:
    def unlimited = INSPECTED.withUsage(STATS, new Usage(80, 0, 3, Optional.empty()))

    expect:
    MEMORY.judge(unlimited) == UNKNOWN
  }

  def "matches of one text are equal, and of none refused"() {
    given:
    def one = new Predicate.Matches(fact('name'), 'a+', true)

    expect:
    one == new Predicate.Matches(fact('name'), 'a+', true)
    one.hashCode() == new Predicate.Matches(fact('name'), 'a+', true).hashCode()
    one != new Predicate.Matches(fact('name'), 'a*', true)

    when:
    new Predicate.Matches(fact('name'), '*(', true)

    then:
    thrown(IllegalArgumentException)
  }

  def "the cost is that of the dearest fact"() {
    expect:
    BATCH.cost() == FactCost.LIST
    new Predicate.And([BATCH, new Predicate.Not(MEMORY)]).cost() == STATS
  }

  def "#predicate.source() may be decided at #costs"() {
    expect:
    FactCost.values().findAll { predicate.decidesAt(it) } == costs

    where:
    predicate                                      || costs
    BATCH                                          || [FactCost.LIST]
    new Predicate.And([BATCH, new Predicate.Not(MEMORY)]) || [FactCost.LIST, STATS]
    compare(fact('cpu'), '<', new Operand.Literal(new Value.Percent(1G))) || [FactCost.STATS_PAIR]
    new Predicate.And([])                          || [FactCost.LIST]
  }

  def "readings come in the order of the source"() {
    given:
    def readings = []

    when:
    new Predicate.And([MEMORY, BATCH]).read(LISTED) { name, value ->
      readings << (name + '=' + value.map { it.source() }.orElse('?'))
    }

    then:
    readings == ['mem=?', "label.tier='batch'"]
  }

  def "Kleene's tables hold: #a and, or #b"() {
    expect:
    a.and(b) == and
    b.and(a) == and
    a.or(b) == or
    b.or(a) == or

    where:
    a       | b       || and     | or
    TRUE    | TRUE    || TRUE    | TRUE
    TRUE    | UNKNOWN || UNKNOWN | TRUE
    TRUE    | FALSE   || FALSE   | TRUE
    UNKNOWN | UNKNOWN || UNKNOWN | UNKNOWN
    UNKNOWN | FALSE   || FALSE   | UNKNOWN
    FALSE   | FALSE   || FALSE   | FALSE
  }

  def "a regular expression that takes too long, or too much stack, is unknown: #regex"() {
    given:
    def hostile = Snapshot.listed('a' * 64, 'x', 'i', [big: 'a' * length], ContainerState.RUNNING)
    def predicate = new Predicate.Matches(fact('label', 'big'), regex, false)

    expect:
    predicate.judge(hostile) == UNKNOWN
    new Predicate.Not(predicate).judge(hostile) == UNKNOWN

    where:
    regex              | length
    '^(a+)+\\1b$'     | 100
    '(.*a){30}b'       | 100
    '^(a|b)+$'         | 200_000
  }
}
