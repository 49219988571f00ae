package dev.thaw.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Each;
import dev.thaw.graph.Has;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.TextRelation;
import dev.thaw.graph.TextTest;
import dev.thaw.graph.ValueFunction;
import dev.thaw.graph.Within;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PredicateProperties {

  @Property
  void aPredicatesSourceReadsBackAsItself(@ForAll("predicates") Predicate predicate) {
    PredicateCompilation read = ScriptCompiler.compilePredicate("p", predicate.source());
    assertEquals(List.of(), read.diagnostics());
    assertEquals(Optional.of(predicate), read.predicate());
  }

  @Property
  void soItDoesWithinAStatement(@ForAll("predicates") Predicate predicate) {
    String script =
        "ps where " + predicate.source() + " max 3 then unpause when " + predicate.source();
    Compilation read = ScriptCompiler.read(new ScriptSource("p", script), java.util.Map.of());
    assertEquals(List.of(), read.diagnostics());
    var step = read.graph().orElseThrow().steps().findFirst().orElseThrow();
    assertEquals(predicate, step.where());
    assertEquals(predicate, step.actions().get(1).guard());
  }

  @Provide
  Arbitrary<Predicate> predicates() {
    return nested(3);
  }

  private Arbitrary<Predicate> nested(int depth) {
    if (depth == 0) {
      return leaves();
    }
    Arbitrary<Predicate> below = Arbitraries.lazy(() -> nested(depth - 1));
    Arbitrary<List<Predicate>> several = below.list().ofMinSize(2).ofMaxSize(4);
    return Arbitraries.oneOf(
        leaves(), several.map(Logic::and), several.map(Logic::or), below.map(Logic::not));
  }

  private Arbitrary<Predicate> leaves() {
    Arbitrary<FactRef> facts = Arbitraries.of(FactCatalog.all()).flatMap(this::reference);
    Arbitrary<FactRef> scalars = facts.filter(fact -> fact.fact().elements().isEmpty());
    return Arbitraries.oneOf(
        Arbitraries.of(true, false).map(Predicate.Constant::new),
        facts.filter(fact -> fact.kinds().contains(ValueKind.FLAG)).map(Predicate.Holds::new),
        scalars.filter(fact -> !fact.kinds().contains(ValueKind.FLAG)).flatMap(this::comparison),
        scalars.flatMap(
            fact -> value(fact).list().ofMaxSize(3).map(values -> new Predicate.In(fact, values))),
        scalars.filter(PredicateProperties::ordered).flatMap(this::range),
        sets(facts),
        texts(scalars),
        Combinators.combine(
                scalars
                    .filter(fact -> fact.kinds().contains(ValueKind.TEXT))
                    .flatMap(this::applied),
                Arbitraries.of("^web", "a/b$", "x\\d+\\$", "'\"", "[a-z]{2,3}", ""),
                Arbitraries.of(true, false))
            .as(Predicate.Matches::new));
  }

  private static boolean ordered(FactRef fact) {
    return fact.kinds().stream().allMatch(Kinds::ordered);
  }

  private Arbitrary<Predicate> range(FactRef fact) {
    return Combinators.combine(value(fact), value(fact), Arbitraries.of(true, false))
        .filter((low, high, open) -> low.kind() == high.kind() && !Fitting.backwards(low, high))
        .as((low, high, open) -> new Within(fact, low, high, open));
  }

  private Arbitrary<Operand> applied(Operand text) {
    var functions = Arbitraries.of(ValueFunction.LOWER, ValueFunction.UPPER, ValueFunction.TRIM);
    return functions.list().ofMaxSize(3).map(chain -> {
      Operand made = text;
      for (ValueFunction function : chain) {
        made = new Operand.Applied(made, function);
      }
      return made;
    });
  }

  private Arbitrary<Predicate> texts(Arbitrary<FactRef> facts) {
    Arbitrary<Operand> texts =
        facts.filter(fact -> fact.kinds().contains(ValueKind.TEXT)).flatMap(this::applied);
    Arbitrary<Operand> arguments =
        Arbitraries.oneOf(texts, ofKind(ValueKind.TEXT).map(value -> new Operand.Literal(value)));
    return Arbitraries.oneOf(
        Combinators.combine(texts, Arbitraries.of(TextRelation.values()), arguments)
            .as(TextTest::new),
        Combinators.combine(texts, Arbitraries.of(Comparison.values()), Arbitraries.integers())
            .as((text, comparison, length) -> new Predicate.Compare(
                new Operand.Applied(text, ValueFunction.LENGTH),
                comparison,
                new Operand.Literal(Value.Number.of(length)))));
  }

  private Arbitrary<Predicate> sets(Arbitrary<FactRef> facts) {
    return facts.filter(fact -> fact.fact().elements().isPresent()).flatMap(set -> {
      ValueKind kind = set.fact().elements().orElseThrow();
      FactRef it = FactRef.it(Optional.of(kind));
      Arbitrary<Predicate> one = Arbitraries.oneOf(
          comparison(it),
          value(it).list().ofMaxSize(3).map(values -> new Predicate.In(it, values)));
      Arbitrary<Predicate> several = one.list()
          .ofMinSize(1)
          .ofMaxSize(3)
          .flatMap(
              parts -> Arbitraries.of(Logic.and(parts), Logic.or(parts), Logic.not(parts.get(0))));
      return Arbitraries.oneOf(
          value(it).map(value -> new Has(new Operand.Literal(value), set)),
          Combinators.combine(Arbitraries.of(Each.Quantifier.values()), several)
              .as((quantifier, element) -> new Each(set, quantifier, element)));
    });
  }

  private Arbitrary<FactRef> reference(Fact fact) {
    return fact.keyed()
        ? Arbitraries.of(
                "tier",
                "a.b",
                "auto-resume",
                "when",
                "where",
                "in",
                "class",
                "ä",
                "a b",
                "'",
                "1",
                "null",
                "max.then")
            .map(key -> new FactRef(fact, key))
        : Arbitraries.just(new FactRef(fact, ""));
  }

  private Arbitrary<Predicate> comparison(FactRef fact) {
    return value(fact)
        .flatMap(value -> Arbitraries.of(Comparison.values())
            .filter(c -> !c.ordered() || Kinds.ordered(value.kind()))
            .map(c -> new Predicate.Compare(fact, c, new Operand.Literal(value))));
  }

  private Arbitrary<Value> value(FactRef fact) {
    if (fact.fact().name().equals("id")) {
      return Arbitraries.just(new Value.Text("0123456789abcdef".repeat(4)));
    }
    if (!fact.fact().words().isEmpty()) {
      return Arbitraries.of(fact.fact().words()).map(Value.Text::new);
    }
    return Arbitraries.of(fact.kinds()).flatMap(kind -> ofKind(kind).map(Function.identity()));
  }

  private Arbitrary<? extends Value> ofKind(ValueKind kind) {
    Arbitrary<BigDecimal> numbers = Arbitraries.bigDecimals()
        .between(new BigDecimal("-1e9"), new BigDecimal("1e9"))
        .ofScale(3);
    return switch (kind) {
      case TEXT ->
        Arbitraries.strings()
            .ofMaxLength(8)
            .filter(PredicateProperties::encodable)
            .map(Value.Text::new);
      case NUMBER -> numbers.map(Value.Number::new);
      case PERCENT -> numbers.map(Value.Percent::new);
      case BYTES ->
        Arbitraries.bigIntegers()
            .between(BigInteger.ZERO, BigInteger.TWO.pow(62))
            .map(Value.Bytes::new);
      case TIME ->
        Arbitraries.longs().between(0, 1L << 40).map(Duration::ofMillis).map(Value.Time::new);
      case INSTANT ->
        Arbitraries.longs()
            .between(0, 1L << 40)
            .map(Duration::ofMillis)
            .flatMap(time ->
                Arbitraries.of(new Value.Ago(time), new Value.Moment(Instant.EPOCH.plus(time))));
      case FLAG -> Arbitraries.of(true, false).map(Value.Flag::new);
      case LIST, SET, SECRET, ABSENT ->
        throw new IllegalArgumentException("no fact is " + kind.phrase());
    };
  }

  private static boolean encodable(String text) {
    return java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
