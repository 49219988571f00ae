package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.Reply;
import dev.thaw.operation.Dialect;
import java.util.Optional;

/**
 * Finds the newest version of the API that both sides speak, as the docker command line does: by
 * the header {@code Api-Version} of {@code GET /_ping}.
 *
 * <p>Whatever goes wrong here, nothing of what the caller wants was sent; so all failures are of a
 * kind that says so.
 */
final class Negotiation {
  /**
   * What the engine said of itself.
   *
   * @param dialect the newest version of the API that both sides speak
   * @param libpod the version of Podman's own API, if the engine is Podman
   */
  record Agreement(Dialect dialect, Optional<String> libpod) {}

  private final Transport transport;
  private final Deadline deadline;

  Negotiation(Transport transport, Deadline deadline) {
    this.transport = transport;
    this.deadline = deadline;
  }

  /**
   * Asks the engine, once.
   *
   * @throws EngineException {@code UNREACHABLE} if it does not answer, {@code DENIED} if it, or a
   *     proxy before it, forbids the question, {@code UNSUPPORTED} if there is no common version
   */
  Agreement agree() throws EngineException {
    try (Reply ping = ask("/_ping")) {
      if (!ping.ok()) {
        throw refused(ping);
      }
      Dialect newest = version(ping.header("Api-Version").orElse("none"));
      if (!newest.atLeast(Dialect.OLDEST)) {
        throw unsupported(
            "speaks API " + newest + ", and Thaw " + Dialect.OLDEST + " or newer: upgrade Docker");
      }
      Dialect agreed = Dialect.NEWEST.atLeast(newest) ? newest : newerThanThaw(newest);
      return new Agreement(agreed, ping.header("Libpod-Api-Version"));
    } catch (EngineException failed) {
      throw unsent(failed);
    }
  }

  /** Only an engine newer than Thaw can have dropped all that Thaw speaks. */
  private Dialect newerThanThaw(Dialect newest) throws EngineException {
    try (Reply reply = ask("/version")) {
      String text = reply.ok() ? reply.json().path("MinAPIVersion").asText("") : "";
      if (!text.isEmpty() && !Dialect.NEWEST.atLeast(version(text))) {
        throw unsupported("speaks API " + text + " to " + newest + ", and Thaw " + Dialect.OLDEST
            + " to " + Dialect.NEWEST + ": upgrade Thaw");
      }
      return Dialect.NEWEST;
    }
  }

  private Reply ask(String target) throws EngineException {
    return transport.exchange("GET", target, new byte[0], deadline);
  }

  private Dialect version(String text) throws EngineException {
    try {
      return Dialect.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw new EngineException(
          Fault.UNSUPPORTED,
          transport.address() + ": does not say which API it speaks: is it a Docker engine?",
          notOne);
    }
  }

  private EngineException refused(Reply ping) throws EngineException {
    Fault fault = switch (ping.status()) {
      case 401, 403, 407 -> Fault.DENIED;
      case 429, 500, 502, 503, 504 -> Fault.UNREACHABLE;
      default -> Fault.UNSUPPORTED;
    };
    return new EngineException(
        fault,
        transport.address() + ": answers " + ping.status() + " to GET /_ping: " + ping.message());
  }

  private EngineException unsupported(String what) {
    return new EngineException(Fault.UNSUPPORTED, transport.address() + ": " + what + ".");
  }

  private static EngineException unsent(EngineException failed) {
    if (!failed.sent()) {
      return failed;
    }
    Fault fault = failed.fault() == Fault.INVALID ? Fault.UNSUPPORTED : Fault.UNREACHABLE;
    return new EngineException(fault, failed.getMessage(), failed);
  }
}
