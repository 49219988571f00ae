package dev.thaw.fault;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** A unix socket before another one, which does to each request what was said of it beforehand. */
final class FaultProxy implements Closeable {
  private final Path path;
  private final Scene scene;
  private final UnixDomainSocketAddress engine;
  private final Map<String, Queue<Fate>> expected = new ConcurrentHashMap<>();
  private final Set<Lane> lanes = ConcurrentHashMap.newKeySet();
  private volatile ServerSocketChannel listener;

  FaultProxy(Path path, Path engine, Scene scene) throws IOException {
    this.path = path;
    this.engine = UnixDomainSocketAddress.of(engine);
    this.scene = scene;
    listen();
  }

  Path path() {
    return path;
  }

  /** Says what becomes of the next request of that kind. */
  void expect(String request, Fate fate) {
    expected.computeIfAbsent(request, key -> new ConcurrentLinkedQueue<>()).add(fate);
  }

  /** Takes back what was said, if the request did not arrive. */
  void forget(String request, Fate fate) {
    expected.getOrDefault(request, new ConcurrentLinkedQueue<>()).remove(fate);
  }

  /** Lets nobody in, and ends the connections that nothing is under way on. */
  void leave(boolean path) {
    try {
      listener.close();
      if (path) {
        Files.deleteIfExists(this.path);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    List<Lane> ending = lanes.stream().filter(Lane::endIfIdle).toList();
    // Closing a channel that somebody reads ends it a moment later.
    while (ending.stream().anyMatch(lanes::contains)) {
      LockSupport.parkNanos(50_000);
    }
  }

  /** Is there again. */
  void comeBack() {
    try {
      Files.deleteIfExists(path);
      listen();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Returns how many connections wait for the client although nothing more comes for it. */
  long held() {
    return lanes.stream().filter(lane -> !lane.idle()).count();
  }

  /** Returns how many connections there are. */
  int connections() {
    return lanes.size();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(path);
    for (Lane lane : lanes) {
      lane.end();
    }
  }

  Fate fate(String request) {
    Queue<Fate> fates = expected.get(request);
    Fate fate = fates == null ? null : fates.poll();
    return fate == null ? Fate.NONE : fate;
  }

  private void listen() throws IOException {
    ServerSocketChannel opened = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    opened.bind(UnixDomainSocketAddress.of(path));
    listener = opened;
    Lane.thread(() -> accept(opened)).start();
  }

  private void accept(ServerSocketChannel from) {
    try {
      while (true) {
        SocketChannel client = from.accept();
        var lane = new Lane(client, engine, this, scene);
        lanes.add(lane);
        Lane.thread(() -> {
              lane.serve();
              lanes.remove(lane);
            })
            .start();
      }
    } catch (ClosedChannelException closed) {
      // By whoever makes the socket go away.
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
