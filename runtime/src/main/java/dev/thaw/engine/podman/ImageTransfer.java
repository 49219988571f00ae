package dev.thaw.engine.podman;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Takes an image from one engine to another. A checkpoint holds what a container has changed, not
 * its image, and Podman looks for that by its identifier alone: the same files imported elsewhere
 * are another image.
 */
public final class ImageTransfer {
  private static final int NOT_FOUND = 404;
  private static final Pattern IDENTIFIER = Pattern.compile("(?:sha256:)?[0-9a-f]{64}");

  private ImageTransfer() {}

  /** Returns whether an engine has an image of that identifier. */
  public static boolean has(Engine engine, String image, Duration deadline) throws EngineException {
    EngineCall call = EngineCall.get("/images/" + checked(image) + "/json");
    try (Reply reply = engine.send(call, deadline)) {
      return reply.status() != NOT_FOUND && reply.answering(call).ok();
    }
  }

  /**
   * Copies an image through this process, and no file; nothing is sent if it is there already.
   *
   * @throws EngineException {@code REFUSED} if the other engine has not got it afterwards
   */
  public static void copy(Engine from, Engine to, String image, Duration deadline)
      throws EngineException {
    if (has(to, image, deadline)) {
      return;
    }
    EngineCall get = EngineCall.get("/images/" + checked(image) + "/get");
    EngineCall load = EngineCall.post("/images/load", Map.of("quiet", "true"), "");
    try (Reply archive = from.send(get, deadline).answering(get);
        Reply loaded = to.send(load, new Upload(archive.body(), OptionalLong.empty()), deadline)) {
      loaded.answering(load).bytes();
    }
    if (!has(to, image, deadline)) {
      throw new EngineException(
          Fault.REFUSED, to.address() + ": has not got the image " + image + " after its loading");
    }
  }

  private static String checked(String image) {
    if (!IDENTIFIER.matcher(image).matches()) {
      throw new IllegalArgumentException("not an image's identifier: " + image);
    }
    return image;
  }
}
