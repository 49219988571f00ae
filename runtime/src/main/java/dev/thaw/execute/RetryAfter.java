package dev.thaw.execute;

import dev.thaw.engine.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How long an engine, or a proxy before it, asks to be left alone (RFC 9110, 10.2.3). */
final class RetryAfter {
  private RetryAfter() {}

  /**
   * Returns what the reply's {@code Retry-After} asks for: a number of seconds, or a moment.
   *
   * @param now by this machine's clock; the reply's own {@code Date} counts more, as both moments
   *     are by one clock then
   */
  static Optional<Duration> of(Reply reply, Instant now) {
    Optional<String> header = reply.header("Retry-After").map(String::strip);
    if (header.isPresent() && header.get().matches("\\d{1,6}")) {
      return header.map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
    Instant from = reply.header("Date").flatMap(RetryAfter::moment).orElse(now);
    return header
        .flatMap(RetryAfter::moment)
        .map(moment -> Duration.between(from, moment))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> moment(String date) {
    try {
      return Optional.of(ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
