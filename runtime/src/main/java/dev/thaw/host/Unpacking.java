package dev.thaw.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Unpacks the archive of one file or folder under a name in a directory that nobody else may enter.
 * Files belong to whoever runs it; their modes are kept but for setuid, setgid and the sticky bit.
 * Used once.
 */
final class Unpacking {
  private static final int CHUNK = 1 << 16;
  /** From the lowest bit of a mode on. */
  static final List<PosixFilePermission> BITS = List.of(
      PosixFilePermission.OTHERS_EXECUTE,
      PosixFilePermission.OTHERS_WRITE,
      PosixFilePermission.OTHERS_READ,
      PosixFilePermission.GROUP_EXECUTE,
      PosixFilePermission.GROUP_WRITE,
      PosixFilePermission.GROUP_READ,
      PosixFilePermission.OWNER_EXECUTE,
      PosixFilePermission.OWNER_WRITE,
      PosixFilePermission.OWNER_READ);

  /** What an entry was; what is below another must be below a folder. */
  private enum Made {
    FILE,
    FOLDER,
    LINK
  }

  private final Path root;
  private final Map<List<String>, Made> made = new HashMap<>();
  private final List<Finish> finishing = new ArrayList<>();
  private final Links links = new Links();
  private final MessageDigest digest = sha256();
  private String top = "";
  private long files;
  private long bytes;

  /** What is done to folders when nothing is put into them any more. */
  private interface Finish {
    void run() throws IOException;
  }

  /** @param root what the archive's own first name becomes; nothing is there yet */
  Unpacking(Path root) {
    this.root = root;
  }

  /**
   * Unpacks all of it.
   *
   * @param path told in the receipt
   * @throws TornArchiveException if it did not come whole
   * @throws RefusedPathException if it has an entry that has no place here
   * @throws IOException if it cannot be written
   */
  Receipt unpack(ArchiveReader archive, String path) throws IOException {
    for (Optional<TarArchiveEntry> entry = archive.next();
        entry.isPresent();
        entry = archive.next()) {
      try {
        unpack(entry.get(), archive);
      } catch (InvalidPathException unnameable) {
        throw refused(entry.get(), "cannot be named on this machine");
      }
    }
    if (made.isEmpty()) {
      throw new TornArchiveException("the archive is empty");
    }
    Optional<List<String>> leadingOut = links.leadingOut();
    if (leadingOut.isPresent()) {
      throw new RefusedPathException("the entry " + top + "/" + String.join("/", leadingOut.get())
          + " is a link that leads out of what is copied. Nothing of the copy was kept.");
    }
    for (int index = finishing.size() - 1; index >= 0; index--) {
      finishing.get(index).run();
    }
    return new Receipt(path, files, bytes, HexFormat.of().formatHex(digest.digest()));
  }

  private void unpack(TarArchiveEntry entry, ArchiveReader archive) throws IOException {
    List<String> below = below(entry);
    Path place = below.isEmpty() ? root : root.resolve(String.join("/", below));
    if (entry.isSymbolicLink()) {
      if (below.isEmpty()) {
        throw refused(entry, "is a link: name what it leads to, " + entry.getLinkName());
      }
      links.add(below, entry.getLinkName());
      note(entry, below, Made.LINK);
      Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      note(entry, below, Made.FILE);
      Files.createLink(place, linked(entry));
    } else if (entry.isDirectory()) {
      note(entry, below, Made.FOLDER);
      Files.createDirectory(
          place,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      finishing.add(() -> dress(place, entry));
    } else if (entry.getLinkFlag() == TarConstants.LF_NORMAL
        || entry.getLinkFlag() == TarConstants.LF_OLDNORM) {
      note(entry, below, Made.FILE);
      write(place, archive);
      dress(place, entry);
    } else {
      throw refused(entry, "is neither file, folder nor link");
    }
  }

  /** Returns the entry's path below the first name of all, which is to be the same throughout. */
  private List<String> below(TarArchiveEntry entry) throws RefusedPathException {
    String name = entry.getName();
    List<String> parts = new ArrayList<>(Arrays.asList(name.split("/")));
    boolean strange = parts.isEmpty()
        || name.indexOf('\0') >= 0
        || parts.stream().anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (strange) {
      throw refused(entry, "leads out of what is copied");
    }
    String first = parts.remove(0);
    if (made.isEmpty()) {
      top = first;
    }
    if (!first.equals(top) || made.isEmpty() != parts.isEmpty()) {
      throw refused(entry, "is no part of what is copied");
    }
    return List.copyOf(parts);
  }

  private void note(TarArchiveEntry entry, List<String> below, Made what)
      throws RefusedPathException {
    if (!below.isEmpty() && made.get(below.subList(0, below.size() - 1)) != Made.FOLDER) {
      throw refused(entry, "is below what is no folder");
    }
    if (made.putIfAbsent(below, what) != null) {
      throw refused(entry, "stands twice");
    }
  }

  private Path linked(TarArchiveEntry entry) throws RefusedPathException {
    List<String> parts = Arrays.asList(entry.getLinkName().split("/"));
    List<String> below = parts.isEmpty() ? List.of() : List.copyOf(parts.subList(1, parts.size()));
    boolean ours = !parts.isEmpty()
        && parts.get(0).equals(top)
        && !below.isEmpty()
        && made.get(below) == Made.FILE;
    if (!ours) {
      throw refused(entry, "is a link to no file of what is copied");
    }
    return root.resolve(String.join("/", below));
  }

  private void write(Path place, ArchiveReader archive) throws IOException {
    byte[] buffer = new byte[CHUNK];
    try (FileChannel file = FileChannel.open(
        place,
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      for (int count = archive.read(buffer); count >= 0; count = archive.read(buffer)) {
        digest.update(buffer, 0, count);
        bytes += count;
        ByteBuffer rest = ByteBuffer.wrap(buffer, 0, count);
        while (rest.hasRemaining()) {
          file.write(rest);
        }
      }
      // What is moved to its name before its content is on the disk may be empty after a crash.
      file.force(false);
    }
    files++;
  }

  private static void dress(Path place, TarArchiveEntry entry) throws IOException {
    var view =
        Files.getFileAttributeView(place, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    view.setTimes(FileTime.from(entry.getLastModifiedTime().toInstant()), null, null);
    view.setPermissions(permissions(entry.getMode()));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (int bit = 0; bit < BITS.size(); bit++) {
      if ((mode >> bit & 1) == 1) {
        permissions.add(BITS.get(bit));
      }
    }
    return permissions;
  }

  private static RefusedPathException refused(TarArchiveEntry entry, String why) {
    return new RefusedPathException(
        "the entry " + entry.getName() + " " + why + ". Nothing of the copy was kept.");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
