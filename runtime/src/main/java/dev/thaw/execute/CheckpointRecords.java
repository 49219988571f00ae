package dev.thaw.execute;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.checkpoint.EngineTraits;
import dev.thaw.checkpoint.Manifest;
import dev.thaw.engine.Answers;
import dev.thaw.engine.EngineException;
import dev.thaw.event.Operation;
import dev.thaw.event.RunEvent;
import dev.thaw.host.EngineFiles;
import dev.thaw.host.FileSum;
import dev.thaw.host.Manifests;
import dev.thaw.json.JsonTree;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.EngineCall;
import dev.thaw.operation.Request;
import dev.thaw.plan.OnHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a manifest of each checkpoint that was made, and forgets those of checkpoints that were
 * removed. That one cannot be kept is told, and fails nothing: the checkpoint is good without.
 */
final class CheckpointRecords {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final Pattern REMOVED = Pattern.compile("/containers/([^/]+)/checkpoints/([^/]+)");
  private static final Pattern SERIES =
      Pattern.compile("(.+)\\.\\d{8}T\\d{6}Z-[0-9a-f]{8}(\\.\\d+)?");

  private final RunContext run;
  private final Operation operation;
  private final CriuWords criu;
  private final Manifests manifests;
  private final EngineFiles files;

  CheckpointRecords(RunContext run, Operation operation, CriuWords criu) {
    this.run = run;
    this.operation = operation;
    this.criu = criu;
    this.manifests = run.restrictions.files().manifests();
    this.files = run.restrictions.files().engineFiles();
  }

  /** Notes what requests have brought about. */
  void note(Request request) {
    if (!(request instanceof Request.Proven) || manifests == Manifests.NONE) {
      return;
    }
    try {
      for (EngineCall call : request.calls()) {
        Matcher removed = REMOVED.matcher(call.path());
        if (call.method().equals("POST") && call.path().endsWith("/checkpoints")) {
          keep(call);
        } else if (call.method().equals("DELETE") && removed.matches()) {
          manifests.remove(new Manifests.Key(engine(), removed.group(1), removed.group(2)));
        }
      }
    } catch (IOException untold) {
      run.events.emit(new RunEvent.Output(
          operation, true, "warning: no manifest is kept: " + OnHost.told(untold)));
    }
  }

  private String engine() throws EngineException {
    return ask(EngineCall.get("/info")).path("ID").asText();
  }

  private void keep(EngineCall call) throws IOException {
    JsonNode body = JsonTree.read(call.body().getBytes(StandardCharsets.UTF_8));
    String name = body.path("CheckpointID").asText();
    JsonNode info = ask(EngineCall.get("/info"));
    JsonNode version = ask(EngineCall.get("/version"));
    JsonNode inspect = ask(EngineCall.get("/containers/" + operation.target() + "/json"));
    String image = inspect.path("Image").asText();
    EngineTraits engine = EngineTraits.of(info, version);
    var about = new TreeMap<String, String>();
    about.put(Manifest.CHECKPOINT, name);
    about.put(Manifest.SERIES, series(name));
    about.put(Manifest.CONTAINER, operation.target());
    about.put(Manifest.NAME, operation.name());
    about.put(Manifest.IMAGE, inspect.path("Config").path("Image").asText());
    about.put(Manifest.IMAGE_ID, image);
    about.put(Manifest.IMAGE_DIGESTS, digests(image));
    about.put(
        Manifest.CONFIGURATION, sha256(inspect.path("Config") + "\n" + inspect.path("HostConfig")));
    about.put(Manifest.ENGINE, info.path("ID").asText());
    about.put(Manifest.VERSION, engine.version());
    about.put(Manifest.API, engine.apiVersion());
    about.put(Manifest.CONTAINERD, engine.containerd().orElse(""));
    about.put(Manifest.CRIU, criu.version().or(engine::criu).orElse(""));
    about.put(Manifest.KERNEL, engine.kernel());
    about.put(Manifest.TIME, run.clock.wall().instant().toString());
    about.put(Manifest.RUN, run.restrictions.name().get());
    String root = info.path("DockerRootDir").asText();
    CheckpointPlace place = Optional.of(body.path("CheckpointDir").asText(""))
        .filter(dir -> !dir.isEmpty())
        .map(dir -> new CheckpointPlace(dir, List.of(name)))
        .orElseGet(() -> CheckpointPlace.of(root, operation.target(), name));
    about.put(Manifest.PLACE, place.toString());
    manifests.write(
        new Manifests.Key(info.path("ID").asText(), operation.target(), name),
        Manifest.of(about, entries(root, place)).json());
  }

  private List<Manifest.Entry> entries(String root, CheckpointPlace place) throws IOException {
    var entries = new ArrayList<Manifest.Entry>();
    if (files.withheld(root, operation.target()).isEmpty()) {
      for (FileSum sum : files.sums(place)) {
        entries.add(new Manifest.Entry(sum.name(), sum.bytes(), sum.sha256()));
      }
    }
    return entries;
  }

  /** An image may be gone by another name, or have come from no registry: then there are none. */
  private String digests(String image) throws EngineException {
    JsonNode found = ask(EngineCall.get("/images/json", Map.of("digests", "true")));
    var digests = new ArrayList<String>();
    for (JsonNode each : found) {
      if (each.path("Id").asText().equals(image)) {
        each.path("RepoDigests").forEach(digest -> digests.add(digest.asText()));
      }
    }
    return String.join(" ", digests);
  }

  private JsonNode ask(EngineCall call) throws EngineException {
    return Answers.to(run.breaker.urgent(), call, LOOK);
  }

  private static String series(String name) {
    Matcher member = SERIES.matcher(name);
    return member.matches() ? member.group(1) : name;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
