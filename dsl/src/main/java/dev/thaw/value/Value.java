package dev.thaw.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A typed, immutable constant of a script.
 *
 * <p>Equality is by meaning: {@code 1} and {@code 1.0} are one number, {@code 60.seconds} and
 * {@code 1.minutes} one duration.
 */
public sealed interface Value {

  /** Returns the type of this value. */
  ValueKind kind();

  /** Returns this value as a script writes it; parsing that text gives an equal value. */
  String source();

  /** Returns this value as people read it, without quotes: in messages, tables and requests. */
  default String display() {
    return source();
  }

  /** Text, of any length; never null. */
  record Text(String text) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.TEXT;
    }

    @Override
    public String source() {
      return SourceText.quote(text);
    }

    @Override
    public String display() {
      return text;
    }
  }

  /** A plain number without unit. */
  @SuppressWarnings("JavaLangClash") // always written Value.Number
  record Number(BigDecimal number) implements Value {
    public Number {
      number = SourceText.canonical(number);
    }

    public static Number of(long number) {
      return new Number(BigDecimal.valueOf(number));
    }

    @Override
    public ValueKind kind() {
      return ValueKind.NUMBER;
    }

    @Override
    public String source() {
      return number.toPlainString();
    }
  }

  /** True or false. */
  record Flag(boolean flag) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.FLAG;
    }

    @Override
    public String source() {
      return Boolean.toString(flag);
    }
  }

  /**
   * A percentage: {@code 80%} holds 80, not 0.8. May pass 100, as a processor share on several
   * cores does.
   */
  record Percent(BigDecimal percent) implements Value {
    public Percent {
      percent = SourceText.canonical(percent);
    }

    @Override
    public ValueKind kind() {
      return ValueKind.PERCENT;
    }

    @Override
    public String source() {
      return percent.toPlainString() + "%";
    }
  }

  /** A size in bytes; decimal units (MB) are powers of 1000, binary ones (MiB) of 1024. */
  record Bytes(BigInteger bytes) implements Value {
    public static Bytes of(long bytes) {
      return new Bytes(BigInteger.valueOf(bytes));
    }

    @Override
    public ValueKind kind() {
      return ValueKind.BYTES;
    }

    @Override
    public String source() {
      return Unit.print(new BigDecimal(bytes), ValueKind.BYTES);
    }

    @Override
    public String display() {
      return source().replace(".", "");
    }
  }

  /** A length of time, to the millisecond. */
  record Time(Duration time) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.TIME;
    }

    @Override
    public String source() {
      return Unit.print(BigDecimal.valueOf(time.toMillis()), ValueKind.TIME);
    }

    @Override
    public String display() {
      return source().replace('.', ' ');
    }
  }

  /** A point in time; a script writes it as text, in ISO form and with its offset from UTC. */
  record Moment(Instant instant) implements Value {
    @Override
    public ValueKind kind() {
      return ValueKind.INSTANT;
    }

    @Override
    public String source() {
      return SourceText.quote(display());
    }

    @Override
    public String display() {
      return instant.toString();
    }
  }

  /**
   * The point in time that lies so far back from the reading that it is compared with:
   * {@code 2.days.ago}. Which one that is, is not known before.
   */
  record Ago(Duration time) implements Value {

    /** Returns the point in time that it is at a moment. */
    public Moment at(Instant now) {
      return new Moment(now.minus(time));
    }

    @Override
    public ValueKind kind() {
      return ValueKind.INSTANT;
    }

    @Override
    public String source() {
      return new Time(time).source() + ".ago";
    }

    @Override
    public String display() {
      return new Time(time).display() + " ago";
    }
  }

  /** An ordered list, such as the words of a command. */
  record Listing(List<Value> items) implements Value {
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public ValueKind kind() {
      return ValueKind.LIST;
    }

    @Override
    public String source() {
      return items.stream().map(Value::source).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public String display() {
      return items.stream().map(Value::display).collect(Collectors.joining(" "));
    }
  }

  /**
   * A text with secret parameters in it, whose values only a run knows: {@code "PASSWORD=${pw}"}.
   *
   * @param pieces in their order
   */
  record Secret(List<Piece> pieces) implements Value {
    public Secret {
      pieces = List.copyOf(pieces);
    }

    /**
     * A piece of it.
     *
     * @param text plain text, or the name of a secret parameter
     */
    public record Piece(String text, boolean secret) {}

    /** Returns the names of the parameters in it. */
    public List<String> names() {
      return pieces.stream().filter(Piece::secret).map(Piece::text).toList();
    }

    /** Returns the whole text. */
    public Text reveal(UnaryOperator<String> values) {
      return new Text(pieces.stream()
          .map(piece -> piece.secret() ? values.apply(piece.text()) : piece.text())
          .collect(Collectors.joining()));
    }

    @Override
    public ValueKind kind() {
      return ValueKind.SECRET;
    }

    @Override
    public String source() {
      return pieces.stream()
          .map(piece ->
              piece.secret() ? "${" + piece.text() + "}" : SourceText.inDoubleQuotes(piece.text()))
          .collect(Collectors.joining("", "\"", "\""));
    }

    /** Tells nothing of the secrets. */
    @Override
    public String display() {
      return reveal(name -> "***").text();
    }
  }

  /** What a container has several of, each once and in order: the names of its networks. */
  record Members(List<Value> items) implements Value {
    public Members {
      items = List.copyOf(items);
    }

    /** Returns texts as a set. */
    public static Members ofTexts(Collection<String> texts) {
      return new Members(
          texts.stream().sorted().distinct().<Value>map(Text::new).toList());
    }

    /** Returns whole numbers as a set. */
    public static Members ofNumbers(Collection<Integer> numbers) {
      return new Members(
          numbers.stream().sorted().distinct().<Value>map(Number::of).toList());
    }

    @Override
    public ValueKind kind() {
      return ValueKind.SET;
    }

    @Override
    public String source() {
      return new Listing(items).source();
    }

    @Override
    public String display() {
      return items.stream().map(Value::display).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** The missing value: a label that a container does not bear, written {@code null}. */
  enum Absent implements Value {
    NULL;

    @Override
    public ValueKind kind() {
      return ValueKind.ABSENT;
    }

    @Override
    public String source() {
      return "null";
    }
  }
}
