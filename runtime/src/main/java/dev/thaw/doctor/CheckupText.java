package dev.thaw.doctor;

import dev.thaw.checkpoint.Act;
import dev.thaw.checkpoint.Finding;
import dev.thaw.checkpoint.Weight;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What was found, for people. */
public final class CheckupText {
  private final Style style;

  public CheckupText(Style style) {
    this.style = style;
  }

  /** Returns a line for each check, and lines for what to do. */
  public List<String> checks(List<Check> checks) {
    int width = checks.stream().mapToInt(check -> check.of().length()).max().orElse(0);
    var lines = new ArrayList<String>();
    for (Check check : checks) {
      lines.add(mark(check.mark()) + " " + check.of()
          + " ".repeat(width - check.of().length()) + "   " + safe(check.is()));
      if (!check.cure().isEmpty()) {
        lines.add("    " + safe(check.cure()));
      }
      check.commands().forEach(command -> lines.add("      " + style.bold(safe(command))));
    }
    return lines;
  }

  /** Returns what is known of checkpoints. */
  public List<String> findings(List<Finding> findings) {
    var lines = new ArrayList<String>();
    if (findings.isEmpty()) {
      lines.add(mark(Mark.GOOD) + " nothing known against them");
    }
    for (Finding finding : findings) {
      lines.add("  " + mark(marked(finding)) + " " + safe(finding.problem()) + " "
          + style.dim(finding.code()));
      lines.add("      " + safe(finding.cure()) + " " + style.dim("(" + finding.source() + ")"));
    }
    return lines;
  }

  /** Returns whether each act can be done, and why not; then what is worth knowing, once. */
  public List<String> acts(Map<Act, List<Finding>> acts) {
    var lines = new ArrayList<String>();
    var notes = new LinkedHashSet<Finding>();
    acts.forEach((act, findings) -> {
      List<Finding> against =
          findings.stream().filter(found -> found.weight() != Weight.NOTE).toList();
      boolean refused = against.stream().anyMatch(found -> found.weight() == Weight.REFUSED);
      lines.add(mark(against.isEmpty() ? Mark.GOOD : Mark.WARNING) + " " + act.words() + ": "
          + (refused ? "refused" : against.isEmpty() ? "nothing known against it" : "may fail"));
      lines.addAll(against.isEmpty() ? List.of() : findings(against));
      findings.stream().filter(found -> found.weight() == Weight.NOTE).forEach(notes::add);
    });
    if (!notes.isEmpty()) {
      lines.add("Worth knowing");
      lines.addAll(findings(List.copyOf(notes)));
    }
    return lines;
  }

  private static Mark marked(Finding finding) {
    return switch (finding.weight()) {
      case REFUSED, WARNING -> Mark.WARNING;
      case NOTE -> Mark.NOTE;
    };
  }

  private String mark(Mark mark) {
    return switch (mark) {
      case GOOD -> style.green("✓");
      case NOTE -> style.dim("-");
      case UNKNOWN -> style.dim("?");
      case WARNING -> style.yellow("!");
      case PROBLEM -> style.red("✗");
    };
  }

  private static String safe(String text) {
    return Printable.text(text);
  }
}
