package dev.thaw.engine.podman;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import dev.thaw.engine.docker.DockerEngine;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.time.Duration;
import java.util.Optional;

/**
 * An engine that may be Podman. Where it is, its answers are put into Docker's words, so that
 * nothing above this package has to know; where it is not, they are passed on untouched. It costs
 * no request: Podman says so in the reply from which the API's version is read. Thread safe.
 */
public final class PodmanEngine implements Engine {
  private final DockerEngine engine;
  private final boolean demanded;

  private final Optional<Facilities> facilities;

  private PodmanEngine(DockerEngine engine, boolean demanded, Optional<Facilities> facilities) {
    this.engine = engine;
    this.demanded = demanded;
    this.facilities = facilities;
  }

  /** Returns an engine of Docker's API, whichever program it is. */
  public static Engine perhaps(DockerEngine engine) {
    return new PodmanEngine(engine, false, Optional.empty());
  }

  /**
   * Returns an engine of Docker's API, whichever program it is.
   *
   * @param facilities for checkpoints and migrations, where it is Podman
   */
  public static Engine perhaps(DockerEngine engine, Facilities facilities) {
    return new PodmanEngine(engine, false, Optional.of(facilities));
  }

  /** Returns an engine that fails, with nothing sent, unless it is Podman. */
  public static Engine demanded(DockerEngine engine) {
    return new PodmanEngine(engine, true, Optional.empty());
  }

  /**
   * Returns an engine that fails, with nothing sent, unless it is Podman.
   *
   * @param facilities for checkpoints and migrations, where it is Podman
   */
  public static Engine demanded(DockerEngine engine, Facilities facilities) {
    return new PodmanEngine(engine, true, Optional.of(facilities));
  }

  @Override
  public String address() {
    return engine.address();
  }

  @Override
  public Dialect dialect() throws EngineException {
    return engine.dialect();
  }

  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    if (!podman(deadline)) {
      return engine.send(call, deadline);
    }
    if (Sampling.wanted(call)) {
      return Sampling.take(engine, call, deadline);
    }
    if (InPlace.wanted(call)) {
      Optional<CheckpointNames> names = facilities.map(here -> new CheckpointNames(here.names()));
      return InPlace.answer(engine, names, call, deadline);
    }
    if (Migration.wanted(call)) {
      return Migration.answer(engine, facilities, call, deadline);
    }
    long begun = System.nanoTime();
    Reply reply = Translation.reply(call, engine.send(Translation.call(call), deadline));
    if (Translation.inspects(call)) {
      return Lives.told(engine, call, reply, deadline.minusNanos(System.nanoTime() - begun));
    }
    return Thawing.again(engine, call, reply, deadline.minusNanos(System.nanoTime() - begun));
  }

  @Override
  public Reply send(EngineCall call, Upload upload, Duration deadline) throws EngineException {
    return podman(deadline)
        ? Translation.reply(call, engine.send(call, upload, deadline))
        : engine.send(call, upload, deadline);
  }

  private boolean podman(Duration deadline) throws EngineException {
    boolean podman = engine.libpod(deadline).isPresent();
    if (demanded && !podman) {
      throw new EngineException(
          EngineException.Fault.UNSUPPORTED,
          address() + ": is not Podman. Leave --engine podman out.");
    }
    return podman;
  }

  @Override
  public void close() {
    engine.close();
  }

  @Override
  public String toString() {
    return address();
  }
}
