package dev.thaw.explain;

import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Explanations as people read them. */
public final class ExplanationText {
  private static final int WIDTH = 100;
  private static final int HEADING = 12;

  private ExplanationText() {}

  /**
   * Returns the lines.
   *
   * @param name how the user names a file of the script
   */
  public static List<String> lines(
      List<Explanation> explanations, UnaryOperator<String> name, Style style) {
    var lines = new ArrayList<String>();
    for (Explanation explanation : explanations) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      SourceSpan span = explanation.span();
      String place = name.apply(span.file()) + ":" + span.line()
          + (span.endLine() > span.line() ? "-" + span.endLine() : "");
      lines.add(style.bold(Printable.text(place + "  " + explanation.title()))
          + (explanation.id().isEmpty() ? "" : style.dim("  (" + explanation.id() + ")")));
      explanation.points().forEach(point -> lines.addAll(lines(point, style)));
    }
    return lines;
  }

  private static List<String> lines(Point point, Style style) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String word : Printable.text(point.text()).split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - HEADING - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    String indent = " ".repeat(HEADING + 2);
    for (int index = 0; index < lines.size(); index++) {
      String heading = point.about() + " ".repeat(HEADING - point.about().length());
      lines.set(index, (index == 0 ? "  " + style.dim(heading) : indent) + lines.get(index));
    }
    return lines;
  }
}
