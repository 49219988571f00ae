package dev.thaw.catalog;

import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checkpoints of one purpose, told apart by the run that made them: the engine knows each as
 * {@code nightly.20261121T110559Z-4f3a2b1c}, and the second of the same run as {@code ….2}. So a
 * script makes a new one every night, which under one name the engine would refuse.
 */
final class Series {
  /** Stands for the run's identifier where there is no run yet. */
  static final String RUN = "<run>";

  /** What the engine takes (moby, {@code daemon/names}), less what a suffix needs. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,79}");

  private static final Pattern MEMBER = Pattern.compile(
      "(?<series>.+)\\.(?<run>\\d{8}T\\d{6}Z-[0-9a-f]{8})(\\.(?<number>\\d{1,6}))?");

  /** The beginning of a run's identifier. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT);

  private Series() {}

  static Optional<Unfit> unfit(Value value) {
    return value instanceof Value.Text text && !NAME.matcher(text.text()).matches()
        ? Optional.of(new Unfit(
            text.source() + " is no name for checkpoints.",
            "Write 2 to 80 letters, digits, and _ . - of them, as 'nightly'."))
        : Optional.empty();
  }

  /**
   * Returns the engine's name for the next one, which is later in order than all there are.
   *
   * @param there the names of all that there are
   */
  static String next(String series, String run, List<String> there) {
    String first = series + "." + run;
    int last = there.stream()
        .filter(name -> name.equals(first) || name.startsWith(first + "."))
        .mapToInt(Series::number)
        .max()
        .orElse(0);
    return last == 0 ? first : first + "." + (last + 1);
  }

  /** Returns the members of a series, or the one of just that name, the newest first. */
  static List<String> members(String series, List<String> there) {
    return newestFirst(there).stream()
        .filter(name -> name.equals(series) || of(name).equals(series))
        .toList();
  }

  /** Returns names by their runs, the newest first; those that no run has made come last. */
  static List<String> newestFirst(List<String> there) {
    return there.stream()
        .sorted(Comparator.comparing(Series::run)
            .thenComparing(Series::number)
            .reversed()
            .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Returns the series that a name belongs to: itself, if no run has made it. */
  static String of(String name) {
    Matcher member = MEMBER.matcher(name);
    return member.matches() ? member.group("series") : name;
  }

  /**
   * Returns those whose run began no later than that; none that no run has made, as nobody knows
   * when they were.
   */
  static List<String> by(Instant moment, List<String> names) {
    return names.stream()
        .filter(name -> began(name).filter(at -> !at.isAfter(moment)).isPresent())
        .toList();
  }

  private static Optional<Instant> began(String name) {
    try {
      String run = run(name);
      return run.isEmpty()
          ? Optional.empty()
          : Optional.of(TIME.parse(run.substring(0, run.indexOf('-')), Instant::from));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  private static String run(String name) {
    Matcher member = MEMBER.matcher(name);
    return member.matches() ? member.group("run") : "";
  }

  private static int number(String name) {
    Matcher member = MEMBER.matcher(name);
    return member.matches() && member.group("number") != null
        ? Integer.parseInt(member.group("number"))
        : 1;
  }
}
