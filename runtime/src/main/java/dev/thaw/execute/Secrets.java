package dev.thaw.execute;

import dev.thaw.operation.Arguments;
import dev.thaw.value.Value;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The values of a script's secret parameters. They are put in just before a request leaves, and
 * taken out of whatever comes back before anybody is told of it.
 */
public final class Secrets {
  /** None at all. */
  public static final Secrets NONE = new Secrets(Map.of());

  private static final String MASK = "***";

  /** Fewer letters are no clue, and common in any text. */
  private static final int LEAST_CLUE = 4;

  private final Map<String, String> values;
  private final List<String> spellings;

  /** @param values by the parameters' names */
  public Secrets(Map<String, String> values) {
    this.values = Map.copyOf(values);
    this.spellings = values.values().stream()
        .flatMap(Secrets::spellings)
        .filter(spelling -> !spelling.isBlank())
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  /** As it stands, as JSON, a web address and a configuration may hold it, and its lines. */
  private static Stream<String> spellings(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    String json = new com.fasterxml.jackson.databind.node.TextNode(value).toString();
    Stream<String> lines = value.lines().filter(line -> line.length() >= LEAST_CLUE);
    return Stream.concat(
        lines,
        Stream.of(
            value,
            json.substring(1, json.length() - 1),
            URLEncoder.encode(value, StandardCharsets.UTF_8),
            Base64.getEncoder().withoutPadding().encodeToString(bytes)));
  }

  /** Returns the arguments with the values in place of their names. */
  Arguments reveal(Arguments arguments) {
    var revealed = new TreeMap<String, Value>();
    arguments.values().forEach((name, value) -> revealed.put(name, reveal(value)));
    return new Arguments(revealed);
  }

  private Value reveal(Value value) {
    if (value instanceof Value.Listing listing) {
      return new Value.Listing(listing.items().stream().map(this::reveal).toList());
    }
    return value instanceof Value.Secret secret ? secret.reveal(values::get) : value;
  }

  /** Returns a text with {@code ***} in place of every value. */
  String conceal(String text) {
    BitSet traces = traces(text);
    traces.or(beginningAtTheEnd(text));
    return masked(text, traces);
  }

  /** Returns how much of a text's end may be the beginning of a value: so many symbols at most. */
  int longestBeginning() {
    return spellings.isEmpty() ? 0 : spellings.get(0).length() - 1;
  }

  /** Returns which symbols of a text belong to a value that stands in it; they may overlap. */
  BitSet traces(String text) {
    var traces = new BitSet();
    for (String spelling : spellings) {
      for (int at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
        traces.set(at, at + spelling.length());
      }
    }
    return traces;
  }

  /** Returns which symbols may be a value's beginning where a text was cut short. */
  BitSet beginningAtTheEnd(String text) {
    var traces = new BitSet();
    int end = text.endsWith("…") ? text.length() - 1 : text.length();
    for (String spelling : spellings) {
      for (int length = Math.min(end, spelling.length() - 1); length >= LEAST_CLUE; length--) {
        if (text.startsWith(spelling.substring(0, length), end - length)) {
          traces.set(end - length, end);
          break;
        }
      }
    }
    return traces;
  }

  /** Returns a text with {@code ***} in place of each run of such symbols. */
  static String masked(String text, BitSet traces) {
    var masked = new StringBuilder();
    int shown = 0;
    for (int at = traces.nextSetBit(0);
        at >= 0 && at < text.length();
        at = traces.nextSetBit(shown)) {
      masked.append(text, shown, at).append(MASK);
      shown = Math.min(traces.nextClearBit(at), text.length());
    }
    return masked.append(text, shown, text.length()).toString();
  }
}
