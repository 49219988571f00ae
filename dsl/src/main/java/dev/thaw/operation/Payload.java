package dev.thaw.operation;

import java.util.Arrays;

/** What a request carries that is no text. Not to be changed by whoever gets it. */
public final class Payload {
  /** Nothing. */
  public static final Payload NONE = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns these bytes, not copied: there may be many, and they are the caller's no more. */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? NONE : new Payload(bytes);
  }

  /** Returns the bytes themselves. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns whether there is nothing. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
