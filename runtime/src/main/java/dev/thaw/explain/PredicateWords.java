package dev.thaw.explain;

import dev.thaw.graph.Comparison;
import dev.thaw.graph.Each;
import dev.thaw.graph.Has;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Operand.FactRef;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.TextTest;
import dev.thaw.graph.ValueFunction;
import dev.thaw.graph.Within;
import dev.thaw.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Conditions in words. Each kind of predicate has one method; a kind without one is told as the
 * script writes it.
 */
final class PredicateWords {
  private static final Map<ValueFunction, String> FUNCTIONS = Map.of(
      ValueFunction.LOWER, "lower-case ",
      ValueFunction.UPPER, "upper-case ",
      ValueFunction.TRIM, "trimmed ",
      ValueFunction.LENGTH, "length of ",
      ValueFunction.SIZE, "number of ");

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
    } else if (predicate instanceof TextTest test) {
      return textTest(test, holds);
    } else if (predicate instanceof Within within) {
      return within(within, holds);
    } else if (predicate instanceof Has has) {
      return subject(has.set()) + (holds ? " hold " : " do not hold ") + operand(has.element());
    } else if (predicate instanceof Each each && holds) {
      return each(each);
    }
    return voice.unsaid((holds ? "" : "!") + "(" + predicate.source() + ")");
  }

  private String series(List<Predicate> parts, String word) {
    return parts.stream()
        .map(part -> part.parts().size() > 1
            ? "(" + say(part, true).strip() + ")"
            : say(part, true).strip())
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

  private String textTest(TextTest test, boolean holds) {
    String relation = switch (test.relation()) {
      case STARTS_WITH -> holds ? " starts with " : " does not start with ";
      case ENDS_WITH -> holds ? " ends with " : " does not end with ";
      case CONTAINS -> holds ? " contains " : " does not contain ";
      case EQUALS_IGNORE_CASE -> (holds ? " is " : " is not ") + "(in large letters or small) ";
    };
    return subject(test.text())
        + relation
        + operand(test.argument())
        + (holds ? "" : orMissing(test));
  }

  private String within(Within within, boolean holds) {
    return subject(within.operand())
        + (holds ? " is from " : " is not from ")
        + Phrases.value(within.low())
        + (within.open() ? " to less than " : " to ")
        + Phrases.value(within.high())
        + (holds ? "" : orMissing(within));
  }

  private String each(Each each) {
    String one = new PredicateWords(Voice.ELEMENT).say(each.element(), true).strip();
    String number = switch (each.quantifier()) {
      case ANY -> " at least one ";
      case ALL -> " every one ";
      case NONE -> " none ";
    };
    return "of " + voice.has(FactWords.noun(each.set())) + number + one;
  }

  /** A denial holds of a container that lacks the thing, which surprises people. */
  private static String orMissing(Predicate denied) {
    boolean mayLack = denied.facts().anyMatch(reference -> reference.fact().nullable());
    return mayLack ? " (or that is missing)" : "";
  }

  private String subject(Operand operand) {
    if (operand instanceof Operand.Applied applied) {
      return voice.has(FUNCTIONS.get(applied.function()) + bare(applied.operand()));
    }
    return operand instanceof FactRef fact && voice != Voice.ELEMENT
        ? FactWords.subject(fact, voice)
        : voice.has(operand instanceof FactRef ? "" : operand.source());
  }

  private static String bare(Operand operand) {
    if (operand instanceof Operand.Applied applied) {
      return FUNCTIONS.get(applied.function()) + bare(applied.operand());
    }
    return operand instanceof FactRef fact ? FactWords.noun(fact) : operand.source();
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
