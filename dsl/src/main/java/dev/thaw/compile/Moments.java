package dev.thaw.compile;

import dev.thaw.value.Value;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads moments in ISO form; without an offset from UTC a text would mean many of them. */
final class Moments {
  static final String EXAMPLE = "2026-11-01T00:00:00Z";

  private Moments() {}

  static Optional<Value> parse(String text) {
    try {
      return Optional.of(new Value.Moment(OffsetDateTime.parse(text.strip()).toInstant()));
    } catch (DateTimeException wrong) {
      return Optional.empty();
    }
  }
}
