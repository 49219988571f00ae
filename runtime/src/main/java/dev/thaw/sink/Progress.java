package dev.thaw.sink;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One line at the foot of a terminal that says how far the steps under way are; nothing at all
 * elsewhere. Guarded by its user.
 */
public final class Progress {
  private static final String ERASE_LINE = "\r\u001b[2K";
  /** Short steps are over before anybody could read it. */
  private static final int WORTH_SHOWING = 5;

  /** What is longer than a terminal is wide could not be erased. */
  private static final int LONGEST_NOTE = 50;

  private final PrintStream terminal;
  private final boolean shown;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private boolean dirty;

  private Progress(PrintStream terminal, boolean shown) {
    this.terminal = terminal;
    this.shown = shown;
  }

  /** Returns one that is shown on a terminal. */
  public static Progress on(PrintStream terminal) {
    return new Progress(terminal, true);
  }

  /** Returns one that shows nothing. */
  public static Progress hidden() {
    return new Progress(System.err, false);
  }

  private static final class Step {
    private final String verb;
    private final int targets;
    private int done;
    private String note = "";

    private Step(String verb, int targets) {
      this.verb = verb;
      this.targets = targets;
    }
  }

  void begin(String step, String verb, int targets) {
    steps.put(step, new Step(verb, targets));
  }

  void advance(String step) {
    Step under = steps.get(step);
    if (under != null) {
      under.done++;
      draw();
    }
  }

  /** Says what a step waits for, which is worth showing however few its targets are. */
  void note(String step, String words) {
    Step under = steps.get(step);
    if (under != null) {
      under.note = words.length() > LONGEST_NOTE ? words.substring(0, LONGEST_NOTE) + "…" : words;
      draw();
    }
  }

  void end(String step) {
    steps.remove(step);
    clear();
  }

  /** Makes room for a line of the report. */
  void clear() {
    if (dirty) {
      terminal.print(ERASE_LINE);
      terminal.flush();
      dirty = false;
    }
  }

  private void draw() {
    String line = steps.values().stream()
        .filter(step -> step.targets >= WORTH_SHOWING || !step.note.isEmpty())
        .map(step -> step.verb + " " + Math.min(step.done, step.targets) + "/" + step.targets
            + (step.note.isEmpty() ? "" : " (" + step.note + ")"))
        .collect(Collectors.joining("  "));
    if (shown && !line.isEmpty()) {
      terminal.print(ERASE_LINE + line);
      terminal.flush();
      dirty = true;
    }
  }
}
