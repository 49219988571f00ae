package dev.thaw.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.FactCatalog;
import dev.thaw.fact.Reading;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;

/** Holds every proof against a look at all containers of a small world. */
class ProofProperties {
  /** With three questions each: satisfiable, implied, overlapping. */
  private static final int CASES = 7_000;

  private static int proved;
  private static int unproved;

  /** Who proves nothing is never wrong. */
  @AfterContainer
  static void tell() {
    assertTrue(proved >= 19 * unproved, () -> proved + " proved, " + unproved + " not");
    System.out.println("proofs equal to enumeration: " + proved + ", not proved: " + unproved);
  }

  @Property(tries = CASES, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
  void proofsAgreeWithEnumeration(
      @ForAll("predicates") Predicate one, @ForAll("predicates") Predicate other) {
    Seen seen = Seen.of(one, other);
    satisfiable(one, seen);
    implies(one, other, seen);
    overlap(one, other, seen);
  }

  private static void satisfiable(Predicate one, Seen seen) {
    Satisfiability answer = Proof.satisfiable(one);
    if (answer instanceof Satisfiability.Unproved) {
      unproved++;
      assertTrue(!Proof.never(one), one::source);
      return;
    }
    proved++;
    assertEquals(!seen.withFirst().isEmpty(), answer instanceof Witness, one::source);
    assertEquals(answer instanceof Satisfiability.Impossible, Proof.never(one), one::source);
    if (answer instanceof Witness witness) {
      assertEquals(Truth.TRUE, one.judge(reading(witness.facts())), one::source);
    }
  }

  private static void implies(Predicate one, Predicate other, Seen seen) {
    Implication answer = Proof.implies(one, other);
    if (answer instanceof Implication.Unproved) {
      unproved++;
      return;
    }
    proved++;
    assertEquals(
        EnumSet.of(Truth.TRUE).containsAll(seen.withFirst()),
        answer instanceof Implication.Follows,
        () -> one.source() + " => " + other.source());
  }

  private static void overlap(Predicate one, Predicate other, Seen seen) {
    Overlap answer = Proof.overlap(one, other);
    if (answer instanceof Overlap.Unproved) {
      unproved++;
      return;
    }
    proved++;
    Set<Truth> truths = seen.withFirst();
    Class<? extends Overlap> expected = EnumSet.of(Truth.FALSE).containsAll(truths)
        ? Overlap.Disjoint.class
        : truths.equals(EnumSet.of(Truth.TRUE)) ? Overlap.Certain.class : Overlap.Possible.class;
    assertEquals(expected, answer.getClass(), () -> one.source() + " | " + other.source());
    if (answer instanceof Overlap.Possible possible) {
      Reading container = reading(possible.counterexample().facts());
      assertEquals(Truth.TRUE, one.judge(container), one::source);
      assertEquals(
          truths.contains(Truth.TRUE) ? Truth.TRUE : Truth.UNKNOWN,
          other.judge(container),
          other::source);
    }
  }

  /** What the second is wherever the first holds. */
  private record Seen(Set<Truth> withFirst) {
    static Seen of(Predicate one, Predicate other) {
      Set<Truth> truths = EnumSet.noneOf(Truth.class);
      SmallWorlds.forEach(List.of(one, other), container -> {
        Reading reading = reading(container);
        if (one.judge(reading) == Truth.TRUE) {
          truths.add(other.judge(reading));
        }
        return truths.size() < Truth.values().length;
      });
      return new Seen(truths);
    }
  }

  private static Reading reading(Map<String, Optional<Value>> facts) {
    return (fact, key, kind) -> {
      Optional<Value> value = facts.get(fact.keyed() ? fact.name() + "." + key : fact.name());
      if (value != null) {
        return value;
      }
      // A witness tells the state only.
      return facts.get("state").map(state -> new Value.Flag(state.display().equals(fact.name())));
    };
  }

  @Provide
  Arbitrary<Predicate> predicates() {
    return nested(2);
  }

  private Arbitrary<Predicate> nested(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Predicate> below = Arbitraries.lazy(() -> nested(depth - 1));
    Arbitrary<List<Predicate>> several = below.list().ofMinSize(2).ofMaxSize(3);
    return Arbitraries.frequencyOf(
        Tuple.of(2, leaves()),
        Tuple.of(3, several.map(Predicate.And::new)),
        Tuple.of(2, several.map(Predicate.Or::new)),
        Tuple.of(2, below.map(Predicate.Not::new)));
  }

  private Arbitrary<Predicate> leaves() {
    FactRef one = new FactRef(FactCatalog.named("label"), "one");
    FactRef two = new FactRef(FactCatalog.named("label"), "two");
    FactRef name = FactRef.to("name");
    FactRef state = FactRef.to("state");
    Arbitrary<Value> labels = Arbitraries.of(text("a"), text("b"), text("c"), Value.Absent.NULL);
    Arbitrary<Value> names = Arbitraries.of("web-1", "web-2", "db", "cache").map(Value.Text::new);
    Arbitrary<Value> states = Arbitraries.of(ContainerState.words()).map(Value.Text::new);
    Arbitrary<Value> codes = Arbitraries.longs().between(0, 3).map(Value.Number::of);
    Arbitrary<Value> shares =
        Arbitraries.of(0, 20, 40, 60, 80).map(BigDecimal::valueOf).map(Value.Percent::new);
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.of(true, false).map(Predicate.Constant::new)),
        Tuple.of(4, Arbitraries.of("running", "paused").map(FactRef::to).map(Predicate.Holds::new)),
        Tuple.of(4, equality(one, labels)),
        Tuple.of(4, equality(two, labels)),
        Tuple.of(4, equality(name, names)),
        Tuple.of(4, equality(state, states)),
        Tuple.of(2, membership(one, labels)),
        Tuple.of(2, membership(name, names)),
        Tuple.of(2, membership(state, states)),
        Tuple.of(2, membership(FactRef.to("exitCode"), codes)),
        Tuple.of(4, order(FactRef.to("exitCode"), codes)),
        Tuple.of(8, order(FactRef.to("mem"), shares)),
        Tuple.of(
            1,
            Arbitraries.of(Comparison.EQUAL, Comparison.NOT_EQUAL)
                .map(comparison -> new Predicate.Compare(one, comparison, two))),
        Tuple.of(
            4,
            Combinators.combine(Arbitraries.of("^web-\\d", "db$"), Arbitraries.of(true, false))
                .as((regex, whole) -> new Predicate.Matches(name, regex, whole))));
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Arbitrary<Predicate> equality(FactRef fact, Arbitrary<Value> values) {
    return Combinators.combine(Arbitraries.of(Comparison.EQUAL, Comparison.NOT_EQUAL), values)
        .as((comparison, value) ->
            new Predicate.Compare(fact, comparison, new Operand.Literal(value)));
  }

  private static Arbitrary<Predicate> order(FactRef fact, Arbitrary<Value> values) {
    return Combinators.combine(Arbitraries.of(Comparison.values()), values)
        .as((comparison, value) ->
            new Predicate.Compare(fact, comparison, new Operand.Literal(value)));
  }

  private static Arbitrary<Predicate> membership(FactRef fact, Arbitrary<Value> values) {
    return values.list().ofMaxSize(3).map(list -> new Predicate.In(fact, list));
  }
}
