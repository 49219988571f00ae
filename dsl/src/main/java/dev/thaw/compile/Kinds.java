package dev.thaw.compile;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** How messages speak of kinds of value. */
final class Kinds {
  private static final Set<ValueKind> ORDERED = Set.of(
      ValueKind.NUMBER, ValueKind.PERCENT, ValueKind.BYTES, ValueKind.TIME, ValueKind.INSTANT);

  private static final int SHOWN = 60;
  private static final int ITEMS = 5;

  private Kinds() {}

  /** Returns whether one value of that kind can be less than another. */
  static boolean ordered(ValueKind kind) {
    return ORDERED.contains(kind);
  }

  /** Returns the kinds with their articles: {@code a percentage or a size}. */
  static String phrase(Collection<ValueKind> kinds) {
    return sorted(kinds).stream().map(ValueKind::phrase).collect(Collectors.joining(" or "));
  }

  /** Returns a value of each kind: {@code 80% or 512.MB}. */
  static String examples(Collection<ValueKind> kinds) {
    return sorted(kinds).stream().map(Kinds::example).collect(Collectors.joining(" or "));
  }

  /** Returns a value as its source, shortened where that is long; that of a list would be huge. */
  static String shown(Value value) {
    if (value instanceof Value.Text text) {
      String cut = shortened(text.text());
      return cut.length() == text.text().length()
          ? shortened(value.source())
          : new Value.Text(cut).source() + "…";
    }
    if (value instanceof Value.Listing listing) {
      String items =
          listing.items().stream().limit(ITEMS).map(Kinds::shown).collect(Collectors.joining(", "));
      return "[" + items + (listing.items().size() > ITEMS ? ", …]" : "]");
    }
    return shortened(value.source());
  }

  /** Returns the text, or its beginning. */
  static String shortened(String text) {
    if (text.length() <= SHOWN) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
    return text.substring(0, end) + "…";
  }

  static String example(ValueKind kind) {
    return switch (kind) {
      case TEXT -> "'text'";
      case NUMBER -> "10";
      case FLAG -> "true";
      case PERCENT -> "80%";
      case BYTES -> "512.MB";
      case TIME -> "30.seconds";
      case INSTANT -> "2.days.ago";
      case LIST, SET -> "['a', 'b']";
      case SECRET -> "\"${password}\"";
      case ABSENT -> "null";
    };
  }

  /** Sets without an order of their own would make messages differ between runs. */
  private static Set<ValueKind> sorted(Collection<ValueKind> kinds) {
    return kinds.isEmpty() ? EnumSet.noneOf(ValueKind.class) : EnumSet.copyOf(kinds);
  }
}
