package dev.thaw.script;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory that only the effective user can write to. What it holds may be trusted as the user
 * is; under sudo that keeps out what the caller could have prepared.
 */
public final class PrivateDirectory {
  private PrivateDirectory() {}

  /**
   * Returns the directory, made if it is not there.
   *
   * @throws IOException if it cannot be made, is no directory, belongs to somebody else, or group
   *     or others may write to it
   */
  public static Path of(Path path) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PosixFileAttributes attributes =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isDirectory()) {
      throw new FileSystemException(path.toString(), null, "not a directory");
    }
    if (owner(path) != effectiveUser()) {
      throw new FileSystemException(path.toString(), null, "belongs to another user");
    }
    if (attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
        || attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new FileSystemException(path.toString(), null, "others may write to it");
    }
    return path;
  }

  /**
   * Returns the number of the effective user: /proc shows a process's files as its effective
   * user's.
   *
   * @throws IOException if there is no /proc
   */
  public static long effectiveUser() throws IOException {
    return owner(Path.of("/proc/self/status"));
  }

  private static long owner(Path path) throws IOException {
    return ((Number) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS)).longValue();
  }
}
