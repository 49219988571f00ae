package dev.thaw.execute;

import dev.thaw.checkpoint.CriuDiagnosis;
import dev.thaw.engine.Answers;
import dev.thaw.engine.EngineException;
import dev.thaw.host.EngineFiles;
import dev.thaw.host.LogWatch;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds to the engine's words for a failed checkpoint or restore, which say no more than that CRIU
 * failed, CRIU's own: where its log is this machine's to read. For one operation.
 */
final class CriuWords {
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Pattern PATH = Pattern.compile("(/\\S+\\.log)");

  private final RunContext run;
  private final EngineFiles files;
  private Optional<String> root = Optional.empty();
  private Optional<String> version = Optional.empty();

  CriuWords(RunContext run) {
    this.run = run;
    this.files = run.restrictions.files().engineFiles();
  }

  /** Tries, and listens to CRIU if it is one of its requests. */
  Attempt explaining(Request request, String container, Supplier<Attempt> attempt) {
    boolean criu = !(request instanceof Request.Staged)
        && request.calls().stream().anyMatch(CriuWords::concerned);
    return criu ? explaining(container, attempt) : attempt.get();
  }

  /** Tries, and listens to CRIU. */
  Attempt explaining(String container, Supplier<Attempt> attempt) {
    if (files == EngineFiles.NONE) {
      return attempt.get();
    }
    try (LogWatch watch = files.watch(root(), container)) {
      Attempt tried = attempt.get();
      Optional<String> log = watch.end();
      version = log.flatMap(CriuDiagnosis::version).or(() -> version);
      return tried instanceof Attempt.Refused refused && refused.message().contains("criu")
          ? explained(refused, log.or(() -> named(refused.message(), container)))
          : tried;
    }
  }

  /** Returns the version of the CRIU that was listened to. */
  Optional<String> version() {
    return version;
  }

  /** Returns the engine's data root, empty if the engine does not tell. */
  String root() {
    if (root.isEmpty()) {
      try {
        root = Optional.of(Answers.to(run.breaker.urgent(), EngineCall.get("/info"), LOOK)
            .path("DockerRootDir")
            .asText(""));
      } catch (EngineException unreadable) {
        return "";
      }
    }
    return root.get();
  }

  private static boolean concerned(EngineCall call) {
    return call.method().equals("POST")
        && (call.path().endsWith("/checkpoints") || call.query().containsKey("checkpoint"));
  }

  private Optional<String> named(String message, String container) {
    Matcher path = PATH.matcher(message);
    return path.find() ? files.log(path.group(1), container) : Optional.empty();
  }

  private static Attempt explained(Attempt.Refused refused, Optional<String> log) {
    return log.flatMap(CriuDiagnosis::of)
        .<Attempt>map(diagnosis -> new Attempt.Refused(
            refused.status(),
            refused.message().strip().replace('\n', ' ') + ". " + diagnosis.text(),
            refused.retryAfter()))
        .orElse(refused);
  }
}
