package dev.thaw.execute;

import dev.thaw.plan.Reach;

/**
 * What a run is given beside its graph.
 *
 * @param secrets of every parameter that the graph names as one
 * @param reach how far it may go, whatever the graph says
 * @param keeper keeps what it holds
 */
public record Mandate(Secrets secrets, Reach reach, Keeper keeper) {
  /** Nothing special. */
  public static final Mandate PLAIN = new Mandate(Secrets.NONE, Reach.UNBOUNDED, Keeper.NONE);

  /** Returns this with secrets. */
  public Mandate with(Secrets other) {
    return new Mandate(other, reach, keeper);
  }

  /** Returns this with another reach. */
  public Mandate with(Reach other) {
    return new Mandate(secrets, other, keeper);
  }

  /** Returns this with somebody who keeps what is held. */
  public Mandate with(Keeper other) {
    return new Mandate(secrets, reach, other);
  }
}
