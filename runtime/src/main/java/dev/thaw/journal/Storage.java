package dev.thaw.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Where a journal's bytes are. The seam at which tests let machines crash: what was not forced may
 * be lost, in any part.
 */
public interface Storage extends Closeable {

  /** Returns how many bytes there are. */
  long size() throws IOException;

  /** Writes all of it there, making the storage larger where it must. */
  void write(long at, ByteBuffer bytes) throws IOException;

  /** Returns when all that was written survives a loss of power. */
  void force() throws IOException;

  /** Returns all bytes. */
  byte[] read() throws IOException;
}
