package dev.thaw.saved;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the containers of a plan with those that there are. */
final class ContainerDrift {
  private final List<Drift> drifts = new ArrayList<>();
  private final Set<String> drifted = new HashSet<>();
  private final Set<String> replacements = new HashSet<>();

  /**
   * @param present those of them that there are, by identifier
   * @param idsByName all containers that there are
   */
  ContainerDrift(
      List<Portrait> planned, Map<String, Portrait> present, Map<String, String> idsByName) {
    for (Portrait then : planned) {
      Portrait now = present.get(then.id());
      if (now == null) {
        gone(then, idsByName.get(then.name()));
      } else {
        compare(then, now);
      }
    }
  }

  /** Returns all that differs, by container. */
  List<Drift> drifts() {
    return drifts;
  }

  /** Returns whether a container differs: what follows from that need not be told as well. */
  boolean drifted(String id) {
    return drifted.contains(id);
  }

  /** Returns whether a container has the name of one that was planned and is gone. */
  boolean replaces(String id) {
    return replacements.contains(id);
  }

  private void gone(Portrait then, String other) {
    if (other == null) {
      note(then, Drift.of(then.name() + ": the container " + then.id() + " is gone"));
      return;
    }
    replacements.add(other);
    note(then, Drift.of(then.name() + ": the container was " + then.id() + ", is " + other));
  }

  private void compare(Portrait then, Portrait now) {
    compare(then, Drift.Kind.OTHER, "the name", then.name(), now.name());
    compare(then, Drift.Kind.OTHER, "the image", then.image(), now.image());
    compare(then, Drift.Kind.OTHER, "the image's identifier", then.imageId(), now.imageId());
    compare(
        then,
        Drift.Kind.OTHER,
        "StartedAt",
        then.startedAt().toString(),
        now.startedAt().toString());
    if (!then.labelsSha256().equals(now.labelsSha256())) {
      note(then, Drift.of(then.name() + ": the labels are others"));
    }
    compare(then, Drift.Kind.STATE, "the state", then.state(), now.state());
  }

  private void compare(Portrait container, Drift.Kind kind, String what, String then, String now) {
    if (!then.equals(now)) {
      note(
          container,
          new Drift(kind, container.name() + ": " + what + " was " + then + ", is " + now));
    }
  }

  private void note(Portrait container, Drift drift) {
    drifted.add(container.id());
    drifts.add(drift);
  }
}
