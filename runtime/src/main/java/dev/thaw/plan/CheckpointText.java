package dev.thaw.plan;

import dev.thaw.checkpoint.Manifest;
import dev.thaw.host.FileSum;
import dev.thaw.host.Host;
import dev.thaw.host.Manifests;
import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells of checkpoints what is kept here of them. */
final class CheckpointText {
  private static final double MIB = 1 << 20;
  private static final int CHANGES_SHOWN = 3;

  private final Host host;
  private final Request.Checkpoints checkpoints;
  private final List<String> lines = new ArrayList<>();

  private CheckpointText(Host host, Request.Checkpoints checkpoints) {
    this.host = host;
    this.checkpoints = checkpoints;
  }

  /** Returns a line for each checkpoint, and one for each thing that is wrong with it. */
  static List<String> lines(Host host, Request.Checkpoints checkpoints) {
    var text = new CheckpointText(host, checkpoints);
    checkpoints.places().forEach(text::tell);
    return text.lines;
  }

  private void tell(String name, CheckpointPlace place) {
    Optional<Manifest> manifest = Optional.empty();
    String problem = "";
    try {
      Optional<String> kept = host.manifests()
          .read(new Manifests.Key(checkpoints.engine(), checkpoints.container(), name));
      manifest = kept.isPresent() ? Optional.of(Manifest.of(kept.get())) : Optional.empty();
    } catch (IOException unreadable) {
      problem = "its manifest cannot be read: " + OnHost.told(unreadable);
    }
    lines.add(name + manifest.map(CheckpointText::about).orElse(""));
    if (!problem.isEmpty()) {
      lines.add(warning(name, problem));
    } else if (checkpoints.verify()) {
      verify(name, place, manifest);
    }
  }

  private static String about(Manifest manifest) {
    var about = new StringBuilder();
    about.append("  ").append(manifest.tell(Manifest.TIME));
    if (!manifest.files().isEmpty()) {
      about.append("  ").append(String.format(Locale.ROOT, "%.1f MiB", manifest.bytes() / MIB));
    }
    return about.append("  ").append(manifest.tell(Manifest.IMAGE)).toString();
  }

  private void verify(String name, CheckpointPlace place, Optional<Manifest> manifest) {
    if (manifest.isEmpty() || manifest.get().files().isEmpty()) {
      lines.add(warning(name, "nothing is kept here that its files could be held against"));
      return;
    }
    try {
      List<Manifest.Entry> now = entries(host.engineFiles().sums(place));
      List<String> changes = manifest.get().changes(now);
      if (changes.isEmpty()) {
        lines.add(name + ": its " + now.size() + " files are as they were made");
        return;
      }
      String more = changes.size() > CHANGES_SHOWN
          ? ", and " + (changes.size() - CHANGES_SHOWN) + " more"
          : "";
      lines.add(warning(
          name,
          "its files are not those that were made: "
              + String.join(", ", changes.subList(0, Math.min(CHANGES_SHOWN, changes.size())))
              + more));
    } catch (IOException unreadable) {
      lines.add(warning(name, "its files cannot be read: " + OnHost.told(unreadable)));
    }
  }

  private static List<Manifest.Entry> entries(List<FileSum> sums) {
    return sums.stream()
        .map(sum -> new Manifest.Entry(sum.name(), sum.bytes(), sum.sha256()))
        .toList();
  }

  private static String warning(String name, String what) {
    return "warning: " + name + ": " + what;
  }
}
