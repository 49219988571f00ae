package dev.thaw.saved;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.ReadOnlyEngine;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.plan.Plan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Makes what is kept of a plan: its containers are looked at once more, closely. Reads only. */
public final class PlanMaker {
  private final Inventory inventory;
  private final Workers workers;

  public PlanMaker(Engine engine, Surroundings surroundings, Workers workers) {
    this.inventory = new Inventory(new ReadOnlyEngine(engine), surroundings);
    this.workers = workers;
  }

  /**
   * Where a plan comes from.
   *
   * @param thaw the version that makes it
   * @param validity how long it may be carried out
   */
  public record Origin(
      String thaw, Instant madeAt, Duration validity, Source script, List<Source> policies) {}

  /**
   * Returns the plan as it is to be kept; nothing if containers went away since it was made.
   *
   * @param plan one that is neither denied nor refused
   * @throws EngineException if the engine gives no usable answer
   */
  public Optional<SavedPlan> make(Plan plan, Origin origin) throws EngineException {
    List<SavedStep> steps = plan.steps().stream().map(SavedStep::of).toList();
    List<String> ids = steps.stream().flatMap(SavedStep::containers).distinct().toList();
    List<Portrait> portraits = portraits(inventory, workers, ids);
    if (portraits.size() < ids.size()) {
      return Optional.empty();
    }
    Instant madeAt = origin.madeAt().truncatedTo(ChronoUnit.SECONDS);
    return Optional.of(SavedPlanJson.sealed(new SavedPlan(
        "",
        origin.thaw(),
        madeAt,
        madeAt.plus(origin.validity()),
        plan.engine(),
        origin.script(),
        origin.policies(),
        portraits,
        steps,
        plan.graph())));
  }

  /**
   * Looks at containers.
   *
   * @return those that there are, in order of their names
   */
  static List<Portrait> portraits(Inventory inventory, Workers workers, List<String> ids)
      throws EngineException {
    return workers.map(ids, inventory::identify).stream()
        .flatMap(Optional::stream)
        .map(Portrait::of)
        .sorted(Comparator.comparing(Portrait::name).thenComparing(Portrait::id))
        .toList();
  }
}
