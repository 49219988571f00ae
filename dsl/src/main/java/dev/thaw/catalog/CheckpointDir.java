package dev.thaw.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.fact.Snapshot;
import dev.thaw.operation.Arguments;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Where checkpoints are kept: with the container, which takes them along when it is removed, or in
 * a directory of the engine's host that a script names. There each container has a folder of its
 * name, as checkpoints of several would have the same name.
 */
final class CheckpointDir {
  static final String DIR = "dir";
  private static final Pattern FIT = Pattern.compile("(/[^/\\p{Cntrl}]+)+");

  private CheckpointDir() {}

  static Option option() {
    return Option.optional(
        DIR,
        OptionType.TEXT,
        "a directory of the engine's host, in which each container has a folder of its name; else"
            + " they are kept with the container, and go when it is removed");
  }

  static Optional<Unfit> unfit(Value value) {
    return value instanceof Value.Text text
            && (!FIT.matcher(text.text()).matches()
                || (text.text() + "/").contains("/../")
                || (text.text() + "/").contains("/./"))
        ? Optional.of(new Unfit(
            text.source() + " is no directory of the engine's host.",
            "Write a whole path without . and .. as '/srv/checkpoints'."))
        : Optional.empty();
  }

  /** Returns the parameters that say where, for requests. */
  static Map<String, String> query(Snapshot target, Arguments arguments) {
    return of(target, arguments).map(dir -> Map.of(DIR, dir)).orElse(Map.of());
  }

  /** Returns the directory that is the container's own, if a script names one. */
  static Optional<String> of(Snapshot target, Arguments arguments) {
    return arguments.text(DIR).map(dir -> dir + "/" + target.name());
  }

  /** Returns the place of one. */
  static CheckpointPlace place(
      Snapshot target, Arguments arguments, JsonNode info, String checkpoint) {
    return arguments
        .text(DIR)
        .map(dir -> CheckpointPlace.apart(dir, target.name(), checkpoint))
        .orElseGet(
            () -> CheckpointPlace.of(info.path("DockerRootDir").asText(), target.id(), checkpoint));
  }

  /** Returns the question which there are. */
  static EngineCall listing(Snapshot target, Arguments arguments) {
    return EngineCall.get(path(target), query(target, arguments));
  }

  static String path(Snapshot target) {
    return "/containers/" + target.id() + "/checkpoints";
  }

  /** Reads the answer. Where there is none the engine says null, not an empty list. */
  static List<String> names(JsonNode listed) {
    return StreamSupport.stream(listed.spliterator(), false)
        .map(checkpoint -> checkpoint.path("Name").asText())
        .toList();
  }
}
