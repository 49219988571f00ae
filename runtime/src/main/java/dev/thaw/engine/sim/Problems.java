package dev.thaw.engine.sim;

import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.diagnostic.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Gathers what is wrong with one YAML file, so that its author hears everything at once. */
final class Problems {
  /** Whoever has more than that has the wrong file. */
  private static final int MOST = 100;

  private final String file;
  private final List<Diagnostic> found = new ArrayList<>();

  Problems(String file) {
    this.file = file;
  }

  void add(DiagnosticCode code, Node where, String problem, String cure) {
    add(code, span(where.getStartMark(), where.getEndMark()), problem, cure);
  }

  void add(DiagnosticCode code, Mark where, String problem, String cure) {
    add(code, span(where, where), problem, cure);
  }

  void add(DiagnosticCode code, SourceSpan span, String problem, String cure) {
    if (found.size() < MOST) {
      found.add(Diagnostic.error(code, file, span, problem, cure));
    } else if (found.size() == MOST) {
      found.add(Diagnostic.error(
          DiagnosticCode.TOO_LARGE,
          file,
          span,
          "There are more than " + MOST + " problems.",
          "Mend those above first."));
    }
  }

  /**
   * Adds that a word is not one of those that can stand there, with the one that was probably
   * meant.
   */
  void addUnknown(
      DiagnosticCode code, Node where, String what, String word, Collection<String> known) {
    String cure = Suggestions.nearest(word, known)
        .map(nearest -> "Did you mean " + nearest + "?")
        .orElseGet(() -> "Write one of: " + String.join(", ", known) + ".");
    add(code, where, "There is no " + what + " '" + YamlScalars.shown(word) + "'.", cure);
  }

  /**
   * Ends the reading if there is anything to say.
   *
   * @throws InvalidWorldException if a problem was added
   */
  void throwIfAny() throws InvalidWorldException {
    if (!found.isEmpty()) {
      throw new InvalidWorldException(found);
    }
  }

  private static SourceSpan span(Mark start, Mark end) {
    return new SourceSpan(start.getLine() + 1, column(start), end.getLine() + 1, column(end));
  }

  /** The parser counts code points, editors and our diagnostics UTF-16 units. */
  private static int column(Mark mark) {
    int pairs = 0;
    int[] text = mark.getBuffer();
    for (int index = mark.getPointer() - mark.getColumn(); index < mark.getPointer(); index++) {
      if (index >= 0 && Character.isSupplementaryCodePoint(text[index])) {
        pairs++;
      }
    }
    return mark.getColumn() + pairs + 1;
  }
}
