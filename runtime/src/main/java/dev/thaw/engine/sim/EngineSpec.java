package dev.thaw.engine.sim;

import dev.thaw.operation.Dialect;

/**
 * What a simulated engine says of itself.
 *
 * @param version the engine's version, such as {@code 26.1.5}
 * @param api the newest API version that it speaks
 * @param minApi the oldest API version that it speaks
 * @param experimental whether experimental features are on
 * @param memory the machine's memory in bytes: the limit of containers that have none of their own
 * @param processors how many processors the machine has
 * @param machine what else there is to say of the machine
 * @param criu what it makes of checkpoints
 */
public record EngineSpec(
    String version,
    Dialect api,
    Dialect minApi,
    boolean experimental,
    long memory,
    int processors,
    MachineSpec machine,
    CriuSpec criu) {

  /** Debian trixie's engine on a machine with 16 GB. */
  public static final EngineSpec DEFAULT =
      new EngineSpec("26.1.5", new Dialect(1, 45), new Dialect(1, 24), true, 16_000_000_000L, 4);

  /** Makes one on a machine of nowhere, with a CRIU. */
  public EngineSpec(
      String version,
      Dialect api,
      Dialect minApi,
      boolean experimental,
      long memory,
      int processors) {
    this(
        version,
        api,
        minApi,
        experimental,
        memory,
        processors,
        MachineSpec.DEFAULT,
        CriuSpec.DEFAULT);
  }
}
