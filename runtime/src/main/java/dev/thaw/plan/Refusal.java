package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.graph.Node;
import dev.thaw.operation.Dialect;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Why a step is not run at all: too many or too few containers match, or the engine does not know
 * an option and would do something else.
 *
 * @param denied whether there are more than the script allows, as against all other reasons
 * @param message what is wrong and what to do
 */
public record Refusal(boolean denied, String message) {
  private static final int NAMES_SHOWN = 10;

  /** Judges a step by how many matches it has and by what the engine's API can be asked for. */
  public static Optional<Refusal> of(Node.Step step, List<Snapshot> matches, Dialect dialect) {
    Optional<String> unsupported = step.actions().stream()
        .flatMap(action -> action.operation().unsupported(action.arguments(), dialect).stream())
        .findFirst();
    if (unsupported.isPresent()) {
      return unsupported.map(message -> new Refusal(false, message));
    }
    String verb = step.actions().get(0).operation().name();
    if (matches.size() > step.selector().max()) {
      return Optional.of(new Refusal(
          true,
          verb + " matches " + matches.size() + " containers, more than max "
              + step.selector().max() + ": "
              + names(matches)
              + ". Narrow the selector, or raise max."));
    }
    if (matches.size() < step.selector().min()) {
      return Optional.of(new Refusal(
          false,
          verb + " matches " + matches.size() + " containers, fewer than min "
              + step.selector().min()
              + ". Check the selector with `thaw ps --where`, or lower min."));
    }
    return Optional.empty();
  }

  /**
   * Judges by how many containers the whole run changes.
   *
   * @param names of all that are changed, or would be
   */
  public static Refusal tooMany(int max, Collection<String> names) {
    return tooMany(names.size(), max, names);
  }

  /**
   * Judges by how many containers the whole run changes.
   *
   * @param names of those among them that are known
   */
  static Refusal tooMany(int count, int max, Collection<String> names) {
    return new Refusal(
        true,
        count + " containers would be changed, more than --max-targets " + max + ": "
            + names.stream().sorted().collect(Collectors.joining(", "))
            + ". Narrow the selectors, or raise it.");
  }

  private static String names(List<Snapshot> matches) {
    String names =
        matches.stream().limit(NAMES_SHOWN).map(Snapshot::name).collect(Collectors.joining(", "));
    return matches.size() > NAMES_SHOWN ? names + ", …" : names;
  }
}
