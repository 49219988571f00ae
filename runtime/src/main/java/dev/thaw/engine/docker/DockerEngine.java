package dev.thaw.engine.docker;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import dev.thaw.operation.Dialect;
import dev.thaw.operation.EngineCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An engine that speaks Docker's API, over whatever transport its address asks for. It connects,
 * and settles the API's version, when it is first asked something. Thread safe.
 */
public final class DockerEngine implements Engine {
  private static final Duration TO_AGREE = Duration.ofSeconds(30);

  private final Transport transport;
  private final Object agreement = new Object();
  private volatile Negotiation.Agreement agreed;

  DockerEngine(Transport transport) {
    this.transport = transport;
  }

  /** Returns the engine behind a unix socket; nothing of docker-java is loaded. */
  public static DockerEngine on(Path socket) {
    return new DockerEngine(new UnixTransport(socket));
  }

  /**
   * Returns the engine that options and environment point at.
   *
   * @throws EngineException {@code UNSUPPORTED} if they make no address that can be used
   */
  public static DockerEngine open(EndpointOptions options, Map<String, String> environment)
      throws EngineException {
    return open(DockerEndpoint.resolve(options, environment));
  }

  /**
   * Returns the engine at an address.
   *
   * @throws EngineException {@code UNSUPPORTED} if the certificates cannot be used
   */
  public static DockerEngine open(DockerEndpoint endpoint) throws EngineException {
    return new DockerEngine(
        endpoint instanceof DockerEndpoint.Network network
            ? TcpTransport.to(network)
            : new UnixTransport(((DockerEndpoint.Socket) endpoint).path()));
  }

  @Override
  public String address() {
    return transport.address();
  }

  /**
   * {@inheritDoc}
   *
   * @throws EngineException {@code UNREACHABLE}, {@code DENIED} or {@code UNSUPPORTED}
   */
  @Override
  public Dialect dialect() throws EngineException {
    return agreed(Deadline.in(TO_AGREE)).dialect();
  }

  /**
   * Returns the version of Podman's own API if the engine is Podman, as it says in answer to
   * {@code GET /_ping}; asks the first time.
   *
   * @throws EngineException as {@link #dialect()}
   */
  public Optional<String> libpod(Duration deadline) throws EngineException {
    return agreed(Deadline.in(deadline)).libpod();
  }

  @Override
  public Reply send(EngineCall call, Duration deadline) throws EngineException {
    Deadline end = Deadline.in(deadline);
    String target = target(call, end);
    byte[] body = call.payload().isEmpty()
        ? call.body().getBytes(StandardCharsets.UTF_8)
        : call.payload().bytes();
    return engines(call, transport.exchange(call.method(), target, body, end));
  }

  @Override
  public Reply send(EngineCall call, Upload upload, Duration deadline) throws EngineException {
    Deadline end = Deadline.in(deadline);
    return engines(call, transport.exchange(call.method(), target(call, end), upload, end));
  }

  private String target(EngineCall call, Deadline deadline) throws EngineException {
    String target = "/v" + agreed(deadline).dialect() + call.target();
    if (!target.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw new IllegalArgumentException("not the target of a request: " + target);
    }
    return target;
  }

  /** Returns a reply that is the engine's own. */
  private Reply engines(EngineCall call, Reply reply) throws EngineException {
    if (!reply.ok() || !page(reply)) {
      return reply;
    }
    try (reply) {
      throw new EngineException(
          EngineException.Fault.INVALID,
          address() + ": answers " + call.method() + " " + call.path()
              + " with a web page: something in between is not the engine");
    }
  }

  /** No engine sends any; a portal or proxy does, and may call it success. */
  private static boolean page(Reply reply) {
    return reply
        .header("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .isPresent();
  }

  @Override
  public void close() {
    transport.close();
  }

  private Negotiation.Agreement agreed(Deadline deadline) throws EngineException {
    if (agreed == null) {
      synchronized (agreement) {
        if (agreed == null) {
          agreed = new Negotiation(transport, deadline).agree();
        }
      }
    }
    return agreed;
  }

  @Override
  public String toString() {
    return address();
  }
}
