package dev.thaw.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.host.Host;
import dev.thaw.host.Parcel;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a copy into a container goes, by the rules of {@code docker cp}; the plan and the executor
 * ask alike. Only looks.
 *
 * @param upload with its place, where it has one
 * @param parcel what is copied, where it can be
 * @param over whether something is there already
 * @param refusal why it is not done
 */
public record Landing(
    Request.Upload upload, Optional<Parcel> parcel, boolean over, Optional<String> refusal) {
  private static final String STAT = "X-Docker-Container-Path-Stat";
  private static final String UNTOLD =
      "the engine does not tell what a path in a container leads to";

  /** Go's {@code io/fs.FileMode}. */
  private static final long FOLDER = 1L << 31;

  private static final long LINK = 1L << 27;

  private enum Found {
    NOTHING,
    FILE,
    FOLDER,
    LINK
  }

  /**
   * Looks where it goes now.
   *
   * @throws EngineException if the engine gives no usable answer
   */
  public static Landing of(Engine engine, Host host, Request.Upload upload, Duration patience)
      throws EngineException {
    Parcel parcel;
    try {
      parcel = host.survey(upload.from());
    } catch (IOException unreadable) {
      return new Landing(upload, Optional.empty(), false, Optional.of(OnHost.told(unreadable)));
    }
    return new Looking(engine, upload, parcel, patience).landing();
  }

  /** Returns the absolute path in the container. */
  public String place() {
    String folder = upload.call().query().get("path");
    return (folder.equals("/") ? "" : folder) + "/" + upload.name();
  }

  /** Returns what is sent. */
  List<EngineCall> calls() {
    return refusal.isPresent() ? List.of() : upload.calls();
  }

  /** Returns what a plan tells. */
  List<String> told() {
    return refusal
        .map(why -> List.of("fails: " + why))
        .orElseGet(() -> List.of(
            "reads " + parcel.orElseThrow(),
            "writes " + place() + " in the container" + (over ? ", over what is there" : "")));
  }

  private record Looking(Engine engine, Request.Upload upload, Parcel parcel, Duration patience) {

    Landing landing() throws EngineException {
      String inside = upload.inside();
      Found there = look(plain(inside));
      if (isFolder(inside, there)) {
        return in(plain(inside), parcel.name());
      }
      if (inside.endsWith("/")) {
        return refused(
            inside + " is no folder in the container. Make it first, or leave the / out.");
      }
      int slash = inside.lastIndexOf('/');
      String parent = plain(inside.substring(0, slash + 1));
      if (there == Found.NOTHING && !isFolder(parent + "/", look(parent))) {
        return refused(parent + " is no folder in the container. Make it first.");
      }
      return landed(parent, inside.substring(slash + 1), there);
    }

    /**
     * A link is followed where a slash says so. What is no folder then the engine answers by 500.
     */
    private boolean isFolder(String path, Found there) throws EngineException {
      return there == Found.FOLDER
          || there == Found.LINK && path.endsWith("/") && look(plain(path) + "/") == Found.FOLDER;
    }

    private Landing in(String folder, String name) throws EngineException {
      return landed(folder, name, look((folder.equals("/") ? "" : folder) + "/" + name));
    }

    private Landing landed(String folder, String name, Found there) {
      var landing = new Landing(
          upload.into(folder, name), Optional.of(parcel), there != Found.NOTHING, Optional.empty());
      return switch (there) {
        case NOTHING -> landing;
        case FILE ->
          parcel.folder()
              ? refused(
                  landing.place() + " is a file in the container, and is not replaced by a folder.")
              : allowed(landing);
        case FOLDER ->
          parcel.folder()
              ? allowed(landing)
              : refused(landing.place()
                  + " is a folder in the container, and is not replaced by a file.");
        case LINK ->
          refused(
              landing.place() + " is a link in the container. Remove it, or name where it leads.");
      };
    }

    private Landing allowed(Landing landing) {
      return upload.overwrite()
          ? landing
          : refused(landing.place()
              + " is there already in the container. Remove it, or say overwrite true.");
    }

    private Landing refused(String why) {
      return new Landing(upload, Optional.of(parcel), false, Optional.of(why));
    }

    /** Without slashes at its end. */
    private static String plain(String path) {
      String folder = path.replaceAll("/+$", "");
      return folder.isEmpty() ? "/" : folder;
    }

    private Found look(String path) throws EngineException {
      try (Reply reply = engine.send(upload.look(path), patience)) {
        if (reply.status() == 404) {
          return Found.NOTHING;
        }
        if (!reply.ok()) {
          throw new EngineException(
              EngineException.Fault.REFUSED,
              "the engine answers " + reply.status() + " to a look at " + path);
        }
        return found(reply);
      }
    }

    private static Found found(Reply reply) throws EngineException {
      try {
        JsonNode mode = JsonTree.read(
                Base64.getDecoder().decode(reply.header(STAT).orElse("")))
            .path("mode");
        if (mode.canConvertToLong() && mode.isIntegralNumber()) {
          long bits = mode.longValue();
          return (bits & FOLDER) != 0 ? Found.FOLDER : (bits & LINK) != 0 ? Found.LINK : Found.FILE;
        }
      } catch (IOException | IllegalArgumentException strange) {
        throw new EngineException(EngineException.Fault.INVALID, UNTOLD, strange);
      }
      throw new EngineException(EngineException.Fault.INVALID, UNTOLD);
    }
  }
}
