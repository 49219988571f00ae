package dev.thaw.operation;

import dev.thaw.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The values of an operation's options, checked against their types before they come here.
 *
 * @param values by the option's name, in order of the names
 */
public record Arguments(SortedMap<String, Value> values) {

  public static final Arguments NONE = new Arguments(new TreeMap<>());

  public Arguments {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static Arguments of(Map<String, ? extends Value> values) {
    return new Arguments(new TreeMap<>(values));
  }

  /** Returns these with one more. */
  public Arguments with(String option, Value value) {
    var more = new TreeMap<>(values);
    more.put(option, value);
    return new Arguments(more);
  }

  /** Returns the value of that option, if it was given or has a default. */
  public Optional<Value> find(String option) {
    return Optional.ofNullable(values.get(option));
  }

  /** Returns a text as it stands. */
  public Optional<String> text(String option) {
    return find(option).map(value -> ((Value.Text) value).text());
  }

  /** Returns a list of texts; empty if the option was not given. */
  public List<String> texts(String option) {
    return find(option)
        .map(value -> value instanceof Value.Listing listing
            ? listing.items().stream().map(Value::display).toList()
            : List.of(value.display()))
        .orElse(List.of());
  }

  /** Returns a flag; false if the option was not given. */
  public boolean flag(String option) {
    return find(option).map(value -> ((Value.Flag) value).flag()).orElse(false);
  }

  /** Returns a whole number. */
  public Optional<Long> count(String option) {
    return find(option).map(value -> ((Value.Number) value).number().longValueExact());
  }

  /** Returns a duration. */
  public Optional<Duration> duration(String option) {
    return find(option).map(value -> ((Value.Time) value).time());
  }

  /**
   * Returns a moment.
   *
   * @param now what one is counted back from that is said so; without it such a one is not known
   */
  public Optional<Instant> moment(String option, Optional<Instant> now) {
    return find(option)
        .flatMap(value -> value instanceof Value.Ago ago
            ? now.map(at -> at.minus(ago.time()))
            : Optional.of(((Value.Moment) value).instant()));
  }
}
