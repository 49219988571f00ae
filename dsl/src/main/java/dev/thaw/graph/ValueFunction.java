package dev.thaw.graph;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What makes one value of another: {@code name.toLowerCase()}, {@code networks.size()}. */
public enum ValueFunction {
  LOWER("toLowerCase", ValueKind.TEXT, ValueKind.TEXT),
  UPPER("toUpperCase", ValueKind.TEXT, ValueKind.TEXT),
  TRIM("trim", ValueKind.TEXT, ValueKind.TEXT),
  LENGTH("length", ValueKind.TEXT, ValueKind.NUMBER),
  SIZE("size", ValueKind.SET, ValueKind.NUMBER);

  private final String word;
  private final ValueKind from;
  private final ValueKind to;

  ValueFunction(String word, ValueKind from, ValueKind to) {
    this.word = word;
    this.from = from;
    this.to = to;
  }

  /** Returns how a script calls it. */
  public String word() {
    return word;
  }

  /** Returns the kind that it takes. */
  public ValueKind from() {
    return from;
  }

  /** Returns the kind that it gives. */
  public ValueKind to() {
    return to;
  }

  /** Returns the function of that word. */
  public static Optional<ValueFunction> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
  }

  /**
   * Works it out; of null it is null.
   *
   * @throws IllegalArgumentException if the value is of another kind than it takes
   */
  public Value apply(Value value) {
    if (value == Value.Absent.NULL) {
      return value;
    }
    if (value instanceof Value.Text text) {
      switch (this) {
        case LOWER -> {
          return new Value.Text(text.text().toLowerCase(Locale.ROOT));
        }
        case UPPER -> {
          return new Value.Text(text.text().toUpperCase(Locale.ROOT));
        }
        case TRIM -> {
          return new Value.Text(text.text().trim());
        }
        case LENGTH -> {
          return Value.Number.of(text.text().length());
        }
        default ->
          throw new IllegalArgumentException(word + " of " + value.kind().phrase());
      }
    }
    if (this == SIZE && value instanceof Value.Members members) {
      return Value.Number.of(members.items().size());
    }
    throw new IllegalArgumentException(word + " of " + value.kind().phrase());
  }
}
