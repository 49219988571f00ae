package dev.thaw.engine;

import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.time.Duration;

/**
 * An engine that cannot be changed: it throws on any request but GET and HEAD. A dry run sees the
 * world through it, so that its harmlessness does not rest on anybody's care.
 */
public final class ReadOnlyEngine implements Engine {
  private final Engine engine;

  public ReadOnlyEngine(Engine engine) {
    this.engine = engine;
  }

  @Override
  public String address() {
    return engine.address();
  }

  @Override
  public Dialect dialect() throws EngineException {
    return engine.dialect();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the request could change anything
   */
  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    if (call.mutates()) {
      throw new IllegalStateException("a dry run was about to send " + call);
    }
    return engine.send(call, deadline);
  }

  @Override
  public void close() {
    engine.close();
  }
}
