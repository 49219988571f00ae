package dev.thaw.compile;

import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.List;

/** Writes right statements at random: every verb, clause and option, apart or named. */
final class StepGrammar {
  private final RandomTokens out;
  private final PredicateGrammar predicates;
  private final List<String> secrets = new ArrayList<>();

  private boolean bearing = true;

  StepGrammar(RandomTokens out, PredicateGrammar predicates) {
    this.out = out;
    this.predicates = predicates;
  }

  /** Says whether a step may bear its failure here. */
  void bearing(boolean may) {
    bearing = may;
  }

  void secret(String name) {
    secrets.add(name);
  }

  /**
   * Writes a statement.
   *
   * @param name what to call it, in quotes; empty for nothing
   * @param after what to put it after, as a script writes it; empty for nothing
   */
  void step(String name, String after) {
    boolean named = out.rarely(8);
    String verb =
        out.one("pause", "unpause", "start", "stop", "restart", "kill", "exec", "logs", "ps");
    List<Runnable> clauses = ofAction(verb, named);
    clauses.add(() -> predicates.clause("where", named));
    clauses.addAll(ofStep(named));
    if (!name.isEmpty()) {
      clauses.add(() -> value("named", named, () -> out.add(name)));
    }
    if (!after.isEmpty()) {
      clauses.add(() -> value("after", named, () -> out.add(after)));
    }
    boolean lasting = verb.equals("pause") && out.rarely(3);
    if (lasting) {
      clauses.add(() -> value("lasting", named, out::duration));
    }
    out.shuffle(clauses);
    action(verb, named, clauses);
    while (!lasting && out.rarely(5)) {
      out.add(out.one(" ", "\n  "), "then ");
      String next = out.one("unpause", "restart", "exec", "logs", "kill");
      List<Runnable> rest = ofAction(next, false);
      out.shuffle(rest);
      action(next, false, rest);
    }
  }

  /**
   * Writes what is frozen, up to {@code during}.
   *
   * @param name what to call it, in quotes; empty for nothing
   * @param after what to put it after, as a script writes it; empty for nothing
   */
  void frozen(String name, String after) {
    boolean named = out.rarely(8);
    List<Runnable> clauses = ofAction("pause", named);
    clauses.add(() -> predicates.clause("where", named));
    clauses.addAll(ofSelection(named, "1"));
    if (out.rarely(2)) {
      clauses.add(() -> value("atMost", named, out::duration));
    }
    if (!name.isEmpty()) {
      clauses.add(() -> value("named", named, () -> out.add(name)));
    }
    if (!after.isEmpty()) {
      clauses.add(() -> value("after", named, () -> out.add(after)));
    }
    out.shuffle(clauses);
    action("frozen", named, clauses);
  }

  private void action(String verb, boolean named, List<Runnable> clauses) {
    out.add(verb);
    if (named) {
      out.add("(");
    }
    boolean first = true;
    if (verb.equals("exec")) {
      out.add(named ? "" : " ");
      command(named);
      first = false;
    }
    for (Runnable clause : clauses) {
      if (named) {
        out.add(first ? "" : ", ");
      } else {
        out.add(out.one(" ", " ", " ", "\n    "));
      }
      clause.run();
      first = false;
    }
    if (named) {
      out.add(")");
    }
  }

  private void command(boolean named) {
    switch (out.below(named ? 2 : 3)) {
      case 0 -> out.add(out.one("'ls -l'", "\"sync\"", "'redis-cli save'", "'echo \"a b\"'"));
      case 1 -> {
        out.add("[", "'ls'", ", ");
        out.text();
        out.add("]");
      }
      default -> out.add("'ls'", ", ", "'a b'");
    }
  }

  /** Returns clauses of which containers are taken, each at most once. */
  private List<Runnable> ofSelection(boolean named, String least) {
    var chosen = new ArrayList<Runnable>();
    if (out.rarely(2)) {
      String word = out.one("min", "max");
      chosen.add(() -> value(word, named, () -> out.add(out.one(least, "1", "5", "200"))));
    }
    if (out.rarely(6)) {
      chosen.add(() -> value("orderBy", named, this::order));
    }
    if (out.rarely(6)) {
      String word = out.one("first", "random");
      chosen.add(() -> value(word, named, () -> out.add(out.one("1", "3"))));
    }
    if (out.rarely(8)) {
      chosen.add(() -> value("concurrency", named, () -> out.add(out.one("1", "16"))));
    }
    return chosen;
  }

  /** Returns clauses of the whole statement, each at most once. */
  private List<Runnable> ofStep(boolean named) {
    List<Runnable> chosen = ofSelection(named, "0");
    if (out.rarely(8)) {
      chosen.add(() -> value("continueOnError", named, () -> {
        if (bearing) {
          out.value(ValueKind.FLAG);
        } else {
          out.add("false");
        }
      }));
    }
    return chosen;
  }

  private void order() {
    out.add(out.one("", "-"));
    out.add(out.one("mem", "name", "age", "mem.ofHost", "label.rank", "label['a-b']", "state"));
  }

  /** Returns clauses that an operation may have, each at most once. */
  private List<Runnable> ofAction(String verb, boolean named) {
    var chosen = new ArrayList<Runnable>();
    if (out.rarely(3)) {
      chosen.add(() -> predicates.clause("when", named));
    }
    if (out.rarely(4)) {
      chosen.add(() -> predicates.clause("unless", named));
    }
    if (out.rarely(3)) {
      chosen.add(() -> value("timeout", named, out::duration));
    }
    if (out.rarely(5)) {
      chosen.add(() -> predicates.clause("until", named));
      chosen.add(() -> value("within", named, out::duration));
    }
    if (out.rarely(6)) {
      chosen.add(() -> value("retry", named, () -> out.add(out.one("0", "3"))));
    }
    if (out.rarely(8)) {
      chosen.add(() ->
          value("backoff", named, () -> out.add(out.one("1.second", "500.ms", "1s..10.seconds"))));
    }
    ofVerb(verb, named, chosen);
    return chosen;
  }

  private void ofVerb(String verb, boolean named, List<Runnable> chosen) {
    switch (verb) {
      case "stop", "restart" -> chosen.add(() -> value("grace", named, out::duration));
      case "kill" ->
        chosen.add(() -> value("signal", named, () -> out.add(out.one("'HUP'", "'SIGQUIT'"))));
      case "logs" -> {
        chosen.add(() -> value("tail", named, () -> out.add(out.one("1", "20"))));
        chosen.add(() -> value("timestamps", named, () -> out.value(ValueKind.FLAG)));
      }
      case "exec" -> {
        chosen.add(() -> value(out.one("user", "workdir"), named, out::text));
        chosen.add(() -> value("env", named, this::variables));
      }
      default -> {
        // No options of its own.
      }
    }
  }

  private void variables() {
    out.add("[", "'LEVEL=1'");
    for (String secret : secrets) {
      out.add(", ", "\"PASSWORD=${" + secret + "}\"");
    }
    out.add("]");
  }

  private void value(String word, boolean named, Runnable value) {
    out.add(word, named ? ": " : " ");
    value.run();
  }
}
