package dev.thaw.catalog;

import dev.thaw.operation.Arguments;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.OperationSpec.Unfit;
import dev.thaw.operation.Request;
import dev.thaw.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What copies may be told of paths, and what they ask for. */
final class CopyPaths {
  /** What the option {@code to} means. */
  static final String TO = "where it goes, below the directory of --files: a folder if it ends with"
      + " / or is one, else the copy's own name; with several containers a folder for each of them"
      + " is made in it; either to or from is to be said";

  /** What the option {@code from} means. */
  static final String FROM = "what is copied into the containers, below the directory of --files:"
      + " into the folder inside if that ends with / or is one, else under the name that the path"
      + " inside ends with; either to or from is to be said";

  private static final List<String> STEPS = List.of(".", "..");

  private CopyPaths() {}

  static Optional<Unfit> unfit(String option, Value value) {
    if (!(value instanceof Value.Text text)) {
      return Optional.empty();
    }
    return switch (option) {
      case "inside" -> inside(text);
      case "to" -> below(text, "'dumps/'");
      case "from" -> below(text, "'conf/app.conf'");
      default -> Optional.empty();
    };
  }

  static Request copying(String id, Arguments arguments) {
    String inside = arguments.text("inside").orElseThrow();
    return arguments
        .text("from")
        .<Request>map(from -> new Request.Upload(
            new EngineCall(
                "PUT",
                "/containers/" + id + "/archive",
                new TreeMap<>(Map.of("path", Request.Upload.FOLDER, "noOverwriteDirNonDir", "1")),
                ""),
            inside,
            from,
            arguments.flag("overwrite"),
            ""))
        .orElseGet(() -> download(id, inside, arguments));
  }

  private static Request download(String id, String inside, Arguments arguments) {
    return new Request.Download(
        EngineCall.get("/containers/" + id + "/archive", Map.of("path", inside)),
        inside,
        arguments.text("to").orElseThrow(),
        arguments.flag("overwrite"));
  }

  private static Optional<Unfit> inside(Value.Text text) {
    String path = text.text();
    if (!path.startsWith("/") || steps(path) || path.indexOf('\0') >= 0) {
      return Optional.of(new Unfit(
          text.source() + " is no absolute path without . and .. in it.",
          "Write one, as '/backup/app.dump'."));
    }
    return path.chars().allMatch(each -> each == '/')
        ? Optional.of(
            new Unfit(text.source() + " is all of the container.", "Name a file or folder in it."))
        : Optional.empty();
  }

  private static Optional<Unfit> below(Value.Text text, String example) {
    String path = text.text();
    boolean leadsOut = path.startsWith("/") || Arrays.asList(path.split("/")).contains("..");
    return path.isEmpty() || leadsOut || path.indexOf('\0') >= 0
        ? Optional.of(new Unfit(
            text.source() + " is no path below the directory of files.",
            "Write one, as " + example + ", and name the directory with --files."))
        : Optional.empty();
  }

  private static boolean steps(String path) {
    return Arrays.stream(path.split("/")).anyMatch(STEPS::contains);
  }
}
