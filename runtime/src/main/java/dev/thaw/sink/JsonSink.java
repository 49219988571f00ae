package dev.thaw.sink;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.diagnose.DiagnosisJson;
import dev.thaw.event.ExitCode;
import dev.thaw.event.Occurrence;
import dev.thaw.event.Operation;
import dev.thaw.event.Outcome;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Node;
import dev.thaw.host.Receipt;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes every event as a line of JSON. Thread safe. */
public final class JsonSink implements Sink {
  private final OutputStream out;

  public JsonSink(OutputStream out) {
    this.out = out;
  }

  @Override
  public void accept(Occurrence occurrence) throws IOException {
    print(json -> {
      json.writeNumberField("seq", occurrence.sequence());
      json.writeStringField("at", occurrence.at().toString());
      write(json, occurrence.event());
    });
  }

  /**
   * Writes that the run ended before its events could tell, or outside of them: nothing follows.
   *
   * @throws IOException if that could not be written
   */
  public void failed(ExitCode exitCode, String reason) throws IOException {
    print(json -> {
      json.writeStringField("event", "failed");
      json.writeNumberField("exitCode", exitCode.number());
      json.writeStringField("reason", reason);
    });
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private void print(Fields fields) throws IOException {
    var line = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JsonTree.factory().createGenerator(line, JsonEncoding.UTF8)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    synchronized (out) {
      line.writeTo(out);
      out.flush();
    }
  }

  private static void write(JsonGenerator json, RunEvent event) throws IOException {
    if (event instanceof RunEvent.RunStarted started) {
      json.writeStringField("event", "runStarted");
      json.writeStringField("address", started.engine().address());
      json.writeStringField("engine", started.engine().id());
      json.writeStringField("version", started.engine().version());
      json.writeNumberField("steps", started.steps());
      if (!started.plan().isEmpty()) {
        json.writeStringField("plan", started.plan());
      }
      if (!started.runbook().name().isEmpty()) {
        json.writeStringField("runbook", started.runbook().name());
        json.writeStringField("description", started.runbook().description());
      }
    } else if (event instanceof RunEvent.Noted noted) {
      json.writeStringField("event", "note");
      json.writeStringField("node", noted.note().id());
      json.writeNumberField("line", noted.note().span().line());
      json.writeStringField("text", noted.note().text());
    } else if (event instanceof RunEvent.StepPassed passed) {
      json.writeStringField("event", "stepPassed");
      write(json, passed.step());
    } else if (event instanceof RunEvent.StepStarted started) {
      json.writeStringField("event", "stepStarted");
      write(json, started.step());
      writeNames(json, "targets", started.targets());
      json.writeArrayFieldStart("containers");
      for (Snapshot target : started.targets()) {
        json.writeString(target.id());
      }
      json.writeEndArray();
      json.writeNumberField("matching", started.matching());
      writeNames(json, "undecided", started.undecided());
    } else if (event instanceof RunEvent.StepRefused refused) {
      json.writeStringField("event", "stepRefused");
      write(json, refused.step());
      json.writeStringField("reason", refused.reason());
    } else if (event instanceof RunEvent.Intent intent) {
      json.writeStringField("event", "intent");
      write(json, intent.operation());
      json.writeStringField("before", intent.before().word());
      json.writeNumberField("attempt", intent.attempt());
      writeHere(json, intent);
    } else if (event instanceof RunEvent.Retrying retrying) {
      json.writeStringField("event", "retrying");
      write(json, retrying.operation());
      json.writeNumberField("attempt", retrying.attempt());
      json.writeStringField("reason", retrying.reason());
      json.writeNumberField("waitMs", retrying.delay().toMillis());
    } else if (event instanceof RunEvent.Output output) {
      json.writeStringField("event", "output");
      write(json, output.operation());
      json.writeStringField("stream", output.error() ? "stderr" : "stdout");
      json.writeStringField("line", output.line());
    } else if (event instanceof RunEvent.Waiting waiting) {
      json.writeStringField("event", "waiting");
      write(json, waiting.operation());
      json.writeBooleanField("paused", waiting.paused());
      json.writeStringField("reason", waiting.reason());
      json.writeNumberField("waitedMs", waiting.waited().toMillis());
    } else if (event instanceof RunEvent.WaitStarted started) {
      json.writeStringField("event", "waitStarted");
      write(json, started.node());
    } else if (event instanceof RunEvent.WaitFinished finished) {
      json.writeStringField("event", "waitFinished");
      write(json, finished.node());
      json.writeNumberField("durationMs", finished.duration().toMillis());
      json.writeStringField("reason", finished.reason());
    } else if (event instanceof RunEvent.Copied copied) {
      json.writeStringField("event", "copied");
      write(json, copied.operation());
      write(json, copied.receipt());
    } else if (event instanceof RunEvent.Diagnosed diagnosed) {
      json.writeStringField("event", "diagnosed");
      write(json, diagnosed.operation());
      DiagnosisJson.write(json, diagnosed.diagnosis());
    } else if (event instanceof RunEvent.Listed listed) {
      json.writeStringField("event", "listed");
      write(json, listed.operation());
      json.writeStringField("state", listed.snapshot().state().word());
      json.writeStringField("image", listed.snapshot().image());
      json.writeObjectFieldStart("labels");
      for (var label : new TreeMap<>(listed.snapshot().labels()).entrySet()) {
        json.writeStringField(label.getKey(), label.getValue());
      }
      json.writeEndObject();
    } else if (event instanceof RunEvent.Finished finished) {
      json.writeStringField("event", "finished");
      write(json, finished.operation());
      json.writeStringField("outcome", finished.outcome().word());
      if (finished.changed().isPresent()) {
        json.writeBooleanField("changed", finished.changed().get());
      } else {
        json.writeNullField("changed");
      }
      json.writeStringField("before", finished.before().word());
      json.writeStringField("after", finished.after().word());
      json.writeNumberField("attempts", finished.attempts());
      json.writeNumberField("durationMs", finished.duration().toMillis());
      json.writeStringField("reason", finished.reason());
    } else if (event instanceof RunEvent.HostIntent intent) {
      json.writeStringField("event", "hostIntent");
      write(json, intent.host());
    } else if (event instanceof RunEvent.HostFinished finished) {
      json.writeStringField("event", "hostFinished");
      write(json, finished.host());
      if (finished.exitCode().isPresent()) {
        json.writeNumberField("exitCode", finished.exitCode().get());
      }
      json.writeNumberField("durationMs", finished.duration().toMillis());
      json.writeStringField("reason", finished.reason());
    } else if (event instanceof RunEvent.HoldEnding ending) {
      json.writeStringField("event", "holdEnding");
      json.writeStringField("release", ending.release().id());
      json.writeStringField("of", ending.release().of());
      json.writeNumberField("line", ending.release().span().line());
      json.writeNumberField("holds", ending.holds());
      json.writeStringField("reason", ending.reason());
    } else if (event instanceof RunEvent.StepFinished finished) {
      json.writeStringField("event", "stepFinished");
      write(json, finished.step());
      write(json, finished.counts());
      json.writeNumberField("durationMs", finished.duration().toMillis());
    } else if (event instanceof RunEvent.BreakerOpened opened) {
      json.writeStringField("event", "breakerOpened");
      json.writeNumberField("failed", opened.failed());
      json.writeNumberField("requests", opened.requests());
      json.writeNumberField("waitMs", opened.delay().toMillis());
    } else if (event instanceof RunEvent.BreakerHalfOpened) {
      json.writeStringField("event", "breakerHalfOpen");
    } else if (event instanceof RunEvent.BreakerClosed) {
      json.writeStringField("event", "breakerClosed");
    } else if (event instanceof RunEvent.RunFinished finished) {
      json.writeStringField("event", "runFinished");
      json.writeNumberField("exitCode", finished.exitCode().number());
      write(json, finished.counts());
      json.writeNumberField("stepsNotRun", finished.stepsNotRun());
      json.writeNumberField("durationMs", finished.duration().toMillis());
    }
  }

  /** Writes what has come to this machine, for the audit log too. */
  static void write(JsonGenerator json, Receipt receipt) throws IOException {
    json.writeStringField("path", receipt.path());
    json.writeNumberField("files", receipt.files());
    json.writeNumberField("bytes", receipt.bytes());
    json.writeStringField("sha256", receipt.sha256());
  }

  /** Writes what is about to be done to files of this machine, for the audit log too. */
  static void writeHere(JsonGenerator json, RunEvent.Intent intent) throws IOException {
    if (!intent.here().isEmpty()) {
      json.writeArrayFieldStart("here");
      for (String line : intent.here()) {
        json.writeString(line);
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, Node.Wait wait) throws IOException {
    json.writeStringField("node", wait.id());
    json.writeNumberField("line", wait.span().line());
    json.writeStringField("waits", wait.source());
  }

  private static void write(JsonGenerator json, Node.Host host) throws IOException {
    json.writeStringField("node", host.id());
    json.writeArrayFieldStart("command");
    for (String word : host.words()) {
      json.writeString(word);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Node.Step step) throws IOException {
    json.writeStringField("step", step.id());
    if (!step.name().isEmpty()) {
      json.writeStringField("named", step.name());
    }
    json.writeNumberField("line", step.span().line());
    json.writeStringField("where", step.where().source());
  }

  private static void write(JsonGenerator json, Operation operation) throws IOException {
    json.writeStringField("step", operation.step());
    json.writeStringField("op", operation.id());
    json.writeStringField("verb", operation.verb());
    json.writeStringField("container", operation.target());
    json.writeStringField("name", operation.name());
  }

  private static void write(JsonGenerator json, Map<Outcome, Integer> counts) throws IOException {
    json.writeObjectFieldStart("counts");
    for (Outcome outcome : Outcome.values()) {
      if (counts.containsKey(outcome)) {
        json.writeNumberField(outcome.word(), counts.get(outcome));
      }
    }
    json.writeEndObject();
  }

  private static void writeNames(JsonGenerator json, String field, List<Snapshot> snapshots)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Snapshot snapshot : snapshots) {
      json.writeString(snapshot.name());
    }
    json.writeEndArray();
  }
}
