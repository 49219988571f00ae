package dev.thaw.engine.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The requests for files out of containers: moby, {@code daemon/archive_unix.go}; words as 20.10
 * and 26.1 have them.
 */
record ArchiveRoutes(Containers containers) {
  private static final long FOLDER_MODE = 1L << 31 | 0755;
  private static final String STAT = "X-Docker-Container-Path-Stat";

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/containers/{id}/archive", this::archive),
        Route.of("HEAD", "/containers/{id}/archive", this::stat));
  }

  private Answer archive(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    String path = path(request);
    Map<String, String> found = found(container, path);
    return Answer.of(200, "application/x-tar", tar(last(path), found))
        .with(Map.of(STAT, stat(path, found)));
  }

  private Answer stat(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    String path = path(request);
    return Answer.empty(200).with(Map.of(STAT, stat(path, found(container, path))));
  }

  private static String path(SimRequest request) {
    String path = request.call().query().getOrDefault("path", "");
    if (path.isEmpty()) {
      throw new Refusal(400, "bad parameter: 'path' cannot be empty");
    }
    return path;
  }

  /** Returns what there is by its path below; a file alone has the empty one. */
  private static Map<String, String> found(SimContainer container, String path) {
    String plain = "/" + String.join("/", parts(path));
    Map<String, String> files = container.spec().files();
    if (files.containsKey(plain)) {
      return Map.of("", files.get(plain));
    }
    String folder = plain.equals("/") ? plain : plain + "/";
    Map<String, String> below = files.entrySet().stream()
        .filter(file -> file.getKey().startsWith(folder))
        .collect(Collectors.toMap(
            file -> file.getKey().substring(folder.length()), Map.Entry::getValue));
    if (below.isEmpty()) {
      throw new Refusal(404, "Could not find the file " + path + " in container " + container.id());
    }
    return below;
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  private static String last(String path) {
    List<String> parts = parts(path);
    return parts.isEmpty() ? "/" : parts.get(parts.size() - 1);
  }

  private static String stat(String path, Map<String, String> found) {
    boolean folder = !found.containsKey("");
    JsonObject stat = new JsonObject()
        .put("name", last(path))
        .put("size", folder ? 4096L : bytes(found.get("")).length)
        .put("mode", folder ? FOLDER_MODE : 0644L)
        .put("mtime", "2026-01-01T00:00:00Z")
        .put("linkTarget", "");
    return Base64.getEncoder().encodeToString(Json.bytes(stat));
  }

  private static byte[] tar(String name, Map<String, String> found) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, 512, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : entries(name, found).entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        byte[] content = bytes(file.getValue());
        if (!entry.isDirectory()) {
          entry.setSize(content.length);
        }
        tar.putArchiveEntry(entry);
        if (!entry.isDirectory()) {
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Folders before what is in them, as they sort. */
  private static Map<String, String> entries(String name, Map<String, String> found) {
    var entries = new TreeMap<String, String>();
    found.forEach((below, content) -> {
      if (below.isEmpty()) {
        entries.put(name, content);
        return;
      }
      String path = name;
      entries.put(path + "/", "");
      List<String> parts = parts(below);
      for (String part : parts.subList(0, parts.size() - 1)) {
        path += "/" + part;
        entries.put(path + "/", "");
      }
      entries.put(path + "/" + parts.get(parts.size() - 1), content);
    });
    return entries;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
