package dev.thaw.graph;

/**
 * What a script says of itself; both are empty if it does not.
 *
 * @param name what logs and lists call it
 * @param description what it is for, one line
 */
public record Runbook(String name, String description) {

  /** A script that says nothing of itself. */
  public static final Runbook UNNAMED = new Runbook("", "");
}
