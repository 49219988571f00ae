package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_CLAUSE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_VERB;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what is wrong with a statement whose first word is no operation. */
final class UnknownVerb {
  private final SettingReader values;
  private final Problems problems;

  UnknownVerb(SettingReader values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void report(List<Call> sentence) {
    boolean freezes = sentence.stream().map(Call::word).anyMatch(Keyword.DURING.word()::equals)
        && Keyword.named(sentence.get(0).word()).isEmpty();
    if (freezes) {
      unknown(sentence.get(0), "Did you mean frozen?");
    } else {
      report(sentence.get(0));
    }
    clausesOnly(sentence);
  }

  void report(Call verb) {
    String word = verb.word();
    Optional<Keyword> keyword = Keyword.named(word);
    if (keyword.isPresent()) {
      boolean begins = keyword.get().beginsStatement();
      problems.report(
          MISPLACED,
          verb.at(),
          word + (begins ? " begins a statement of its own." : " does not begin a statement."),
          begins ? "Write it on a line of its own." : Examples.behind(keyword.get()));
      return;
    }
    if (Vocabulary.isClause(word)) {
      problems.report(
          MISPLACED,
          verb.at(),
          word + " does not begin a statement.",
          "Write a verb first, as in pause " + Examples.of(word) + ".");
      return;
    }
    var known = new ArrayList<>(Vocabulary.statements());
    known.addAll(Vocabulary.clauses());
    unknown(
        verb,
        Problems.nearest(
            word,
            known,
            "The operations are " + String.join(", ", OperationCatalog.verbs()) + "."));
  }

  private void unknown(Call verb, String cure) {
    problems.report(UNKNOWN_VERB, verb.at(), "There is no operation " + verb.word() + ".", cure);
  }

  /** Behind an unknown verb any option may be right, but clauses can still be checked. */
  private void clausesOnly(List<Call> sentence) {
    for (Call call : sentence.subList(1, sentence.size())) {
      Optional<Clause> clause = Clause.named(call.word());
      if (clause.isEmpty()
          && !Vocabulary.isClause(call.word())
          && !Vocabulary.continuesBlock(call.word())) {
        problems.report(
            UNKNOWN_CLAUSE,
            call.at(),
            "There is no clause " + call.word() + ".",
            Problems.nearest(
                call.word(),
                Vocabulary.clauses(),
                "The clauses are " + String.join(", ", Vocabulary.clauses()) + "."));
      } else if (clause.isPresent()) {
        Setting.of(call, problems).ifPresent(setting -> values.check(clause.get(), setting));
      }
    }
  }
}
