package dev.thaw.explain;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Predicate;
import dev.thaw.value.Value;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Conditions in words. Each kind of predicate has one method; a kind without one is told as the
 * script writes it.
 */
final class PredicateWords {
  private final Voice voice;

  private PredicateWords(Voice voice) {
    this.voice = voice;
  }

  /** Returns the containers that a selector is about: {@code containers whose name is 'db'}. */
  static String containers(Predicate where) {
    if (where instanceof Predicate.Constant constant) {
      return constant.truth() ? "all containers" : "no container at all";
    }
    return "containers " + new PredicateWords(Voice.WHOSE).say(where, true);
  }

  /** Returns the condition on one container: {@code its name is 'db'}. */
  static String condition(Predicate condition) {
    return new PredicateWords(Voice.ITS).say(condition, true);
  }

  /** Returns the facts of it that may be unknown, and when; empty if none may be. */
  static List<String> unknowns(Predicate predicate) {
    return predicate
        .facts()
        .flatMap(fact -> FactWords.unknown(fact).stream())
        .distinct()
        .toList();
  }

  private String say(Predicate predicate, boolean holds) {
    if (predicate instanceof Predicate.Constant constant) {
      return constant.truth() == holds
          ? voice.does("are there", "is there")
          : voice.does("are never there", "is never there");
    } else if (predicate instanceof Predicate.Not not) {
      return say(not.part(), !holds);
    } else if (predicate instanceof Predicate.And and && holds) {
      return series(and.parts(), " and ");
    } else if (predicate instanceof Predicate.Or or && holds) {
      return series(or.parts(), ", or ");
    } else if (predicate instanceof Predicate.Holds fact) {
      return holds(fact, holds);
    } else if (predicate instanceof Predicate.Compare compare) {
      return compare(compare, holds);
    } else if (predicate instanceof Predicate.In in) {
      return in(in, holds);
    } else if (predicate instanceof Predicate.Matches matches) {
      return matches(matches, holds);
    }
    return voice.unsaid((holds ? "" : "!") + "(" + predicate.source() + ")");
  }

  private String series(List<Predicate> parts, String word) {
    return parts.stream()
        .map(part -> part.parts().size() > 1 ? "(" + say(part, true) + ")" : say(part, true))
        .collect(Collectors.joining(word));
  }

  private String holds(Predicate.Holds fact, boolean holds) {
    return FactWords.deed(fact.fact(), voice, holds)
        .orElseGet(
            () -> FactWords.subject(fact.fact(), voice) + (holds ? " holds" : " does not hold"));
  }

  private String compare(Predicate.Compare compare, boolean holds) {
    if (compare.left() instanceof Operand.Literal
        && !(compare.right() instanceof Operand.Literal)) {
      return compare(
          new Predicate.Compare(compare.right(), compare.comparison().mirrored(), compare.left()),
          holds);
    }
    boolean equality = !compare.comparison().ordered();
    boolean alike = equality && (compare.comparison() == Comparison.EQUAL) == holds;
    if (equality && isNull(compare.right()) && compare.left() instanceof FactRef fact) {
      return alike
          ? voice.does("have no ", "has no ") + FactWords.noun(fact)
          : voice.does("have a ", "has a ") + FactWords.noun(fact);
    }
    String relation = equality ? (alike ? "is" : "is not") : order(compare, holds);
    return subject(compare.left()) + " " + relation + " "
        + operand(compare.right()) + measure(compare.left(), compare.right())
        + ((equality ? !alike : !holds) ? orMissing(compare) : "");
  }

  private static String order(Predicate.Compare compare, boolean holds) {
    boolean moments = compare.right() instanceof Operand.Literal literal
        && (literal.value() instanceof Value.Ago || literal.value() instanceof Value.Moment);
    String word = switch (compare.comparison()) {
      case LESS -> moments ? "before" : "below";
      case AT_MOST -> moments ? "at or before" : "at most";
      case GREATER -> moments ? "after" : "above";
      case AT_LEAST -> moments ? "at or after" : "at least";
      case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException("no order");
    };
    return (holds ? "is " : "is not ") + word;
  }

  private String in(Predicate.In in, boolean holds) {
    String values = in.values().stream().map(Phrases::value).collect(Collectors.joining(", "));
    return subject(in.operands().get(0))
        + (holds ? " is one of " : " is none of ")
        + values
        + (holds ? "" : orMissing(in));
  }

  private String matches(Predicate.Matches matches, boolean holds) {
    return subject(matches.operands().get(0))
        + (holds ? " matches /" : " does not match /")
        + matches.regex().text()
        + (matches.whole() ? "/ as a whole" : "/")
        + (holds ? "" : orMissing(matches));
  }

  /** A denial holds of a container that lacks the thing, which surprises people. */
  private static String orMissing(Predicate denied) {
    boolean mayLack = denied.facts().anyMatch(reference -> reference.fact().nullable());
    return mayLack ? " (or that is missing)" : "";
  }

  private String subject(Operand operand) {
    return operand instanceof FactRef fact
        ? FactWords.subject(fact, voice)
        : voice.has(operand.source());
  }

  private static String operand(Operand operand) {
    if (operand instanceof Operand.Literal literal) {
      return Phrases.value(literal.value());
    }
    return operand instanceof FactRef fact
        ? (FactWords.noun(fact).startsWith("the ") ? "" : "its ") + FactWords.noun(fact)
        : operand.source();
  }

  private static String measure(Operand left, Operand right) {
    boolean share =
        right instanceof Operand.Literal literal && literal.value() instanceof Value.Percent;
    if (!share || !(left instanceof FactRef fact)) {
      return "";
    }
    return switch (fact.fact().name()) {
      case "mem" -> " of its limit";
      case "cpu" -> " of one core";
      case "host.mem" -> " of all it has";
      default -> "";
    };
  }

  private static boolean isNull(Operand operand) {
    return operand instanceof Operand.Literal literal && literal.value() == Value.Absent.NULL;
  }
}
