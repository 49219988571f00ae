package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps connections for the next exchange, the one used last on top. It opens as many as are asked
 * for at once, as the number of requests under way is bounded above it, and needs no thread:
 * whether a connection is still good is seen when it is wanted.
 */
final class ConnectionPool implements AutoCloseable {
  /** Twice what the executor uses at most by default; more are closed when they come back. */
  private static final int KEPT = 32;

  private final UnixDomainSocketAddress socket;
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> busy = Collections.newSetFromMap(new IdentityHashMap<>());
  private boolean closed;

  ConnectionPool(UnixDomainSocketAddress socket) {
    this.socket = socket;
  }

  /** Returns an idle connection whose peer is still there, if any. */
  Optional<Connection> idle() {
    while (true) {
      Connection candidate;
      synchronized (this) {
        candidate = idle.pollFirst();
        if (candidate == null) {
          return Optional.empty();
        }
        busy.add(candidate);
      }
      if (candidate.fit()) {
        return Optional.of(candidate);
      }
      discard(candidate);
    }
  }

  /**
   * Opens a new connection.
   *
   * @throws EngineException if nobody takes it, or this pool is closed
   */
  Connection open() throws EngineException {
    Connection opened = Connection.open(socket);
    synchronized (this) {
      if (!closed) {
        busy.add(opened);
        return opened;
      }
    }
    opened.close();
    throw new EngineException(
        EngineException.Fault.UNREACHABLE, "unix://" + socket.getPath() + ": already closed here");
  }

  /** Takes back a connection whose exchange is complete. */
  void release(Connection connection) {
    synchronized (this) {
      if (!closed && idle.size() < KEPT) {
        busy.remove(connection);
        idle.addFirst(connection);
        return;
      }
    }
    discard(connection);
  }

  /** Closes a connection that must not be used again. */
  void discard(Connection connection) {
    synchronized (this) {
      busy.remove(connection);
    }
    connection.close();
  }

  /** Closes all connections, those in use too. */
  @Override
  public void close() {
    List<Connection> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(idle);
      all.addAll(busy);
      idle.clear();
      busy.clear();
    }
    all.forEach(Connection::close);
  }
}
