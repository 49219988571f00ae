package dev.thaw.checkpoint;

import static dev.thaw.checkpoint.Act.CHECKPOINT_AND_STOP;
import static dev.thaw.checkpoint.Act.CHECKPOINT_LEAVE_RUNNING;
import static dev.thaw.checkpoint.Act.CLONE;
import static dev.thaw.checkpoint.KnownFailure.ANY;
import static dev.thaw.checkpoint.Weight.NOTE;
import static dev.thaw.checkpoint.Weight.REFUSED;

import java.util.EnumSet;
import java.util.List;

/** What Podman's checkpoints cannot do, as rows of the same table as {@link KnownFailures}. */
final class PodmanFailures {
  static final List<KnownFailure> ALL = List.of(
      new KnownFailure(
          "podman-clone",
          REFUSED,
          EnumSet.of(CLONE),
          engine -> !engine.docker(),
          ANY,
          "Podman makes a second container of an exported checkpoint alone, not of one in place.",
          "Use podman container checkpoint --export, and podman container restore --import --name.",
          "measured on 5.4.2"),
      new KnownFailure(
          "podman-only-one",
          NOTE,
          EnumSet.of(CHECKPOINT_AND_STOP, CHECKPOINT_LEAVE_RUNNING),
          engine -> !engine.docker(),
          ANY,
          "Podman keeps one checkpoint of a container: the next takes its place, and one that fails"
              + " costs it.",
          "Do not count on older ones; keep more than 1 is refused.",
          "measured on 5.4.2"));

  private PodmanFailures() {}
}
