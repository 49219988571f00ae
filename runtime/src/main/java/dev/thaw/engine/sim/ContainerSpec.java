package dev.thaw.engine.sim;

import dev.thaw.fact.ContainerState;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container of a world as it is before the first request.
 *
 * @param name without its leading slash
 * @param image as the container's configuration names it
 * @param labels all labels
 * @param state any but {@code UNKNOWN}
 * @param health its healthcheck, empty for none
 * @param memory what it uses while it has processes
 * @param cpu share of one processor in percent, 200 on two full ones
 * @param pids how many processes it has
 * @param restartPolicy {@code no}, {@code always}, {@code unless-stopped} or {@code on-failure}
 * @param restarts how often that has started it again
 * @param age how long before the world's beginning it was made
 * @param attachments its networks, volumes and ports
 * @param tty whether it has a terminal: its streams then come unframed
 * @param exitCode of its last process, 0 to 255
 * @param oomKilled whether the kernel killed that process for lack of memory
 * @param logs what it has written, line by line
 * @param exec what any command run inside of it does
 * @param stop what it does when told to stop
 * @param files the contents of its files, by their absolute paths; their folders go without saying
 * @param process what its first process is
 * @param autoRemove whether the engine removes it when it ends
 */
public record ContainerSpec(
    String name,
    String image,
    Map<String, String> labels,
    ContainerState state,
    Optional<HealthSpec> health,
    MemorySpec memory,
    double cpu,
    int pids,
    String restartPolicy,
    int restarts,
    Duration age,
    AttachmentSpec attachments,
    boolean tty,
    int exitCode,
    boolean oomKilled,
    List<String> logs,
    ExecSpec exec,
    StopSpec stop,
    Map<String, String> files,
    ProcessSpec process,
    boolean autoRemove) {

  /** How long a container has been there if nobody says otherwise. */
  public static final Duration DEFAULT_AGE = Duration.ofHours(2);

  public ContainerSpec {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    logs = List.copyOf(logs);
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
  }

  /** Returns the command that its first process pretends to be. */
  List<String> command() {
    return process.command();
  }
}
