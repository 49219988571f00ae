package dev.thaw.compile;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.value.ValueKind;
import java.util.List;

/** Writes right conditions at random: every fact, operator, function and quantifier. */
final class PredicateGrammar {
  private static final List<Fact> FACTS = List.copyOf(FactCatalog.all());

  private final RandomTokens out;

  PredicateGrammar(RandomTokens out) {
    this.out = out;
  }

  /** Writes a clause that is followed by a condition, with braces around or without. */
  void clause(String word, boolean named) {
    out.add(word, named ? ": " : " ");
    if (!named && out.rarely(2)) {
      predicate(2);
    } else {
      braces();
    }
  }

  void braces() {
    out.add("{ ");
    predicate(2);
    while (out.rarely(4)) {
      out.add(out.one("\n", "; "));
      predicate(1);
    }
    out.add(" }");
  }

  private void predicate(int depth) {
    joined(depth, () -> comparison(out.one(FACTS)));
  }

  private void joined(int depth, Runnable leaf) {
    switch (out.below(depth > 0 ? 8 : 4)) {
      case 4, 5 -> {
        joined(depth - 1, leaf);
        out.add(out.one(" && ", " || "));
        joined(depth - 1, leaf);
      }
      case 6 -> {
        out.add("!", "(");
        joined(depth - 1, leaf);
        out.add(")");
      }
      case 7 -> {
        out.add("(");
        joined(depth - 1, leaf);
        out.add(")");
      }
      default -> leaf.run();
    }
  }

  private void comparison(Fact fact) {
    String name = fact.name() + (fact.keyed() ? out.one(".tier", ".a.b", "['auto-resume']") : "");
    ValueKind kind = out.one(fact.kinds().stream().sorted().toList());
    if (fact.nullable() && out.rarely(5)) {
      out.add(name, out.one(" == ", " != "), "null");
    } else if (out.rarely(20)) {
      facts();
    } else {
      switch (kind) {
        case FLAG -> out.add(out.one("", "!"), name);
        case SET -> set(name, fact.elements().orElseThrow());
        case TEXT -> text(fact, name);
        default -> ordered(name, kind);
      }
    }
  }

  /** Facts are compared with each other, too. */
  private void facts() {
    out.add(out.one("label.a", "project", "service"), out.one(" == ", " != "), "name");
    out.add(out.one(" && ", " || "));
    out.add(out.one("created", "finishedAt"), out.one(" < ", " == "), "startedAt");
    out.add(" || ", "mem", out.one(" > ", " <= "), "mem.ofHost");
    out.add(" && ", "age", " > ", "uptime", " && ", "name.length()", " < ", "image.length()");
  }

  private void text(Fact fact, String name) {
    boolean open = fact.words().isEmpty() && !fact.name().equals("id");
    switch (out.below(6)) {
      case 0 -> function(name + out.one("", ".toLowerCase()", ".toUpperCase()", ".trim()"));
      case 1 -> out.add(name, out.one(" =~ ", " ==~ "), out.one("/^web-\\d+$/", "'a|b'", "/x/"));
      case 2 -> {
        if (!fact.words().isEmpty()) {
          String other = "'" + out.one(fact.words()) + "'";
          out.add(name, out.one(" in ", " !in "), "[", "'" + out.one(fact.words()) + "'");
          out.add(", ", other, "]");
        } else if (open) {
          list(name, ValueKind.TEXT);
        } else {
          out.add(name, " =~ ", "/^4f/");
        }
      }
      default -> {
        if (!fact.words().isEmpty()) {
          out.add(name, out.one(" == ", " != "), "'" + out.one(fact.words()) + "'");
        } else if (open) {
          out.add(name, out.one(" == ", " != "));
          out.text();
        } else {
          out.add(name, ".startsWith", "(", "'4f'", ")");
        }
      }
    }
  }

  private void function(String text) {
    switch (out.below(4)) {
      case 0 -> {
        out.add(text, ".length()", out.one(" < ", " == ", " >= "));
        out.value(ValueKind.NUMBER);
      }
      case 1 -> out.add(text, ".matches", "(", out.one("'web-.*'", "/[a-z]+/"), ")");
      default -> {
        out.add(text, ".", out.one("startsWith", "endsWith", "contains", "equalsIgnoreCase"), "(");
        out.text();
        out.add(")");
      }
    }
  }

  private void set(String name, ValueKind elements) {
    switch (out.below(5)) {
      case 0 -> {
        out.value(elements);
        out.add(out.one(" in ", " !in "), name);
      }
      case 1 -> {
        out.add(out.one("", "!"), name, ".contains", "(");
        out.value(elements);
        out.add(")");
      }
      case 2 -> out.add(out.one("", "!"), name, ".isEmpty()");
      case 3 -> {
        out.add(name, ".size()", out.one(" > ", " == ", " != "));
        out.value(ValueKind.NUMBER);
      }
      default -> {
        out.add(name, ".", out.one("any", "all", "none"), " { ");
        joined(1, () -> element(elements));
        out.add(" }");
      }
    }
  }

  private void element(ValueKind kind) {
    switch (out.below(3)) {
      case 0 -> list("it", kind);
      case 1 -> {
        out.add("it", out.one(" == ", " != "));
        out.value(kind);
      }
      default -> {
        if (kind == ValueKind.TEXT) {
          function("it");
        } else {
          ordered("it", kind);
        }
      }
    }
  }

  private void list(String name, ValueKind kind) {
    out.add(name, out.one(" in ", " !in "), "[");
    out.value(kind);
    out.add(", ");
    out.value(kind);
    out.add("]");
  }

  private void ordered(String name, ValueKind kind) {
    switch (out.below(5)) {
      case 0 -> {
        out.add(name, out.one(" in ", " !in "));
        range(kind);
      }
      case 1 -> list(name, kind);
      default -> {
        out.add(name, out.one(" < ", " <= ", " > ", " >= ", " == ", " != "));
        out.value(kind);
      }
    }
  }

  private void range(ValueKind kind) {
    String between = out.one("..", "..<");
    switch (kind) {
      case NUMBER -> out.add(out.one("0", "1"), between, out.one("125", "2.5", "9 + 1"));
      case PERCENT -> out.add(out.one("50%", "0%"), between, out.one("80%", "99.5%"));
      case BYTES -> out.add(out.one("1.MB", "64KiB"), between, out.one("2GB", "1.5GiB"));
      case TIME -> out.add(out.one("1.second", "500.ms"), between, out.one("2.hours", "3days"));
      case INSTANT -> {
        if (out.rarely(2)) {
          out.add("2.days.ago", between, out.one("1.hour.ago", "(1.day - 1.hour).ago"));
        } else {
          out.add("'2026-01-01T00:00:00Z'", between, "'2026-02-01T00:00:00Z'");
        }
      }
      default -> throw new IllegalArgumentException("no range of " + kind.phrase());
    }
  }
}
