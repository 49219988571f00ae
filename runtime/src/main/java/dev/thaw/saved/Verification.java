package dev.thaw.saved;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineInfo;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.ReadOnlyEngine;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.fact.Snapshot;
import dev.thaw.host.Host;
import dev.thaw.plan.Plan;
import dev.thaw.plan.Planner;
import dev.thaw.plan.Reach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds a saved plan against an engine: plans the very graph anew, and compares. Reads only. */
public final class Verification {
  private final Engine engine;
  private final Surroundings surroundings;
  private final Workers workers;
  private Host host = Host.NONE;

  public Verification(Engine engine, Surroundings surroundings, Workers workers) {
    this.engine = new ReadOnlyEngine(engine);
    this.surroundings = surroundings;
    this.workers = workers;
  }

  /** Has what is done on this machine compared by its files. */
  public Verification on(Host files) {
    host = files;
    return this;
  }

  /**
   * What was found.
   *
   * @param plan the graph as it is planned now; nothing on another engine, where it is not
   * @param drifts all that is not as it was planned
   */
  public record Result(Optional<Plan> plan, List<Drift> drifts) {
    public Result {
      drifts = List.copyOf(drifts);
    }
  }

  /**
   * Compares.
   *
   * @param reach how far the run may go that carries it out
   * @throws EngineException if the engine gives no usable answer
   */
  public Result verify(SavedPlan saved, Reach reach) throws EngineException {
    EngineInfo now = EngineInfo.read(engine);
    EngineInfo then = saved.engine();
    if (!now.id().equals(then.id())) {
      return new Result(
          Optional.empty(),
          List.of(Drift.of("the engine was " + then.id() + " at " + then.address() + ", is "
              + now.id() + " at " + now.address())));
    }
    var drifts = new ArrayList<Drift>();
    if (!now.version().equals(then.version())) {
      drifts.add(Drift.of("the engine's version was " + then.version() + ", is " + now.version()));
    }
    Plan plan = new Planner(engine, surroundings, workers)
        .on(host)
        .plan(saved.graph(), reach, saved.sampling());
    plan.unmet().forEach(judgement -> drifts.add(Drift.of(judgement.message())));
    Map<String, Portrait> present = present(saved);
    boolean allThere = present.size() == saved.containers().size();
    var containers =
        new ContainerDrift(saved.containers(), present, allThere ? Map.of() : idsByName());
    drifts.addAll(containers.drifts());
    for (Plan.PlannedStep planned : plan.steps()) {
      SavedStep step = saved.step(planned.step().id()).orElseThrow();
      drifts.addAll(new StepDrift(planned, step, containers).drifts());
    }
    return new Result(Optional.of(plan), drifts);
  }

  private Map<String, Portrait> present(SavedPlan saved) throws EngineException {
    List<String> ids = saved.containers().stream().map(Portrait::id).toList();
    return PlanMaker.portraits(new Inventory(engine, surroundings), workers, ids).stream()
        .collect(Collectors.toMap(Portrait::id, portrait -> portrait));
  }

  private Map<String, String> idsByName() throws EngineException {
    var ids = new HashMap<String, String>();
    for (Snapshot listed : new Inventory(engine, surroundings).list("")) {
      ids.put(listed.name(), listed.id());
    }
    return ids;
  }
}
