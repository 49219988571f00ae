package dev.thaw.checkpoint;

/** How much a finding counts, the worst first. */
public enum Weight {
  /** It is known to fail, or to lose something: not to be begun. */
  REFUSED,
  /** It may fail, or leave something behind. */
  WARNING,
  /** It works, and this is worth knowing. */
  NOTE
}
