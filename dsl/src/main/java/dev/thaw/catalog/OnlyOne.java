package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.thaw.checkpoint.EngineTraits;
import java.util.List;
import java.util.Optional;

/**
 * What follows from Podman's keeping one checkpoint of a container: the next takes the place of the
 * one before, so that what asks for more than one is refused before anything is lost.
 */
final class OnlyOne {
  private OnlyOne() {}

  /** Returns whether it is so with an engine, by its answer to {@code GET /version}. */
  static boolean on(JsonNode version) {
    return !EngineTraits.of(NullNode.getInstance(), version).docker();
  }

  /**
   * Returns what stands against one more of a series.
   *
   * @param there the names of all that there are
   */
  static Optional<String> objection(String series, Optional<Long> keep, List<String> there) {
    if (keep.orElse(1L) > 1) {
      return Optional.of("Podman keeps one checkpoint of a container, and the next takes its place:"
          + " keep " + keep.get() + " cannot be had. Write keep 1, or leave it out.");
    }
    return there.stream()
        .filter(name -> !name.equals(series) && !Series.of(name).equals(series))
        .findFirst()
        .map(other ->
            "Podman keeps one checkpoint of a container, and this one would take the place" + " of "
                + other + ". To give that up: removeCheckpoint '" + Series.of(other) + "'.");
  }
}
