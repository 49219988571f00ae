package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection to a unix socket; every wait in it ends by a deadline.
 *
 * <p>The channel does not block: it is read first, and only waited for, on a selector of its own,
 * where there is nothing yet. So no thread has to watch the clock. One thread uses it at a time;
 * any thread may close it, which wakes the one that waits. An interrupt ends it, too.
 */
final class Connection implements AutoCloseable {
  private static final int BUFFER = 16 << 10;

  private final String address;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ByteBuffer arrived = ByteBuffer.allocateDirect(BUFFER).limit(0);

  private Connection(String address, SocketChannel channel) throws IOException {
    this.address = address;
    this.channel = channel;
    this.selector = Selector.open();
    this.key = channel.register(selector, 0);
  }

  /**
   * Connects to a socket.
   *
   * @throws EngineException {@code UNREACHABLE} or {@code DENIED}
   */
  static Connection open(UnixDomainSocketAddress socket) throws EngineException {
    String address = "unix://" + socket.getPath();
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.configureBlocking(false);
        if (!channel.connect(socket)) {
          // Linux has no unix connections under way; where the JDK says so, it was EAGAIN.
          throw new IOException("its queue of connections is full");
        }
        return new Connection(address, channel);
      } catch (IOException failed) {
        channel.close();
        throw failed;
      }
    } catch (IOException failed) {
      throw Refusal.of(socket.getPath(), failed);
    }
  }

  /**
   * Returns whether it can carry another exchange: the peer has neither closed it while it was idle
   * nor sent anything that nobody had asked for.
   */
  boolean fit() {
    if (arrived.hasRemaining()) {
      return false;
    }
    try {
      return channel.read(arrived.clear()) == 0;
    } catch (IOException closed) {
      return false;
    } finally {
      arrived.limit(0);
    }
  }

  /**
   * Sends bytes.
   *
   * @throws EngineException {@code UNREACHABLE} if certainly none of them was sent, else
   *     {@code LOST} or {@code TIMEOUT}
   */
  void send(byte[] bytes, Deadline deadline) throws EngineException {
    ByteBuffer pending = ByteBuffer.wrap(bytes);
    try {
      while (pending.hasRemaining()) {
        if (channel.write(pending) == 0) {
          await(SelectionKey.OP_WRITE, deadline);
        }
      }
    } catch (EngineException late) {
      throw pending.position() == 0 ? unsent(late) : late;
    } catch (IOException | ClosedSelectorException | CancelledKeyException broken) {
      throw pending.position() == 0 ? unsent(broken) : lost(broken);
    }
  }

  /**
   * Reads one byte.
   *
   * @return -1 at the end of the stream
   */
  int read(Deadline deadline) throws EngineException {
    return arrived.hasRemaining() || fill(deadline) ? arrived.get() & 0xff : -1;
  }

  /**
   * Reads at least one byte and at most {@code length}.
   *
   * @return how many, -1 at the end of the stream
   */
  int read(byte[] target, int offset, int length, Deadline deadline) throws EngineException {
    if (!arrived.hasRemaining() && !fill(deadline)) {
      return -1;
    }
    int count = Math.min(length, arrived.remaining());
    arrived.get(target, offset, count);
    return count;
  }

  /** Returns how many bytes can be read without any wait. */
  int available() {
    return arrived.remaining();
  }

  /** Makes the failure of a connection that ended too early. */
  EngineException lost(String what) {
    return new EngineException(Fault.LOST, address + ": " + what);
  }

  /** Makes the failure of a reply that is no reply. */
  EngineException invalid(String what) {
    return new EngineException(Fault.INVALID, address + ": " + what);
  }

  /** Closes it; a thread that waits in it fails with {@code LOST}. */
  @Override
  public void close() {
    try {
      // The selector first: it holds on to the channel, and closing it wakes whoever waits.
      selector.close();
      channel.close();
    } catch (IOException closed) {
      // Whatever it carried has either been read already or fails by itself.
      arrived.limit(0);
    }
  }

  private boolean fill(Deadline deadline) throws EngineException {
    arrived.clear();
    try {
      int count = channel.read(arrived);
      while (count == 0) {
        await(SelectionKey.OP_READ, deadline);
        count = channel.read(arrived);
      }
      return count > 0;
    } catch (EngineException late) {
      throw late;
    } catch (IOException | ClosedSelectorException | CancelledKeyException broken) {
      throw lost(broken);
    } finally {
      arrived.flip();
    }
  }

  private void await(int readiness, Deadline deadline) throws IOException {
    long millis = deadline.millisLeft();
    if (millis == 0) {
      throw new EngineException(Fault.TIMEOUT, address + ": no full answer within " + deadline);
    }
    key.interestOps(readiness);
    selector.select(millis);
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      // A channel that does not block takes no notice, and the selector would not wait any more.
      throw new InterruptedIOException("interrupted");
    }
  }

  private EngineException unsent(Exception cause) {
    return new EngineException(Fault.UNREACHABLE, address + ": takes no request", cause);
  }

  private EngineException lost(Exception cause) {
    return new EngineException(
        Fault.LOST, address + ": the connection broke before the reply was whole", cause);
  }
}
