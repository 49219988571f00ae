package dev.thaw.operation;

import dev.thaw.value.ValueKind;
import java.util.Set;

/** The type of an option's value. */
public enum OptionType {
  TEXT("text, as 'SIGHUP'", ValueKind.TEXT),
  /**
   * A command: its words as a list, or one text that is split into words as a shell would, without
   * one.
   */
  COMMAND("a command, as 'ls -l /tmp' or ['ls', '-l', '/tmp']", ValueKind.TEXT, ValueKind.LIST),
  /** A list of texts, or a single one. */
  TEXTS("a list of texts, as ['A=1', 'B=2']", ValueKind.TEXT, ValueKind.LIST),
  /** Environment variables: texts of the form KEY=value, or a single one; they may hold secrets. */
  VARIABLES("variables, as ['A=1', 'B=2']", ValueKind.TEXT, ValueKind.LIST, ValueKind.SECRET),
  /** A whole number from 0 to a billion. */
  COUNT("a whole number, as 10", ValueKind.NUMBER),
  /** A whole number, or a list of such. */
  COUNTS("a whole number or several, as [0, 143]", ValueKind.NUMBER, ValueKind.LIST),
  /** A regular expression. */
  PATTERN("a regular expression, as 'ready to accept'", ValueKind.TEXT),
  /** A probe, as its text: see {@link Probe#parse}. */
  PROBE("a probe, as http(':8080/healthz'), tcp(5432) or exec('cat /ready')", ValueKind.TEXT),
  /** A probe, or {@link Wait.Continued#WORD}. */
  PROOF("logsContinue, or a probe, as exec('cat /ready')", ValueKind.TEXT),
  FLAG("true or false", ValueKind.FLAG),
  /** A duration of at least a millisecond. */
  DURATION("a duration, as 30.seconds", ValueKind.TIME),
  /** A shortest and a longest duration, or one for both. */
  DURATIONS("a range of durations, as 500.ms..10.seconds", ValueKind.LIST, ValueKind.TIME),
  /** A moment, or a text that tells one in ISO form. */
  MOMENT(
      "a moment, as 10.minutes.ago or '2026-11-01T00:00:00Z'", ValueKind.INSTANT, ValueKind.TEXT);

  private final String phrase;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable, its type does not say so
  private final Set<ValueKind> kinds;

  OptionType(String phrase, ValueKind... kinds) {
    this.phrase = phrase;
    this.kinds = Set.of(kinds);
  }

  /** Returns what a message says is expected, with an example. */
  public String phrase() {
    return phrase;
  }

  /** Returns whether it collects texts, so that a command line may give it several times. */
  public boolean many() {
    return this == TEXTS || this == VARIABLES;
  }

  /** Returns the kinds of value that a script may give. */
  public Set<ValueKind> kinds() {
    return kinds;
  }
}
