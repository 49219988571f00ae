package dev.thaw.plan;

import dev.thaw.fact.Snapshot;
import dev.thaw.host.Destination;
import dev.thaw.host.Host;
import dev.thaw.host.HostCall;
import dev.thaw.host.Presence;
import dev.thaw.operation.Request;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a request does on this machine; the plan and the executor ask alike. */
public final class OnHost {
  private OnHost() {}

  /**
   * Returns what is to be done for a copy.
   *
   * @param several whether the step takes several containers
   * @throws IOException if its place cannot be looked at, or is outside
   */
  public static HostCall call(
      Host host, Request.Download download, String name, String id, boolean several)
      throws IOException {
    return new HostCall(
        Destination.of(host, download.to(), download.inside(), name, id, several),
        download.overwrite());
  }

  /**
   * Returns a request for whose answers this machine has been asked, too: what needs files that are
   * not ours is impossible, and what is kept here of checkpoints is told.
   */
  public static Request settled(Host host, Request request) {
    if (request instanceof Request.Staged staged && !staged.here().isEmpty()) {
      Optional<String> withheld = host.engineFiles().withheld(staged.root(), staged.container());
      return withheld.isPresent()
          ? new Request.Impossible("a checkpoint has to be copied among the engine's own files for"
              + " it, but " + withheld.get())
          : staged;
    }
    return request instanceof Request.Checkpoints checkpoints
        ? new Request.Told(CheckpointText.lines(host, checkpoints))
        : request;
  }

  /** Returns what a plan tells. */
  static List<String> told(Host host, Request request, Snapshot target, boolean several) {
    if (request instanceof Request.Impossible impossible) {
      return List.of("fails: " + impossible.reason());
    }
    if (request instanceof Request.Told said) {
      return said.lines();
    }
    if (request instanceof Request.Staged staged) {
      return Stream.concat(staged.here().stream(), staged.remarks().stream()).toList();
    }
    if (!(request instanceof Request.Download download)) {
      return List.of();
    }
    try {
      HostCall call = call(host, download, target.name(), target.shortId(), several);
      boolean there = host.at(call.path()) != Presence.NOTHING;
      return List.of(
          there && !call.overwrite()
              ? "fails, as " + call.path() + " is there already and overwrite is not true"
              : call + (there ? ", over what is there" : ""));
    } catch (IOException impossible) {
      return List.of("fails: " + impossible.getMessage());
    }
  }

  /** The kernel's exceptions tell the path alone where there is no more to say. */
  public static String told(IOException failure) {
    String kind = failure.getClass().getSimpleName();
    return failure instanceof FileSystemException told && told.getReason() == null
        ? kind.replace("Exception", "") + ": " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }
}
