package dev.thaw.prove;

import dev.thaw.fact.Fact;
import dev.thaw.fact.Reading;
import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A predicate that is not made of others: which facts it asks for, and what it holds against them.
 *
 * <p>This is the one place that tells which forms of predicate are understood. A form that is not
 * named here may be true, false or unknown whatever the facts are: then it can be shown only that
 * it does not matter, or, by judging, that a certain container has it so.
 *
 * @param predicate the predicate itself
 * @param variables what it reads
 * @param constants what it compares with
 * @param matching the regular expression that it asks about
 * @param listed the list that it asks about
 * @param weight what it takes to judge it
 * @param understood whether its answer depends on nothing but how its facts lie to these constants
 */
record Leaf(
    Predicate predicate,
    List<Variable> variables,
    List<Value> constants,
    Optional<Matching> matching,
    Optional<Listed> listed,
    long weight,
    boolean understood) {

  static Leaf of(Predicate predicate) {
    Set<Variable> asked = asked(predicate);
    List<Value> constants = List.of();
    Optional<Matching> matching = Optional.empty();
    Optional<Listed> listed = Optional.empty();
    boolean understood = false;
    if (predicate instanceof Predicate.Holds holds) {
      understood = only(asked).map(Predicate.Holds::new).filter(holds::equals).isPresent();
    } else if (predicate instanceof Predicate.In in) {
      constants = in.values();
      understood = constants.isEmpty()
          || constants.stream().allMatch(Leaf::plain)
              && only(asked)
                  .map(fact -> new Predicate.In(fact, in.values()))
                  .filter(in::equals)
                  .isPresent();
      if (understood && asked.size() == 1) {
        listed = Optional.of(Listed.of(asked.iterator().next(), constants));
      }
    } else if (predicate instanceof Predicate.Matches matches) {
      matching = Optional.of(new Matching(matches.regex(), matches.whole()));
      understood = only(asked)
          .map(fact -> new Predicate.Matches(fact, matches.regex(), matches.whole()))
          .filter(matches::equals)
          .isPresent();
    } else if (predicate instanceof Predicate.Compare compare) {
      constants = constants(compare);
      understood = understood(compare, asked);
    }
    List<Variable> variables = asked.stream().map(Relations::base).distinct().toList();
    return new Leaf(
        predicate,
        variables,
        constants,
        understood ? matching : Optional.empty(),
        listed,
        listed.isPresent() || matching.isPresent() ? 1 : Weight.of(predicate),
        understood);
  }

  /** Judges a container as the predicate does. */
  Truth judge(Reading reading) {
    return listed.isPresent() ? listed.get().judge(reading) : predicate.judge(reading);
  }

  /** Between two texts there is always another, but not always one that a fact can have. */
  private static boolean understood(Predicate.Compare compare, Set<Variable> asked) {
    boolean orderedText = compare.comparison().ordered()
        && asked.stream().anyMatch(variable -> variable.kind() == ValueKind.TEXT);
    return !orderedText
        && Stream.of(compare.left(), compare.right())
            .allMatch(side -> side instanceof Operand.FactRef
                || side instanceof Operand.Literal literal && plain(literal.value()));
  }

  private static List<Value> constants(Predicate.Compare compare) {
    var constants = new ArrayList<Value>();
    for (Operand side : List.of(compare.left(), compare.right())) {
      if (side instanceof Operand.Literal literal) {
        constants.add(literal.value());
      }
    }
    return constants;
  }

  /** A constant that stands for itself alone. */
  private static boolean plain(Value value) {
    return value instanceof Value.Text
        || value instanceof Value.Flag
        || value == Value.Absent.NULL
        || Grid.amount(value).isPresent();
  }

  /** If the predicate made anew of this fact is equal, it asks for the fact as it stands. */
  private static Optional<Operand.FactRef> only(Set<Variable> asked) {
    return asked.stream()
        .map(variable -> new Operand.FactRef(variable.fact(), variable.key()))
        .findFirst();
  }

  /** Lets the predicate itself say what it reads: it alone knows which kind a fact is read as. */
  private static Set<Variable> asked(Predicate predicate) {
    Set<Variable> asked = new LinkedHashSet<>();
    predicate.judge((Fact fact, String key, ValueKind kind) -> {
      asked.add(new Variable(fact, key, kind));
      return Optional.empty();
    });
    return asked;
  }

  /** Returns whether it compares facts of one kind with each other. */
  boolean links() {
    return predicate instanceof Predicate.Compare && understood && variables.size() > 1;
  }

  /**
   * Returns what it can be of a text that is none of the constants and that nothing is known of but
   * which regular expressions match it.
   */
  int ofStranger(Choice.Stranger stranger) {
    if (matching.isPresent() && stranger.matches().containsKey(matching.get())) {
      return stranger.matches().get(matching.get()) ? Truths.TRUE : Truths.FALSE;
    }
    if (!understood || variables.size() > 1 || stranger.open()) {
      return Truths.ANY;
    }
    if (predicate instanceof Predicate.In) {
      return Truths.FALSE;
    }
    return predicate instanceof Predicate.Compare compare
            && !compare.comparison().ordered()
        ? compare.comparison() == Comparison.EQUAL ? Truths.FALSE : Truths.TRUE
        : Truths.ANY;
  }
}
