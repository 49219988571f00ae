package dev.thaw.fact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The state of a container, as the engine's {@code State.Status} has it (moby,
 * {@code container/state.go}). {@link #RUNNING} excludes {@link #PAUSED}, although the engine keeps
 * {@code State.Running} true while paused.
 */
public enum ContainerState {
  CREATED,
  RUNNING,
  PAUSED,
  RESTARTING,
  REMOVING,
  EXITED,
  DEAD,
  /** A word that this version does not know; no operation applies to it. */
  UNKNOWN;

  private static final Map<String, ContainerState> BY_WORD =
      Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ContainerState::word, s -> s));

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Returns the word that scripts and the engine use: {@code running}. */
  public String word() {
    return word;
  }

  /** Returns the state of that word, {@link #UNKNOWN} for any other. */
  public static ContainerState of(String word) {
    return BY_WORD.getOrDefault(word, UNKNOWN);
  }

  /** Returns whether the container has processes: running, paused or about to run again. */
  public boolean alive() {
    return this == RUNNING || this == PAUSED || this == RESTARTING;
  }

  /** Returns the words that a script may compare {@code state} with. */
  public static List<String> words() {
    return Arrays.stream(values())
        .filter(s -> s != UNKNOWN)
        .map(ContainerState::word)
        .toList();
  }
}
