package dev.thaw.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The outcome of a container's own healthcheck; {@link #NONE} where it has none. */
public enum Health {
  NONE,
  STARTING,
  HEALTHY,
  UNHEALTHY;

  /** Returns the word that scripts and the engine use: {@code healthy}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the health of that word, {@link #NONE} for any other. */
  public static Health of(String word) {
    return Arrays.stream(values())
        .filter(health -> health.word().equals(word))
        .findFirst()
        .orElse(NONE);
  }

  /** Returns the words that a script may compare {@code health} with. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Health::word).toList();
  }
}
