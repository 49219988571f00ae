package dev.thaw.checkpoint;

import static dev.thaw.checkpoint.Act.CHECKPOINT_AND_STOP;
import static dev.thaw.checkpoint.Act.CHECKPOINT_LEAVE_RUNNING;
import static dev.thaw.checkpoint.Act.CLONE;
import static dev.thaw.checkpoint.Act.RESTORE;
import static dev.thaw.checkpoint.KnownFailure.ANY;
import static dev.thaw.checkpoint.KnownFailure.EVERY;
import static dev.thaw.checkpoint.Weight.NOTE;
import static dev.thaw.checkpoint.Weight.REFUSED;
import static dev.thaw.checkpoint.Weight.WARNING;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The table of what is known to go wrong with checkpoints: one row each. A number such as
 * {@code containerd#12141} is that project's issue or pull request; <em>measured</em> was seen on a
 * real engine of that version.
 */
final class KnownFailures {
  private static final Set<Act> ALL_ACTS = EnumSet.allOf(Act.class);
  private static final Set<Act> TAKING = EnumSet.of(CHECKPOINT_AND_STOP, CHECKPOINT_LEAVE_RUNNING);

  /** With a checkpoint that stops, the state is nowhere but in what could not be restored. */
  private static final Set<Act> NEEDING_RESTORE = EnumSet.of(CHECKPOINT_AND_STOP, RESTORE, CLONE);

  static final List<KnownFailure> ALL = List.of(
      new KnownFailure(
          "experimental-off",
          REFUSED,
          ALL_ACTS,
          engine -> engine.docker() && !engine.experimental(),
          ANY,
          "The engine's experimental features are off, and it answers 501 to checkpoints.",
          "Set \"experimental\": true in its daemon.json and restart it.",
          "moby, daemon/checkpoint.go"),
      new KnownFailure(
          "api-too-old",
          REFUSED,
          ALL_ACTS,
          engine -> Version.of(engine.apiVersion()).before("1.41"),
          ANY,
          "The engine speaks API {api}, and Thaw needs 1.41.",
          "Upgrade it to 20.10 or later.",
          "Thaw"),
      new KnownFailure(
          "criu-missing",
          REFUSED,
          ALL_ACTS,
          engine -> engine.criu().isEmpty() && engine.criuProblem().isPresent(),
          ANY,
          "Checkpoints need CRIU on the engine's host: {criuProblem}.",
          "Install it there: on Debian and Ubuntu the package criu, where the release has it.",
          "measured on 20.10.24"),
      new KnownFailure(
          "criu-too-old-for-kernel",
          REFUSED,
          ALL_ACTS,
          engine -> criuBeforeKernel(engine) && engine.criuProblem().isPresent(),
          ANY,
          "CRIU {criu} does not know the vDSO of kernel {kernel}; its check says: {criuProblem}.",
          "Upgrade CRIU to 4.1 or later.",
          "criu#2532, criu#2539; measured with 3.17 and 4.1.1 on kernel 6.18"),
      new KnownFailure(
          "criu-old-for-kernel",
          WARNING,
          ALL_ACTS,
          engine -> criuBeforeKernel(engine) && engine.criuProblem().isEmpty(),
          ANY,
          "CRIU before 4.1 does not know the vDSO of kernels from 6.13 on; here are {criu} and"
              + " {kernel}.",
          "Try it on a container that does not matter, or upgrade CRIU to 4.1.",
          "criu#2532, criu#2539"),
      new KnownFailure(
          "criu-check",
          REFUSED,
          ALL_ACTS,
          engine -> engine.criu().isPresent()
              && engine.criuProblem().isPresent()
              && !criuBeforeKernel(engine),
          ANY,
          "CRIU {criu} finds that it cannot work on the engine's host: {criuProblem}.",
          "Run criu check there, as root, and mend what it names.",
          "criu check"),
      new KnownFailure(
          "criu-unknown",
          NOTE,
          ALL_ACTS,
          engine -> engine.criu().isEmpty() && engine.criuProblem().isEmpty(),
          ANY,
          "Whether CRIU is there and works cannot be seen from here.",
          "Run criu check on the engine's host, as root, or thaw doctor there.",
          "Thaw"),
      new KnownFailure(
          "rootless",
          REFUSED,
          ALL_ACTS,
          EngineTraits::rootless,
          ANY,
          "The engine runs without root's rights, and neither runc nor Podman checkpoints then.",
          "Use an engine that runs as root.",
          "runc#2009, podman#2038, podman#8421"),
      new KnownFailure(
          "network-lost",
          REFUSED,
          NEEDING_RESTORE,
          engine -> major(engine, "28", "30"),
          ContainerTraits::ownNetwork,
          "Docker {version} cannot restore a container with a network of its own ({network}): it"
              + " fails with 'bind-mount /proc/0/ns/net: no such file or directory'.",
          "Run the container on the host's network (--network host), use Docker 26.1, or Podman.",
          "containerd#12141, criu#2834; measured on 28.5.2"),
      new KnownFailure(
          "network-lost-later",
          WARNING,
          EnumSet.of(CHECKPOINT_LEAVE_RUNNING),
          engine -> major(engine, "28", "30"),
          ContainerTraits::ownNetwork,
          "The checkpoint can be taken, but Docker {version} cannot restore a container with a"
              + " network of its own ({network}) from it.",
          "Run the container on the host's network (--network host), use Docker 26.1, or Podman.",
          "containerd#12141, criu#2834; measured on 28.5.2"),
      new KnownFailure(
          "network-untried",
          WARNING,
          NEEDING_RESTORE,
          engine -> engine.docker() && Version.of(engine.version()).from("30"),
          ContainerTraits::ownNetwork,
          "Docker 28 and 29 cannot restore a container with a network of its own ({network}), and"
              + " whether {version} can is not known.",
          "Try it on a container that does not matter.",
          "containerd#12141, criu#2834"),
      new KnownFailure(
          "digest-lost",
          REFUSED,
          NEEDING_RESTORE,
          engine -> engine.docker() && between(engine.version(), "25.0.0", "25.0.4"),
          ANY,
          "Docker {version} cannot restore at all: it fails with 'content digest: not found'.",
          "Upgrade it to 25.0.4 or later.",
          "moby#47456, moby#47466"),
      new KnownFailure(
          "starts-afresh",
          REFUSED,
          NEEDING_RESTORE,
          engine -> engine.docker()
              && engine.containerd().filter(own -> between(own, "1.3", "1.5")).isPresent(),
          ANY,
          "With containerd {containerd} a restore starts the container afresh and says nothing.",
          "Upgrade containerd to 1.5 or later.",
          "criu#1223, docker/for-linux#1192, docker/for-linux#1359"),
      new KnownFailure(
          "tty",
          REFUSED,
          TAKING,
          engine -> engine.docker() && ttyUntried(engine),
          ContainerTraits::tty,
          "The container has a terminal, and CRIU fails on it with engines before 26.1 or CRIU"
              + " before 4.1.",
          "Make it without -t, or upgrade both.",
          "criu#76, moby#27200"),
      new KnownFailure(
          "tty-attach",
          WARNING,
          ALL_ACTS,
          engine -> engine.docker() && !ttyUntried(engine),
          ContainerTraits::tty,
          "The container has a terminal: it goes on after a restore, but attaching to it hangs.",
          "Read it with logs or exec instead of attaching, or make it without -t.",
          "measured on 26.1.5 with CRIU 4.1.1"),
      new KnownFailure(
          "auto-remove",
          REFUSED,
          EnumSet.of(CHECKPOINT_AND_STOP, RESTORE),
          EVERY,
          ContainerTraits::autoRemove,
          "The container is removed as soon as it ends (--rm), and its checkpoints with it.",
          "Make it without --rm, or take the checkpoint with leaveRunning true and cloneFrom it.",
          "podman#3774; moby, daemon/delete.go"),
      new KnownFailure(
          "auto-remove-later",
          WARNING,
          EnumSet.of(CHECKPOINT_LEAVE_RUNNING, CLONE),
          EVERY,
          ContainerTraits::autoRemove,
          "The container is removed as soon as it ends (--rm), and its checkpoints with it.",
          "Make it without --rm, or use the checkpoint while the container runs.",
          "podman#3774; moby, daemon/delete.go"),
      new KnownFailure(
          "restart-policy",
          NOTE,
          EnumSet.of(CHECKPOINT_AND_STOP),
          EVERY,
          ContainerTraits::startsAgain,
          "The restart policy {policy} would start the container afresh once it was stopped.",
          "Thaw sees to it that it does not; other programs that take checkpoints may not.",
          "moby, restartmanager"),
      new KnownFailure(
          "clone-in-others-cgroup",
          WARNING,
          EnumSet.of(CLONE),
          engine -> engine.docker() && engine.cgroupVersion().equals("2"),
          ANY,
          "With cgroup v2 the clone's processes are restored in the original's cgroup: pausing or"
              + " checkpointing the clone then fails with 'freezer not supported'.",
          "Do not count on pausing it; on hosts with cgroup v1 it works.",
          "criu#2117, criu#2453; works on 26.1.5 with cgroup v1 (measured)"),
      new KnownFailure(
          "clone-without-files",
          WARNING,
          EnumSet.of(CLONE),
          EVERY,
          ContainerTraits::mounts,
          "Files that a process has open must be in the clone too: what lies in volumes, tmpfs or"
              + " the container's own layer is no part of a checkpoint.",
          "Give the clone the same mounts, and copy in what was written.",
          "moby#32227; measured on 26.1.5"),
      new KnownFailure(
          "crun-hybrid-cgroups",
          WARNING,
          ALL_ACTS,
          engine -> !engine.docker()
              && engine.runtime().contains("crun")
              && engine.cgroupVersion().equals("1"),
          container -> container.runtime().isEmpty() || container.runtime().contains("crun"),
          "crun refuses hosts that mix cgroup v1 and v2.",
          "Use runc there (runtime = \"runc\" in containers.conf), or boot with cgroup v2 alone.",
          "measured on Podman 5.8"),
      new KnownFailure(
          "containerd-store",
          WARNING,
          ALL_ACTS,
          EngineTraits::containerdStore,
          ANY,
          "The engine keeps its images in containerd: checkpoints have not been tried with that.",
          "Try it on a container that does not matter, or turn the containerd image store off.",
          "not measured"),
      new KnownFailure(
          "tcp-connections",
          NOTE,
          TAKING,
          EngineTraits::docker,
          container -> !container.networkMode().equals("none"),
          "An established TCP connection makes a checkpoint fail, and Docker's API has no word for"
              + " CRIU's --tcp-established.",
          "Write tcp-established into /etc/criu/runc.conf on the engine's host, or use Podman.",
          "criu#2535, criu#736, docker/for-linux#1057"),
      new KnownFailure(
          "settling",
          NOTE,
          ALL_ACTS,
          EngineTraits::docker,
          ANY,
          "Within .5 s after a checkpoint another one, or a restore, may fail with 'already"
              + " exists' and lose the container.",
          "Thaw waits that long; other programs that take checkpoints meanwhile do not.",
          "moby#42900; measured on 26.1.5"),
      new KnownFailure(
          "copies-in-tmp",
          NOTE,
          ALL_ACTS,
          EngineTraits::docker,
          ANY,
          "containerd leaves a copy of each checkpoint or restore in /tmp/ctrd-checkpoint* on the"
              + " engine's host, as large as the memory of the container.",
          "Remove them there from time to time.",
          "containerd#10166; measured on 26.1.5"));

  private KnownFailures() {}

  /** The kernel's commit e93d2521b27f split the mapping that older ones look for. */
  private static boolean criuBeforeKernel(EngineTraits engine) {
    return Version.of(engine.kernel()).from("6.13")
        && engine.criu().filter(own -> Version.of(own).before("4.1")).isPresent();
  }

  private static boolean ttyUntried(EngineTraits engine) {
    return Version.of(engine.version()).before("26.1")
        || engine.criu().filter(own -> Version.of(own).before("4.1")).isPresent();
  }

  private static boolean major(EngineTraits engine, String from, String before) {
    return engine.docker() && between(engine.version(), from, before);
  }

  private static boolean between(String version, String from, String before) {
    return Version.of(version).from(from) && Version.of(version).before(before);
  }
}
