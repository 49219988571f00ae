package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISPLACED;
import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.REPEATED;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.codehaus.groovy.ast.stmt.BlockStatement;

/** Reads {@code frozen where … during { … }}: what is held, and what is done meanwhile. */
final class Frozen {
  private static final String DURING = Keyword.DURING.word();

  private final Blocks blocks;
  private final Walker walker;
  private final Assembly assembly;
  private final Problems problems;

  Frozen(Blocks blocks, Walker walker, Assembly assembly, Problems problems) {
    this.blocks = blocks;
    this.walker = walker;
    this.assembly = assembly;
    this.problems = problems;
  }

  void read(List<Call> sentence, SourceSpan span, Scope scope) {
    int place = IntStream.range(0, sentence.size())
        .filter(index -> sentence.get(index).word().equals(DURING))
        .findFirst()
        .orElse(sentence.size());
    if (assembly.graph().isRolling()) {
      problems.report(
          MISPLACED,
          sentence.get(0).at(),
          "frozen stands inside of rolling, but holds all its containers at once.",
          "Write it around rolling, or without.");
    }
    if (place == sentence.size()) {
      withoutDuring(sentence);
    } else {
      sentence.subList(place + 1, sentence.size()).forEach(this::behind);
    }
    Optional<Call> during = sentence.stream().skip(place).findFirst();
    Optional<BlockStatement> body = during.filter(blocks::onlyBlock).flatMap(blocks::body);
    Optional<StepReader.Draft> draft = walker.held(sentence.subList(0, place), span, scope);
    if (body.isPresent() && draft.isPresent()) {
      assembly.graph().held(draft.get(), span, () -> blocks.part(during.get(), body.get(), scope));
    } else {
      body.ifPresent(block -> blocks.part(during.get(), block, scope));
    }
  }

  /** Of a sentence with a word that nobody knows, that one is the matter. */
  private void withoutDuring(List<Call> sentence) {
    boolean known = sentence.stream()
        .skip(1)
        .map(Call::word)
        .allMatch(word -> Vocabulary.isClause(word) || Keyword.named(word).isPresent());
    if (known) {
      problems.report(
          MISSING_VALUE,
          sentence.get(0).at(),
          "frozen does not say what is done while the containers are frozen.",
          "Write during { … } at its end, or pause where … to leave them paused.");
    }
  }

  private void behind(Call call) {
    if (call.word().equals(DURING)) {
      problems.report(REPEATED, call.at(), "during stands twice.", "Write all of it in one block.");
    } else if (Vocabulary.continuesBlock(call.word())) {
      problems.report(
          MISPLACED,
          call.at(),
          call.word() + " cannot follow during.",
          "Write attempt { frozen … } around all of it, and " + call.word() + " behind that.");
    } else {
      problems.report(
          MISPLACED,
          call.at(),
          call.word() + " stands behind the braces of during.",
          "Write it before during, or begin a new statement.");
    }
  }
}
