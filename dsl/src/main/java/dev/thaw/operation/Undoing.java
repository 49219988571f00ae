package dev.thaw.operation;

/**
 * What takes back what an operation did.
 *
 * @param verb the operation that does; empty if none does
 * @param caveat what is lost nonetheless, or why nothing takes it back: words without capital and
 *     full stop; empty if there is nothing to say
 */
public record Undoing(String verb, String caveat) {

  /** Of an operation that changes nothing. */
  public static final Undoing NOTHING_TO_UNDO = new Undoing("", "");

  /** Returns it as one sentence. */
  public String sentence() {
    String what = verb.isEmpty() ? "Nothing undoes it" : "Undone by " + verb;
    return equals(NOTHING_TO_UNDO)
        ? "It changes nothing, so there is nothing to undo."
        : what + (caveat.isEmpty() ? "." : ": " + caveat + ".");
  }
}
