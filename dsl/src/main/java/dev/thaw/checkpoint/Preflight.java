package dev.thaw.checkpoint;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells, before anything is frozen, what is known to go wrong. Pure: the same traits give the same
 * findings.
 */
public final class Preflight {
  /** Stands in for a container where the engine alone is asked about. */
  private static final ContainerTraits SOME =
      new ContainerTraits(false, "bridge", "no", false, "", false, "", false);

  private Preflight() {}

  /** Returns what is known of doing that to such a container on such an engine, worst first. */
  public static List<Finding> of(Act act, EngineTraits engine, ContainerTraits container) {
    return worstFirst(rows()
        .filter(row -> row.happens(act, engine, container))
        .map(row -> row.finding(engine, container)));
  }

  /**
   * Returns what holds of at least one act on such an engine whatever the container, and as
   * warnings what it refuses for some containers alone.
   */
  public static List<Finding> of(EngineTraits engine) {
    Stream<Finding> always = rows()
        .filter(KnownFailure::whateverTheContainer)
        .filter(row -> row.engine().test(engine))
        .map(row -> row.finding(engine, SOME));
    Stream<Finding> sometimes = rows()
        .filter(row -> row.trapOf(engine))
        .map(row -> row.finding(engine, SOME).softened());
    return worstFirst(Stream.concat(always, sometimes));
  }

  /** Returns the acts that are refused for such a container on such an engine. */
  public static Set<Act> refused(EngineTraits engine, ContainerTraits container) {
    Set<Act> refused = EnumSet.noneOf(Act.class);
    for (Act act : Act.values()) {
      if (of(act, engine, container).stream().anyMatch(one -> one.weight() == Weight.REFUSED)) {
        refused.add(act);
      }
    }
    return refused;
  }

  private static Stream<KnownFailure> rows() {
    return Stream.concat(KnownFailures.ALL.stream(), PodmanFailures.ALL.stream());
  }

  private static List<Finding> worstFirst(Stream<Finding> findings) {
    return findings.sorted(Comparator.comparing(Finding::weight)).toList();
  }
}
