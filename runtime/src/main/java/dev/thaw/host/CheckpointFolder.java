package dev.thaw.host;

import dev.thaw.operation.CheckpointPlace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The folder of one checkpoint: CRIU's images, and nothing but files. All directories on the way
 * are held open, so that no link leads elsewhere.
 */
final class CheckpointFolder {
  private static final int BUFFER = 1 << 20;

  /** What else the file system may need for a copy, and what the machine needs to live. */
  private static final long SPARE = 64L << 20;

  private CheckpointFolder() {}

  /** Copies it: under another name beside its place, and renamed when all is on the disk. */
  static void copy(CheckpointPlace from, CheckpointPlace to) throws IOException {
    try (Way source = way(from, false);
        Folder images = folder(source, from);
        Way way = way(to, true)) {
      List<String> names = images.names();
      Folder parent = way.end();
      checkRoom(images, names, parent, to);
      String name = last(to);
      String work = ".thaw-copy-" + UUID.randomUUID();
      parent.makePrivate(work);
      try {
        try (Folder copy = parent.folder(work)) {
          for (String each : names) {
            copy(images, each, copy);
          }
          sync(copy);
        }
        like(source.end().attributes(last(from)), parent.at(work));
        parent.removeAll(name);
        parent.move(work, parent, name);
        sync(parent);
        way.keep();
      } finally {
        parent.removeAll(work);
      }
    }
  }

  /** Removes it, if it is there. */
  static void remove(CheckpointPlace place) throws IOException {
    try (Way way = way(place, false)) {
      way.end().removeAll(last(place));
      sync(way.end());
    } catch (NoSuchFileException gone) {
      return;
    }
  }

  static List<FileSum> sums(CheckpointPlace place) throws IOException {
    try (Way way = way(place, false);
        Folder images = folder(way, place)) {
      var sums = new ArrayList<FileSum>();
      for (String name : images.names()) {
        size(images, name);
        sums.add(sum(images, name));
      }
      return sums;
    }
  }

  private static Way way(CheckpointPlace place, boolean making) throws IOException {
    HostPath path = HostPath.of(String.join("/", place.below()));
    if (path.parts().size() != place.below().size()) {
      throw new RefusedPathException(place + " is no place for a checkpoint");
    }
    return Way.to(Path.of(place.base()), path.parent(), making);
  }

  private static Folder folder(Way way, CheckpointPlace place) throws IOException {
    try {
      return way.end().folder(last(place));
    } catch (NoSuchFileException gone) {
      throw new RefusedPathException("there is no checkpoint " + place);
    }
  }

  private static String last(CheckpointPlace place) {
    return place.below().get(place.below().size() - 1);
  }

  private static void checkRoom(
      Folder images, List<String> names, Folder parent, CheckpointPlace to) throws IOException {
    long needed = SPARE;
    for (String name : names) {
      needed += size(images, name);
    }
    long usable = Files.getFileStore(parent.at(".")).getUsableSpace();
    if (usable < needed) {
      throw new RefusedPathException(
          "a copy to " + to + " needs " + (needed >> 20) + " MiB, and there are " + (usable >> 20));
    }
  }

  private static long size(Folder images, String name) throws IOException {
    PosixFileAttributes about = images.attributes(name);
    if (!about.isRegularFile()) {
      throw new RefusedPathException(name + " in a checkpoint is no file");
    }
    return about.size();
  }

  private static void copy(Folder from, String name, Folder to) throws IOException {
    Path place = to.at(name);
    try (SeekableByteChannel source = from.read(name);
        FileChannel copy = FileChannel.open(
            place,
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
            PosixFilePermissions.asFileAttribute(
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)))) {
      var buffer = ByteBuffer.allocateDirect(BUFFER);
      while (source.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          copy.write(buffer);
        }
        buffer.clear();
      }
      like(from.attributes(name), place);
      copy.force(true);
    }
  }

  /** Gives something the owner, mode and times of another; the mode last, as a new owner takes. */
  private static void like(PosixFileAttributes model, Path place) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(place, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributes now = view.readAttributes();
    if (!now.owner().equals(model.owner())) {
      view.setOwner(model.owner());
    }
    if (!now.group().equals(model.group())) {
      view.setGroup(model.group());
    }
    // Without a link to follow: a view that follows none cannot set permissions on Linux.
    Files.setPosixFilePermissions(place, model.permissions());
    FileTime modified = model.lastModifiedTime();
    Files.getFileAttributeView(place, PosixFileAttributeView.class)
        .setTimes(modified, model.lastAccessTime(), null);
  }

  private static FileSum sum(Folder images, String name) throws IOException {
    MessageDigest digest = sha256();
    long bytes = 0;
    var buffer = ByteBuffer.allocateDirect(BUFFER);
    try (SeekableByteChannel file = images.read(name)) {
      for (int read = file.read(buffer); read >= 0; read = file.read(buffer)) {
        bytes += read;
        buffer.flip();
        digest.update(buffer);
        buffer.clear();
      }
    }
    return new FileSum(name, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void sync(Folder folder) throws IOException {
    try (FileChannel entries = FileChannel.open(folder.at("."), StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
