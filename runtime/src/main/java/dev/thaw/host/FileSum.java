package dev.thaw.host;

/**
 * What a file held.
 *
 * @param sha256 of its bytes, as hexadecimal digits
 */
public record FileSum(String name, long bytes, String sha256) {}
