package dev.thaw.host;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a tar archive, and whether it is whole. */
final class ArchiveReader {
  /** What an archive ends with (POSIX.1-2017, pax: ustar interchange format). */
  private static final int END = 2 * 512;

  private final Source source;
  private final TarArchiveInputStream tar;

  ArchiveReader(InputStream archive) {
    source = new Source(archive);
    tar = new TarArchiveInputStream(source, "UTF-8");
  }

  /**
   * Returns the next entry, or nothing behind the last one.
   *
   * @throws TornArchiveException if the archive broke off, or is none
   */
  Optional<TarArchiveEntry> next() throws TornArchiveException {
    try {
      TarArchiveEntry entry = tar.getNextEntry();
      if (entry == null) {
        end();
      }
      return Optional.ofNullable(entry);
    } catch (TornArchiveException torn) {
      throw torn;
    } catch (IOException | RuntimeException torn) {
      throw torn(torn);
    }
  }

  /**
   * Reads of the entry's content; returns -1 at its end.
   *
   * @throws TornArchiveException if the archive broke off
   */
  int read(byte[] buffer) throws TornArchiveException {
    try {
      return tar.read(buffer);
    } catch (IOException | RuntimeException torn) {
      throw torn(torn);
    }
  }

  /** The library takes an archive for ended wherever it ends between two entries. */
  private void end() throws IOException {
    while (source.read(new byte[8192]) >= 0) {
      // Read to its end: a failure of the connection shows there.
    }
    if (source.zeros < END) {
      throw new TornArchiveException("the archive has no end");
    }
  }

  private static TornArchiveException torn(Exception cause) {
    return new TornArchiveException("the archive did not come whole: " + cause.getMessage(), cause);
  }

  /** Counts the zeros that it ends with. */
  private static final class Source extends FilterInputStream {
    private long zeros;

    private Source(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      int trailing = 0;
      while (trailing < count && bytes[offset + count - 1 - trailing] == 0) {
        trailing++;
      }
      if (count > 0) {
        zeros = trailing == count ? zeros + count : trailing;
      }
      return count;
    }

    /** By reading, so that all is seen. */
    @Override
    public long skip(long count) throws IOException {
      int read = read(new byte[(int) Math.min(Math.max(count, 0), 8192)]);
      return Math.max(read, 0);
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
