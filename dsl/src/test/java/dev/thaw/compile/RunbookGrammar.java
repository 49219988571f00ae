package dev.thaw.compile;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes right scripts at random: every form of the language, in the layouts that people use.
 *
 * <p>A script is a list of tokens with the blanks that belong to them, so that what takes it apart
 * afterwards hits words, not letters.
 */
final class RunbookGrammar {
  private static final int NESTED = 2;
  private static final List<Fact> FACTS = List.copyOf(FactCatalog.all());

  private final Random random;
  private final List<String> out = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private int names;
  private int indent;

  RunbookGrammar(Random random) {
    this.random = random;
  }

  /** Returns the tokens of a script with few statements. */
  List<String> shortScript() {
    if (random.nextInt(3) == 0) {
      parameter();
    }
    statement(1);
    return out;
  }

  /** Returns the tokens of a script: its text is what they make when joined. */
  List<String> script() {
    for (int count = random.nextInt(3); count > 0; count--) {
      parameter();
    }
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      statement(NESTED);
    }
    return out;
  }

  private void parameter() {
    String name = "p" + names++;
    boolean text = random.nextBoolean();
    add("param ", "'" + name + "'", ", ", text ? "'batch'" : "7", "\n");
    (text ? texts : numbers).add(name);
  }

  private void statement(int depth) {
    add("  ".repeat(indent));
    int kind = random.nextInt(depth > 0 ? 12 : 8);
    switch (kind) {
      case 7 -> constant();
      case 8 -> {
        add("parallel ");
        block(depth);
      }
      case 9 -> choice(depth);
      case 10, 11 -> loop(depth);
      default -> step();
    }
    add(one("\n", "\n", "\n\n", ";\n", " // nightly\n"));
  }

  private void constant() {
    String name = "c" + names++;
    boolean text = random.nextBoolean();
    add(one("def ", "final "), name, " = ");
    if (text) {
      text();
    } else {
      number();
    }
    (text ? texts : numbers).add(name);
  }

  private void choice(int depth) {
    add("if ", "(");
    condition();
    add(") ");
    block(depth);
    if (random.nextBoolean()) {
      add(" else ");
      block(depth);
    }
  }

  private void condition() {
    switch (random.nextInt(4)) {
      case 0 -> add(one("true", "false", "!false"));
      case 1 -> {
        number();
        add(one(" < ", " >= ", " == ", " != "));
        number();
      }
      case 2 -> {
        text();
        add(one(" == ", " != "));
        text();
      }
      default -> {
        add("1 < 2", one(" && ", " || "));
        text();
        add(" in ", "[");
        text();
        add("]");
      }
    }
  }

  private void loop(int depth) {
    String name = "n" + names++;
    boolean text = random.nextBoolean();
    add("for ", "(", name, " in ");
    if (text) {
      add("[");
      text();
      add(", ");
      text();
      add("]");
    } else {
      add(one("1..3", "0..<2", "[1, 2]"));
    }
    add(") ");
    List<String> scope = text ? texts : numbers;
    scope.add(name);
    block(depth);
    scope.remove(name);
  }

  /** What is declared inside is forgotten behind it. */
  private void block(int depth) {
    int textsBefore = texts.size();
    int numbersBefore = numbers.size();
    add("{", "\n");
    indent++;
    for (int count = 1 + random.nextInt(2); count > 0; count--) {
      statement(depth - 1);
    }
    indent--;
    add("  ".repeat(indent), "}");
    texts.subList(textsBefore, texts.size()).clear();
    numbers.subList(numbersBefore, numbers.size()).clear();
  }

  private void step() {
    boolean named = random.nextInt(8) == 0;
    String verb = one("pause", "unpause", "start", "stop", "restart", "kill", "exec", "logs", "ps");
    List<Runnable> clauses = clauses(verb, named);
    clauses.add(() -> predicateClause("where", named));
    clauses.add(() -> value(one("min", "max"), named, () -> add(one("0", "1", "5", "200"))));
    if (random.nextBoolean()) {
      clauses.remove(clauses.size() - 1);
    }
    Collections.shuffle(clauses, random);
    action(verb, named, clauses);
    while (random.nextInt(5) == 0) {
      add(one(" ", "\n  "), "then ");
      String next = one("unpause", "restart", "exec", "logs", "kill");
      List<Runnable> rest = clauses(next, false);
      Collections.shuffle(rest, random);
      action(next, false, rest);
    }
  }

  private void action(String verb, boolean named, List<Runnable> clauses) {
    add(verb);
    if (named) {
      add("(");
    }
    boolean first = true;
    if (verb.equals("exec")) {
      add(named ? "" : " ");
      command(named);
      first = false;
    }
    for (Runnable clause : clauses) {
      if (named) {
        add(first ? "" : ", ");
      } else {
        add(one(" ", " ", " ", "\n    "));
      }
      clause.run();
      first = false;
    }
    if (named) {
      add(")");
    }
  }

  private void command(boolean named) {
    switch (random.nextInt(named ? 2 : 3)) {
      case 0 -> add(one("'ls -l'", "\"sync\"", "'redis-cli save'", "'echo \"a b\"'"));
      case 1 -> {
        add("[", "'ls'", ", ");
        text();
        add("]");
      }
      default -> add("'ls'", ", ", "'a b'");
    }
  }

  /** Returns the clauses that a verb may have besides where, min and max, each at most once. */
  private List<Runnable> clauses(String verb, boolean named) {
    var chosen = new ArrayList<Runnable>();
    if (random.nextInt(3) == 0) {
      chosen.add(() -> predicateClause("when", named));
    }
    if (random.nextInt(4) == 0) {
      chosen.add(() -> predicateClause("unless", named));
    }
    if (random.nextInt(3) == 0) {
      chosen.add(() -> value("timeout", named, this::duration));
    }
    switch (verb) {
      case "stop", "restart" -> chosen.add(() -> value("grace", named, this::duration));
      case "kill" -> chosen.add(() -> value("signal", named, () -> add(one("'HUP'", "'SIGQUIT'"))));
      case "logs" -> chosen.add(() -> value("tail", named, () -> add(one("1", "20"))));
      case "exec" -> chosen.add(() -> value("user", named, this::text));
      default -> {
        // No options of its own.
      }
    }
    return chosen;
  }

  private void value(String word, boolean named, Runnable value) {
    add(word, named ? ": " : " ");
    value.run();
  }

  private void predicateClause(String word, boolean named) {
    add(word, named ? ": " : " ");
    if (!named && random.nextBoolean()) {
      predicate(2);
    } else {
      add("{ ");
      predicate(2);
      while (random.nextInt(4) == 0) {
        add(one("\n", "; "));
        predicate(1);
      }
      add(" }");
    }
  }

  private void predicate(int depth) {
    int kind = random.nextInt(depth > 0 ? 8 : 4);
    switch (kind) {
      case 4, 5 -> {
        predicate(depth - 1);
        add(one(" && ", " || "));
        predicate(depth - 1);
      }
      case 6 -> {
        add("!", "(");
        predicate(depth - 1);
        add(")");
      }
      case 7 -> {
        add("(");
        predicate(depth - 1);
        add(")");
      }
      default -> comparison(FACTS.get(random.nextInt(FACTS.size())));
    }
  }

  private void comparison(Fact fact) {
    String name = fact.name() + (fact.keyed() ? one(".tier", ".a.b", "['auto-resume']") : "");
    List<ValueKind> kinds = fact.kinds().stream().sorted().toList();
    ValueKind kind = kinds.get(random.nextInt(kinds.size()));
    boolean free = fact.words().isEmpty() && !fact.name().equals("id");
    switch (kind) {
      case FLAG -> add(one("", "!"), name);
      case TEXT -> {
        if (free && random.nextInt(3) > 0) {
          freeText(name);
        } else if (free) {
          add(name, one(" =~ ", " ==~ "), one("/^web-\\d+$/", "'a|b'", "/x/"));
        } else if (fact.words().isEmpty()) {
          add(name, " =~ ", "/^4f/");
        } else {
          add(name, one(" == ", " != "));
          add("'" + fact.words().get(random.nextInt(fact.words().size())) + "'");
        }
      }
      case NUMBER -> ordered(name, this::number);
      case PERCENT -> ordered(name, () -> add(one("80%", "12.5%", "50.percent", "0%")));
      case BYTES -> ordered(name, () -> add(one("512.MB", "2GB", "1.5GiB", "64KiB", "1.TB")));
      case TIME -> ordered(name, this::duration);
      case LIST, ABSENT -> add("all");
    }
  }

  private void freeText(String name) {
    if (random.nextBoolean()) {
      add(name, one(" == ", " != "));
      text();
    } else {
      add(name, one(" in ", " !in "), "[");
      text();
      add(", ");
      text();
      add("]");
    }
  }

  private void ordered(String name, Runnable value) {
    add(name, one(" < ", " <= ", " > ", " >= ", " == ", " != "));
    value.run();
  }

  private void duration() {
    add(one("5.seconds", "30s", "2.minutes", "500.ms", "1.hour", "90.minutes", "2days"));
    if (random.nextInt(6) == 0) {
      add(" + ", "1.minute");
    }
  }

  private void number() {
    if (!numbers.isEmpty() && random.nextBoolean()) {
      add(numbers.get(random.nextInt(numbers.size())));
    } else {
      add(one("1", "42", "137", "1.5"));
    }
    if (random.nextInt(6) == 0) {
      add(one(" + ", " - ", " * "), "2");
    }
  }

  private void text() {
    if (!texts.isEmpty() && random.nextInt(3) > 0) {
      String name = texts.get(random.nextInt(texts.size()));
      add(one(name, "\"web-${" + name + "}\"", "\"a-$" + name + "\""));
    } else {
      add(one("'web'", "\"db\"", "'it''s'".replace("''", "\\'"), "'''x'''", "'\\u00e9'", "'漢'"));
    }
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private void add(String... tokens) {
    Collections.addAll(out, tokens);
  }
}
