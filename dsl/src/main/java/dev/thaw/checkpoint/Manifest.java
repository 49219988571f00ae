package dev.thaw.checkpoint;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a checkpoint is of, and what it was made by: the engine itself keeps nothing but its name.
 *
 * @param about texts by what they tell: {@code container}, {@code image}, {@code time}; what is not
 *     known is left out
 * @param files in the order of their names; none where they are not this machine's
 */
public record Manifest(SortedMap<String, String> about, List<Entry> files) {
  public static final String CHECKPOINT = "checkpoint";
  public static final String SERIES = "series";
  public static final String CONTAINER = "container";
  public static final String NAME = "name";
  public static final String IMAGE = "image";
  public static final String IMAGE_ID = "imageId";
  public static final String IMAGE_DIGESTS = "imageDigests";
  public static final String CONFIGURATION = "configurationSha256";
  public static final String ENGINE = "engine";
  public static final String VERSION = "version";
  public static final String API = "api";
  public static final String CONTAINERD = "containerd";
  public static final String CRIU = "criu";
  public static final String KERNEL = "kernel";
  public static final String TIME = "time";
  public static final String RUN = "run";
  public static final String PLACE = "place";
  private static final int FORMAT = 1;

  /**
   * A file of it.
   *
   * @param sha256 of its bytes, as hexadecimal digits
   */
  public record Entry(String name, long bytes, String sha256) {}

  public Manifest {
    about = new TreeMap<>(about);
    files = List.copyOf(files);
  }

  /** Makes one; texts that are empty are left out. */
  public static Manifest of(Map<String, String> about, List<Entry> files) {
    var known = new TreeMap<>(about);
    known.values().removeIf(String::isEmpty);
    return new Manifest(known, files);
  }

  /** Returns how many bytes all its files have. */
  public long bytes() {
    return files.stream().mapToLong(Entry::bytes).sum();
  }

  /** Returns a text, empty if it is not known. */
  public String tell(String what) {
    return about.getOrDefault(what, "");
  }

  /** Returns what has become different of the files since, in words; none if they are the same. */
  public List<String> changes(List<Entry> now) {
    var before = new TreeMap<String, Entry>();
    files.forEach(file -> before.put(file.name(), file));
    var changes = new ArrayList<String>();
    for (Entry file : now) {
      Entry was = before.remove(file.name());
      if (was == null) {
        changes.add(file.name() + " was not there");
      } else if (!was.equals(file)) {
        changes.add(file.name() + " has changed");
      }
    }
    before.keySet().forEach(name -> changes.add(name + " is missing"));
    return changes;
  }

  /** Returns it as JSON. */
  public String json() {
    var text = new StringWriter();
    try (JsonGenerator json = JsonTree.factory().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("v", FORMAT);
      for (var each : about.entrySet()) {
        json.writeStringField(each.getKey(), each.getValue());
      }
      json.writeNumberField("bytes", bytes());
      json.writeArrayFieldStart("files");
      for (Entry file : files) {
        json.writeStartObject();
        json.writeStringField("name", file.name());
        json.writeNumberField("bytes", file.bytes());
        json.writeStringField("sha256", file.sha256());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text + "\n";
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is none, or of a format that is not known
   */
  public static Manifest of(String text) throws IOException {
    JsonNode json = JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
    if (json.path("v").asInt() != FORMAT) {
      throw new IOException("a manifest of format " + json.path("v").asText("none"));
    }
    var about = new TreeMap<String, String>();
    json.properties().forEach(field -> {
      if (field.getValue().isTextual()) {
        about.put(field.getKey(), field.getValue().textValue());
      }
    });
    var files = new ArrayList<Entry>();
    for (JsonNode file : json.path("files")) {
      files.add(new Entry(
          file.path("name").asText(),
          file.path("bytes").asLong(),
          file.path("sha256").asText()));
    }
    return new Manifest(about, files);
  }
}
