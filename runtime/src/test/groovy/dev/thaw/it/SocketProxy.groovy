package dev.thaw.it

import groovy.transform.CompileStatic
import java.net.StandardProtocolFamily
import java.net.UnixDomainSocketAddress
import java.nio.ByteBuffer
import java.nio.channels.ClosedChannelException
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList

/**
 * A unix socket in front of an engine's own. It passes every byte on as it is, notes the first line of
 * each request, and may break connections where a rule says so, or lie where it is told to.
 */
@CompileStatic
final class SocketProxy implements Closeable {
  /** What becomes of a request. */
  enum Fate {
    PASS,
    /** The engine never gets it, and the connection closes. */
    DROP,
    /**
     * The engine gets it and answers; the connection closes before a byte of the answer arrives. The engine
     * itself finds nobody gone: it may drop what it is just about to begin otherwise.
     */
    LOSE,
    /** As {@code DROP}, and the socket itself is gone with all of its connections. */
    DROP_AND_END,
    /** As {@code LOSE}, and the socket itself is gone with all of its connections. */
    LOSE_AND_END
  }

  /** Decides about a request by its first line; called by one thread at a time for each connection. */
  interface Rule {
    Fate of(String request)
  }

  final Path path
  final List<String> requests = new CopyOnWriteArrayList<>()
  volatile Rule rule = { String request -> Fate.PASS } as Rule
  /** Texts to replace in answers by others of the same length, for what no true engine would say. */
  Map<String, String> lies = [:]

  private final UnixDomainSocketAddress engine
  private final ServerSocketChannel listener
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet()
  private volatile boolean ended

  SocketProxy(String engine, Path path) {
    this.engine = UnixDomainSocketAddress.of(engine - 'unix://')
    this.path = path
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
    listener.bind(UnixDomainSocketAddress.of(path))
    daemon { accept() }
  }

  String getAddress() {
    "unix://$path"
  }

  static boolean changes(String request) {
    !(request.startsWith('GET ') || request.startsWith('HEAD '))
  }

  /** Returns the requests that may change something. */
  List<String> changes() {
    requests.findAll { changes(it) }
  }

  /** Returns whether nobody is connected any more. */
  boolean isQuiet() {
    open.isEmpty()
  }

  @Override
  void close() {
    close(null)
  }

  private void close(SocketChannel last) {
    ended = true
    listener.close()
    Files.deleteIfExists(path)
    open.each { SocketChannel channel ->
      if (channel != last) {
        cut(channel)
      }
    }
  }

  /** Whatever the other side did to it before: it is closed then. */
  private static void cut(SocketChannel channel) {
    try {
      channel.close()
    } catch (IOException gone) {
      return
    }
  }

  private static void daemon(Closure<?> task) {
    Thread thread = new Thread(task, 'proxy')
    thread.daemon = true
    thread.start()
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel client = listener.accept()
        daemon { serve(client) }
      }
    } catch (ClosedChannelException ended) {
      return
    }
  }

  private void serve(SocketChannel client) {
    SocketChannel behind = SocketChannel.open(StandardProtocolFamily.UNIX)
    open.add(client)
    open.add(behind)
    Lane lane = new Lane(client, behind)
    try {
      if (ended) {
        // Accepted just before the end, which has not seen it.
        lane.close()
        return
      }
      behind.connect(engine)
      daemon { lane.answers() }
      lane.requests()
    } catch (IOException broken) {
      lane.leave()
    }
  }

  /** One connection with both of its directions. */
  private final class Lane {
    private final SocketChannel client
    private final SocketChannel behind
    private volatile Fate fate = Fate.PASS
    private byte[] kept = new byte[0]

    Lane(SocketChannel client, SocketChannel behind) {
      this.client = client
      this.behind = behind
    }

    void requests() {
      for (byte[] request = next(); request.length > 0; request = next()) {
        String line = new String(request, 'ISO-8859-1').readLines().get(0)
        requests.add(line)
        fate = rule.of(line)
        if (fate == Fate.DROP || fate == Fate.DROP_AND_END) {
          end()
          return
        }
        write(behind, ByteBuffer.wrap(request))
      }
      leave()
    }

    void answers() {
      ByteBuffer bytes = ByteBuffer.allocate(64 << 10)
      try {
        while (behind.read(bytes.clear()) >= 0) {
          if (fate == Fate.LOSE_AND_END) {
            end()
            return
          }
          if (fate == Fate.LOSE) {
            cut(client)
          } else {
            write(client, lied(bytes.flip()))
          }
        }
        close()
      } catch (IOException broken) {
        close()
      }
    }

    private ByteBuffer lied(ByteBuffer bytes) {
      if (lies.isEmpty()) {
        return bytes
      }
      String text = new String(bytes.array(), 0, bytes.limit(), 'ISO-8859-1')
      lies.each { truth, lie ->
        assert truth.length() == lie.length()
        text = text.replace(truth, lie)
      }
      ByteBuffer.wrap(text.getBytes('ISO-8859-1'))
    }

    /** Returns a whole request with its body; empty at the end. */
    private byte[] next() {
      ByteBuffer bytes = ByteBuffer.allocate(64 << 10)
      while (length() < 0 || kept.length < length()) {
        if (client.read(bytes.clear()) < 0) {
          return new byte[0]
        }
        int before = kept.length
        kept = Arrays.copyOf(kept, before + bytes.flip().remaining())
        bytes.get(kept, before, bytes.remaining())
      }
      int length = length()
      byte[] request = Arrays.copyOf(kept, length)
      kept = Arrays.copyOfRange(kept, length, kept.length)
      request
    }

    /** Returns how many bytes the request at hand has in all; -1 until its head is whole. */
    private int length() {
      String text = new String(kept, 'ISO-8859-1')
      int head = text.indexOf('\r\n\r\n')
      if (head < 0) {
        return -1
      }
      def length = text.substring(0, head).readLines().find { it.toLowerCase(Locale.ROOT).startsWith('content-length:') }
      head + 4 + (length ? length.split(':')[1].trim().toInteger() : 0)
    }

    /** All the others first: whoever sees this one break must find none of them. */
    private void end() {
      if (fate == Fate.DROP_AND_END || fate == Fate.LOSE_AND_END) {
        SocketProxy.this.close(client)
      }
      close()
    }

    /** The client has gone. */
    void leave() {
      if (fate != Fate.LOSE) {
        close()
      }
    }

    void close() {
      cut(client)
      cut(behind)
      open.remove(client)
      open.remove(behind)
    }

    private static void write(SocketChannel to, ByteBuffer bytes) {
      while (bytes.hasRemaining()) {
        to.write(bytes)
      }
    }
  }
}
