package dev.thaw.host;

/**
 * What has come to this machine.
 *
 * @param path where, below the host's directory
 * @param files how many regular files
 * @param bytes how many bytes they have
 * @param sha256 the digest, in hexadecimal, of their contents one after another as they came: of a
 *     single file, the file's own
 */
public record Receipt(String path, long files, long bytes, String sha256) {}
