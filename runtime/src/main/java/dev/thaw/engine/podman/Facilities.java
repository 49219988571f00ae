package dev.thaw.engine.podman;

import java.nio.file.Path;

/**
 * What this machine has for Podman, which by itself knows neither names of checkpoints nor other
 * engines.
 *
 * @param names a folder for the names of checkpoints; made when needed
 */
public record Facilities(Path names, Neighbours neighbours) {}
