package dev.thaw.script;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a row of parts, each with its length before it, so that no two rows are alike. */
public final class Digest {
  private final MessageDigest sha256;

  public Digest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Returns the digest of the bytes alone, as {@code sha256sum} prints it. */
  public static String of(byte[] bytes) {
    var digest = new Digest();
    digest.sha256.update(bytes);
    return digest.hex();
  }

  /** Adds a part. */
  public Digest add(byte[] part) {
    sha256.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
    sha256.update((byte) ':');
    sha256.update(part);
    return this;
  }

  /** Adds a part. */
  public Digest add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the digest of all parts; nothing can be added any more. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
