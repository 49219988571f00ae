package dev.thaw.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A script's bytes and where they came from. */
public final class Script {
  /** Scripts are refused far below this; it only bounds what is read before anybody can say so. */
  private static final int MOST_READ = 16 << 20;

  private final String name;
  private final byte[] bytes;
  private final Optional<Path> path;

  private Script(String name, byte[] bytes, Optional<Path> path) {
    this.name = name;
    this.bytes = bytes;
    this.path = path;
  }

  /** Returns what messages call it. */
  public String name() {
    return name;
  }

  /**
   * Returns what messages call a file of its folder.
   *
   * @param file relative to the script's folder; empty for the script itself
   */
  public String name(String file) {
    return file.isEmpty() ? name : name.substring(0, name.lastIndexOf('/') + 1) + file;
  }

  /** Returns the bytes as they were read. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Returns the file, if it is one. */
  public Optional<Path> path() {
    return path;
  }

  /** Returns a script that was given on the command line. */
  public static Script ofText(String name, String text) {
    return new Script(name, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }

  /**
   * Returns a script as it was when it was read.
   *
   * @param path its file, if it is one
   */
  public static Script kept(String name, byte[] bytes, Optional<Path> path) {
    return new Script(name, bytes.clone(), path);
  }

  /**
   * Reads a script from a stream, until its end or 16 MiB.
   *
   * @throws IOException if that fails
   */
  public static Script read(String name, InputStream in) throws IOException {
    return new Script(name, in.readNBytes(MOST_READ), Optional.empty());
  }

  /**
   * Reads a script file.
   *
   * @param name the file as the user named it
   * @throws IOException if it cannot be read
   */
  public static Script read(String name) throws IOException {
    Path path = Path.of(name);
    try (InputStream in = Files.newInputStream(path)) {
      return new Script(name, in.readNBytes(MOST_READ), Optional.of(path.toAbsolutePath()));
    }
  }
}
