package dev.thaw.operation;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is waited for of a container. */
public sealed interface Wait {

  /** Returns it in words that go on from <em>until</em>: {@code it is healthy}. */
  String told();

  /** Returns what it asks again and again, if it does. */
  default Optional<Probing> probing() {
    return Optional.empty();
  }

  /**
   * Its healthcheck has passed since it last began to run.
   *
   * @param runningIsEnough whether it is so without a healthcheck as soon as it runs
   * @param instead what is asked where there is no healthcheck, if anything
   * @param failureThreshold after how many failures of its healthcheck in a row the wait has
   *     failed; 0 for never
   */
  record Healthy(boolean runningIsEnough, Optional<Probing> instead, long failureThreshold)
      implements Wait {
    @Override
    public String told() {
      String without = instead
          .map(probing ->
              ", or without a healthcheck until " + probing.probe().display() + " passes")
          .orElse(runningIsEnough ? ", or runs without a healthcheck" : "");
      return "it is healthy" + without;
    }

    @Override
    public Optional<Probing> probing() {
      return instead;
    }
  }

  /** It runs, and is not paused. */
  record Running() implements Wait {
    @Override
    public String told() {
      return "it is running";
    }
  }

  /**
   * It has ended.
   *
   * @param codes the exit codes that are right; none for any
   */
  record Exited(Set<Integer> codes) implements Wait {
    public Exited {
      codes = Set.copyOf(codes);
    }

    @Override
    public String told() {
      return "it has exited" + (codes.isEmpty() ? "" : " with " + expected());
    }

    /** Returns the codes that are right, for people. */
    public String expected() {
      return codes.stream().sorted().map(String::valueOf).collect(Collectors.joining(" or "));
    }
  }

  /**
   * It writes a line that a part of matches.
   *
   * @param pattern a regular expression
   * @param since how long before the wait's beginning lines count, too
   * @param sinceStart whether all lines since its start count
   */
  record Log(String pattern, Duration since, boolean sinceStart) implements Wait {
    @Override
    public String told() {
      return "it writes a line with /" + pattern + "/";
    }
  }

  /** A probe passes. */
  record Probed(Probing asked) implements Wait {
    @Override
    public String told() {
      return asked.probe().display() + " passes";
    }

    @Override
    public Optional<Probing> probing() {
      return Optional.of(asked);
    }
  }

  /**
   * Its log goes on where it ended before it was started the last time, as that of processes does
   * whose state was restored, and does not begin anew.
   *
   * @param rewound whether it may go on where it was earlier than at its end
   */
  record Continued(boolean rewound) implements Wait {
    /** The word that a script has for it. */
    public static final String WORD = "logsContinue";

    @Override
    public String told() {
      return "its log goes on where it ended";
    }
  }
}
