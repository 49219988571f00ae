package dev.thaw.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * The files of this machine below one directory. Implementations are safe for use by many threads
 * at once.
 */
public interface Host {
  /** Has no files and takes none. */
  Host NONE = new Host() {
    @Override
    public Presence at(String path) {
      return Presence.NOTHING;
    }

    @Override
    public Receipt receive(HostCall call, InputStream archive) throws IOException {
      throw new RefusedPathException("files of this machine are not written here");
    }

    @Override
    public Parcel survey(String path) throws IOException {
      throw unread();
    }

    @Override
    public Packed pack(String path, String name) throws IOException {
      throw unread();
    }

    private IOException unread() {
      return new RefusedPathException("files of this machine are not read here");
    }
  };

  /**
   * Returns what is there.
   *
   * @param path below the directory
   * @throws IOException if it cannot be looked at, or a link or {@code ..} is on the way to it
   */
  Presence at(String path) throws IOException;

  /**
   * Unpacks a tar archive of one file or folder under another name: all of it, or nothing.
   *
   * @param archive read to its end, not closed
   * @throws TornArchiveException if it did not come whole
   * @throws IOException if it cannot or must not be put there; then nothing of it is there
   */
  Receipt receive(HostCall call, InputStream archive) throws IOException;

  /**
   * Looks at what {@link #pack} would pack.
   *
   * @throws IOException if it cannot or must not be packed
   */
  Parcel survey(String path) throws IOException;

  /**
   * Packs a file or folder as a tar archive, under another name.
   *
   * @throws IOException if it cannot be read, or must not be: a link on the way to it, a link in it
   *     that leads out of it, what is neither file nor folder; or if it is too much
   */
  Packed pack(String path, String name) throws IOException;

  /** Returns the files of the engine itself, as far as they are this machine's. */
  default EngineFiles engineFiles() {
    return EngineFiles.NONE;
  }

  /** Returns what is known here of checkpoints. */
  default Manifests manifests() {
    return Manifests.NONE;
  }
}
