package dev.thaw.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file, and a line of it where one is named: {@code nightly.groovy:12}. A column behind it is
 * passed over, so that the place of a message can be given as it stands.
 */
record Place(String file, OptionalInt line) {
  private static final Pattern FORM = Pattern.compile("(.+?):([1-9]\\d{0,8})(:\\d+)?:?");

  /** A file that is really called so comes first. */
  static Place of(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches() && !Files.exists(Path.of(text))
        ? new Place(matcher.group(1), OptionalInt.of(Integer.parseInt(matcher.group(2))))
        : new Place(text, OptionalInt.empty());
  }
}
