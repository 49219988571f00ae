package dev.thaw.engine;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;

/** Makes lines of the bytes of one stream; what has no end yet is kept, up to a bound. */
final class LineSplitter {
  /** A line longer than this comes in pieces, so that a binary log cannot fill the memory. */
  static final int LONGEST = 64 << 10;

  private final OutputLine.Stream stream;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean withinLine;

  LineSplitter(OutputLine.Stream stream) {
    this.stream = stream;
  }

  /** Takes the first {@code count} bytes, and gives the lines that they complete. */
  void take(byte[] bytes, int count, Queue<OutputLine> lines) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        pending.write(bytes, start, i - start);
        give(pending.size(), true, lines);
        start = i + 1;
      } else if (pending.size() + i + 1 - start == LONGEST) {
        pending.write(bytes, start, i + 1 - start);
        give(wholeCharacters(), false, lines);
        start = i + 1;
      }
    }
    pending.write(bytes, start, count - start);
  }

  /** Gives what is left when the stream has ended. */
  void end(Queue<OutputLine> lines) {
    if (pending.size() > 0 || withinLine) {
      give(pending.size(), true, lines);
    }
  }

  private void give(int count, boolean complete, Queue<OutputLine> lines) {
    byte[] bytes = pending.toByteArray();
    pending.reset();
    pending.write(bytes, count, bytes.length - count);
    // Terminals end lines with CR LF.
    int end = complete && count > 0 && bytes[count - 1] == '\r' ? count - 1 : count;
    lines.add(new OutputLine(stream, new String(bytes, 0, end, StandardCharsets.UTF_8), complete));
    withinLine = !complete;
  }

  /** Returns a number of bytes, 3 less than there are at most, that ends with a whole character. */
  private int wholeCharacters() {
    byte[] bytes = pending.toByteArray();
    int end = bytes.length;
    for (int back = 1; back <= 3; back++) {
      int octet = bytes[end - back] & 0xff;
      if (octet < 0x80) {
        return end;
      }
      if (octet >= 0xc0) {
        int needed = octet >= 0xf0 ? 4 : octet >= 0xe0 ? 3 : 2;
        return needed > back ? end - back : end;
      }
    }
    return end;
  }
}
