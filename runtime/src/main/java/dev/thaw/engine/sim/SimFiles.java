package dev.thaw.engine.sim;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The files and folders of one container, as few as it was given. Not thread safe. */
final class SimFiles {
  private static final byte[] FOLDER = {};

  /** By path; folders are {@link #FOLDER} itself. */
  private final NavigableMap<String, byte[]> all = new TreeMap<>();

  SimFiles(Map<String, String> files) {
    all.put("/", FOLDER);
    files.forEach((path, text) -> put(plain(path), text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Returns a path without what does not count in it. */
  static String plain(String path) {
    return "/" + String.join("/", parts(path));
  }

  static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  boolean has(String path) {
    return all.containsKey(path);
  }

  /** Returns what a file holds; nothing for a folder, or where there is none. */
  Optional<byte[]> file(String path) {
    return Optional.ofNullable(all.get(path)).filter(content -> content != FOLDER);
  }

  boolean folder(String path) {
    return all.get(path) == FOLDER;
  }

  /** Returns the paths of all that is in a folder, those of folders with a slash behind them. */
  Map<String, byte[]> below(String folder) {
    String start = folder.equals("/") ? folder : folder + "/";
    var below = new TreeMap<String, byte[]>();
    all.tailMap(start, false).forEach((path, content) -> {
      if (path.startsWith(start)) {
        below.put(path.substring(start.length()) + (content == FOLDER ? "/" : ""), content);
      }
    });
    return below;
  }

  void put(String path, byte[] content) {
    makeParents(path);
    all.put(path, content.length == 0 ? new byte[0] : content);
  }

  void makeFolder(String path) {
    makeParents(path);
    all.put(path, FOLDER);
  }

  private void makeParents(String path) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      all.putIfAbsent(path.substring(0, slash), FOLDER);
    }
  }
}
