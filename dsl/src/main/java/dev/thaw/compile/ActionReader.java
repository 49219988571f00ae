package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.OUT_OF_RANGE;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_CLAUSE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_OPTION;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Action;
import dev.thaw.graph.Predicate;
import dev.thaw.graph.Retry;
import dev.thaw.graph.Until;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Effect;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Unit;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.codehaus.groovy.ast.ASTNode;

/** Gathers what a statement says of one operation: its options, guards and time limit. */
final class ActionReader {
  private final OperationSpec operation;
  private final Call verb;
  private final SettingReader values;
  private final Problems problems;
  private final Map<String, Setting> seen = new HashMap<>();
  private final TreeMap<String, Value> arguments = new TreeMap<>();
  private final List<Predicate> guards = new ArrayList<>();
  private final Defaults defaults;
  private Optional<Duration> timeout = Optional.empty();
  private Optional<Predicate> until = Optional.empty();
  private Optional<Duration> within = Optional.empty();
  private Optional<Integer> retry = Optional.empty();
  private Optional<Retry.Backoff> backoff = Optional.empty();
  private SourceSpan end;

  ActionReader(
      OperationSpec operation,
      Call verb,
      SettingReader values,
      Defaults defaults,
      Problems problems) {
    this.defaults = defaults;
    this.operation = operation;
    this.verb = verb;
    this.values = values;
    this.problems = problems;
    this.end = problems.places().of(verb.at());
    for (Option option : operation.options()) {
      option.defaultValue().ifPresent(value -> arguments.put(option.name(), value));
    }
    readArguments();
  }

  private void readArguments() {
    if (verb.values().isEmpty()) {
      return;
    }
    Optional<Option> argument = operation.argument();
    if (argument.isEmpty()) {
      problems.report(
          MISPLACED,
          verb.values().get(0),
          verb.word() + " takes no argument.",
          "Write where before a condition, or the name of an option before its value.");
      return;
    }
    SourceSpan whole = Places.between(
        problems.places().of(verb.values().get(0)),
        problems.places().of(verb.values().get(verb.values().size() - 1)));
    values
        .positional(argument.get(), verb.values(), whole)
        .ifPresent(value -> arguments.put(argument.get().name(), value));
    seen.put(
        argument.get().name(),
        new Setting(argument.get().name(), verb.values().get(0), verb.values().get(0)));
    end = whole;
  }

  /** Returns the operation that it gathers for. */
  OperationSpec operation() {
    return operation;
  }

  /** Returns whether it was given something that it does not take, such as a bare condition. */
  boolean misread() {
    return !verb.values().isEmpty() && operation.argument().isEmpty();
  }

  /** Returns whether the setting stands for the first time; reports it if not. */
  boolean first(Setting setting) {
    end = problems.places().of(setting.value());
    Setting before = seen.putIfAbsent(setting.word(), setting);
    if (before != null) {
      problems.report(
          REPEATED,
          setting.at(),
          setting.word() + " stands twice; the first is at " + problems.places().of(before.at())
              + ".",
          "Remove one of them.");
    }
    return before == null;
  }

  /** Takes a clause that belongs to the operation, or one of its options. */
  void take(Setting setting) {
    Optional<Clause> clause = Clause.named(setting.word());
    if (clause.isPresent()) {
      guard(clause.get(), setting);
      return;
    }
    Optional<Option> option = operation.option(setting.word());
    if (option.isEmpty()) {
      reportUnknown(setting.word(), setting.at());
    } else if (first(setting)) {
      values
          .option(option.get().type(), setting)
          .ifPresent(value -> arguments.put(setting.word(), value));
    }
  }

  /** Returns whether the word is a clause or one of the operation's options. */
  boolean knows(String word) {
    return Clause.named(word).isPresent() || operation.option(word).isPresent();
  }

  private void guard(Clause clause, Setting setting) {
    if (!first(setting)) {
      return;
    }
    switch (clause) {
      case WHEN -> values.predicate(setting).ifPresent(guards::add);
      case UNLESS -> values.predicate(setting).map(Logic::not).ifPresent(guards::add);
      case UNTIL -> until = values.predicate(setting);
      case WITHIN -> within = values.duration(setting);
      case TIMEOUT -> timeout = values.duration(setting);
      case RETRY -> retry = values.count(setting);
      case BACKOFF -> backoff = values.backoff(setting);
      default -> throw new IllegalArgumentException("a step's clause: " + clause.word());
    }
  }

  void reportUnknown(String word, ASTNode at) {
    var known = new ArrayList<>(Vocabulary.clauses(verb.word(), operation));
    operation.options().forEach(option -> known.add(option.name()));
    if (Vocabulary.isClause(word)) {
      problems.report(
          UNKNOWN_OPTION,
          at,
          verb.word() + " has no option " + word + ".",
          "It takes " + String.join(", ", known) + ".");
      return;
    }
    String otherwise = Unit.named(word).isPresent()
        ? "Write the unit behind a dot, as 5." + word + "."
        : "The clauses of " + verb.word() + " are " + String.join(", ", known) + ".";
    problems.report(
        UNKNOWN_CLAUSE,
        at,
        "There is no clause " + word + ".",
        Problems.nearest(word, meant(), otherwise));
  }

  /** Returns what else could have been meant by a word at that place. */
  private List<String> meant() {
    var meant = new ArrayList<>(Vocabulary.clauses());
    operation.options().forEach(option -> meant.add(option.name()));
    if (verb.word().equals(Keyword.FROZEN.word())) {
      meant.add(Keyword.DURING.word());
    }
    return meant;
  }

  /**
   * Returns what the operation stands for, with all that was said of it; nothing if something was
   * wrong.
   */
  List<Action> actions() {
    for (Option option : operation.options()) {
      if (option.required()
          && !arguments.containsKey(option.name())
          && !seen.containsKey(option.name())) {
        problems.report(
            MISSING,
            verb.at(),
            operation + " has no " + option.name() + ".",
            option.type() == OptionType.COMMAND
                ? "Write behind it " + option.type().phrase() + "."
                : "Write it as in " + operation.example() + ".");
      }
    }
    checkAlternatives();
    splitCommands();
    checkValues();
    checkUntil();
    if (!problems.none()) {
      return List.of();
    }
    List<OperationSpec.Part> parts = operation.parts(new Arguments(arguments));
    OperationSpec.Part last = parts.get(parts.size() - 1);
    int begins = begins(parts);
    return IntStream.range(0, parts.size())
        .mapToObj(index ->
            action(parts.get(index), parts, parts.get(index).equals(last), index <= begins))
        .toList();
  }

  /** Returns the first part that changes something. */
  private static int begins(List<OperationSpec.Part> parts) {
    int index = 0;
    while (index + 1 < parts.size()
        && parts.get(index).operation().effect(parts.get(index).arguments()) == Effect.OBSERVE) {
      index++;
    }
    return index;
  }

  /**
   * What is waited for shows when all of it is done; what guards it is judged until something
   * changes: {@code when { running }} does not hold any more for what it has paused. The timeout is
   * that of the part that it is about: the operation itself, else the last.
   */
  private Action action(
      OperationSpec.Part part, List<OperationSpec.Part> parts, boolean last, boolean guarded) {
    boolean itself = part.operation() == operation;
    boolean none = parts.stream().noneMatch(each -> each.operation() == operation);
    Optional<Duration> limit = itself || none && last
        ? timeout.or(() -> defaults.duration(Clause.TIMEOUT))
        : Optional.empty();
    return new Action(
        part.operation(),
        part.arguments(),
        guards.isEmpty() || !guarded ? Action.ALWAYS : Logic.and(guards),
        itself
            ? deadline(part.arguments())
            : limit.orElseGet(() -> part.operation().deadline(part.arguments())),
        retry(),
        last
            ? until.flatMap(condition -> within().map(most -> new Until(condition, most)))
            : Optional.empty(),
        part.until(),
        Places.between(problems.places().of(verb.at()), end));
  }

  private void checkAlternatives() {
    List<String> known = operation.alternatives();
    List<String> said = known.stream()
        .filter(name -> arguments.containsKey(name) || seen.containsKey(name))
        .toList();
    if (!known.isEmpty() && said.isEmpty()) {
      problems.report(
          MISSING,
          verb.at(),
          operation + " has neither " + String.join(" nor ", known) + ".",
          "Write it as in " + operation.example() + ".");
    } else if (said.size() > 1) {
      problems.report(
          MISPLACED,
          verb.at(),
          operation + " has both " + String.join(" and ", said) + ".",
          "Leave one of them out.");
    }
  }

  /** What only the operation itself knows to be wrong. */
  private void checkValues() {
    arguments.forEach((name, value) -> operation.unfit(name, value).ifPresent(unfit -> {
      Setting given = seen.get(name);
      problems.report(
          OUT_OF_RANGE, given == null ? verb.at() : given.value(), unfit.problem(), unfit.cure());
    }));
  }

  /** How long a wait may take says within, behind it or for all. */
  private Duration deadline(Arguments given) {
    return (operation.waits()
            ? timeout.or(this::within)
            : timeout.or(() -> defaults.duration(Clause.TIMEOUT)))
        .orElseGet(() -> operation.deadline(given));
  }

  private Optional<Duration> within() {
    return within.or(() -> defaults.duration(Clause.WITHIN));
  }

  private Optional<Retry> retry() {
    Optional<Integer> times = retry.or(() -> defaults.count(Clause.RETRY));
    Optional<Retry.Backoff> waits =
        backoff.or(() -> defaults.value(Clause.BACKOFF).map(SettingReader::backoff));
    return times.isEmpty() && waits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Retry(times.orElse(Retry.USUAL), waits));
  }

  private void checkUntil() {
    Setting waits = seen.get(Clause.UNTIL.word());
    Setting limit = seen.get(Clause.WITHIN.word());
    if (waits != null && limit == null && within().isEmpty()) {
      problems.report(
          MISSING,
          waits.at(),
          "until does not say for how long to wait.",
          "Write behind it within 2.minutes.");
    } else if (operation.waits() && limit != null && timeout.isPresent()) {
      problems.report(
          MISPLACED,
          limit.at(),
          operation + " has both within and timeout, which say the same of it.",
          "Leave timeout out.");
    } else if (waits == null && limit != null && !operation.waits()) {
      problems.report(
          MISPLACED,
          limit.at(),
          "within says how long until may wait, but there is no until.",
          "Write until { … } before it, or timeout for the operation itself.");
    }
  }

  private void splitCommands() {
    for (Option option : operation.options()) {
      Value command = arguments.get(option.name());
      if (option.type() == OptionType.COMMAND && command != null) {
        boolean whole = new Value.Flag(true).equals(arguments.get(option.wholeIf()));
        Setting given = seen.get(option.name());
        values
            .accepted(OptionValues.words(command, whole), given == null ? verb.at() : given.value())
            .ifPresent(words -> arguments.put(option.name(), words));
      }
    }
  }
}
