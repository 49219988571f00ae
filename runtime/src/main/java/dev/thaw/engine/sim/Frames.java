package dev.thaw.engine.sim;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Output as the engine streams it: with a terminal as it is, without one in frames of eight bytes
 * (the stream's number, three zeros, the length) and the text (moby, {@code pkg/stdcopy}).
 */
final class Frames {
  static final String RAW = "application/vnd.docker.raw-stream";
  static final String MULTIPLEXED = "application/vnd.docker.multiplexed-stream";

  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;
  private static final int HEADER = 8;

  private final boolean tty;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Frames(boolean tty) {
    this.tty = tty;
  }

  /** Adds to the standard output; nothing makes no frame. */
  void out(String text) {
    add(STANDARD_OUTPUT, tty ? text.replace("\n", "\r\n") : text);
  }

  /** Adds to the standard error. */
  void error(String text) {
    add(STANDARD_ERROR, text);
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  String contentType() {
    return tty ? RAW : MULTIPLEXED;
  }

  private void add(int stream, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length == 0) {
      return;
    }
    if (!tty) {
      bytes.writeBytes(ByteBuffer.allocate(HEADER)
          .put((byte) stream)
          .putInt(4, content.length)
          .array());
    }
    bytes.writeBytes(content);
  }
}
