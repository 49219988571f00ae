package dev.thaw.diagnose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/** How sizes and times are told, and how much of a text from outside. */
final class Words {
  private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB");
  private static final int LONGEST = 300;

  private Words() {}

  static String size(long bytes) {
    BigDecimal size = BigDecimal.valueOf(bytes);
    int unit = 0;
    while (size.compareTo(BigDecimal.valueOf(1024)) >= 0 && unit < UNITS.size() - 1) {
      size = size.divide(BigDecimal.valueOf(1024), 4, RoundingMode.HALF_UP);
      unit++;
    }
    int digits = size.compareTo(BigDecimal.TEN) < 0 && unit > 0 ? 1 : 0;
    return size.setScale(digits, RoundingMode.HALF_UP) + " " + UNITS.get(unit);
  }

  static String time(Duration time) {
    if (time.compareTo(Duration.ofMinutes(2)) < 0) {
      return BigDecimal.valueOf(time.toMillis(), 3).setScale(1, RoundingMode.HALF_UP) + " s";
    }
    if (time.compareTo(Duration.ofHours(2)) < 0) {
      return time.toMinutes() + " min";
    }
    return time.compareTo(Duration.ofDays(2)) < 0 ? time.toHours() + " h" : time.toDays() + " days";
  }

  /** Returns the text in one line, and no more of it than makes sense. */
  static String cut(String text) {
    String line = text.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return line.substring(0, end) + "…";
  }

  static String percent(long part, long whole) {
    return whole <= 0 ? "?" : Math.round(100.0 * part / whole) + "%";
  }
}
