package dev.thaw.host;

import dev.thaw.operation.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Packs one file or folder of this machine, or only counts what it would pack.
 *
 * <p>The order is that of the names. Everything belongs to root, as {@code docker cp} has it; modes
 * are kept but for setuid, setgid and the sticky bit, and so are times. No link is followed. Used
 * once.
 */
final class Packing {
  /** The archive is held in memory until it is sent. */
  static final long MOST = 64L << 20;

  private static final String MUCH =
      " is more than one copy may send, 64 MiB as an archive. Copy a part of it.";
  private static final int BLOCK = 512;
  private static final int CHUNK = 1 << 16;

  private final HostPath from;
  private final Links links = new Links();
  private final MessageDigest digest = Unpacking.sha256();
  private Optional<TarArchiveOutputStream> tar = Optional.empty();
  private String name = "";
  private boolean folder;
  private long files;
  private long bytes;
  private long size = 2 * BLOCK;

  Packing(HostPath from) {
    this.from = from;
  }

  /** Returns what there is to be packed. */
  Parcel survey(Folder parent) throws IOException {
    walk(parent);
    return new Parcel(from.toString(), from.name(), folder, files, bytes);
  }

  /** Packs it under a name. */
  Packed pack(Folder parent, String name) throws IOException {
    var archive = new ByteArrayOutputStream();
    try (var stream = new TarArchiveOutputStream(archive, BLOCK, StandardCharsets.UTF_8.name())) {
      stream.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      stream.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      stream.setAddPaxHeadersForNonAsciiNames(true);
      tar = Optional.of(stream);
      this.name = name;
      walk(parent);
    }
    return new Packed(
        Payload.of(archive.toByteArray()),
        new Receipt(from.toString(), files, bytes, HexFormat.of().formatHex(digest.digest())));
  }

  private void walk(Folder parent) throws IOException {
    PosixFileAttributes attributes = parent.attributes(from.name());
    if (attributes.isSymbolicLink()) {
      throw new RefusedPathException(from + " is a link. Name where it leads.");
    }
    folder = attributes.isDirectory();
    walk(parent, from.name(), attributes, List.of());
    Optional<List<String>> leadingOut = links.leadingOut();
    if (leadingOut.isPresent()) {
      throw refused(leadingOut.get(), "is a link that leads out of what is copied");
    }
  }

  private void walk(Folder parent, String own, PosixFileAttributes attributes, List<String> below)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      String target = parent.linkTarget(own);
      links.add(below, target);
      TarArchiveEntry entry = entry(below, TarConstants.LF_SYMLINK, attributes);
      entry.setLinkName(target);
      put(entry);
    } else if (attributes.isDirectory()) {
      put(entry(below, TarConstants.LF_DIR, attributes));
      try (Folder inner = parent.folder(own)) {
        for (String each : inner.names()) {
          walk(inner, each, inner.attributes(each), with(below, each));
        }
      } catch (NoSuchFileException gone) {
        throw changed(below);
      }
    } else if (attributes.isRegularFile()) {
      file(parent, own, attributes, below);
    } else {
      throw refused(below, "is neither file, folder nor link");
    }
  }

  private void file(Folder parent, String own, PosixFileAttributes attributes, List<String> below)
      throws IOException {
    TarArchiveEntry entry = entry(below, TarConstants.LF_NORMAL, attributes);
    entry.setSize(attributes.size());
    take(attributes.size());
    put(entry);
    if (tar.isPresent()) {
      try (SeekableByteChannel content = parent.read(own)) {
        write(content, attributes.size(), below, tar.get());
      }
      tar.get().closeArchiveEntry();
    }
    files++;
    bytes += attributes.size();
  }

  private void write(
      SeekableByteChannel content, long length, List<String> below, TarArchiveOutputStream archive)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    long left = length;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer.clear())) {
      left -= count;
      if (left < 0) {
        throw changed(below);
      }
      archive.write(buffer.array(), 0, count);
      digest.update(buffer.array(), 0, count);
    }
    if (left > 0) {
      throw changed(below);
    }
  }

  private TarArchiveEntry entry(List<String> below, byte type, PosixFileAttributes attributes) {
    String path = String.join("/", with(List.of(name), below));
    var entry = new TarArchiveEntry(type == TarConstants.LF_DIR ? path + "/" : path, type);
    entry.setMode(mode(attributes.permissions()));
    entry.setModTime(attributes.lastModifiedTime().toMillis());
    entry.setIds(0, 0);
    entry.setNames("", "");
    return entry;
  }

  private void put(TarArchiveEntry entry) throws IOException {
    take(BLOCK);
    if (tar.isPresent()) {
      tar.get().putArchiveEntry(entry);
      // A link is a file, too, to the library.
      if (entry.isDirectory() || entry.isSymbolicLink()) {
        tar.get().closeArchiveEntry();
      }
    }
  }

  private void take(long more) throws RefusedPathException {
    size += (more + BLOCK - 1) / BLOCK * BLOCK;
    if (size > MOST) {
      throw new RefusedPathException(from + MUCH);
    }
  }

  private RefusedPathException changed(List<String> below) {
    return refused(below, "changed while it was read");
  }

  private RefusedPathException refused(List<String> below, String why) {
    return new RefusedPathException(
        String.join("/", with(from.parts(), below)) + " " + why + ". Nothing was sent.");
  }

  private static List<String> with(List<String> some, List<String> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  private static List<String> with(List<String> some, String one) {
    return with(some, List.of(one));
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    int mode = 0;
    for (PosixFilePermission permission : permissions) {
      mode |= 1 << Unpacking.BITS.indexOf(permission);
    }
    return mode;
  }
}
