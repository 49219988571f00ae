package dev.thaw.compile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A hostile script, and what is seen when it has its way.
 *
 * <p>The files below {@code escape/} hold a class of them each: {@code ==== name canary}, then the
 * text. {@code {file}} and {@code {port}} stand for the canary's place, and {@code {1000*x}} for a
 * thousand times x. {@code ==== @name canary} is a piece of code that replaces {@code §} in every
 * text of the file whose canary is {@code @}.
 *
 * @param id the class and the name
 * @param group the class
 * @param canary what shows that it ran
 * @param predicate whether the text is a condition and not a whole script
 * @param text the text, with placeholders
 */
record EscapeCase(String id, String group, Canary canary, boolean predicate, String text) {
  /** What shows that a script has run. */
  enum Canary {
    /** It makes the file. */
    FILE,
    /** It writes the value of the environment variable {@link PlainGroovy#SECRET} to the file. */
    SECRET,
    /** It connects to the port. */
    CONNECTION,
    /** It writes {@link PlainGroovy#PRINTED} to the standard output. */
    PRINTED,
    /** It ends the process with {@link PlainGroovy#EXIT_CODE}. */
    EXIT,
    /** It does not end, or exhausts the stack before long. */
    HANG,
    /** It runs out of memory or of stack. */
    MEMORY
  }

  static final List<String> GROUPS = List.of(
      "transforms",
      "coercions",
      "dynamic-names",
      "classes",
      "reflection",
      "ambient",
      "exhaustion",
      "imports",
      "texts",
      "closures",
      "places");

  private static final Pattern REPEATED = Pattern.compile("\\{(\\d+)\\*([^{}\\s]+|\\{)}");

  /** Returns the text as a whole script. */
  String script() {
    return predicate ? "ps where {\n  " + text + "\n}" : text;
  }

  /** Returns the text with what the placeholders stand for. */
  static String filled(String text, Path file, int port) {
    String repeated = REPEATED
        .matcher(text)
        .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
            match.group(2).repeat(Integer.parseInt(match.group(1)))));
    return repeated
        .replace("{file}", file.toString())
        .replace("{port}", Integer.toString(port))
        .replace("{folder}", file.getParent().toString());
  }

  static List<EscapeCase> all() {
    return GROUPS.stream().flatMap(group -> read(group).stream()).toList();
  }

  private static List<EscapeCase> read(String group) {
    var pieces = new LinkedHashMap<String, String[]>();
    var cases = new ArrayList<EscapeCase>();
    for (String block : content(group).split("(?m)^==== ", -1)) {
      if (block.isBlank()) {
        continue;
      }
      int line = block.indexOf('\n');
      String[] head = block.substring(0, line).split(" ", -1);
      String text = block.substring(line + 1).stripTrailing();
      boolean predicate = head.length > 2 && head[2].equals("predicate");
      if (head[0].startsWith("@")) {
        pieces.put(head[0].substring(1), new String[] {head[1], text});
      } else if (head[1].equals("@")) {
        pieces.forEach((name, piece) -> cases.add(
            of(group, head[0] + "-" + name, piece[0], predicate, text.replace("§", piece[1]))));
      } else {
        cases.add(of(group, head[0], head[1], predicate, text));
      }
    }
    return cases;
  }

  private static EscapeCase of(
      String group, String name, String canary, boolean predicate, String text) {
    Canary kind = Canary.valueOf(canary.toUpperCase(java.util.Locale.ROOT));
    return new EscapeCase(group + "-" + name, group, kind, predicate, text);
  }

  private static String content(String group) {
    try (InputStream in = EscapeCase.class.getResourceAsStream("/escape/" + group + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Map<String, EscapeCase> byId() {
    var cases = new LinkedHashMap<String, EscapeCase>();
    for (EscapeCase each : all()) {
      if (cases.put(each.id(), each) != null) {
        throw new IllegalStateException("two cases are " + each.id());
      }
    }
    return cases;
  }
}
