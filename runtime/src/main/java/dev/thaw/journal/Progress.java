package dev.thaw.journal;

import java.util.Locale;

/** What became of a hold so far. */
public enum Progress {
  /** The request was about to be sent; whether it was, nobody has said. */
  INTENDED(false),
  /** The engine did it for us. */
  OURS(false),
  /** It was sent, and the engine may or may not have done it, or may yet do it. */
  DOUBTFUL(false),
  /** Nothing of ours: it was so already, or nothing was sent. */
  NOT_OURS(true),
  /** It was taken back. */
  TAKEN_BACK(true),
  /** There is nothing to take back any more: gone, started anew, or taken back by others. */
  MOOT(true),
  /** Somebody else did the same since: it is not ours to take back, and was reported. */
  FOREIGN(true);

  private final boolean over;

  Progress(boolean over) {
    this.over = over;
  }

  /** Returns whether nothing is left to do. */
  public boolean over() {
    return over;
  }

  /** Returns it as journals and messages write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
