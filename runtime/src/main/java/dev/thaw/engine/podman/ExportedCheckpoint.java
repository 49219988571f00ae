package dev.thaw.engine.podman;

/**
 * A checkpoint that has left its engine, whole.
 *
 * @param size of its archive, in bytes
 * @param sha256 of its archive, in hexadecimal digits
 */
public record ExportedCheckpoint(long size, String sha256) {}
