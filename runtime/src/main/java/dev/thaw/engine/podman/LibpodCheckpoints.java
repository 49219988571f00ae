package dev.thaw.engine.podman;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import dev.thaw.operation.EngineCall;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checkpoints by Podman's own API. A container has one, in place, without a name; exported it is an
 * archive that holds the container's configuration, its files that are not the image's, its log and
 * CRIU's images. Archives pass through, however large; of none is a part taken for the whole.
 *
 * <p>Every method fails with an {@link EngineException}: {@code REFUSED} with Podman's own words if
 * it will not, {@code LOST} or {@code TIMEOUT} if nobody knows what became of it: inspect, then.
 */
public final class LibpodCheckpoints {
  private static final int NOT_FOUND = 404;
  private static final int CHUNK = 64 << 10;
  private static final Set<String> NEVER_RUN = Set.of("created", "initialized");

  private final Engine engine;

  /** @param engine one that is Podman */
  public LibpodCheckpoints(Engine engine) {
    this.engine = engine;
  }

  /** Takes a checkpoint in place, which replaces the one before. */
  public void take(String id, CheckpointOptions options, Duration deadline) throws EngineException {
    done(EngineCall.post(path(id, "checkpoint"), options.query(), ""), deadline);
  }

  /** Restores the container from its checkpoint, which stays. */
  public void restore(String id, CheckpointOptions options, Duration deadline)
      throws EngineException {
    done(EngineCall.post(path(id, "restore"), options.query(), ""), deadline);
  }

  /** Where an archive goes that is being made. */
  @FunctionalInterface
  public interface Taker<T> {
    /**
     * Takes it.
     *
     * @param archive ends with an exception if it turns out not to be whole
     */
    T take(InputStream archive) throws IOException;
  }

  /** What came of an export. */
  public record Exported<T>(T taken, ExportedCheckpoint checkpoint) {}

  /**
   * Takes a checkpoint and hands its archive on as it comes; it stays in place, too. If the taker
   * fails, so does this, and the container is as the checkpoint has left it: it can be restored.
   *
   * @param deadline for all of it, the taker's work included
   */
  public <T> Exported<T> export(
      String id, CheckpointOptions options, Duration deadline, Taker<T> taker)
      throws EngineException {
    var query = new TreeMap<>(options.query());
    query.put("export", "true");
    EngineCall call = EngineCall.post(path(id, "checkpoint"), query, "");
    try (Reply reply = engine.send(call, deadline).answering(call);
        var archive = new CheckedArchive(reply.body())) {
      T taken = taker.take(archive);
      rest(archive);
      return new Exported<>(taken, archive.receipt());
    } catch (EngineException told) {
      throw told;
    } catch (IOException failed) {
      throw new EngineException(
          Fault.LOST, "the exported checkpoint was not kept: " + failed.getMessage(), failed);
    }
  }

  /** Takes a checkpoint and writes its archive. */
  public ExportedCheckpoint export(
      String id, CheckpointOptions options, Duration deadline, OutputStream target)
      throws EngineException {
    return export(id, options, deadline, archive -> archive.transferTo(target)).checkpoint();
  }

  /**
   * What is to become of an archive.
   *
   * @param name the container's name
   * @param anew whether it is to be a new container of that name; else it is the old one, which has
   *     that name, with its identifier
   */
  public record Arrival(String name, boolean anew) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    public Arrival {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("not a container's name: " + name);
      }
    }
  }

  /**
   * Makes a container of an archive, and lets it go on from there. Where that fails, what Podman
   * leaves of it is removed.
   *
   * @param length how large the archive is, if that is known
   * @return its identifier
   * @throws EngineException {@code REFUSED} with nothing sent if there is a container of that name
   */
  public String restoreFrom(
      InputStream source,
      OptionalLong length,
      Arrival arrival,
      CheckpointOptions options,
      Duration deadline)
      throws EngineException {
    String name = arrival.name();
    if (state(name, deadline).isPresent()) {
      throw new EngineException(
          Fault.REFUSED, engine.address() + ": there is a container " + name + " already.");
    }
    var query = new TreeMap<>(options.query());
    query.put("import", "true");
    if (arrival.anew()) {
      query.put("name", name);
    }
    EngineCall call = EngineCall.post(path(name, "restore"), query, "");
    try (Reply reply =
        engine.send(call, new Upload(new CheckedArchive(source), length), deadline)) {
      return identified(reply.answering(call), call);
    } catch (EngineException failed) {
      if (failed.fault() == Fault.REFUSED) {
        remove(name, deadline);
      }
      throw failed;
    }
  }

  /**
   * Moves a container's state from one engine to another, through this process and no file. Where
   * it does not arrive, it can be restored where it was.
   *
   * @return the identifier of the one that has arrived
   */
  public static String transfer(
      LibpodCheckpoints from,
      String id,
      LibpodCheckpoints to,
      Arrival arrival,
      CheckpointOptions options,
      Duration deadline)
      throws EngineException {
    return from.export(
            id,
            options,
            deadline,
            archive -> to.restoreFrom(archive, OptionalLong.empty(), arrival, options, deadline))
        .taken();
  }

  private void done(EngineCall call, Duration deadline) throws EngineException {
    try (Reply reply = engine.send(call, deadline).answering(call)) {
      identified(reply, call);
    }
  }

  private static String identified(Reply reply, EngineCall call) throws EngineException {
    String id = reply.json().path("Id").asText("");
    if (!EngineCall.isIdentifier(id)) {
      throw new EngineException(
          Fault.INVALID, "the engine does not tell which container it is after " + call);
    }
    return id;
  }

  private Optional<String> state(String name, Duration deadline) throws EngineException {
    EngineCall call = EngineCall.get("/libpod/containers/" + name + "/json");
    try (Reply reply = engine.send(call, deadline)) {
      return reply.status() == NOT_FOUND
          ? Optional.empty()
          : Optional.of(
              reply.answering(call).json().path("State").path("Status").asText("unknown"));
    }
  }

  /** A restore that fails leaves a container that never ran; there was none of the name before. */
  private void remove(String name, Duration deadline) throws EngineException {
    if (state(name, deadline).filter(NEVER_RUN::contains).isPresent()) {
      EngineCall call = new EngineCall(
          "DELETE", "/libpod/containers/" + name, new TreeMap<>(Map.of("force", "true")), "");
      engine.send(call, deadline).answering(call).close();
    }
  }

  private static void rest(InputStream archive) throws IOException {
    byte[] scrap = new byte[CHUNK];
    while (archive.read(scrap) >= 0) {
      // The taker may have read all but the end, which tells that there is no more.
    }
  }

  private static String path(String container, String action) {
    return "/libpod/containers/" + container + "/" + action;
  }
}
