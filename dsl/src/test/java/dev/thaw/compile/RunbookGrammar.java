package dev.thaw.compile;

import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes right scripts at random: every form of the language, in the layouts that people use.
 *
 * <p>A script is a list of tokens with the blanks that belong to them, so that what takes it apart
 * afterwards hits words, not letters.
 */
final class RunbookGrammar {
  /** What the scripts include. */
  static final Map<String, String> FILES = Map.of(
      "lib/look.groovy",
      "ps where running orderBy name",
      "lib/drain.groovy",
      "param 'tier'\nparam 'most', 7\nstop where { label.tier == tier && pids < most }");

  private static final int NESTED = 2;
  private static final List<ValueKind> CONSTANTS = List.of(
      ValueKind.TEXT,
      ValueKind.TEXT,
      ValueKind.NUMBER,
      ValueKind.NUMBER,
      ValueKind.PERCENT,
      ValueKind.BYTES,
      ValueKind.TIME);

  private final RandomTokens out;
  private final PredicateGrammar predicates;
  private final StepGrammar steps;
  private final List<String> named = new ArrayList<>();
  private int indent;

  /** How many blocks are around that may be taken several times, or not at all. */
  private int turns;

  /** How many attempts are around: nothing within them says after what it comes. */
  private int attempts;

  private boolean rolling;

  /** The constant that numbers the turns of the loop around; empty if none does. */
  private String number = "";

  RunbookGrammar(Random random) {
    this.out = new RandomTokens(random);
    this.predicates = new PredicateGrammar(out);
    this.steps = new StepGrammar(out, predicates);
  }

  /** Returns the tokens of a script with few statements. */
  List<String> shortScript() {
    if (out.rarely(3)) {
      parameter();
    }
    if (out.rarely(4)) {
      header();
    }
    statement(1);
    return out.tokens();
  }

  /** Returns the tokens of a script: its text is what they make when joined. */
  List<String> script() {
    for (int count = out.below(3); count > 0; count--) {
      parameter();
    }
    if (out.rarely(2)) {
      header();
    }
    for (int count = 1 + out.below(3); count > 0; count--) {
      statement(NESTED);
    }
    return out.tokens();
  }

  private void parameter() {
    String name = out.newName("p");
    out.add("param ", "'" + name + "'");
    if (out.rarely(8)) {
      out.add(", ", "secret: ", "true", "\n");
      steps.secret(name);
      return;
    }
    switch (out.below(5)) {
      case 0 -> parameter(name, ValueKind.TEXT, "'batch'", "type: 'text'");
      case 1 -> parameter(name, ValueKind.TEXT, "'etl'", "oneOf: ['batch', 'etl']");
      case 2 -> parameter(name, ValueKind.NUMBER, "7", "oneOf: [7, 8]");
      case 3 -> parameter(name, ValueKind.PERCENT, "80%", "type: 'percent'");
      default -> parameter(name, ValueKind.TIME, "5.minutes", "required: false");
    }
    out.add("\n");
  }

  private void parameter(String name, ValueKind kind, String fallback, String option) {
    out.add(", ", fallback);
    if (out.rarely(2)) {
      out.add(", ", option);
    }
    if (out.rarely(4)) {
      out.add(", ", "description: ", "'what for'");
    }
    out.declare(name, kind);
  }

  private void header() {
    if (out.rarely(2)) {
      out.add("runbook ", "'nightly'", out.one("", ", 'what for'"), "\n");
    }
    if (out.rarely(2)) {
      out.add("require ");
      out.text();
      out.add(", ");
      predicates.braces();
      out.add(out.one("", " min 2", " max 3", " min 1 max 9"), "\n");
    }
    if (out.rarely(4)) {
      out.add("confirm ");
      out.text();
      out.add("\n");
    }
    if (out.rarely(2)) {
      out.add("never ", "{", "\n");
      for (int count = 1 + out.below(2); count > 0; count--) {
        out.add("  ", out.one("change", "stop", "exec"), " ");
        predicates.clause("where", false);
        out.add("\n");
      }
      out.add("}", "\n");
    }
    if (out.rarely(3)) {
      out.add("defaults ", "{ ", "retry ", "3", ", ", "backoff: ", "500.ms..10.seconds");
      out.add(out.one("; ", "\n"), "timeout ", "30.seconds", out.one("; ", "\n"), "max ", "1000");
      out.add("\n", "concurrency ", "16", "\n", "within ", "1.minute");
      out.add("\n", "continueOnError ", "true", " }", "\n");
    }
  }

  private void statement(int depth) {
    out.add("  ".repeat(indent));
    switch (out.below(depth > 0 ? 20 : 9)) {
      case 7 -> constant();
      case 8 -> line();
      case 9 -> block(depth, out.one("parallel ", "sequence "));
      case 10, 11 -> choice(depth);
      case 12, 13 -> loop(depth);
      case 14 -> roll(depth);
      case 15 -> attempt(depth);
      case 16 -> part(depth);
      case 17, 18 -> hold(depth);
      default -> steps.step(newName(), after());
    }
    out.add(out.one("\n", "\n", "\n\n", ";\n", " // nightly\n"));
  }

  private void line() {
    switch (out.below(3)) {
      case 0 -> {
        out.add("note ");
        out.text();
      }
      case 1 -> out.add("include ", "'lib/look.groovy'");
      default -> {
        out.add("include ", "'lib/drain.groovy'", ", ", "tier: ");
        out.text();
        if (out.rarely(2)) {
          out.add(", ", "most: ");
          out.value(ValueKind.NUMBER);
        }
      }
    }
  }

  /** Names that surely exist are known only where each statement is taken once. */
  private String newName() {
    if (turns > 0 || !out.rarely(6)) {
      return "";
    }
    String name = "'" + out.newName("s") + "'";
    if (attempts == 0) {
      named.add(name);
    }
    return name;
  }

  /** Only what stands further up: no circle comes of it. */
  private String after() {
    if (attempts > 0 || !out.rarely(8)) {
      return "";
    }
    // What is being written may have been named just now.
    List<String> above = named.isEmpty() ? named : named.subList(0, named.size() - 1);
    if (above.isEmpty()) {
      return "[]";
    }
    return out.rarely(2) ? out.one(above) : "[" + out.one(above) + ", " + out.one(above) + "]";
  }

  private void constant() {
    String name = out.newName("c");
    ValueKind kind = out.one(CONSTANTS);
    out.add(out.one("def ", "final "), name, " = ");
    out.value(kind);
    out.declare(name, kind);
  }

  private void choice(int depth) {
    out.add("if ", "(");
    condition();
    out.add(") ");
    turns++;
    block(depth, "");
    if (out.rarely(2)) {
      out.add(" else ");
      block(depth, "");
    }
    turns--;
  }

  private void condition() {
    switch (out.below(4)) {
      case 0 -> out.add(out.one("true", "false", "!false"));
      case 1 -> {
        ValueKind kind = out.one(CONSTANTS);
        out.value(kind);
        out.add(out.one(" == ", " != "));
        out.value(kind);
      }
      case 2 -> {
        out.value(ValueKind.NUMBER);
        out.add(out.one(" < ", " >= "));
        out.value(ValueKind.NUMBER);
      }
      default -> {
        out.add("1 < 2", out.one(" && ", " || "));
        out.text();
        out.add(" in ", "[");
        out.text();
        out.add("]");
      }
    }
  }

  private void loop(int depth) {
    String name = out.newName("n");
    boolean text = out.rarely(2);
    out.add("for ", "(", name, " in ");
    if (text) {
      out.add("[");
      out.text();
      out.add(", ");
      out.text();
      out.add("]");
    } else {
      out.add(out.one("1..3", "0..<2", "[1, 2]"));
    }
    out.add(") ");
    turns++;
    number = text ? "" : name;
    out.inside(() -> {
      out.declare(name, text ? ValueKind.TEXT : ValueKind.NUMBER);
      block(depth, "");
    });
    number = "";
    turns--;
  }

  private void roll(int depth) {
    if (rolling) {
      steps.step("", "");
      return;
    }
    rolling = true;
    String more = out.one("", ", pause: 10.seconds", ", canary: 1, maxFailures: 10%");
    block(depth, out.one("rolling(25%" + more + ") ", "rolling 2" + more + " "));
    rolling = false;
  }

  private void attempt(int depth) {
    attempts++;
    steps.bearing(false);
    block(depth, "attempt ");
    boolean recover = out.rarely(2);
    if (recover) {
      out.add(out.one(" ", "\n"));
      block(depth, "recover ");
    }
    if (!recover || out.rarely(2)) {
      out.add(out.one(" ", "\n"));
      block(depth, "ensure ");
    }
    attempts--;
    steps.bearing(attempts == 0);
  }

  private void hold(int depth) {
    if (rolling) {
      steps.step("", "");
      return;
    }
    String place = after();
    steps.frozen(newName(), place);
    out.add(out.one(" ", "\n"));
    attempts++;
    steps.bearing(false);
    block(depth, "during ");
    attempts--;
    steps.bearing(attempts == 0);
  }

  /** What is inside comes before all who name it, so the name is known only behind it. */
  private void part(int depth) {
    String name = out.newName("s");
    String quoted = turns > 0 ? nameOfTurn(name) : "'" + name + "'";
    if (quoted.isEmpty()) {
      block(depth, "sequence ");
      return;
    }
    String place = after();
    block(depth, "step(" + quoted + (place.isEmpty() ? ") " : ", after: " + place + ") "));
    if (turns == 0 && attempts == 0) {
      named.add(quoted);
    }
  }

  /** Within one loop, what it numbers has a name of its own in each turn. */
  private String nameOfTurn(String name) {
    return turns == 1 && !number.isEmpty() ? "\"" + name + "-${" + number + "}\"" : "";
  }

  /** Writes a block that holds at least one statement which does something. */
  private void block(int depth, String word) {
    out.inside(() -> {
      out.add(word, "{", "\n");
      indent++;
      for (int count = 1 + out.below(2); count > 0; count--) {
        statement(depth - 1);
      }
      if (word.startsWith("step") || attempts > 0) {
        out.add("  ".repeat(indent), "note ", "'done'", "\n");
      }
      indent--;
      out.add("  ".repeat(indent), "}");
    });
  }
}
