package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Upload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes a request's body as it is read: of known length, or in chunks (RFC 9112, 7.1). Where the
 * source breaks off, no last chunk is written, so that the peer cannot take what it got for all.
 */
final class UploadWriter {
  private static final int CHUNK = 64 << 10;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Connection connection;
  private final Deadline deadline;

  UploadWriter(Connection connection, Deadline deadline) {
    this.connection = connection;
    this.deadline = deadline;
  }

  /** Returns what goes before the body. */
  static byte[] head(String method, String target, Upload upload) {
    String framing = upload.length().isPresent()
        ? "Content-Length: " + upload.length().getAsLong()
        : "Transfer-Encoding: chunked";
    String head = method + " " + target + " HTTP/1.1\r\nHost: docker\r\nUser-Agent: thaw\r\n"
        + "Content-Type: application/x-tar\r\n" + framing + "\r\n\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Writes all of it.
   *
   * @throws EngineException if the connection breaks, or the source does, or holds more or less
   *     than it said
   */
  void write(Upload upload) throws EngineException {
    boolean chunked = upload.length().isEmpty();
    long written = 0;
    for (byte[] piece = next(upload); piece.length > 0; piece = next(upload)) {
      written += piece.length;
      if (!chunked && written > upload.length().getAsLong()) {
        throw connection.lost("the archive is longer than it was said to be");
      }
      if (chunked) {
        send((Integer.toHexString(piece.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      send(piece);
      if (chunked) {
        send(LINE_END);
      }
    }
    if (chunked) {
      send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } else if (written < upload.length().getAsLong()) {
      throw connection.lost("the archive is shorter than it was said to be");
    }
  }

  private byte[] next(Upload upload) throws EngineException {
    try {
      return upload.content().readNBytes(CHUNK);
    } catch (IOException broken) {
      throw connection.lost("the archive broke off while it was sent: " + broken.getMessage());
    }
  }

  /** The head has gone already, so the engine may have heard of the request. */
  private void send(byte[] bytes) throws EngineException {
    try {
      connection.send(bytes, deadline);
    } catch (EngineException failed) {
      throw failed.sent() ? failed : connection.lost(failed.getMessage());
    }
  }
}
