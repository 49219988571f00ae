package dev.thaw.execute;

import dev.thaw.host.Host;
import dev.thaw.plan.Pins;
import dev.thaw.plan.Reach;
import java.util.function.Supplier;

/**
 * What a run is given beside its graph.
 *
 * @param secrets of every parameter that the graph names as one
 * @param reach how far it may go, whatever the graph says
 * @param pins what its steps may touch, if a plan says
 * @param done what it need not do, an earlier run having done it
 * @param keeper keeps what it holds
 * @param host starts commands on this machine
 * @param files this machine's files
 * @param name the run's identifier, which what it makes is named by
 */
public record Mandate(
    Secrets secrets,
    Reach reach,
    Pins pins,
    Done done,
    Keeper keeper,
    HostCommands host,
    Host files,
    Supplier<String> name) {
  /** Nothing special. */
  public static final Mandate PLAIN = new Mandate(
      Secrets.NONE,
      Reach.UNBOUNDED,
      Pins.NONE,
      Done.NONE,
      Keeper.NONE,
      HostCommands.NONE,
      Host.NONE,
      () -> "unnamed");

  /** Returns this with secrets. */
  public Mandate with(Secrets other) {
    return new Mandate(other, reach, pins, done, keeper, host, files, name);
  }

  /** Returns this with another reach. */
  public Mandate with(Reach other) {
    return new Mandate(secrets, other, pins, done, keeper, host, files, name);
  }

  /** Returns this bound to a plan. */
  public Mandate with(Pins other) {
    return new Mandate(secrets, reach, other, done, keeper, host, files, name);
  }

  /** Returns this for what an earlier run has left. */
  public Mandate with(Done other) {
    return new Mandate(secrets, reach, pins, other, keeper, host, files, name);
  }

  /** Returns this with somebody who keeps what is held. */
  public Mandate with(Keeper other) {
    return new Mandate(secrets, reach, pins, done, other, host, files, name);
  }

  /** Returns this with somebody who starts commands on this machine. */
  public Mandate with(HostCommands other) {
    return new Mandate(secrets, reach, pins, done, keeper, other, files, name);
  }

  /** Returns this with files of this machine. */
  public Mandate with(Host other) {
    return new Mandate(secrets, reach, pins, done, keeper, host, other, name);
  }

  /** Returns this for a run of that identifier, which is asked for when it is needed. */
  public Mandate named(Supplier<String> other) {
    return new Mandate(secrets, reach, pins, done, keeper, host, files, other);
  }
}
