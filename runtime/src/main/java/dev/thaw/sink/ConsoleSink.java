package dev.thaw.sink;

import dev.thaw.diagnose.DiagnosisText;
import dev.thaw.event.Occurrence;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.Runbook;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import dev.thaw.text.TextTable;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells a person what happens: a line when a step has its targets, one for each target that did not
 * go well, one when the step has ended, and a summary. Thread safe.
 */
public final class ConsoleSink implements Sink {
  /** With more targets than this a line for each success would hide what matters. */
  private static final int NAMED_TARGETS = 20;

  private static final int LABELS_SHOWN = 100;

  private final PrintStream out;
  private final Style style;
  private final Progress progress;
  private final boolean quiet;
  private final Map<String, Integer> targets = new HashMap<>();
  private final Map<String, List<Snapshot>> listed = new HashMap<>();

  /**
   * @param out gets the report
   * @param progress shows how far long steps are
   * @param quiet whether to tell only of what did not go well, and what commands print
   */
  public ConsoleSink(PrintStream out, Style style, Progress progress, boolean quiet) {
    this.out = out;
    this.style = style;
    this.progress = progress;
    this.quiet = quiet;
  }

  @Override
  public synchronized void accept(Occurrence occurrence) {
    RunEvent event = occurrence.event();
    if (event instanceof RunEvent.RunStarted started) {
      begin(started);
    } else if (event instanceof RunEvent.Noted noted && !quiet) {
      print(safe(noted.note().text()));
    } else if (event instanceof RunEvent.StepStarted started) {
      begin(started);
    } else if (event instanceof RunEvent.StepRefused refused) {
      print(style.red("✗ ") + head(refused.step()) + ": not run: " + safe(refused.reason()));
    } else if (event instanceof RunEvent.Retrying retrying) {
      print(style.yellow("  ↻ ") + safe(retrying.operation().name()) + ": "
          + safe(retrying.reason()) + "; once more in " + retrying.delay().toMillis() + " ms");
    } else if (event instanceof RunEvent.BreakerOpened opened) {
      print(style.yellow("↯ ") + opened.failed() + " of the last " + opened.requests()
          + " requests failed: the engine is left alone for "
          + seconds(opened.delay()));
    } else if (event instanceof RunEvent.BreakerClosed) {
      print(style.green("✓ ") + "the engine answers again");
    } else if (event instanceof RunEvent.Output output) {
      print(style.dim(safe(output.operation().name()) + " | ") + safe(output.line()));
    } else if (event instanceof RunEvent.Waiting waiting) {
      told(waiting);
    } else if (event instanceof RunEvent.WaitStarted started && !quiet) {
      print(style.bold(
          started.node().span().inWords() + ": " + safe(started.node().source())));
    } else if (event instanceof RunEvent.WaitFinished finished
        && (!quiet || !finished.reason().isEmpty())) {
      print(
          finished.reason().isEmpty()
              ? style.green("  ✓ ") + "after " + seconds(finished.duration())
              : style.red("  ✗ ") + safe(finished.reason()));
    } else if (event instanceof RunEvent.Copied copied && !quiet) {
      print("  → " + safe(copied.receipt().path()) + "  " + copied.receipt().bytes()
          + (copied.in() ? " bytes into " : " bytes from ")
          + safe(copied.operation().name()));
    } else if (event instanceof RunEvent.Diagnosed diagnosed) {
      DiagnosisText.lines(diagnosed.diagnosis(), style).forEach(this::print);
    } else if (event instanceof RunEvent.Listed row) {
      listed.computeIfAbsent(row.operation().step(), key -> new ArrayList<>()).add(row.snapshot());
    } else if (event instanceof RunEvent.Finished finished) {
      end(finished);
    } else if (event instanceof RunEvent.HostIntent intent && !quiet) {
      print(style.bold(intent.host().id() + " on this machine") + ": "
          + safe(String.join(" ", intent.host().words())));
    } else if (event instanceof RunEvent.HostFinished finished
        && (!quiet || !finished.reason().isEmpty())) {
      print((finished.reason().isEmpty() ? style.green("  ✓ ") : style.red("  ✗ "))
          + safe(finished.host().words().get(0))
          + (finished.reason().isEmpty() ? "" : ": " + safe(finished.reason())));
    } else if (event instanceof RunEvent.HoldEnding ending
        && (!quiet || !ending.reason().isEmpty())) {
      print(style.bold(ending.release().id() + " " + ending.release().action().operation())
          + " what " + ending.release().of() + " holds: " + counted(ending.holds())
          + (ending.reason().isEmpty() ? "" : ", " + ending.reason()));
    } else if (event instanceof RunEvent.StepFinished finished) {
      end(finished);
    } else if (event instanceof RunEvent.RunFinished finished) {
      end(finished);
    }
  }

  private void begin(RunEvent.RunStarted started) {
    Runbook runbook = started.runbook();
    if (!quiet && !runbook.name().isEmpty()) {
      String purpose = runbook.description().isEmpty() ? "" : ": " + safe(runbook.description());
      print(style.bold(safe(runbook.name())) + purpose);
    }
  }

  private void begin(RunEvent.StepStarted started) {
    targets.put(started.step().id(), started.targets().size());
    progress.begin(started.step().id(), verb(started.step()), started.targets().size());
    if (quiet) {
      return;
    }
    String all = started.targets().size() < started.matching() ? " of " + started.matching() : "";
    print(style.bold(head(started.step())) + ": " + counted(started.targets().size()) + all);
    if (!started.undecided().isEmpty()) {
      print(style.yellow("  ? ") + counted(started.undecided().size())
          + " left out, the selector cannot be judged: "
          + started.undecided().stream()
              .limit(NAMED_TARGETS)
              .map(snapshot -> safe(snapshot.name()))
              .collect(Collectors.joining(", ")));
    }
  }

  /** What is paused may need a person; the rest is of interest only as long as it is so. */
  private void told(RunEvent.Waiting waiting) {
    String line = safe(waiting.operation().name()) + ": " + safe(waiting.reason());
    if (waiting.paused() && !quiet) {
      print(style.yellow("  … ") + line + "; waits until somebody thaws it");
    } else {
      progress.note(waiting.operation().step(), line);
    }
  }

  private void end(RunEvent.Finished finished) {
    progress.advance(finished.operation().step());
    boolean good = !finished.outcome().bad();
    boolean observed =
        finished.outcome() == Outcome.OBSERVED && finished.reason().isEmpty();
    int count = targets.getOrDefault(finished.operation().step(), 0);
    if (good && (quiet || observed || count > NAMED_TARGETS)) {
      return;
    }
    String reason = finished.reason().isEmpty() ? "" : ": " + safe(finished.reason());
    print("  " + mark(finished.outcome()) + " " + safe(finished.operation().name()) + " "
        + finished.operation().verb() + " " + finished.outcome().word() + reason);
  }

  private void end(RunEvent.StepFinished finished) {
    progress.end(finished.step().id());
    List<Snapshot> rows = listed.remove(finished.step().id());
    if (rows != null) {
      table(rows);
    } else if (!quiet && targets.getOrDefault(finished.step().id(), 0) > NAMED_TARGETS) {
      print("  " + counts(finished.counts()) + " in " + seconds(finished.duration()));
    }
  }

  private void table(List<Snapshot> rows) {
    var table = new TextTable("NAME", "STATE", "IMAGE", "ID", "LABELS");
    rows.stream()
        .sorted(Comparator.comparing(Snapshot::name))
        .forEach(row -> table.row(
            safe(row.name()),
            row.state().word(),
            safe(row.image()),
            safe(row.shortId()),
            labels(row)));
    table.lines().forEach(this::print);
  }

  private static String labels(Snapshot row) {
    String labels = row.labels().entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .sorted()
        .collect(Collectors.joining(","));
    return safe(labels.length() > LABELS_SHOWN ? labels.substring(0, LABELS_SHOWN) + "…" : labels);
  }

  private void end(RunEvent.RunFinished finished) {
    boolean good = finished.exitCode().number() == 0;
    if (quiet && good) {
      return;
    }
    String mark = good ? style.green("✓ ") : style.red("✗ ");
    String notRun = finished.stepsNotRun() == 0 ? "" : ", steps not run: " + finished.stepsNotRun();
    String recovered =
        good && finished.counts().containsKey(Outcome.FAILED) ? " and recovered from" : "";
    String what =
        finished.counts().isEmpty() ? "nothing to do" : counts(finished.counts()) + recovered;
    String meaning = good
        ? ""
        : " (exit " + finished.exitCode().number() + ": " + finished.exitCode().meaning() + ")";
    print(mark + what + notRun + " in " + seconds(finished.duration()) + meaning);
  }

  private void print(String line) {
    progress.clear();
    out.println(line);
  }

  private String mark(Outcome outcome) {
    return switch (outcome) {
      case CHANGED, OBSERVED -> style.green("✓");
      case UNCHANGED -> style.dim("=");
      case SKIPPED -> style.dim("-");
      case DENIED, FAILED -> style.red("✗");
      case UNKNOWN -> style.red("?");
    };
  }

  private static String counts(Map<Outcome, Integer> counts) {
    return Arrays.stream(Outcome.values())
        .filter(counts::containsKey)
        .map(outcome -> counts.get(outcome) + " " + outcome.word())
        .collect(Collectors.joining(", "));
  }

  private static String head(Node.Step step) {
    String name = step.name().isEmpty() ? "" : safe(step.name()) + ": ";
    return step.span().inWords() + ": " + name
        + step.actions().stream()
            .map(Action::operation)
            .map(Object::toString)
            .collect(Collectors.joining(" then "))
        + " where " + safe(step.where().source());
  }

  private static String verb(Node.Step step) {
    return step.actions().get(0).operation().name();
  }

  private static String counted(int containers) {
    return containers == 1 ? "1 container" : containers + " containers";
  }

  /** A formatter would read the locale's numbers for it, at the end of every run. */
  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).setScale(2, RoundingMode.HALF_UP) + " s";
  }

  private static String safe(String text) {
    return Printable.text(text);
  }
}
