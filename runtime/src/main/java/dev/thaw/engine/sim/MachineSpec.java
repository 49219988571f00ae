package dev.thaw.engine.sim;

/**
 * What a simulated engine says of its machine.
 *
 * @param kernel the kernel's version
 * @param driver the storage driver
 * @param cgroup the version of control groups, 1 or 2
 * @param root the folder of the engine's data; no such folder is made
 */
public record MachineSpec(String kernel, String driver, int cgroup, String root) {

  /** A machine of nowhere. */
  public static final MachineSpec DEFAULT = new MachineSpec("simulated", "overlay2", 2, "/nowhere");
}
