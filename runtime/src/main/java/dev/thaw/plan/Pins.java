package dev.thaw.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers that each step of a run may touch, where a plan says so that was made beforehand.
 *
 * @param plan the plan's checksum; empty for a run without such a plan, which nothing here binds
 * @param steps by the steps' identifiers
 */
public record Pins(String plan, Map<String, Step> steps) {
  /** Of a run that carries a script out, not a plan. */
  public static final Pins NONE = new Pins("", Map.of());

  public Pins {
    steps = Map.copyOf(steps);
  }

  /** Returns whether there is a plan. */
  public boolean bind() {
    return !plan.isEmpty();
  }

  /** Returns what a step may touch: nothing, if the plan does not know the step. */
  public Step of(String step) {
    return steps.getOrDefault(step, new Step(List.of(), List.of()));
  }

  /**
   * What one step may touch.
   *
   * @param targets those that it takes, in that order
   * @param open those of which only the run shows whether they match, after earlier steps
   */
  public record Step(List<Pin> targets, List<Pin> open) {
    public Step {
      targets = List.copyOf(targets);
      open = List.copyOf(open);
    }

    /** Returns the container of that identifier, if the step may touch it. */
    public Optional<Pin> find(String id) {
      return Stream.concat(targets.stream(), open.stream())
          .filter(pin -> pin.id().equals(id))
          .findFirst();
    }
  }

  /**
   * One container, as the plan found it.
   *
   * @param id the full identifier
   * @param startedAt when its process started; the epoch if never
   */
  public record Pin(String id, String name, String image, Instant startedAt) {}
}
