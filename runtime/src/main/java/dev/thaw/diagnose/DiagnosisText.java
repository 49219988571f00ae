package dev.thaw.diagnose;

import dev.thaw.diagnose.Diagnosis.Cause;
import dev.thaw.diagnose.Diagnosis.Finding;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.List;

/** A diagnosis for people. */
public final class DiagnosisText {
  private DiagnosisText() {}

  /** Returns its lines, fit for a terminal. */
  public static List<String> lines(Diagnosis diagnosis, Style style) {
    var lines = new ArrayList<String>();
    lines.add(style.bold(safe(diagnosis.name())) + " (" + safe(shortened(diagnosis.id())) + ", "
        + safe(diagnosis.image()) + ")");
    int number = 1;
    for (Cause cause : diagnosis.causes()) {
      String mark = number == 1 && cause.weight() > 0 ? style.red(number + ".") : number + ".";
      lines.add("  " + mark + " " + style.bold(safe(cause.what())) + " " + style.dim(cause.code()));
      cause.evidence().forEach(evidence -> lines.add("     - " + safe(evidence)));
      lines.add("     " + safe(cause.cure()));
      if (!cause.line().isEmpty()) {
        lines.add("       " + style.green(safe(cause.line())));
      }
      number++;
    }
    int width = diagnosis.findings().stream()
        .mapToInt(finding -> finding.of().length())
        .max()
        .orElse(0);
    for (Finding finding : diagnosis.findings()) {
      lines.add("  " + finding.of() + " ".repeat(width - finding.of().length()) + "   "
          + safe(finding.is()));
    }
    block(lines, "last healthchecks", diagnosis.health());
    block(lines, "last lines", diagnosis.log());
    block(lines, "could not be read", diagnosis.missing());
    return lines;
  }

  private static void block(List<String> lines, String title, List<String> texts) {
    if (!texts.isEmpty()) {
      lines.add("  " + title);
      texts.forEach(text -> lines.add("  | " + safe(text)));
    }
  }

  private static String shortened(String id) {
    return id.substring(0, Math.min(12, id.length()));
  }

  private static String safe(String text) {
    return Printable.text(text);
  }
}
