package dev.thaw.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The files below a directory of this machine.
 *
 * <p>Every directory on the way is held open, and none of them may be a link, so that nothing is
 * put outside whatever others do meanwhile. An archive is unpacked in a directory beside its place,
 * {@code .thaw-copy-} and a number that no other has, that nobody else may enter, and gets its name
 * in one step at the end.
 */
public final class HostDirectory implements Host {
  private static final String CONTENT = "content";
  private static final String FORMER = "former";

  private final Path directory;

  /** @param directory is taken for what it leads to when it is first used */
  public HostDirectory(Path directory) {
    this.directory = directory;
  }

  @Override
  public Presence at(String path) throws IOException {
    HostPath place = HostPath.of(path);
    if (place.parts().isEmpty()) {
      return Presence.FOLDER;
    }
    try (Way way = Way.to(directory, place.parent(), false)) {
      return way.end().presence(place.name());
    } catch (NoSuchFileException nothing) {
      return Presence.NOTHING;
    }
  }

  @Override
  public Receipt receive(HostCall call, InputStream archive) throws IOException {
    HostPath place = HostPath.of(call.path());
    if (place.parts().isEmpty()) {
      throw new RefusedPathException("the directory of files cannot be written as a whole");
    }
    try (Way way = Way.to(directory, place.parent(), true)) {
      Receipt receipt = receive(call, place, way.end(), archive);
      way.keep();
      return receipt;
    }
  }

  @Override
  public Parcel survey(String path) throws IOException {
    return reading(path, (parent, place) -> new Packing(place).survey(parent));
  }

  @Override
  public Packed pack(String path, String name) throws IOException {
    return reading(path, (parent, place) -> new Packing(place).pack(parent, name));
  }

  private interface Reading<T> {
    T in(Folder parent, HostPath place) throws IOException;
  }

  private <T> T reading(String path, Reading<T> reading) throws IOException {
    HostPath place = HostPath.of(path);
    if (place.parts().isEmpty()) {
      throw new RefusedPathException("the directory of files is not copied as a whole");
    }
    try (Way way = Way.to(directory, place.parent(), false)) {
      return reading.in(way.end(), place);
    } catch (NoSuchFileException nothing) {
      throw new RefusedPathException(place + " is not there. Name a file or folder that is.");
    }
  }

  private Receipt receive(HostCall call, HostPath place, Folder parent, InputStream archive)
      throws IOException {
    refuse(call, place, parent.presence(place.name()));
    String workplace = ".thaw-copy-" + UUID.randomUUID();
    parent.makePrivate(workplace);
    try (Folder work = parent.folder(workplace)) {
      Receipt receipt =
          new Unpacking(work.at(CONTENT)).unpack(new ArchiveReader(archive), place.toString());
      put(call, place, work, parent);
      return receipt;
    } finally {
      parent.removeAll(workplace);
      sync(parent);
    }
  }

  private static void refuse(HostCall call, HostPath place, Presence there)
      throws RefusedPathException {
    if (there != Presence.NOTHING && !call.overwrite()) {
      throw exists(place);
    }
  }

  private static RefusedPathException exists(HostPath place) {
    return new RefusedPathException(place + " is there already. Remove it, or say overwrite true.");
  }

  private static void put(HostCall call, HostPath place, Folder work, Folder parent)
      throws IOException {
    boolean folder = work.presence(CONTENT) == Presence.FOLDER;
    if (!call.overwrite()) {
      putNew(place, folder, work, parent);
      return;
    }
    Presence there = parent.presence(place.name());
    if (there == Presence.FOLDER && !folder) {
      throw new RefusedPathException(
          place + " is a folder, and is not replaced by a file. Remove it, or name another place.");
    }
    if (!folder || there == Presence.NOTHING) {
      work.move(CONTENT, parent, place.name());
      return;
    }
    parent.move(place.name(), work, FORMER);
    try {
      work.move(CONTENT, parent, place.name());
    } catch (IOException unmoved) {
      work.move(FORMER, parent, place.name());
      throw unmoved;
    }
  }

  /**
   * Not over what others put there meanwhile: a folder is never moved over what has anything in it.
   */
  private static void putNew(HostPath place, boolean folder, Folder work, Folder parent)
      throws IOException {
    if (parent.presence(place.name()) != Presence.NOTHING) {
      throw exists(place);
    }
    if (folder) {
      work.move(CONTENT, parent, place.name());
      return;
    }
    try {
      Files.createLink(parent.at(place.name()), work.at(CONTENT));
    } catch (FileAlreadyExistsException there) {
      throw exists(place);
    } catch (UnsupportedOperationException | FileSystemException linkless) {
      // File systems such as FAT have no second names; there a look before has to do.
      work.move(CONTENT, parent, place.name());
    }
  }

  private static void sync(Folder folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder.at("."), StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  /** Returns what to tell of a failure to open a part of a path. */
  static IOException unopened(HostPath path, IOException failure) {
    return failure instanceof NotDirectoryException
            || failure instanceof FileSystemException told
                && String.valueOf(told.getReason()).contains("symbolic links")
        ? new RefusedPathException(path + " is no folder, or a link. Name where it leads.")
        : failure;
  }
}
