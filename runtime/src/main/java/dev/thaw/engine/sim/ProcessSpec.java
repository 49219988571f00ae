package dev.thaw.engine.sim;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a container's first process is.
 *
 * @param command its words; empty for a sleep, or for a loop that counts
 * @param env its variables, as {@code NAME=value}
 * @param counts the time from one number that it writes to the next; empty if it does not count
 */
public record ProcessSpec(List<String> command, List<String> env, Optional<Duration> counts) {

  private static final List<String> SLEEP = List.of("sleep", "infinity");

  /** A process that does nothing. */
  public static final ProcessSpec DEFAULT =
      new ProcessSpec(List.of(), List.of("PATH=/bin"), Optional.empty());

  public ProcessSpec {
    if (counts.filter(time -> time.compareTo(Duration.ofMillis(1)) < 0).isPresent()) {
      throw new IllegalArgumentException("counts " + counts.get());
    }
    env = List.copyOf(env);
    command = command.isEmpty() ? counts.map(ProcessSpec::loop).orElse(SLEEP) : command;
    command = List.copyOf(command);
  }

  private static List<String> loop(Duration period) {
    String seconds = BigDecimal.valueOf(period.toMillis(), 3).toPlainString();
    return List.of("sh", "-c", "i=0; while :; do i=$((i+1)); echo $i; sleep " + seconds + "; done");
  }
}
