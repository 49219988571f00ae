package dev.thaw.engine.sim;

import java.io.IOException;
import java.net.BindException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Serves a simulated engine over a unix socket, for the docker command line and any other client of
 * the engine: HTTP/1.1, one thread for each connection. Thread safe.
 */
public final class SimServer implements AutoCloseable {
  private final SimEngine engine;
  private final Path socket;
  private final ServerSocketChannel listener;
  private final Object socketKey;
  private final Map<SocketChannel, Thread> connections = new ConcurrentHashMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  private SimServer(SimEngine engine, Path socket, ServerSocketChannel listener, Object socketKey) {
    this.engine = engine;
    this.socket = socket;
    this.listener = listener;
    this.socketKey = socketKey;
  }

  /**
   * Makes a socket that only its owner may use, and serves the engine there from now on.
   *
   * @param socket a path at which there is nothing; of at most 107 bytes, as Linux has it
   * @throws FileAlreadyExistsException if there is anything at that path, even a dead socket
   * @throws IOException if the socket cannot be made there
   */
  public static SimServer start(SimEngine engine, Path socket) throws IOException {
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(socket);
    }
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      bind(listener, socket);
      // Nobody is served before this: what connected in between is still waiting to be accepted.
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      var server = new SimServer(engine, socket, listener, key(socket));
      daemon(server::accept, "sim-accept").start();
      return server;
    } catch (IOException failed) {
      listener.close();
      throw failed;
    }
  }

  /** Returns where it listens. */
  public Path socket() {
    return socket;
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the thread was told to stop waiting
   * @throws IOException if it can accept no more connections; it is still to be closed then
   */
  public void await() throws InterruptedException, IOException {
    closed.await();
    if (failure.get() != null) {
      throw new IOException("no more connections at " + socket, failure.get());
    }
  }

  /** Ends all connections and removes the socket, if it is still the one that was made here. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Map.Entry<SocketChannel, Thread> connection : connections.entrySet()) {
      connection.getValue().interrupt();
      connection.getKey().close();
    }
    try {
      if (socketKey.equals(key(socket))) {
        Files.delete(socket);
      }
    } catch (NoSuchFileException goneAlready) {
      // Somebody else has tidied up.
    } finally {
      closed.countDown();
    }
  }

  private static void bind(ServerSocketChannel listener, Path socket) throws IOException {
    try {
      listener.bind(UnixDomainSocketAddress.of(socket));
    } catch (BindException inUse) {
      // Between the look and the bind somebody else was faster; bind itself never replaces a file.
      throw Files.exists(socket, LinkOption.NOFOLLOW_LINKS) ? exists(socket) : inUse;
    }
  }

  private static FileAlreadyExistsException exists(Path socket) {
    return new FileAlreadyExistsException(
        socket.toString(), null, "there is a file already; remove it, or choose another path");
  }

  private static Object key(Path socket) throws IOException {
    return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private void accept() {
    try {
      while (true) {
        serve(listener.accept());
      }
    } catch (ClosedChannelException closing) {
      // By close().
    } catch (IOException broken) {
      failure.set(broken);
      closed.countDown();
    }
  }

  private void serve(SocketChannel channel) throws IOException {
    Runnable connection = new SimConnection(engine, channel, () -> connections.remove(channel));
    Thread thread = daemon(connection, "sim-connection-" + accepted.incrementAndGet());
    connections.put(channel, thread);
    thread.start();
    if (!listener.isOpen()) {
      // close() may have gone through the connections before this one was among them.
      channel.close();
    }
  }

  private static Thread daemon(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }
}
