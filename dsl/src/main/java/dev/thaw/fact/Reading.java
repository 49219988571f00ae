package dev.thaw.fact;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.time.Instant;
import java.util.Optional;

/** What is known of one container: a {@link Snapshot}, or a made-up one that a proof goes by. */
public interface Reading {

  /**
   * Reads a fact as a value of a kind.
   *
   * @param key the key of a keyed fact, empty for others
   * @return the value, {@link Value.Absent#NULL} where there is certainly none, or nothing where it
   *     is unknown
   * @throws IllegalArgumentException if the fact has no reading of that kind
   */
  Optional<Value> read(Fact fact, String key, ValueKind kind);

  /** Returns the moment that {@code 2.days.ago} counts back from, nothing if it is not known. */
  default Optional<Instant> at() {
    return Optional.empty();
  }
}
