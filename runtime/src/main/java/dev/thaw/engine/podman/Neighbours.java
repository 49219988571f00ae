package dev.thaw.engine.podman;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.docker.DockerEngine;

/** Finds other engines by what a script calls them. */
@FunctionalInterface
public interface Neighbours {
  /**
   * Returns an engine, without connecting.
   *
   * @param to its address, or the name of one of Podman's connections
   * @throws EngineException {@code UNSUPPORTED} if it is neither
   */
  DockerEngine find(String to) throws EngineException;
}
