package dev.thaw.compile;

import dev.thaw.catalog.Keyword;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Value;
import java.util.Optional;

/**
 * Reads which lock a run holds. An included file's counts for the whole run: its author meant that
 * nothing else goes on beside it. One run holds one lock, so that two never wait for each other.
 */
final class LockReader {
  private final Assembly assembly;
  private final Problems problems;

  LockReader(Assembly assembly, Problems problems) {
    this.assembly = assembly;
    this.problems = problems;
  }

  void read(Call call, Scope scope) {
    Optional<String> text = Calls.text(call, Keyword.LOCK.example(), scope, problems);
    if (text.isEmpty()) {
      return;
    }
    String name = text.get();
    Optional<String> before = assembly.lock();
    boolean agreed = problems.places().isIncluded() && before.equals(text);
    if (!StepNames.possible(name)) {
      problems.report(
          DiagnosticCode.OUT_OF_RANGE,
          call.values().get(0),
          Kinds.shown(new Value.Text(name)) + " cannot be a lock's name.",
          "Write at most 60 letters, digits, dots, dashes and underscores, as 'backup'.");
    } else if (before.isPresent() && !agreed) {
      problems.report(
          DiagnosticCode.REPEATED,
          call.at(),
          "The script has the lock '" + before.get() + "' already, and a run holds one.",
          problems.places().isIncluded() ? "Give both the same name." : "Remove one of them.");
    } else {
      assembly.lock(name);
    }
  }
}
