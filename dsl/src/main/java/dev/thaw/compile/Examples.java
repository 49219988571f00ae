package dev.thaw.compile;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.operation.OptionType;
import java.util.Optional;

/** Shows how a clause or an option is written. */
final class Examples {
  private Examples() {}

  /** Returns the word with a value that it could have: {@code timeout 30.seconds}. */
  static String of(String word) {
    return word + " " + Clause.named(word).map(Examples::value).orElseGet(() -> option(word));
  }

  /** Returns how a block of that word is written. */
  static String ofBlock(String word) {
    return Keyword.named(word)
        .map(Keyword::example)
        .filter(example -> !example.isEmpty())
        .orElse(word + " { … }");
  }

  /** Returns what to do with a word that goes on with another's statement, and stands alone. */
  static String behind(Keyword continuation) {
    return continuation == Keyword.DURING
        ? "Write it behind frozen, as in frozen where name == 'db' during { … }."
        : "Write it behind the braces of attempt.";
  }

  private static String value(Clause clause) {
    return switch (clause.shape()) {
      case PREDICATE -> "name == 'db'";
      case OPERATION -> "unpause";
      case FACT -> "mem";
      case OPTION -> value(clause.type().orElseThrow());
    };
  }

  private static String option(String word) {
    Optional<OptionType> type = OperationCatalog.all().stream()
        .flatMap(operation -> operation.option(word).stream())
        .map(option -> option.type())
        .findFirst();
    return type.map(Examples::value).orElse("'text'");
  }

  private static String value(OptionType type) {
    return type == OptionType.DURATIONS
        ? "500.ms..10.seconds"
        : Kinds.example(type.kinds().stream().sorted().findFirst().orElseThrow());
  }
}
