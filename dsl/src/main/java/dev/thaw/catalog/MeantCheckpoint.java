package dev.thaw.catalog;

import static dev.thaw.catalog.CheckpointOperations.BEFORE;
import static dev.thaw.catalog.CheckpointOperations.SERIES;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.Request;
import java.util.List;
import java.util.function.Function;

/** Finds the checkpoint that a statement means. */
final class MeantCheckpoint {
  /** Stands in a plan for the one that is made before it comes to that. */
  private static final String NEWEST = "<newest>";

  private MeantCheckpoint() {}

  /** Returns the request for it, or why there is none. */
  static Request of(
      Snapshot target, Arguments arguments, JsonNode listed, Function<String, Request> request) {
    // In a plan one that is made before is not there yet.
    if (target.assumed() && arguments.find(BEFORE).isEmpty()) {
      return request.apply(NEWEST);
    }
    List<String> there = CheckpointDir.names(listed);
    return fitting(target, arguments, there).stream()
        .findFirst()
        .map(request)
        .orElseGet(() -> new Request.Impossible(none(arguments, there)));
  }

  /** Returns all that a statement may mean, the newest first. */
  static List<String> fitting(Snapshot target, Arguments arguments, List<String> there) {
    List<String> members = arguments
        .text(SERIES)
        .map(series -> Series.members(series, there))
        .orElseGet(() -> Series.newestFirst(there));
    return arguments
        .moment(BEFORE, target.at())
        .map(moment -> Series.by(moment, members))
        .orElse(members);
  }

  /** Returns what to tell where there is none. */
  static String none(Arguments arguments, List<String> there) {
    String series = arguments.text(SERIES).map(name -> " " + name).orElse("");
    String before = arguments
        .find(BEFORE)
        .map(moment -> " from " + moment.display() + " or before")
        .orElse("");
    return there.isEmpty()
        ? "it has no checkpoint. Make one, as by checkpoint 'nightly'."
        : "it has no checkpoint" + series + before + ", only "
            + String.join(", ", Series.newestFirst(there)) + ".";
  }
}
