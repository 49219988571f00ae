package dev.thaw.engine.podman;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.operation.EngineCall;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.TreeMap;

/**
 * The last events, as many as Docker remembers. Podman keeps them in a file or in the system's
 * journal, years of them perhaps, and tells them all.
 */
final class Backlog {
  /** Docker's: moby, {@code daemon/events/events.go}. */
  private static final int KEPT = 256;

  private Backlog() {}

  /** Returns whether all that ever happened is asked for, up to a moment. */
  static boolean wanted(EngineCall call) {
    return call.path().equals("/events")
        && "0".equals(call.query().get("since"))
        && call.query().containsKey("until");
  }

  /** Returns a request for all there is, which ends at once. */
  static EngineCall whole(EngineCall call) {
    var query = new TreeMap<>(call.query());
    query.remove("until");
    query.put("stream", "false");
    return EngineCall.get(call.path(), query);
  }

  /**
   * Reads all events and keeps the last ones.
   *
   * @throws EngineException if the connection breaks before the end
   */
  static Reply last(Reply reply) throws EngineException {
    Deque<byte[]> lines = new ArrayDeque<>();
    try (reply;
        InputStream body = new BufferedInputStream(reply.body())) {
      var line = new ByteArrayOutputStream();
      for (int read = body.read(); read >= 0; read = body.read()) {
        line.write(read);
        if (read == '\n') {
          keep(lines, line);
        }
      }
      keep(lines, line);
    } catch (EngineException told) {
      throw told;
    } catch (IOException broken) {
      throw new EngineException(
          EngineException.Fault.LOST, "the connection broke within the events", broken);
    }
    var all = new ByteArrayOutputStream();
    lines.forEach(all::writeBytes);
    return Reply.of(reply.status(), "application/json", all.toByteArray());
  }

  private static void keep(Deque<byte[]> lines, ByteArrayOutputStream line) {
    if (line.size() > 1) {
      lines.addLast(line.toByteArray());
    }
    line.reset();
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }
}
