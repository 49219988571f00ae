package dev.thaw.engine.docker

import java.nio.ByteBuffer
import java.nio.channels.Channels
import java.nio.channels.ClosedChannelException
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.LinkedBlockingQueue

/**
 * A peer in this process that says what a spec tells it to: byte for byte, over a unix socket or a
 * loopback port.
 */
final class FakePeer implements AutoCloseable {
    private final ServerSocketChannel server
    private final Path folder
    private final Closure<Void> conversation
    private final List<SocketChannel> accepted = new CopyOnWriteArrayList<>()

    /** The requests that came, each as its whole text. */
    final LinkedBlockingQueue<String> requests = new LinkedBlockingQueue<>()

    private FakePeer(ServerSocketChannel server, Path folder, Closure<Void> conversation) {
        this.server = server
        this.folder = folder
        this.conversation = conversation
        Thread.startDaemon('fake-peer') { accept() }
    }

    /** Starts a peer on a unix socket; the conversation gets each {@link Connection} in a thread of its own. */
    static FakePeer onSocket(@DelegatesTo(Connection) Closure<Void> conversation) {
        Path folder = Files.createTempDirectory('thaw')
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        server.bind(UnixDomainSocketAddress.of(folder.resolve('s')))
        new FakePeer(server, folder, conversation)
    }

    /** Starts a peer on a free port of the loopback interface. */
    static FakePeer onPort(@DelegatesTo(Connection) Closure<Void> conversation) {
        ServerSocketChannel server = ServerSocketChannel.open()
        server.bind(new InetSocketAddress(InetAddress.loopbackAddress, 0))
        new FakePeer(server, null, conversation)
    }

    /** A peer that answers each request with the text given, on connections that it keeps. */
    static Closure<Void> answering(String... replies) {
        return {
            for (String text : replies) {
                if (request() == null) {
                    return
                }
                say(text)
            }
            awaitEnd()
        }
    }

    Path getSocket() {
        folder.resolve('s')
    }

    int getPort() {
        (server.localAddress as InetSocketAddress).port
    }

    int getConnections() {
        accepted.size()
    }

    @Override
    void close() {
        server.close()
        accepted*.close()
        if (folder != null) {
            Files.deleteIfExists(socket)
            Files.delete(folder)
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept()
                accepted << channel
                Thread.startDaemon('fake-peer-connection') { converse(channel) }
            }
        } catch (ClosedChannelException ended) {
            return
        }
    }

    private void converse(SocketChannel channel) {
        Closure<Void> own = (Closure<Void>) conversation.clone()
        own.delegate = new Connection(channel, requests)
        own.resolveStrategy = Closure.DELEGATE_FIRST
        try {
            own.call()
        } catch (IOException gone) {
            return
        } finally {
            channel.close()
        }
    }

    /** One connection, from the peer's side. */
    static final class Connection {
        private final SocketChannel channel
        private final InputStream input
        private final LinkedBlockingQueue<String> requests

        Connection(SocketChannel channel, LinkedBlockingQueue<String> requests) {
            this.channel = channel
            this.input = new BufferedInputStream(Channels.newInputStream(channel))
            this.requests = requests
        }

        /** Reads one request; null when the client has closed. */
        String request() {
            StringBuilder text = new StringBuilder()
            while (!text.toString().endsWith('\r\n\r\n')) {
                int octet = input.read()
                if (octet < 0) {
                    return null
                }
                text.append((char) octet)
            }
            def length = text =~ /(?i)content-length: (\d+)/
            if (length.find()) {
                text.append(new String(input.readNBytes(length.group(1) as int), 'UTF-8'))
            }
            requests << text.toString()
            text.toString()
        }

        /** Reads a body in chunks, as it came, up to its last chunk or the end of the connection. */
        String chunks() {
            StringBuilder text = new StringBuilder()
            for (int octet = input.read(); octet >= 0; octet = input.read()) {
                text.append((char) octet)
                if (octet == 10 && text.substring(Math.max(0, text.length() - 5)) == '0\r\n\r\n') {
                    break
                }
            }
            requests << text.toString()
            text.toString()
        }

        void say(String text) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes('ISO-8859-1'))
            while (bytes.hasRemaining()) {
                channel.write(bytes)
            }
        }

        void hangUp() {
            channel.close()
        }

        /** Waits until the client closes its side. */
        void awaitEnd() {
            while (input.read() >= 0) {
                continue
            }
        }
    }
}
