package dev.thaw.engine.podman;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a checkpoint is taken or restored.
 *
 * @param leaveRunning whether the container goes on; of no meaning for a restore
 * @param tcpEstablished whether open TCP connections are part of it; without it CRIU fails where
 *     there are any
 */
public record CheckpointOptions(boolean leaveRunning, boolean tcpEstablished) {
  /** The container ends with it, and has no open connections. */
  public static final CheckpointOptions PLAIN = new CheckpointOptions(false, false);

  /** Returns these options, with the container going on. */
  public CheckpointOptions leavingRunning() {
    return new CheckpointOptions(true, tcpEstablished);
  }

  /** Returns these options, with open TCP connections kept. */
  public CheckpointOptions withConnections() {
    return new CheckpointOptions(leaveRunning, true);
  }

  /** Podman's names of them; keep leaves CRIU's files and log where they are. */
  Map<String, String> query() {
    return new TreeMap<>(Map.of(
        "keep", "true",
        "leaveRunning", Boolean.toString(leaveRunning),
        "tcpEstablished", Boolean.toString(tcpEstablished)));
  }
}
