package dev.thaw.engine.podman;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows a tar archive as it passes by, and knows in the end whether it was whole: each entry of
 * its full length, and two blocks of zeros behind the last (POSIX.1-2017, pax; sizes in GNU's base
 * 256 and in pax headers, too). Memory is one block and one pax header. Used by one thread.
 */
final class WholeTar {
  private static final int BLOCK = 512;

  /** Those of checkpoints name times and long paths. */
  private static final int LONGEST_PAX = 64 << 10;

  private static final Pattern PAX_SIZE = Pattern.compile("(?:^|\n)\\d+ size=(\\d{1,18})\n");

  private final Set<String> required;
  private final byte[] block = new byte[BLOCK];
  private final StringBuilder pax = new StringBuilder();
  private int filled;
  private long rest;
  private long paxRest;
  private long nextSize = -1;
  private int zeroBlocks;
  private long total;

  /** @param required the entries without which it is not what it should be */
  WholeTar(Set<String> required) {
    this.required = new HashSet<>(required);
  }

  /** Returns how many bytes have passed. */
  long total() {
    return total;
  }

  /**
   * Takes what passes by next.
   *
   * @throws EngineException {@code INVALID} if it is no tar archive, or a compressed one
   */
  void take(byte[] bytes, int offset, int count) throws EngineException {
    total += count;
    for (int at = offset; at < offset + count; ) {
      if (filled == 0 && rest >= BLOCK && paxRest <= 0) {
        // Whole blocks of content need not be looked at.
        long skipped = Math.min(rest, offset + count - at) / BLOCK * BLOCK;
        rest -= skipped;
        at += (int) skipped;
        if (skipped > 0) {
          continue;
        }
      }
      int piece = Math.min(BLOCK - filled, offset + count - at);
      System.arraycopy(bytes, at, block, filled, piece);
      filled += piece;
      at += piece;
      if (filled == BLOCK) {
        filled = 0;
        block();
      }
    }
  }

  /**
   * Ends it.
   *
   * @throws EngineException {@code LOST} if something is missing
   */
  void end() throws EngineException {
    if (filled > 0 || rest > 0 || zeroBlocks < 2) {
      throw new EngineException(
          Fault.LOST, "the archive breaks off after " + total + " bytes: it is not whole");
    }
    if (!required.isEmpty()) {
      throw new EngineException(
          Fault.INVALID, "the archive is no checkpoint of Podman's: it lacks " + required);
    }
  }

  private void block() throws EngineException {
    if (rest > 0) {
      rest -= BLOCK;
      if (paxRest > 0) {
        int count = (int) Math.min(BLOCK, paxRest);
        pax.append(new String(block, 0, count, StandardCharsets.ISO_8859_1));
        paxRest -= count;
      }
      return;
    }
    if (zeros()) {
      zeroBlocks++;
    } else if (zeroBlocks > 1) {
      throw broken("something follows its end");
    } else {
      zeroBlocks = 0;
      header();
    }
  }

  private void header() throws EngineException {
    if (number(148, 8) != sum()) {
      throw broken("not a tar archive, or a compressed one. Export it with --compress=none.");
    }
    char type = (char) block[156];
    long size = number(124, 12);
    if (type == 'x' || type == 'g') {
      if (size > LONGEST_PAX) {
        throw broken("a pax header of " + size + " bytes");
      }
      pax.setLength(0);
      paxRest = size;
      nextSize = -1;
    } else {
      Matcher told = PAX_SIZE.matcher(pax);
      nextSize = told.find() ? Long.parseLong(told.group(1)) : -1;
      pax.setLength(0);
      required.remove(name());
      size = nextSize >= 0 ? nextSize : size;
      // Links, devices and folders have none, whatever their headers say.
      size = type >= '1' && type <= '6' ? 0 : size;
    }
    rest = (size + BLOCK - 1) / BLOCK * BLOCK;
  }

  private String name() {
    int length = 0;
    while (length < 100 && block[length] != 0) {
      length++;
    }
    return new String(block, 0, length, StandardCharsets.UTF_8).replaceFirst("^\\./", "");
  }

  private long number(int at, int length) throws EngineException {
    if ((block[at] & 0x80) != 0) {
      long value = block[at] & 0x3f;
      for (int i = at + 1; i < at + length; i++) {
        value = value << 8 | block[i] & 0xff;
      }
      if (value < 0) {
        throw broken("an entry of a size that there is not");
      }
      return value;
    }
    String digits = new String(block, at, length, StandardCharsets.US_ASCII)
        .replace('\0', ' ')
        .strip();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException notOne) {
      throw broken("not a tar archive, or a compressed one. Export it with --compress=none.");
    }
  }

  /** Of the header with its sum taken for blanks. */
  private long sum() {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
    }
    return sum;
  }

  private boolean zeros() {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  private static EngineException broken(String why) {
    return new EngineException(Fault.INVALID, "the archive cannot be read: " + why);
  }
}
