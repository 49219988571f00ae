package dev.thaw.operation;

import dev.thaw.value.Value;
import java.util.Optional;

/**
 * A named, typed value that an operation takes: {@code grace 5.seconds}.
 *
 * @param name the word, which is reserved in scripts
 * @param type what its value must be
 * @param summary what it is, in one line, with its default where that is the engine's
 * @param fallback the value without it; {@link Value.Absent#NULL} for none
 * @param positional whether it is also the operation's plain argument, as a command is exec's
 * @param required whether the operation makes no sense without it
 * @param wholeIf the flag of the same operation that leaves a command's text whole, as for a shell;
 *     empty for none
 * @param since the first API that knows it; older engines ignore it without a word
 */
public record Option(
    String name,
    OptionType type,
    String summary,
    Value fallback,
    boolean positional,
    boolean required,
    String wholeIf,
    Dialect since) {

  /** Returns an option that may be left out. */
  public static Option optional(String name, OptionType type, String summary) {
    return new Option(name, type, summary, Value.Absent.NULL, false, false, "", Dialect.OLDEST);
  }

  /** Returns an option that has a value when left out. */
  public static Option withDefault(String name, OptionType type, String summary, Value fallback) {
    return new Option(name, type, summary, fallback, false, false, "", Dialect.OLDEST);
  }

  /** Returns an option that must be there. */
  public static Option required(String name, OptionType type, String summary) {
    return new Option(name, type, summary, Value.Absent.NULL, false, true, "", Dialect.OLDEST);
  }

  /** Returns the operation's plain argument, which must be there. */
  public static Option argument(String name, OptionType type, String summary) {
    return new Option(name, type, summary, Value.Absent.NULL, true, true, "", Dialect.OLDEST);
  }

  /** Returns the operation's plain argument, which may be left out. */
  public static Option optionalArgument(String name, OptionType type, String summary) {
    return new Option(name, type, summary, Value.Absent.NULL, true, false, "", Dialect.OLDEST);
  }

  /** Returns this option as a command whose text stays whole if that flag is set. */
  public Option wholeIf(String flag) {
    return new Option(name, type, summary, fallback, positional, required, flag, since);
  }

  /** Returns this option as one that engines know from that API on, and says so. */
  public Option since(Dialect api) {
    return new Option(
        name, type, summary + "; needs API " + api, fallback, positional, required, wholeIf, api);
  }

  /** Returns the value without it, if there is one. */
  public Optional<Value> defaultValue() {
    return fallback.equals(Value.Absent.NULL) ? Optional.empty() : Optional.of(fallback);
  }
}
