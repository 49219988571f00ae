package dev.thaw.engine.sim;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * The body of {@code GET /containers/<id>/logs}. Following ends at once, with what a simulated
 * container has written by then; all of it went to its standard output.
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
    if (out) {
      for (SimLog.Line line : container.log().last(most(request), request.now())) {
        if (within(request, line.at())) {
          String stamp = request.flag("timestamps") ? TIMESTAMP.format(line.at()) + " " : "";
          frames.out(stamp + line.text() + "\n");
        }
      }
    }
    return Answer.of(200, frames.contentType(), frames.bytes());
  }

  /** What is not a number asks for all, as in moby, {@code daemon/logs.go}. */
  private static int most(SimRequest request) {
    return request
        .text("tail")
        .filter(tail -> tail.matches("[0-9]{1,9}"))
        .map(Integer::valueOf)
        .orElse(Integer.MAX_VALUE);
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
