package dev.thaw.cli;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Workers;
import dev.thaw.plan.Pins;

/** What must be so for a run to begin: asked when it has its turn, before anything is recorded. */
@FunctionalInterface
interface Approval {
  /** Of a run of a script, which nobody has approved beforehand. */
  Approval NONE = (engine, workers) -> Pins.NONE;

  /**
   * Returns what the run's steps may touch.
   *
   * @throws CliFailure if it is not as it was approved
   */
  Pins pins(Engine engine, Workers workers) throws CliFailure;
}
