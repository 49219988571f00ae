package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a step is not run at all: too many or too few containers match.
 *
 * @param denied whether there are more than the script allows, as against fewer than it needs
 * @param message what is wrong and what to do
 */
public record Refusal(boolean denied, String message) {
  private static final int NAMES_SHOWN = 10;

  /** Judges how many matches a step has. */
  public static Optional<Refusal> of(Node.Step step, List<Snapshot> matches) {
    String verb = step.actions().get(0).operation().name();
    if (matches.size() > step.max()) {
      return Optional.of(new Refusal(
          true,
          verb + " matches " + matches.size() + " containers, more than max " + step.max() + ": "
              + names(matches)
              + ". Narrow the selector, or raise max."));
    }
    if (matches.size() < step.min()) {
      return Optional.of(new Refusal(
          false,
          verb + " matches " + matches.size() + " containers, fewer than min " + step.min()
              + ". Check the selector with `thaw ps --where`, or lower min."));
    }
    return Optional.empty();
  }

  private static String names(List<Snapshot> matches) {
    String names =
        matches.stream().limit(NAMES_SHOWN).map(Snapshot::name).collect(Collectors.joining(", "));
    return matches.size() > NAMES_SHOWN ? names + ", …" : names;
  }
}
