package dev.thaw.compile;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the parameters of a file were given: texts of a command line, or values of a script. */
sealed interface Given {

  /** Returns the names that something was given for. */
  Set<String> names();

  /**
   * Returns what was given as a value of that kind, if anything was. Neither value nor problem:
   * what was given is wrong, which is reported where it stands.
   */
  Optional<OptionValue> find(String name, ValueKind kind);

  /** Returns how a parameter is given a value. */
  String how(String name);

  /** Texts, as a command line has them. */
  record Texts(Map<String, String> texts) implements Given {
    @Override
    public Set<String> names() {
      return texts.keySet();
    }

    @Override
    public Optional<OptionValue> find(String name, ValueKind kind) {
      return Optional.ofNullable(texts.get(name)).map(text -> LiteralText.parse(text, kind));
    }

    @Override
    public String how(String name) {
      return "-p " + name + "=VALUE";
    }
  }

  /** Values, as {@code include} has them. */
  record Values(Map<String, Optional<Value>> values) implements Given {
    @Override
    public Set<String> names() {
      return values.keySet();
    }

    @Override
    public Optional<OptionValue> find(String name, ValueKind kind) {
      return values.containsKey(name)
          ? Optional.of(values.get(name).map(value -> checked(value, kind)).orElse(UNKNOWN))
          : Optional.empty();
    }

    private static OptionValue checked(Value value, ValueKind kind) {
      return value.kind() == kind
          ? OptionValue.of(value)
          : OptionValue.wrongType(
              Kinds.shown(value) + " is " + value.kind().phrase() + ", not " + kind.phrase() + ".",
              "Give one, as " + Kinds.example(kind) + ".");
    }

    @Override
    public String how(String name) {
      return "include 'file.groovy', " + name + ": value";
    }

    private static final OptionValue UNKNOWN = OptionValue.wrongType("", "");
  }
}
