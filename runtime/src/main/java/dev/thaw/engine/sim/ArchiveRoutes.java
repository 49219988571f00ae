package dev.thaw.engine.sim;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The requests for files out of containers and into them: moby, {@code daemon/archive_unix.go};
 * words as 20.10 and 26.1 have them. What is put in are files and folders; links it does not
 * imitate.
 */
record ArchiveRoutes(Containers containers) {
  private static final long FOLDER_MODE = 1L << 31 | 0755;
  private static final String STAT = "X-Docker-Container-Path-Stat";

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/containers/{id}/archive", this::archive),
        Route.of("HEAD", "/containers/{id}/archive", this::stat),
        Route.of("PUT", "/containers/{id}/archive", this::put));
  }

  private Answer archive(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    String path = path(request);
    return Answer.of(200, "application/x-tar", tar(last(path), found(container, path), container))
        .with(Map.of(STAT, stat(container, path)));
  }

  private Answer stat(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    return Answer.empty(200).with(Map.of(STAT, stat(container, path(request))));
  }

  private Answer put(SimRequest request) {
    SimContainer container = containers.find(request.reference(), request.now());
    String folder = found(container, path(request));
    if (!container.files().folder(folder)) {
      throw new Refusal(500, "extraction point is not a directory");
    }
    boolean strict = request.flag("noOverwriteDirNonDir");
    try (var tar = new TarArchiveInputStream(
        new ByteArrayInputStream(request.call().payload().bytes()), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        put(container.files(), folder, entry, tar, strict);
      }
    } catch (IOException torn) {
      throw new Refusal(500, "Error processing tar file: " + torn.getMessage());
    }
    return Answer.empty(200);
  }

  private static void put(
      SimFiles files,
      String folder,
      TarArchiveEntry entry,
      TarArchiveInputStream tar,
      boolean strict)
      throws IOException {
    String path = SimFiles.plain(folder + "/" + entry.getName());
    boolean makesFolder = entry.isDirectory();
    if (!makesFolder && (!entry.isFile() || entry.isSymbolicLink() || entry.isLink())) {
      throw new Refusal(501, "the simulator has no links and no devices");
    }
    if (files.has(path) && files.folder(path) != makesFolder && strict) {
      throw new Refusal(
          500,
          makesFolder
              ? "cannot overwrite non-directory \"" + path + "\" with directory \"" + folder + "\""
              : "cannot overwrite directory \"" + path + "\" with non-directory \"" + folder
                  + "\"");
    }
    if (makesFolder) {
      files.makeFolder(path);
    } else {
      files.put(path, tar.readAllBytes());
    }
  }

  private static String path(SimRequest request) {
    String path = request.call().query().getOrDefault("path", "");
    if (path.isEmpty()) {
      throw new Refusal(400, "bad parameter: 'path' cannot be empty");
    }
    return path;
  }

  /** Returns the path of what is there. */
  private static String found(SimContainer container, String path) {
    String plain = SimFiles.plain(path);
    if (!container.files().has(plain)) {
      throw new Refusal(404, "Could not find the file " + path + " in container " + container.id());
    }
    if (path.endsWith("/") && !container.files().folder(plain)) {
      throw new Refusal(500, plain + ": not a directory");
    }
    return plain;
  }

  private static String last(String path) {
    List<String> parts = SimFiles.parts(path);
    return parts.isEmpty() ? "/" : parts.get(parts.size() - 1);
  }

  private static String stat(SimContainer container, String path) {
    String found = found(container, path);
    boolean folder = container.files().folder(found);
    JsonObject stat = new JsonObject()
        .put("name", last(path))
        .put(
            "size",
            container.files().file(found).map(content -> (long) content.length).orElse(4096L))
        .put("mode", folder ? FOLDER_MODE : 0644L)
        .put("mtime", "2026-01-01T00:00:00Z")
        .put("linkTarget", "");
    return Base64.getEncoder().encodeToString(Json.bytes(stat));
  }

  private static byte[] tar(String name, String found, SimContainer container) {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(bytes, 512, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (var file : entries(name, found, container.files()).entrySet()) {
        var entry = new TarArchiveEntry(file.getKey());
        if (!entry.isDirectory()) {
          entry.setSize(file.getValue().length);
        }
        tar.putArchiveEntry(entry);
        if (!entry.isDirectory()) {
          tar.write(file.getValue());
        }
        tar.closeArchiveEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Folders before what is in them, as they sort. */
  private static Map<String, byte[]> entries(String name, String found, SimFiles files) {
    var entries = new TreeMap<String, byte[]>();
    files.file(found).ifPresentOrElse(content -> entries.put(name, content), () -> {
      entries.put(name + "/", new byte[0]);
      files.below(found).forEach((below, content) -> entries.put(name + "/" + below, content));
    });
    return entries;
  }
}
