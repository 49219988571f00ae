package dev.thaw.engine.sim;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * The body of {@code GET /containers/<id>/logs}. A simulated container has written all its lines
 * just after its start, a millisecond apart, and writes no more: following ends at once.
 */
final class LogBody {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private LogBody() {}

  static Answer of(SimContainer container, SimRequest request) {
    boolean out = request.flag("stdout");
    if (!out && !request.flag("stderr")) {
      throw new Refusal(400, "Bad parameters: you must choose at least one stream");
    }
    var frames = new Frames(container.spec().tty());
    if (out && container.startedAt().isPresent()) {
      Instant start = container.startedAt().get();
      List<String> lines = container.spec().logs();
      for (int index = first(request, lines.size()); index < lines.size(); index++) {
        Instant written = start.plusMillis(index);
        if (within(request, written)) {
          String stamp = request.flag("timestamps") ? TIMESTAMP.format(written) + " " : "";
          frames.out(stamp + lines.get(index) + "\n");
        }
      }
    }
    return Answer.of(200, frames.contentType(), frames.bytes());
  }

  /** What is not a number asks for all, as in moby, {@code daemon/logs.go}. */
  private static int first(SimRequest request, int lines) {
    return request
        .text("tail")
        .filter(tail -> tail.matches("[0-9]{1,9}"))
        .map(tail -> Math.max(0, lines - Integer.parseInt(tail)))
        .orElse(0);
  }

  private static boolean within(SimRequest request, Instant written) {
    Optional<Instant> since = moment(request, "since");
    Optional<Instant> until = moment(request, "until");
    return since.filter(written::isBefore).isEmpty()
        && until.filter(written::isAfter).isEmpty();
  }

  /** Seconds since 1970 with up to nine decimals; 0 stands for none. */
  private static Optional<Instant> moment(SimRequest request, String name) {
    Optional<String> text = request.text(name).filter(value -> !value.equals("0"));
    if (text.isPresent() && !text.get().matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
      throw new Refusal(400, "invalid value for \"" + name + "\": " + text.get());
    }
    return text.map(BigDecimal::new)
        .map(seconds -> Instant.ofEpochSecond(
            seconds.longValue(),
            seconds.remainder(BigDecimal.ONE).movePointRight(9).longValue()));
  }
}
