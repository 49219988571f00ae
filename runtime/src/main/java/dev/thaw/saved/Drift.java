package dev.thaw.saved;

/**
 * One thing that is not as it was planned.
 *
 * @param kind what it is
 * @param told by name, with what was planned and what is the case: no full stop
 */
public record Drift(Kind kind, String told) {

  /** What is not as it was planned. */
  public enum Kind {
    /** The state of a container that is otherwise the one that was planned for. */
    STATE,
    /** Anything else. */
    OTHER
  }

  static Drift of(String told) {
    return new Drift(Kind.OTHER, told);
  }
}
