package dev.thaw.catalog;

import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Request;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the checkpoint that a statement means. */
final class MeantCheckpoint {
  /** Stands in a plan for the one that is made before it comes to that. */
  static final String NEWEST = "<newest>";

  private MeantCheckpoint() {}

  /**
   * Returns the request for it, or why there is none.
   *
   * @param series the series, or a whole name; the newest of all where nothing is said
   * @param there the names of all that there are
   */
  static Request of(
      Snapshot target,
      Optional<String> series,
      List<String> there,
      Function<String, Request> request) {
    if (target.assumed()) {
      return request.apply(NEWEST);
    }
    List<String> fitting =
        series.map(named -> Series.members(named, there)).orElse(Series.newestFirst(there));
    return fitting.stream()
        .findFirst()
        .map(request)
        .orElseGet(() -> new Request.Impossible(
            there.isEmpty()
                ? "it has no checkpoint. Make one by checkpoint '" + series.orElse("nightly") + "'."
                : "it has no checkpoint " + series.orElse("") + ", only "
                    + String.join(", ", Series.newestFirst(there)) + "."));
  }
}
