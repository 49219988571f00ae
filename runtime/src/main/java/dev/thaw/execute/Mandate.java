package dev.thaw.execute;

import dev.thaw.plan.Pins;
import dev.thaw.plan.Reach;

/**
 * What a run is given beside its graph.
 *
 * @param secrets of every parameter that the graph names as one
 * @param reach how far it may go, whatever the graph says
 * @param pins what its steps may touch, if a plan says
 * @param keeper keeps what it holds
 */
public record Mandate(Secrets secrets, Reach reach, Pins pins, Keeper keeper) {
  /** Nothing special. */
  public static final Mandate PLAIN =
      new Mandate(Secrets.NONE, Reach.UNBOUNDED, Pins.NONE, Keeper.NONE);

  /** Returns this with secrets. */
  public Mandate with(Secrets other) {
    return new Mandate(other, reach, pins, keeper);
  }

  /** Returns this with another reach. */
  public Mandate with(Reach other) {
    return new Mandate(secrets, other, pins, keeper);
  }

  /** Returns this bound to a plan. */
  public Mandate with(Pins other) {
    return new Mandate(secrets, reach, other, keeper);
  }

  /** Returns this with somebody who keeps what is held. */
  public Mandate with(Keeper other) {
    return new Mandate(secrets, reach, pins, other);
  }
}
