package dev.thaw.saved;

import dev.thaw.engine.EngineInfo;
import dev.thaw.fact.Snapshot;
import dev.thaw.graph.OperationGraph;
import dev.thaw.plan.Pins;
import dev.thaw.plan.Sampling;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan as it is kept: all that it takes to carry it out later, and to see that it still fits.
 * Values of secrets are no part of it.
 *
 * @param checksum SHA-256 of all the rest in canonical form, 64 hexadecimal digits
 * @param thaw the version that made it
 * @param madeAt when, to the second
 * @param expires when it is not to be carried out any more
 * @param engine what it was made on
 * @param script what was planned
 * @param policies the scripts of prohibitions that were given beside it
 * @param containers all that the steps name, by their names
 * @param steps in the order of the script
 * @param graph what is to be carried out, with the prohibitions of all policies
 */
public record SavedPlan(
    String checksum,
    String thaw,
    Instant madeAt,
    Instant expires,
    EngineInfo engine,
    Source script,
    List<Source> policies,
    List<Portrait> containers,
    List<SavedStep> steps,
    OperationGraph graph) {

  /** How much later than another one a machine's clock may be. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  public SavedPlan {
    policies = List.copyOf(policies);
    containers = List.copyOf(containers);
    steps = List.copyOf(steps);
  }

  /**
   * Returns why it is not to be carried out any more, as far as can be said without the engine; in
   * sentences without their full stops.
   *
   * @param version this Thaw's
   */
  public List<String> staleness(String version, Instant now) {
    var reasons = new ArrayList<String>();
    if (!thaw.equals(version)) {
      reasons.add("it was made by Thaw " + thaw + ", and this is " + version);
    }
    if (!now.isBefore(expires)) {
      reasons.add("it expired at " + expires);
    }
    if (madeAt.isAfter(now.plus(SKEW))) {
      reasons.add("it was made at " + madeAt + ", which by this machine's clock is yet to come");
    }
    reasons.addAll(script.changes());
    policies.forEach(policy -> reasons.addAll(policy.changes()));
    return reasons;
  }

  /** Returns which containers it takes where any of several would do. */
  public Sampling sampling() {
    return (step, selector, candidates) -> taken(step, candidates);
  }

  private List<Snapshot> taken(String step, List<Snapshot> candidates) {
    return candidates.stream()
        .filter(candidate -> step(step).flatMap(s -> s.target(candidate.id())).isPresent())
        .toList();
  }

  /** Returns what it says of a step. */
  Optional<SavedStep> step(String id) {
    return steps.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** Returns what each step of it may touch. */
  public Pins pins() {
    Map<String, Pins.Pin> pins = containers.stream()
        .collect(Collectors.toMap(
            Portrait::id,
            portrait -> new Pins.Pin(
                portrait.id(), portrait.name(), portrait.image(), portrait.startedAt())));
    return new Pins(
        checksum,
        steps.stream()
            .collect(Collectors.toMap(
                SavedStep::id,
                step -> new Pins.Step(
                    step.targets().stream()
                        .map(target -> pins.get(target.container()))
                        .toList(),
                    step.undecided().stream()
                        .filter(SavedStep.Undecided::open)
                        .map(undecided -> pins.get(undecided.container()))
                        .toList()))));
  }
}
