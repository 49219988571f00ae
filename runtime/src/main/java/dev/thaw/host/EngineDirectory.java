package dev.thaw.host;

import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.FileCall;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files of an engine that is reached by a socket of this machine. That it is this machine's
 * engine shows in the folder of the container in its data root, which nobody but root may enter.
 */
public final class EngineDirectory implements EngineFiles {
  /** Where containerd has the folders of tasks, below the engine's root or beside it. */
  private static final String TASKS = "io.containerd.runtime.v2.task/moby";

  private static final Path CONTAINERD = Path.of("/var/lib/containerd");

  private static final Set<String> LOGS = Set.of("criu-dump.log", "dump.log", "restore.log");

  private final String address;

  /** @param address the engine's, as a user would write it */
  public EngineDirectory(String address) {
    this.address = address;
  }

  @Override
  public Optional<String> withheld(String root, String container) {
    if (!address.startsWith("unix:")) {
      return Optional.of(
          "the engine is not on this machine, but at " + address + ". Run it there, as root.");
    }
    if (!root.startsWith("/")) {
      return Optional.of("the engine does not tell where its files are");
    }
    Path folder = Path.of(root).resolve("containers").resolve(container);
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.isReadable(folder)) {
      return Optional.of("the engine's files in " + root
          + " cannot be read by this user, or are another machine's. Run it there, as root.");
    }
    return Files.isWritable(folder)
        ? Optional.empty()
        : Optional.of("the engine's files in " + root + " cannot be written by this user."
            + " Run it as root.");
  }

  @Override
  public void perform(FileCall call) throws IOException {
    if (call instanceof FileCall.Copy copy) {
      CheckpointFolder.copy(copy.from(), copy.to());
    } else if (call instanceof FileCall.Remove removal) {
      CheckpointFolder.remove(removal.place());
    }
  }

  @Override
  public List<FileSum> sums(CheckpointPlace place) throws IOException {
    return CheckpointFolder.sums(place);
  }

  /** Not any file that an engine, or what answers for it, names: one of CRIU's, of that one. */
  @Override
  public Optional<String> log(String path, String container) {
    Path log = Path.of(path).normalize();
    if (!address.startsWith("unix:")
        || !log.isAbsolute()
        || !LOGS.contains(String.valueOf(log.getFileName()))
        || !log.toString().contains("/" + TASKS + "/" + container + "/")) {
      return Optional.empty();
    }
    try (SeekableByteChannel file =
        Files.newByteChannel(log, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      return Optional.of(LogEnd.of(file));
    } catch (IOException notOurs) {
      return Optional.empty();
    }
  }

  @Override
  public LogWatch watch(String root, String container) {
    if (withheld(root, container).isPresent()) {
      return LogWatch.NONE;
    }
    var places = new ArrayList<Path>();
    for (Path tasks : List.of(
        Path.of(root).resolve("containerd/daemon").resolve(TASKS), CONTAINERD.resolve(TASKS))) {
      places.add(tasks.resolve(container).resolve("restore.log"));
      places.add(tasks.resolve(container).resolve("criu-work/dump.log"));
    }
    return new FleetingLog(places).begin();
  }
}
