package dev.thaw.fault;

import java.util.Set;

/**
 * A request that arrived at the proxy, or was to. Written by the lane that serves it; read when the
 * run is over.
 */
final class Deed implements Journal.Entry {
  final String method;
  final String path;
  final String container;
  final Fault fault;
  /** Whether somebody else sent it. */
  final boolean foreign;

  /** Whether the engine got it. */
  volatile boolean passedOn;
  /** What the engine answered; 0 if it never got it. */
  volatile int truth;
  /** What the client was told; 0 for nothing. */
  volatile int told;
  /** What the model makes of it: whether the world is different now, or will be. */
  volatile boolean effect;
  /** The checkpoints that its container then has. */
  volatile Set<String> saved = Set.of();
  /** What the model expects the engine to answer. */
  volatile int expected;

  Deed(String method, String path, String container, Fault fault, boolean foreign) {
    this.method = method;
    this.path = path;
    this.container = container;
    this.fault = fault;
    this.foreign = foreign;
  }

  boolean mutates() {
    return !method.equals("GET") && !method.equals("HEAD");
  }

  /** Making a command does nothing yet. */
  boolean makesCommand() {
    return method.equals("POST") && path.endsWith("/exec");
  }

  boolean doubtful() {
    return fault.doubtful() && !makesCommand();
  }

  @Override
  public String toString() {
    return (foreign ? "somebody: " : "") + method + " "
        + path.replaceAll("([0-9a-f]{6})[0-9a-f]{58}", "$1")
        + (fault == Fault.NONE ? "" : " " + fault)
        + (passedOn ? " = " + truth : " (not passed on)")
        + (told != truth ? " told " + told : "")
        + (effect ? " EFFECT" : "");
  }
}
