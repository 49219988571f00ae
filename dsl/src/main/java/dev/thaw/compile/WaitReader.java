package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the waits that are about no container: {@code waitUntil} and {@code sleep}. */
final class WaitReader {
  private final SettingReader values;
  private final Defaults defaults;
  private final Problems problems;

  WaitReader(Scope scope, Defaults defaults, Problems problems) {
    this.values = new SettingReader(scope, problems);
    this.defaults = defaults;
    this.problems = problems;
  }

  /**
   * What a statement says.
   *
   * @param condition what is waited for; nothing to let a time pass
   * @param limit how long that may take, or how long the time is
   */
  record Draft(Optional<Predicate> condition, Duration limit) {}

  static boolean reads(Keyword keyword) {
    return keyword == Keyword.SLEEP || keyword == Keyword.WAIT_UNTIL;
  }

  Optional<Draft> read(Keyword keyword, List<Call> sentence) {
    Optional<Setting> subject = subject(keyword, sentence.get(0));
    return keyword == Keyword.SLEEP ? sleep(sentence, subject) : waitUntil(sentence, subject);
  }

  private Optional<Setting> subject(Keyword keyword, Call call) {
    if (call.values().size() == 1) {
      return Optional.of(new Setting(call.word(), call.at(), call.values().get(0)));
    }
    problems.report(
        MISSING_VALUE,
        call.at(),
        call.word() + (call.values().isEmpty() ? " has no value." : " has more than one value."),
        "Write it as in " + keyword.example() + ".");
    return Optional.empty();
  }

  private Optional<Draft> sleep(List<Call> sentence, Optional<Setting> subject) {
    boolean alone =
        Calls.alone(sentence, problems) && Calls.namedWithin(sentence.get(0), Set.of(), problems);
    return subject
        .flatMap(values::duration)
        .filter(time -> alone)
        .map(time -> new Draft(Optional.empty(), time));
  }

  private Optional<Draft> waitUntil(List<Call> sentence, Optional<Setting> subject) {
    Optional<Predicate> condition =
        subject.flatMap(values::predicate).filter(read -> ofMachine(read, subject.get()));
    Optional<Setting> limit = limit(sentence);
    Optional<Duration> longest =
        limit.flatMap(values::duration).or(() -> defaults.duration(Clause.WITHIN));
    if (limit.isEmpty() && longest.isEmpty() && sentence.size() == 1) {
      problems.report(
          MISSING,
          sentence.get(0).at(),
          "waitUntil does not say for how long to wait.",
          "Write behind it within 5.minutes.");
    }
    return condition.isPresent()
            && longest.isPresent()
            && (sentence.size() == 1 || limit.isPresent())
        ? Optional.of(new Draft(condition, longest.get()))
        : Optional.empty();
  }

  private Optional<Setting> limit(List<Call> sentence) {
    Optional<Setting> limit = Optional.empty();
    for (Call call : sentence.subList(1, sentence.size())) {
      if (!call.word().equals(Clause.WITHIN.word()) || limit.isPresent()) {
        problems.report(
            MISPLACED,
            call.at(),
            call.word() + (limit.isPresent() ? " stands twice." : " cannot follow waitUntil."),
            "Write within 5.minutes behind it, and nothing else.");
      } else {
        limit = Setting.of(call, problems);
      }
    }
    return Calls.namedWithin(sentence.get(0), Set.of(), problems) ? limit : Optional.empty();
  }

  /** No container is there that other facts could be about. */
  private boolean ofMachine(Predicate condition, Setting subject) {
    Optional<Operand.FactRef> other =
        condition.facts().filter(fact -> !fact.fact().ofHost()).findFirst();
    other.ifPresent(fact -> problems.report(
        NOT_ALLOWED,
        subject.value(),
        fact.source() + " is a fact of a container, and waitUntil is about none.",
        "Write one of the machine, as host.mem, or wait for containers, as in awaitHealthy where"
            + " label.app == 'web'."));
    return other.isEmpty();
  }
}
