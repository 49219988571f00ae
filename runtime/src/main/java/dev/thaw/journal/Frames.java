package dev.thaw.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How lines stand in a journal's file: in frames, one for all lines that one flush took along.
 *
 * <p>A frame is {@code THW1}, its number from 0, the length of what it holds, the CRC-32C of both
 * and of what it holds, and that; numbers have 4 bytes, the highest first. The next one is written
 * only when this one is on the disk: so only the last can be torn, and what is torn before another
 * one is damage. Behind the last one are zeros, the space that is reserved.
 */
final class Frames {
  static final int HEADER = 16;

  private static final int MAGIC = 0x54485731;

  private Frames() {}

  /** Returns a frame around those lines. */
  static ByteBuffer frame(int number, ByteBuffer lines) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + lines.remaining());
    frame.putInt(MAGIC).putInt(number).putInt(lines.remaining());
    frame.putInt(sum(number, lines.duplicate()));
    return frame.put(lines).flip();
  }

  private static int sum(int number, ByteBuffer lines) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putInt(number).putInt(lines.remaining()).flip());
    crc.update(lines);
    return (int) crc.getValue();
  }

  /**
   * Returns the lines of all frames; a torn last one counts as not written.
   *
   * @throws JournalDamagedException if something is broken that another frame follows
   */
  static List<byte[]> lines(byte[] bytes) throws IOException {
    var lines = new ArrayList<byte[]>();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int number = 0; in.hasRemaining(); number++) {
      int at = in.position();
      ByteBuffer content = content(in, number);
      if (content == null) {
        refuseDamage(bytes, at, number);
        break;
      }
      split(content, lines);
    }
    return lines;
  }

  /** Returns where the next frame is to be written, and thereby its number. */
  static End end(byte[] bytes) throws IOException {
    lines(bytes);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    int number = 0;
    int at = 0;
    while (content(in, number) != null) {
      number++;
      at = in.position();
    }
    return new End(at, number);
  }

  /** Where a journal ends. */
  record End(long at, int number) {}

  /** Returns what the frame there holds and goes behind it, or nothing if there is no whole one. */
  private static ByteBuffer content(ByteBuffer in, int number) {
    int at = in.position();
    if (in.remaining() < HEADER || in.getInt(at) != MAGIC || in.getInt(at + 4) != number) {
      return null;
    }
    int length = in.getInt(at + 8);
    if (length < 0 || length > in.remaining() - HEADER) {
      return null;
    }
    ByteBuffer content = in.slice(at + HEADER, length);
    if (sum(number, content.duplicate()) != in.getInt(at + 12)) {
      return null;
    }
    in.position(at + HEADER + length);
    return content;
  }

  /** A later frame that is whole was written only when the one before it was on the disk. */
  private static void refuseDamage(byte[] bytes, int from, int number) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    for (int at = from; at <= bytes.length - HEADER; at++) {
      if (in.getInt(at) == MAGIC && in.getInt(at + 4) > number) {
        in.position(at);
        if (content(in, in.getInt(at + 4)) != null) {
          throw new JournalDamagedException(from);
        }
      }
    }
    if (number == 0 && from == 0 && !zeros(bytes) && startsOtherwise(bytes)) {
      throw new JournalDamagedException(0);
    }
  }

  /** A torn first frame holds a part of its own header, or zeros; anything else was never ours. */
  private static boolean startsOtherwise(byte[] bytes) {
    byte[] magic = ByteBuffer.allocate(4).putInt(MAGIC).array();
    int whole = Math.min(4, bytes.length);
    for (int at = 0; at < whole; at++) {
      if (bytes[at] != 0 && bytes[at] != magic[at]) {
        return true;
      }
    }
    return false;
  }

  private static boolean zeros(byte[] bytes) {
    for (byte each : bytes) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static void split(ByteBuffer content, List<byte[]> lines) {
    byte[] all = new byte[content.remaining()];
    content.get(all);
    int start = 0;
    for (int at = 0; at < all.length; at++) {
      if (all[at] == '\n') {
        lines.add(Arrays.copyOfRange(all, start, at));
        start = at + 1;
      }
    }
  }
}
