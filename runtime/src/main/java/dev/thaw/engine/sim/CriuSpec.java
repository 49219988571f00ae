package dev.thaw.engine.sim;

/**
 * What a simulated engine makes of checkpoints.
 *
 * @param present whether there is a CRIU on its machine
 * @param races whether a container is still paused just after a checkpoint that ends it, and
 *     whether what follows a checkpoint too soon fails, as on real engines (moby#42900)
 */
public record CriuSpec(boolean present, boolean races) {

  /** A CRIU, and time enough between any two requests. */
  public static final CriuSpec DEFAULT = new CriuSpec(true, false);
}
