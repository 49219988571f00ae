package dev.thaw.doctor;

/** What a look has come to. */
public enum Mark {
  GOOD("ok"),
  /** Worth knowing. */
  NOTE("note"),
  /** Nobody can tell from here. */
  UNKNOWN("unknown"),
  /** Something that not everybody needs does not work. */
  WARNING("warning"),
  /** Something that everybody needs does not work. */
  PROBLEM("problem");

  private final String word;

  Mark(String word) {
    this.word = word;
  }

  /** Returns the word for it in reports. */
  public String word() {
    return word;
  }
}
