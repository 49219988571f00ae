package dev.thaw.engine;

import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.time.Duration;

/** An engine that answers requests. Implementations are safe for use by many threads at once. */
public interface Engine extends AutoCloseable {

  /**
   * Returns where it is, as a user would write it: {@code unix:///var/run/docker.sock},
   * {@code sim}.
   */
  String address();

  /**
   * Returns the API version that both sides speak; asks the engine the first time.
   *
   * @throws EngineException if the engine cannot be asked, or speaks no version that Thaw does
   */
  Dialect dialect() throws EngineException;

  /**
   * Sends one request and returns its reply, whatever its status; it is never sent twice.
   *
   * @param deadline how long the whole reply may take; a stream's too, from now to its end
   * @throws EngineException if there is no reply; {@link EngineException#sent()} tells whether the
   *     engine may have acted all the same
   */
  Reply send(EngineCall call, Duration deadline) throws EngineException;

  /**
   * Sends one request whose body is read while it goes out, and returns its reply; it is never sent
   * twice. Where the content breaks off, so does the request.
   *
   * @param call without a body of its own
   * @param deadline how long all of it may take, the body's way included
   * @throws EngineException as {@link #send(EngineCall, Duration)}; {@code UNSUPPORTED}, with
   *     nothing sent, if this engine takes no such requests
   */
  default Reply send(EngineCall call, Upload upload, Duration deadline) throws EngineException {
    throw new EngineException(
        EngineException.Fault.UNSUPPORTED, address() + ": takes no uploads: " + call);
  }

  /** Lets go of connections; requests under way fail. */
  @Override
  void close();
}
