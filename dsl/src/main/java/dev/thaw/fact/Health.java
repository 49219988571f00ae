package dev.thaw.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcome of a container's own healthcheck; {@link #NONE} where it has none. */
public enum Health {
  NONE,
  STARTING,
  HEALTHY,
  UNHEALTHY;

  private static final Map<String, Health> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Health::word, h -> h));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Returns the word that scripts and the engine use: {@code healthy}. */
  public String word() {
    return word;
  }

  /** Returns the health of that word, {@link #NONE} for any other. */
  public static Health of(String word) {
    return BY_WORD.getOrDefault(word, NONE);
  }

  /** Returns the words that a script may compare {@code health} with. */
  public static List<String> words() {
    return Arrays.stream(values()).map(Health::word).toList();
  }
}
