package dev.thaw.history;

import dev.thaw.event.Outcome;
import dev.thaw.event.RunIdentity;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.text.Glyphs;
import dev.thaw.text.Printable;
import dev.thaw.text.Style;
import dev.thaw.text.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs for people: a list of them, or one with all that there is to tell of it. */
public final class RunText {
  private static final int DIGITS = 12;

  private final Style style;
  private final Glyphs glyphs;
  private final int width;

  /** @param width of the lines, in columns */
  public RunText(Style style, Glyphs glyphs, int width) {
    this.style = style;
    this.glyphs = glyphs;
    this.width = width;
  }

  /** Returns a table of runs. */
  public List<String> table(List<KeptRun> runs) {
    var table = new TextTable("RUN", "BEGAN (UTC)", "TOOK", "SCRIPT", "EXIT", "OUTCOMES");
    for (KeptRun run : runs) {
      table.row(
          RunStore.shortId(run.id()),
          moment(run.record().started()),
          run.result().isPresent() ? Took.words(run.took(run.record().started())) : "",
          safe(run.record().identity().script()),
          ending(run),
          run.result().map(result -> counts(result.counts())).orElse(""));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.set(0, style.bold(lines.get(0)));
    for (int index = 0; index < runs.size(); index++) {
      boolean good = runs.get(index).result().map(RunResult::good).orElse(false);
      boolean going = runs.get(index).state() == KeptRun.State.RUNNING;
      if (!good) {
        String line = lines.get(index + 1);
        lines.set(index + 1, going ? style.yellow(line) : style.red(line));
      }
    }
    return lines;
  }

  private static String ending(KeptRun run) {
    return run.result()
        .map(result -> result.good() ? "0" : result.exitCode() + ": " + result.meaning())
        .orElse(run.state().word());
  }

  /** Returns all that there is to tell of a run. */
  public List<String> lines(KeptRun run, OperationGraph graph, KeptEvents events) {
    var lines = new ArrayList<String>();
    head(lines, run, events);
    Duration took = run.took(events.last());
    part(
        lines,
        "TIMELINE",
        new Timeline(run.record().started(), took, width, glyphs, style)
            .lines(events.operations()));
    part(lines, "STEPS", steps(graph, events));
    part(lines, "NOT WELL", bad(run, graph, events));
    return lines;
  }

  private void part(List<String> lines, String title, List<String> content) {
    if (!content.isEmpty()) {
      lines.add("");
      lines.add(style.bold(title));
      lines.addAll(content);
    }
  }

  private void head(List<String> lines, KeptRun run, KeptEvents events) {
    RunRecord record = run.record();
    RunIdentity who = record.identity();
    boolean good = run.result().map(RunResult::good).orElse(false);
    String ending = run.result()
        .map(result -> "exit " + result.exitCode() + ": " + result.meaning())
        .orElse(run.state().word());
    lines.add(style.bold("run " + safe(run.id())) + ": " + (good ? ending : style.red(ending)));
    if (!record.runbook().name().isEmpty()) {
      String what = record.runbook().description();
      entry(lines, "runbook", record.runbook().name() + (what.isEmpty() ? "" : ": " + what));
    }
    entry(
        lines,
        "script",
        record.path().map(Object::toString).orElse(who.script())
            + ", SHA-256 " + start(who.scriptSha256())
            + who.revision()
                .map(at -> ", commit " + start(at.commit()) + (at.dirty() ? ", changed since" : ""))
                .orElse(""));
    String parameters = record.parameters().entrySet().stream()
        .map(parameter -> parameter.getKey() + " = " + parameter.getValue())
        .collect(Collectors.joining(", "));
    String secrets = record.secrets().stream()
        .map(secret -> secret + " = ***")
        .collect(Collectors.joining(", "));
    entry(
        lines,
        "with",
        parameters + (parameters.isEmpty() || secrets.isEmpty() ? "" : ", ") + secrets);
    entry(
        lines,
        "by",
        who.user() + who.sudoUser().map(user -> " for " + user + " (sudo)").orElse("")
            + (who.terminal() ? " at a terminal" : "") + ", process " + who.pid() + " on "
            + who.host() + ", Thaw " + record.thaw());
    entry(
        lines,
        "engine",
        (record.engine().id().isEmpty()
                ? "none that answered"
                : record.engine().version() + ", " + record.engine().id())
            + " at " + record.engine().address());
    entry(
        lines,
        "when",
        moment(record.started()) + " UTC, " + (run.result().isPresent() ? "took " : "known of for ")
            + Took.words(run.took(events.last())));
    entry(lines, "resumes", record.resumes().orElse(""));
    run.result().ifPresent(result -> entry(lines, "outcomes", counts(result.counts())));
    if (run.torn()) {
      lines.add(style.red("Not all that happened could be kept: the disk was full, or failed."));
    }
  }

  private static void entry(List<String> lines, String name, String value) {
    if (!value.isEmpty()) {
      lines.add("  " + name + " ".repeat(10 - name.length()) + safe(value));
    }
  }

  private List<String> steps(OperationGraph graph, KeptEvents events) {
    Map<String, Map<Outcome, Integer>> counts = new HashMap<>();
    for (KeptOperation operation : events.operations()) {
      counts
          .computeIfAbsent(operation.step(), id -> new EnumMap<>(Outcome.class))
          .merge(operation.outcome(), 1, Integer::sum);
    }
    var table = new TextTable("LINE", "STEP", "TARGETS", "TOOK", "OUTCOMES");
    graph.steps().forEach(step -> {
      Optional<KeptStep> kept = events.step(step.id());
      table.row(
          safe(step.span().toString()),
          cut(what(step)),
          kept.filter(told -> told.begun().isPresent())
              .map(told -> told.targets().size() < told.matching()
                  ? told.targets().size() + " of " + told.matching()
                  : Integer.toString(told.targets().size()))
              .orElse(""),
          kept.flatMap(told -> told.begun()
                  .flatMap(begun -> told.ended().map(end -> Duration.between(begun, end))))
              .map(Took::words)
              .orElse(""),
          outcome(kept, counts(counts.getOrDefault(step.id(), Map.of()))));
    });
    return table.lines();
  }

  private static String outcome(Optional<KeptStep> kept, String counts) {
    if (kept.isEmpty()) {
      return "not reached";
    }
    if (kept.get().passed()) {
      return "passed over";
    }
    if (!kept.get().refusal().isEmpty()) {
      return "not run";
    }
    return kept.get().ended().isPresent()
        ? counts.isEmpty() ? "nothing to do" : counts
        : (counts.isEmpty() ? "" : counts + ", ") + "not ended";
  }

  private static List<String> bad(KeptRun run, OperationGraph graph, KeptEvents events) {
    var lines = new ArrayList<String>();
    for (KeptOperation operation : events.operations()) {
      if (operation.outcome().bad()) {
        lines.add("  " + safe(operation.name()) + " " + operation.verb() + " "
            + operation.outcome().word()
            + (operation.reason().isEmpty() ? "" : ": " + safe(operation.reason())));
      }
    }
    graph
        .steps()
        .forEach(step -> events
            .step(step.id())
            .filter(told -> !told.refusal().isEmpty())
            .ifPresent(told -> lines.add("  " + safe(step.span().inWords() + ": " + what(step))
                + ": not run: " + safe(told.refusal()))));
    run.result()
        .map(RunResult::reason)
        .filter(reason -> !reason.isEmpty())
        .ifPresent(reason -> lines.add("  nothing was done: " + safe(reason)));
    return lines;
  }

  /** Returns a step as its chain of verbs and its selector. */
  public static String what(Node.Step step) {
    String name = step.name().isEmpty() ? "" : step.name() + ": ";
    return name
        + step.actions().stream()
            .map(Action::operation)
            .map(Object::toString)
            .collect(Collectors.joining(" then "))
        + " where " + step.where().source();
  }

  private String cut(String text) {
    String safe = safe(text);
    int longest = Math.max(20, width - 40);
    return safe.length() <= longest ? safe : safe.substring(0, longest - 1) + glyphs.more();
  }

  private static String counts(Map<Outcome, Integer> counts) {
    return Arrays.stream(Outcome.values())
        .filter(counts::containsKey)
        .map(outcome -> counts.get(outcome) + " " + outcome.word())
        .collect(Collectors.joining(", "));
  }

  private static String start(String digest) {
    return digest.substring(0, Math.min(DIGITS, digest.length()));
  }

  private static String moment(Instant at) {
    String iso = at.truncatedTo(ChronoUnit.SECONDS).toString();
    return iso.replace('T', ' ').replace("Z", "");
  }

  private static String safe(String text) {
    return Printable.text(text);
  }
}
