package dev.thaw.journal;

import java.io.IOException;

/** Thrown for a journal that is broken where no crash can have broken it. */
public final class JournalDamagedException extends IOException {
  private static final long serialVersionUID = 1L;
  private final long offset;

  JournalDamagedException(long offset) {
    super("it is damaged at byte " + offset + ", with whole records behind that");
    this.offset = offset;
  }

  JournalDamagedException(String what, IOException cause) {
    super(what + cause.getMessage(), cause);
    this.offset = 0;
  }

  /** Returns where the damage begins, in bytes. */
  public long offset() {
    return offset;
  }
}
