package dev.thaw.checkpoint;

/**
 * Something that is known of checkpoints in these circumstances.
 *
 * @param weight how much it counts
 * @param code what it is, in a word that stays the same
 * @param problem what happens: sentences
 * @param cure the way round: sentences
 * @param source where it is known from: an issue's number, or the engine it was measured on
 */
public record Finding(Weight weight, String code, String problem, String cure, String source) {
  /** Returns it as a warning, if it is worse. */
  Finding softened() {
    return weight == Weight.REFUSED
        ? new Finding(Weight.WARNING, code, problem, cure, source)
        : this;
  }

  /** Returns it in one line. */
  public String text() {
    return problem + " " + cure + " (" + source + ")";
  }
}
