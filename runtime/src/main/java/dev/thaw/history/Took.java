package dev.thaw.history;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** How long something took, in words. */
final class Took {
  private Took() {}

  /** Returns it as short as it means something: {@code 1.25 s}, {@code 3 min 20 s}. */
  static String words(Duration took) {
    if (took.compareTo(Duration.ofMinutes(1)) < 0) {
      return BigDecimal.valueOf(took.toMillis(), 3).setScale(2, RoundingMode.HALF_UP) + " s";
    }
    return took.compareTo(Duration.ofHours(1)) < 0
        ? took.toMinutes() + " min " + took.toSecondsPart() + " s"
        : took.toHours() + " h " + took.toMinutesPart() + " min";
  }
}
