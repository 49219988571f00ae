package dev.thaw.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** The way to a directory, all of it held open; what was made for it goes if it is not kept. */
final class Way implements Closeable {
  private final Deque<Folder> folders = new ArrayDeque<>();
  private final Deque<String> names = new ArrayDeque<>();
  private final Deque<Boolean> made = new ArrayDeque<>();
  private boolean kept;

  private Way() {}

  /**
   * Opens all directories on the way.
   *
   * @param making whether to make those that are not there
   * @throws NoSuchFileException if one is not there
   * @throws RefusedPathException if one is no directory, or a link
   */
  static Way to(Path directory, HostPath path, boolean making) throws IOException {
    var way = new Way();
    try {
      way.folders.push(Folder.open(directory.toRealPath()));
      for (int length = 1; length <= path.parts().size(); length++) {
        way.step(new HostPath(path.parts().subList(0, length)), making);
      }
      return way;
    } catch (IOException | RuntimeException unopened) {
      way.close();
      throw unopened;
    }
  }

  private void step(HostPath path, boolean making) throws IOException {
    Folder last = folders.element();
    Presence there = last.presence(path.name());
    if (there == Presence.FILE || there == Presence.OTHER) {
      throw new RefusedPathException(path + " is no folder, or a link. Name where it leads.");
    }
    boolean fresh = making && there == Presence.NOTHING && last.make(path.name());
    try {
      folders.push(last.folder(path.name()));
      names.push(path.name());
      made.push(fresh);
    } catch (IOException unopened) {
      throw HostDirectory.unopened(path, unopened);
    }
  }

  /** Returns the directory at its end. */
  Folder end() {
    return folders.element();
  }

  /** Leaves what was made. */
  void keep() {
    kept = true;
  }

  @Override
  public void close() throws IOException {
    boolean all = !kept;
    while (!folders.isEmpty()) {
      folders.pop().close();
      if (!names.isEmpty()) {
        String name = names.pop();
        boolean fresh = made.pop();
        all = all && fresh && folders.element().removeEmpty(name);
      }
    }
  }
}
