package dev.thaw.engine.podman;

import dev.thaw.engine.EngineException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * An exported checkpoint that is looked at while it is read. It ends with an exception, never
 * early, if it is not whole; so whoever passes it on passes nothing on that looks whole and is not.
 */
final class CheckedArchive extends InputStream {
  /** Without these Podman cannot make a container of it. */
  private static final Set<String> REQUIRED =
      Set.of("config.dump", "spec.dump", "checkpoint/inventory.img");

  private final InputStream source;
  private final WholeTar tar = new WholeTar(REQUIRED);
  private final MessageDigest digest;
  private boolean ended;

  CheckedArchive(InputStream source) {
    this.source = source;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** Returns what was read; to be asked after its end. */
  ExportedCheckpoint receipt() throws EngineException {
    if (!ended) {
      throw new EngineException(EngineException.Fault.LOST, "the archive was not read to its end");
    }
    return new ExportedCheckpoint(tar.total(), HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (ended || length == 0) {
      return ended ? -1 : 0;
    }
    int count = source.read(target, offset, length);
    if (count < 0) {
      tar.end();
      ended = true;
    } else {
      tar.take(target, offset, count);
      digest.update(target, offset, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
