package dev.thaw.compile;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Option;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The words of the language, gathered from the catalogues, and what each of them is. */
final class Vocabulary {
  static final String ALL = "all";

  private static final Map<String, String> RESERVED = new HashMap<>();
  private static final Set<String> CLAUSES = new TreeSet<>();
  private static final Set<String> STATEMENTS = new TreeSet<>();

  static {
    // Of host.mem, host alone stays free: no value has parts that could be meant.
    FactCatalog.all().stream().map(Fact::name).forEach(name -> RESERVED.put(name, "a fact"));
    for (var operation : OperationCatalog.all()) {
      operation.options().stream().map(Option::name).forEach(CLAUSES::add);
      operation.options().forEach(option -> RESERVED.put(option.name(), "an option"));
    }
    for (Clause clause : Clause.values()) {
      CLAUSES.add(clause.word());
      RESERVED.put(clause.word(), "a clause");
    }
    STATEMENTS.addAll(OperationCatalog.verbs());
    OperationCatalog.verbs().forEach(verb -> RESERVED.put(verb, "a verb"));
    for (Keyword keyword : Keyword.values()) {
      if (keyword.beginsStatement()) {
        STATEMENTS.add(keyword.word());
      }
      RESERVED.put(keyword.word(), "a word of the language");
    }
    RESERVED.put(ALL, "a word of the language");
    RESERVED.put(FactCatalog.IT, "a word of the language");
  }

  private Vocabulary() {}

  /** Returns what a script may not call its own values: {@code a fact}, {@code a verb}. */
  static Optional<String> reservedAs(String name) {
    return Optional.ofNullable(RESERVED.get(name));
  }

  /** Returns whether the word is a clause or any operation's option. */
  static boolean isClause(String word) {
    return CLAUSES.contains(word);
  }

  /** Returns whether a statement can begin with the word. */
  static boolean beginsStatement(String word) {
    return STATEMENTS.contains(word);
  }

  /** Returns whether a block of statements stands behind the word. */
  static boolean hasBlock(String word) {
    return Keyword.named(word)
        .filter(keyword -> keyword.body() != Keyword.Body.NONE)
        .isPresent();
  }

  /** Returns whether the word goes on with another's statement by a block of its own. */
  static boolean continuesBlock(String word) {
    return Keyword.named(word)
        .filter(keyword -> keyword.body() == Keyword.Body.CONTINUATION)
        .isPresent();
  }

  /** Returns whether the block behind the word holds clauses. */
  static boolean hasSettings(String word) {
    return Keyword.named(word)
        .filter(keyword -> keyword.body() == Keyword.Body.SETTINGS)
        .isPresent();
  }

  /** Returns whether the clause of that word has a predicate as its value. */
  static boolean hasPredicate(String word) {
    return Clause.named(word)
        .filter(clause -> clause.shape() == Clause.Shape.PREDICATE)
        .isPresent();
  }

  /** Returns whether the clause of that word has an operation as its value. */
  static boolean hasOperation(String word) {
    return Clause.named(word)
        .filter(clause -> clause.shape() == Clause.Shape.OPERATION)
        .isPresent();
  }

  /** Returns the words that a statement can begin with. */
  static Set<String> statements() {
    return Collections.unmodifiableSet(STATEMENTS);
  }

  /** Returns the words of the clauses that can stand behind it, without its options. */
  static List<String> clauses(String verb, OperationSpec operation) {
    boolean frozen = verb.equals(Keyword.FROZEN.word());
    return Arrays.stream(Clause.values())
        .filter(clause -> frozen ? clause.standsBehindFrozen() : clause.standsBehind(operation))
        .map(Clause::word)
        .toList();
  }

  /** Returns the words of all clauses, without options. */
  static List<String> clauses() {
    return Arrays.stream(Clause.values()).map(Clause::word).toList();
  }
}
