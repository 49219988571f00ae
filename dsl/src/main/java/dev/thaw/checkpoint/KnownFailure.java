package dev.thaw.checkpoint;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One row of the table: when something happens, what, and the way round it.
 *
 * @param code what it is, in a word that stays the same
 * @param weight how much it counts
 * @param acts at what it happens
 * @param engine with which engines
 * @param container with which containers; {@link #ANY} if with all of them
 * @param problem what happens; {@code {version}} and its kin stand for what was found
 * @param cure the way round
 * @param source where it is known from
 */
record KnownFailure(
    String code,
    Weight weight,
    Set<Act> acts,
    Predicate<EngineTraits> engine,
    Predicate<ContainerTraits> container,
    String problem,
    String cure,
    String source) {
  static final Predicate<ContainerTraits> ANY = container -> true;
  static final Predicate<EngineTraits> EVERY = engine -> true;

  KnownFailure {
    acts = EnumSet.copyOf(acts);
  }

  boolean happens(Act act, EngineTraits on, ContainerTraits to) {
    return acts.contains(act) && engine.test(on) && container.test(to);
  }

  /** Returns whether it is the engine alone that decides. */
  boolean whateverTheContainer() {
    return container.equals(ANY);
  }

  /**
   * Returns whether such an engine is to be told of it, though it happens to some containers only.
   */
  boolean trapOf(EngineTraits on) {
    return weight == Weight.REFUSED
        && !whateverTheContainer()
        && !engine.equals(EVERY)
        && engine.test(on);
  }

  Finding finding(EngineTraits on, ContainerTraits to) {
    Map<String, String> found = Map.of(
        "{version}", on.version(),
        "{api}", on.apiVersion(),
        "{kernel}", on.kernel(),
        "{criu}", on.criu().orElse("?"),
        "{criuProblem}", on.criuProblem().orElse("?"),
        "{containerd}", on.containerd().orElse("?"),
        "{network}", to.networkMode().isEmpty() ? "default" : to.networkMode(),
        "{policy}", to.restartPolicy());
    return new Finding(weight, code, filled(problem, found), filled(cure, found), source);
  }

  private static String filled(String text, Map<String, String> found) {
    String all = text;
    for (Map.Entry<String, String> entry : found.entrySet()) {
      all = all.replace(entry.getKey(), entry.getValue());
    }
    return all;
  }
}
