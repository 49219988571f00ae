package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * HTTP/1.1 over a unix socket by the JDK's own channel, with connections kept alive.
 *
 * <p>A request goes out once. Only when the kernel has taken none of its bytes, because the peer
 * closed a kept connection while it was idle, another connection gets it.
 */
final class UnixTransport implements Transport {
  private final Path socket;
  private final ConnectionPool pool;

  UnixTransport(Path socket) {
    this.socket = socket;
    this.pool = new ConnectionPool(UnixDomainSocketAddress.of(socket));
  }

  @Override
  public String address() {
    return "unix://" + socket;
  }

  @Override
  public Reply exchange(String method, String target, byte[] body, Deadline deadline)
      throws EngineException {
    return answer(sent(request(method, target, body), deadline), method, deadline);
  }

  @Override
  public Reply exchange(String method, String target, Upload upload, Deadline deadline)
      throws EngineException {
    Connection connection = sent(UploadWriter.head(method, target, upload), deadline);
    try {
      new UploadWriter(connection, deadline).write(upload);
    } catch (EngineException | RuntimeException failed) {
      pool.discard(connection);
      throw failed;
    }
    return answer(connection, method, deadline);
  }

  private Reply answer(Connection connection, String method, Deadline deadline)
      throws EngineException {
    try {
      ReplyHead head = ReplyHead.read(connection, deadline);
      return new Reply(head.status(), head.headers(), body(connection, method, head, deadline));
    } catch (EngineException | RuntimeException failed) {
      pool.discard(connection);
      throw failed;
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private Connection sent(byte[] request, Deadline deadline) throws EngineException {
    while (true) {
      Optional<Connection> kept = pool.idle();
      Connection connection = kept.isPresent() ? kept.get() : pool.open();
      try {
        connection.send(request, deadline);
        return connection;
      } catch (EngineException failed) {
        pool.discard(connection);
        if (failed.sent() || kept.isEmpty()) {
          throw failed;
        }
      }
    }
  }

  private InputStream body(Connection connection, String method, ReplyHead head, Deadline deadline)
      throws EngineException {
    if (head.bodiless(method)) {
      return empty(connection, head);
    }
    if (head.chunked(connection)) {
      return new ChunkedBody(connection, pool, deadline, head.keepAlive());
    }
    OptionalLong length = head.length(connection);
    if (length.isEmpty()) {
      return new UntilCloseBody(connection, pool, deadline);
    }
    return length.getAsLong() == 0
        ? empty(connection, head)
        : new FixedBody(connection, pool, deadline, length.getAsLong(), head.keepAlive());
  }

  /** So answers an engine to most changes: the connection is free before anybody looks. */
  private InputStream empty(Connection connection, ReplyHead head) {
    if (head.keepAlive()) {
      pool.release(connection);
    } else {
      pool.discard(connection);
    }
    return InputStream.nullInputStream();
  }

  private static byte[] request(String method, String target, byte[] body) {
    String head = method
        + " "
        + target
        + " HTTP/1.1\r\nHost: docker\r\nUser-Agent: thaw\r\n"
        + (body.length > 0 ? "Content-Type: " + Transport.type(method) + "\r\n" : "")
        + (body.length > 0 || !method.equals("GET")
            ? "Content-Length: " + body.length + "\r\n"
            : "")
        + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return request;
  }
}
