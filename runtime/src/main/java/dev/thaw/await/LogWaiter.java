package dev.thaw.await;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EventHistory;
import dev.thaw.engine.FrameReader;
import dev.thaw.engine.OutputLine;
import dev.thaw.engine.Reply;
import dev.thaw.graph.Regex;
import dev.thaw.graph.Truth;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Wait;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Waits for a line of a container's log: reads what is new, look by look. */
final class LogWaiter implements Waiter {
  private static final Duration SOON = Duration.ofMillis(300);
  /** It is tried a few times, and a wait is not to last much longer than it was told to. */
  static final Duration READING = Duration.ofSeconds(12);

  private static final int SHOWN = 120;

  private final Wait.Log wait;
  private final Regex regex;
  private final Engine engine;
  private final Instant now;
  private final Liveness liveness = new Liveness();
  private Optional<Instant> from = Optional.empty();

  /** @param now the wait's beginning, by the engine's clock */
  LogWaiter(Wait.Log wait, Engine engine, Instant now) {
    this.wait = wait;
    this.regex = new Regex(wait.pattern());
    this.engine = engine;
    this.now = now;
  }

  @Override
  public Standing judge(View view) throws EngineException {
    if (from.isEmpty()) {
      from = Optional.of(
          wait.sinceStart() ? view.snapshot().inspection().startedAt() : now.minus(wait.since()));
    }
    // The last line of one that has ended may be the one.
    Optional<String> found;
    try {
      found = read(view);
    } catch (Unreadable never) {
      return Standing.failed("its log cannot be read: " + never.getMessage());
    }
    if (found.isPresent()) {
      return Standing.reached("it wrote ‘" + shortened(found.get()) + "’");
    }
    return liveness
        .dead(view)
        .map(dead -> Standing.failed(dead.reason() + " without a line that matches"))
        .orElseGet(() -> Standing.open(Liveness.idle(view)
            .map(Standing::reason)
            .orElse("no line matches /" + wait.pattern() + "/")));
  }

  /** There is a log driver that cannot be read from: 501. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private Unreadable(String message) {
      super(message);
    }
  }

  private Optional<String> read(View view) throws EngineException, Unreadable {
    EngineCall call = EngineCall.get(
        "/containers/" + view.snapshot().id() + "/logs",
        Map.of(
            "stdout",
            "true",
            "stderr",
            "true",
            "timestamps",
            "true",
            "since",
            EventHistory.seconds(from.get())));
    try (Reply reply = engine.send(call, READING)) {
      if (reply.status() == 501) {
        throw new Unreadable(reply.message());
      }
      if (!reply.ok()) {
        throw new EngineException(
            EngineException.Fault.REFUSED,
            "the engine answers " + reply.status() + " to " + call + ": " + reply.message());
      }
      FrameReader lines = view.snapshot().inspection().tty()
          ? FrameReader.raw(reply.body())
          : FrameReader.framed(reply.body());
      boolean within = false;
      for (Optional<OutputLine> line = lines.next(); line.isPresent(); line = lines.next()) {
        String text = within ? line.get().text() : stamped(line.get().text());
        within = !line.get().complete();
        if (regex.matches(text, false, STEPS, steps -> {}) == Truth.TRUE) {
          return Optional.of(text);
        }
      }
      return Optional.empty();
    }
  }

  /** Far more than any sensible expression takes on a line. */
  private static final int STEPS = 1_000_000;

  /** Notes the moment that a line begins with, and returns what stands behind it. */
  private String stamped(String line) {
    int space = line.indexOf(' ');
    try {
      Instant written = Instant.parse(line.substring(0, Math.max(0, space)));
      from = from.filter(written::isBefore).or(() -> Optional.of(written));
      return line.substring(space + 1);
    } catch (DateTimeException unstamped) {
      return line;
    }
  }

  private static String shortened(String text) {
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }

  @Override
  public Duration again() {
    return SOON;
  }
}
