package dev.thaw.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory held open: what is done in it is done in this very one, wherever its name, or a link
 * of that name, leads meanwhile. Linux only, as the JDK makes no directories and no links below an
 * open one: that goes by the kernel's name of its descriptor.
 */
final class Folder implements Closeable {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");

  /** Those of all folders that are open, so that none takes a descriptor of another. */
  private static final Set<Path> TAKEN = new HashSet<>();

  private final SecureDirectoryStream<Path> stream;
  private final Object key;
  private final List<Path> descriptors = new ArrayList<>();

  private Folder(DirectoryStream<Path> opened) throws IOException {
    if (!(opened instanceof SecureDirectoryStream<Path> secure)) {
      throw new IOException("this machine does not let a directory be held open");
    }
    this.stream = secure;
    this.key = secure
        .getFileAttributeView(BasicFileAttributeView.class)
        .readAttributes()
        .fileKey();
    takeDescriptors();
  }

  /** Opens a directory by a name that is trusted. The folder closes the stream, or {@code held}. */
  @SuppressWarnings("StreamResourceLeak")
  static Folder open(Path path) throws IOException {
    synchronized (TAKEN) {
      return held(Files.newDirectoryStream(path));
    }
  }

  /** Opens a directory in this one; no link is followed. */
  Folder folder(String name) throws IOException {
    synchronized (TAKEN) {
      return held(stream.newDirectoryStream(Path.of(name), LinkOption.NOFOLLOW_LINKS));
    }
  }

  private static Folder held(DirectoryStream<Path> opened) throws IOException {
    try {
      return new Folder(opened);
    } catch (IOException | RuntimeException unusable) {
      opened.close();
      throw unusable;
    }
  }

  private void takeDescriptors() throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : all) {
        if (!TAKEN.contains(descriptor) && leadsHere(descriptor)) {
          descriptors.add(descriptor);
        }
      }
    }
    if (descriptors.isEmpty()) {
      throw new IOException("this machine does not tell under which number a directory is open");
    }
    TAKEN.addAll(descriptors);
  }

  private boolean leadsHere(Path descriptor) {
    try {
      return key.equals(
          Files.readAttributes(descriptor, BasicFileAttributes.class).fileKey());
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /**
   * Returns a path to something in this directory, for as long as it is open.
   *
   * @throws IOException if the directory cannot be reached any more
   */
  Path at(String name) throws IOException {
    for (Path descriptor : descriptors) {
      if (leadsHere(descriptor)) {
        return descriptor.resolve(name);
      }
    }
    throw new IOException("a directory that was open is not any more");
  }

  /** Makes a directory that only its owner may enter; returns false if something is there. */
  boolean make(String name) throws IOException {
    try {
      Files.createDirectory(at(name));
      return true;
    } catch (FileAlreadyExistsException there) {
      return false;
    }
  }

  /** Makes a directory that nobody else may enter. */
  void makePrivate(String name) throws IOException {
    Files.createDirectory(at(name), PosixFilePermissions.asFileAttribute(OURS));
  }

  /** Returns what is there under that name. */
  Presence presence(String name) throws IOException {
    Optional<BasicFileAttributes> found = look(name);
    if (found.isEmpty()) {
      return Presence.NOTHING;
    }
    if (found.get().isDirectory()) {
      return Presence.FOLDER;
    }
    return found.get().isRegularFile() ? Presence.FILE : Presence.OTHER;
  }

  /** Returns what is to be known of something in it; no link is followed. */
  PosixFileAttributes attributes(String name) throws IOException {
    return stream
        .getFileAttributeView(
            Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  /** Returns the names of all that is in it, in their order; to be asked once. */
  List<String> names() throws IOException {
    var names = new ArrayList<String>();
    try {
      stream.forEach(each -> names.add(each.getFileName().toString()));
    } catch (DirectoryIteratorException unread) {
      throw unread.getCause();
    }
    names.sort(null);
    return names;
  }

  /** Opens a file to read; no link is followed. */
  SeekableByteChannel read(String name) throws IOException {
    return stream.newByteChannel(
        Path.of(name), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  /** Returns where a link leads, as it has it. */
  String linkTarget(String name) throws IOException {
    return Files.readSymbolicLink(at(name)).toString();
  }

  private Optional<BasicFileAttributes> look(String name) throws IOException {
    try {
      return Optional.of(stream
          .getFileAttributeView(
              Path.of(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
          .readAttributes());
    } catch (NoSuchFileException nothing) {
      return Optional.empty();
    }
  }

  /** Moves something of this directory to another one, over what is there unless it is a folder. */
  void move(String name, Folder other, String newName) throws IOException {
    stream.move(Path.of(name), other.stream, Path.of(newName));
  }

  /** Removes an empty directory; returns false if it is not empty, or not there. */
  boolean removeEmpty(String name) {
    try {
      stream.deleteDirectory(Path.of(name));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }

  /** Removes something with all that is in it, following no link. */
  void removeAll(String name) throws IOException {
    Presence presence = presence(name);
    if (presence == Presence.NOTHING) {
      return;
    }
    if (presence != Presence.FOLDER) {
      stream.deleteFile(Path.of(name));
      return;
    }
    // Where it cannot be opened even for that, removing tells why.
    stream
        .getFileAttributeView(
            Path.of(name), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setPermissions(OURS);
    try (Folder inner = folder(name)) {
      for (String each : inner.names()) {
        inner.removeAll(each);
      }
    }
    stream.deleteDirectory(Path.of(name));
  }

  @Override
  public void close() throws IOException {
    synchronized (TAKEN) {
      TAKEN.removeAll(descriptors);
      stream.close();
    }
  }
}
