package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Small change of the language. */
final class Phrases {
  private static final int MOST = 6;
  private static final Pattern ONE_OF_MANY = Pattern.compile("^1 ([a-z]{2,})s\\b");

  private Phrases() {}

  /** Returns a sentence of it: a capital in front, a full stop behind. */
  static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT)
        + words.substring(1)
        + (words.endsWith(".") ? "" : ".");
  }

  /** Returns {@code 1 container}, {@code 3 containers}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String time(Duration time) {
    return value(new Value.Time(time));
  }

  /** Returns a value as people say it: texts in quotes, and {@code 1 minute}. */
  static String value(Value value) {
    return value instanceof Value.Text || value instanceof Value.Absent
        ? value.source()
        : ONE_OF_MANY.matcher(value.display()).replaceFirst("1 $1");
  }

  /**
   * Returns {@code line 3}, {@code lines 3, 5 and 9}, with the file of an included one; not all of
   * many.
   */
  static String lines(List<SourceSpan> spans) {
    List<String> places = spans.stream()
        .map(span -> (span.file().isEmpty() ? "" : span.file() + ":") + span.line())
        .distinct()
        .toList();
    if (places.size() > MOST) {
      return "lines " + String.join(", ", places.subList(0, MOST)) + " and "
          + (places.size() - MOST) + " more";
    }
    return (places.size() == 1 ? "line " : "lines ") + series(places, "and");
  }

  static String series(List<String> words, String last) {
    int size = words.size();
    return size < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, size - 1)) + " " + last + " " + words.get(size - 1);
  }
}
