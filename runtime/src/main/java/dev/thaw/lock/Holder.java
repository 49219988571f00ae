package dev.thaw.lock;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Who holds a lock, as he said himself. It is told to people and decides nothing: only the kernel
 * knows whether the lock is held.
 *
 * @param pid his process
 * @param started when that process began, in the kernel's ticks since the machine did: a number
 *     that is given again stands for another process then
 * @param host his machine
 * @param user his effective user's name
 * @param run the run's name in the audit log
 * @param command what he runs
 * @param since when he took the lock
 */
public record Holder(
    long pid, long started, String host, String user, String run, String command, Instant since) {
  /**
   * Returns this process as the holder from now on.
   *
   * @throws IOException if there is no /proc
   */
  public static Holder here(String run, String command, Instant now) throws IOException {
    ProcessMark mark = ProcessMark.here();
    String user = System.getProperty("user.name");
    Instant since = now.truncatedTo(ChronoUnit.SECONDS);
    return new Holder(mark.pid(), mark.started(), mark.host(), user, run, command, since);
  }

  /** Returns one line of JSON. */
  byte[] json() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberField("pid", pid);
      json.writeNumberField("started", started);
      json.writeStringField("host", host);
      json.writeStringField("user", user);
      json.writeStringField("run", run);
      json.writeStringField("command", command);
      json.writeStringField("since", since.toString());
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  /** A command line is cut far below; what is longer is not ours. */
  private static final int LONGEST = 64 << 10;

  /**
   * Returns who says so in a lock's file; nobody if it is empty, not ours, or of a process that has
   * ended: then whoever holds the lock now has not said yet who he is.
   */
  static Optional<Holder> read(byte[] json) {
    if (json.length == 0 || json.length > LONGEST) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonTree.read(json);
      var holder = new Holder(
          node.path("pid").asLong(),
          node.path("started").asLong(),
          node.path("host").asText(),
          node.path("user").asText(),
          node.path("run").asText(),
          node.path("command").asText(),
          Instant.parse(node.path("since").asText()));
      return holder.mayLive() ? Optional.of(holder) : Optional.empty();
    } catch (IOException | DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  private boolean mayLive() {
    return new ProcessMark(pid, started, host).mayLive();
  }
}
