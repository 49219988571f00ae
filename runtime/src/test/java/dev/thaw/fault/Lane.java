package dev.thaw.fault;

import dev.thaw.fault.Wire.Framing;
import dev.thaw.fault.Wire.Message;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** One connection through the proxy, served by one thread: a request at a time. */
final class Lane {
  private final SocketChannel client;
  private final InputStream fromClient;
  private final UnixDomainSocketAddress engine;
  private final FaultProxy proxy;
  private final Scene scene;
  private SocketChannel behind;
  private InputStream fromEngine;
  private volatile boolean idle = true;

  Lane(SocketChannel client, UnixDomainSocketAddress engine, FaultProxy proxy, Scene scene) {
    this.client = client;
    this.fromClient = new BufferedInputStream(Channels.newInputStream(client));
    this.engine = engine;
    this.proxy = proxy;
    this.scene = scene;
  }

  static Thread thread(Runnable work) {
    var thread = new Thread(work, "fault-proxy");
    thread.setDaemon(true);
    return thread;
  }

  /** Returns whether it waits for the client's next request. */
  boolean idle() {
    return idle;
  }

  void end() {
    try {
      client.close();
    } catch (IOException gone) {
      // Closed it is.
    }
  }

  boolean endIfIdle() {
    boolean ends = idle;
    if (ends) {
      end();
    }
    return ends;
  }

  void serve() {
    try (client) {
      boolean more = true;
      while (more) {
        idle = true;
        Optional<Message> request = Wire.request(fromClient);
        idle = false;
        more = request.isPresent() && serve(request.get());
      }
    } catch (IOException clientIsGone) {
      // As some of them are made to.
    } finally {
      leaveEngine();
    }
  }

  /** Returns whether the connection goes on. */
  private boolean serve(Message request) throws IOException {
    String[] line = request.first().split(" ", 3);
    String target = line[1].replaceFirst("^/v1\\.\\d+", "");
    Fate fate = proxy.fate(line[0] + " " + target);
    Deed deed = scene.arrived(line[0], target, fate.fault());
    Optional<Message> truth = Optional.empty();
    if (fate.fault().passedOn()) {
      truth = Optional.of(passOn(request, line[0], target, deed, fate.fault().meanwhile()));
    }
    fate.dealt().countDown();
    Optional<Message> reply = Forgery.reply(fate, target, truth);
    deed.told = reply.map(Message::status).orElse(0);
    return reply.isPresent() ? deliver(reply.get(), fate) : end(fate);
  }

  /** Without a reply: at once, or when the client has had enough. */
  private boolean end(Fate fate) throws IOException {
    if (fate.fault().endless()) {
      hungUp();
    }
    return false;
  }

  private boolean hungUp() throws IOException {
    return fromClient.read() < 0;
  }

  private Message passOn(
      Message request, String method, String target, Deed deed, boolean meanwhile)
      throws IOException {
    scene.before(deed);
    scene.still(meanwhile ? 1 : 0);
    try {
      scene.taken(deed, target, request.octets());
      write(engine(), request.bytes());
      Message reply = Wire.reply(fromEngine, method);
      scene.answered(deed, target, reply);
      if (reply.framing() == Framing.CLOSE) {
        leaveEngine();
      }
      return reply;
    } finally {
      scene.still(meanwhile ? -1 : 0);
    }
  }

  private boolean deliver(Message reply, Fate fate) throws IOException {
    byte[] head = reply.head(reply.body().length);
    int half = reply.body().length / 2;
    switch (fate.fault()) {
      case RESET_IN_HEAD -> write(client, java.util.Arrays.copyOf(head, 1 + head.length / 2));
      case RESET_IN_BODY -> {
        if (reply.body().length == 0 || reply.framing() == Framing.CLOSE) {
          write(client, java.util.Arrays.copyOf(head, head.length - 1));
        } else {
          write(client, Wire.joined(head, reply.wired(half, false)));
        }
      }
      case TRUNCATED_SHORT -> write(client, Wire.joined(head, reply.wired(half, false)));
      case TRUNCATED -> {
        byte[] part = java.util.Arrays.copyOf(reply.body(), half);
        write(client, reply.with(reply.first(), reply.framing(), part).bytes());
        return reply.framing() != Framing.CLOSE;
      }
      case DRIP -> {
        drip(reply.bytes(), 64);
        return reply.framing() != Framing.CLOSE;
      }
      case DRIP_WITHOUT_END -> {
        byte[] all = reply.bytes();
        drip(java.util.Arrays.copyOf(all, all.length - 1), 8);
        hungUp();
      }
      default -> {
        write(client, reply.bytes());
        return reply.framing() != Framing.CLOSE;
      }
    }
    return false;
  }

  /** Some bytes by themselves, then the rest. */
  private void drip(byte[] bytes, int single) throws IOException {
    int drops = Math.min(single, bytes.length);
    for (int at = 0; at < drops; at++) {
      write(client, new byte[] {bytes[at]});
      LockSupport.parkNanos(20_000);
    }
    write(client, java.util.Arrays.copyOfRange(bytes, drops, bytes.length));
  }

  private SocketChannel engine() throws IOException {
    if (behind == null) {
      behind = SocketChannel.open(StandardProtocolFamily.UNIX);
      behind.connect(engine);
      fromEngine = new BufferedInputStream(Channels.newInputStream(behind));
    }
    return behind;
  }

  private void leaveEngine() {
    if (behind != null) {
      try {
        behind.close();
      } catch (IOException gone) {
        // Closed it is.
      }
      behind = null;
    }
  }

  private static void write(SocketChannel to, byte[] bytes) throws IOException {
    ByteBuffer pending = ByteBuffer.wrap(bytes);
    while (pending.hasRemaining()) {
      to.write(pending);
    }
  }
}
