package dev.thaw.plan

import dev.thaw.fact.FactCatalog
import dev.thaw.graph.Comparison
import dev.thaw.graph.Operand
import dev.thaw.graph.Predicate
import dev.thaw.value.Value
import spock.lang.Specification

class ListFilterSpec extends Specification {
  static Predicate equal(String fact, String text, String key = '', String symbol = '==') {
    new Predicate.Compare(
        new Operand.FactRef(FactCatalog.named(fact), key),
        Comparison.of(symbol).get(),
        new Operand.Literal(new Value.Text(text)))
  }

  static Predicate holds(String fact) {
    new Predicate.Holds(Operand.FactRef.to(fact))
  }

  static Predicate and(Predicate... parts) {
    new Predicate.And(parts.toList())
  }

  def "#predicate.source() asks the engine for #json"() {
    expect:
    ListFilter.of(predicate, true).json() == json

    where:
    predicate                                             || json
    new Predicate.Constant(true)                          || ''
    equal('label', 'batch', 'tier')                       || '{"label":["tier=batch"]}'
    equal('label', 'a"b', 'tier')                         || '{"label":["tier=a\\"b"]}'
    and(equal('label', '1', 'b'), equal('label', '2', 'a')) || '{"label":["a=2","b=1"]}'
    and(equal('label', '1', 'b'), holds('paused'))        || '{"label":["b=1"],"status":["paused"]}'
    and(equal('project', 'shop'), equal('service', 'web')) || '{"label":["com.docker.compose.project=shop","com.docker.compose.service=web"]}'
    equal('state', 'exited')                              || '{"status":["exited"]}'
    equal('health', 'healthy')                            || '{"health":["healthy"]}'
    equal('id', 'abc')                                    || '{"id":["abc"]}'
    and(equal('state', 'exited'), equal('state', 'dead')) || '{"status":["exited"]}'
    // What narrows too much, or nothing at all, is not asked for.
    equal('health', 'unhealthy')                          || ''
    equal('name', 'web')                                  || ''
    equal('image', 'web')                                 || ''
    equal('label', 'x', 'tier', '!=')                     || ''
    equal('label', 'x', 'a=b')                            || ''
    new Predicate.Not(equal('label', 'x', 'tier'))        || ''
    new Predicate.Or([equal('label', 'x', 'tier'), holds('paused')]) || ''
  }

  def "in an assumed world states are not asked for"() {
    expect:
    ListFilter.of(and(equal('label', '1', 'b'), holds('paused'), equal('state', 'exited')), false)
        .json() == '{"label":["b=1"]}'
  }
}
