package dev.thaw.history;

import dev.thaw.event.Outcome;
import dev.thaw.text.Glyphs;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run as a picture: a row for each target, with a bar for each operation over the time. */
final class Timeline {
  /** With more rows nobody sees any; those that did not go well are always among them. */
  private static final int MOST_ROWS = 100;

  private static final int LEAST_BAR = 10;
  private static final int MOST_BAR = 120;
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_SUMMARY = 24;
  private static final String GAP = "  ";

  private final Instant from;
  private final long millis;
  private final int width;
  private final Glyphs glyphs;
  private final Style style;

  /**
   * @param took from the run's beginning to its end
   * @param width of the lines, in columns
   */
  Timeline(Instant from, Duration took, int width, Glyphs glyphs, Style style) {
    this.from = from;
    this.millis = Math.max(1, took.toMillis());
    this.width = width;
    this.glyphs = glyphs;
    this.style = style;
  }

  /** Returns the picture; nothing if there is nothing to show. */
  List<String> lines(List<KeptOperation> operations) {
    Map<String, List<KeptOperation>> targets = new LinkedHashMap<>();
    for (KeptOperation operation : operations) {
      targets.computeIfAbsent(operation.container(), id -> new ArrayList<>()).add(operation);
    }
    if (targets.isEmpty()) {
      return List.of();
    }
    List<List<KeptOperation>> shown = shown(List.copyOf(targets.values()));
    int names = shown.stream().mapToInt(row -> name(row).length()).max().orElse(0);
    int summaries = shown.stream().mapToInt(row -> summary(row).length()).max().orElse(0);
    int bar = Math.min(MOST_BAR, Math.max(LEAST_BAR, width - names - summaries - 2 * GAP.length()));
    var lines = new ArrayList<String>();
    lines.add(axis(names, bar));
    for (List<KeptOperation> row : shown) {
      String summary = summary(row);
      lines.add((pad(name(row), names)
              + GAP
              + bar(row, bar)
              + GAP
              + (bad(row) ? style.red(summary) : summary))
          .stripTrailing());
    }
    if (shown.size() < targets.size()) {
      lines.add("and " + (targets.size() - shown.size()) + " more, which went well");
    }
    lines.add(style.dim(legend(shown)));
    return lines;
  }

  /** Those that did not go well first of all, if not all have room; in the order of the events. */
  private static List<List<KeptOperation>> shown(List<List<KeptOperation>> rows) {
    long bad = rows.stream().filter(Timeline::bad).count();
    long room = Math.max(0, MOST_ROWS - bad);
    var shown = new ArrayList<List<KeptOperation>>();
    for (List<KeptOperation> row : rows) {
      if (bad(row) || room-- > 0) {
        shown.add(row);
      }
    }
    return shown;
  }

  private String axis(int names, int bar) {
    String end = Took.words(Duration.ofMillis(millis));
    int between = Math.max(1, bar - 1 - end.length());
    return style.dim(" ".repeat(names) + GAP + "0" + " ".repeat(between) + end);
  }

  private String bar(List<KeptOperation> row, int bar) {
    var cells = new Outcome[bar];
    for (KeptOperation operation : row) {
      int begin = cell(operation.begun(), bar, false);
      int end = operation.end().map(told -> cell(told.at(), bar, true)).orElse(bar);
      for (int cell = Math.min(begin, bar - 1);
          cell < Math.max(end, begin + 1) && cell < bar;
          cell++) {
        cells[cell] = worse(cells[cell], operation.outcome());
      }
    }
    var line = new StringBuilder();
    for (int cell = 0; cell < bar; ) {
      int next = cell;
      while (next < bar && cells[next] == cells[cell]) {
        next++;
      }
      line.append(drawn(cells[cell], next - cell));
      cell = next;
    }
    return line.toString();
  }

  private int cell(Instant at, int bar, boolean up) {
    long passed = Math.max(0, Math.min(millis, Duration.between(from, at).toMillis()));
    return (int) ((passed * bar + (up ? millis - 1 : 0)) / millis);
  }

  private String drawn(Outcome outcome, int cells) {
    if (outcome == null) {
      return " ".repeat(cells);
    }
    String drawn = glyph(outcome).repeat(cells);
    return switch (outcome) {
      case CHANGED, OBSERVED -> style.green(drawn);
      case UNCHANGED, SKIPPED -> style.dim(drawn);
      case DENIED, FAILED, UNKNOWN -> style.red(drawn);
    };
  }

  private String glyph(Outcome outcome) {
    return switch (outcome) {
      case CHANGED -> glyphs.done();
      case UNCHANGED, OBSERVED -> glyphs.found();
      case SKIPPED -> glyphs.nothing();
      case DENIED -> glyphs.denied();
      case FAILED -> glyphs.failed();
      case UNKNOWN -> glyphs.unknown();
    };
  }

  /** What lies in one column shows as the one of it that matters most. */
  private static Outcome worse(Outcome left, Outcome right) {
    if (left == null) {
      return right;
    }
    return rank(left) >= rank(right) ? left : right;
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case SKIPPED -> 0;
      case OBSERVED -> 1;
      case UNCHANGED -> 2;
      case CHANGED -> 3;
      case DENIED -> 4;
      case FAILED -> 5;
      case UNKNOWN -> 6;
    };
  }

  private String legend(List<List<KeptOperation>> shown) {
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    shown.forEach(row -> row.forEach(operation -> outcomes.add(operation.outcome())));
    var words = new LinkedHashMap<String, List<String>>();
    for (Outcome outcome : outcomes) {
      words.computeIfAbsent(glyph(outcome), key -> new ArrayList<>()).add(outcome.word());
    }
    var legend = new ArrayList<String>();
    words.forEach((glyph, meant) -> legend.add(glyph + " " + String.join(" or ", meant)));
    return String.join(GAP, legend);
  }

  private static boolean bad(List<KeptOperation> row) {
    return row.stream().anyMatch(operation -> operation.outcome().bad());
  }

  /** The first thing that did not go well, or else what was done. */
  private String summary(List<KeptOperation> row) {
    for (KeptOperation operation : row) {
      if (operation.outcome().bad()) {
        return cut(operation.verb() + " " + operation.outcome().word(), LONGEST_SUMMARY);
      }
    }
    var verbs = new LinkedHashSet<String>();
    row.forEach(operation -> verbs.add(operation.verb()));
    return cut(String.join(", ", verbs), LONGEST_SUMMARY);
  }

  private String name(List<KeptOperation> row) {
    return cut(row.get(0).name(), Math.max(8, Math.min(LONGEST_NAME, width / 3)));
  }

  private String cut(String text, int longest) {
    String safe = Printable.text(text);
    return safe.length() <= longest ? safe : safe.substring(0, longest - 1) + glyphs.more();
  }

  private static String pad(String text, int length) {
    return text + " ".repeat(length - text.length());
  }
}
