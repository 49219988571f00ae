package dev.thaw.engine.docker

import static dev.thaw.engine.EngineException.Fault.INVALID
import static dev.thaw.engine.EngineException.Fault.LOST
import static dev.thaw.engine.EngineException.Fault.TIMEOUT
import static dev.thaw.engine.EngineException.Fault.UNREACHABLE
import static dev.thaw.engine.docker.FakePeer.answering

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The JDK's socket against a peer that misbehaves in every way that reliability asks about. */
@Timeout(20)
class UnixTransportSpec extends Specification {
    private static final String OK = 'HTTP/1.1 200 OK\r\n'
    private static final String DONE = 'HTTP/1.1 204 No Content\r\n\r\n'
    private static final byte[] NOTHING = new byte[0]

    @TempDir
    Path folder

    @AutoCleanup('close')
    FakePeer peer

    @AutoCleanup('close')
    Transport transport

    private void peer(Closure<Void> conversation) {
        peer = FakePeer.onSocket(conversation)
        transport = new UnixTransport(peer.socket)
    }

    private Reply get(Duration deadline = Duration.ofSeconds(10)) {
        transport.exchange('GET', '/x', NOTHING, Deadline.in(deadline))
    }

    private Reply post(String body = '') {
        transport.exchange('POST', '/y?a=b', body.getBytes('UTF-8'), Deadline.in(Duration.ofSeconds(10)))
    }

    def "says what HTTP asks for, and no more"() {
        given:
        peer(answering(DONE, DONE, DONE))

        when:
        get().close()
        post().close()
        post('{"a":"ä"}').close()

        then:
        peer.requests.toList() == [
            'GET /x HTTP/1.1\r\nHost: docker\r\nUser-Agent: thaw\r\n\r\n',
            'POST /y?a=b HTTP/1.1\r\nHost: docker\r\nUser-Agent: thaw\r\nContent-Length: 0\r\n\r\n',
            'POST /y?a=b HTTP/1.1\r\nHost: docker\r\nUser-Agent: thaw\r\n' +
                'Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{"a":"ä"}',
        ]
    }

    def "reads a body: #form"() {
        given:
        peer {
            request()
            say(reply)
        }

        expect:
        new String(get().bytes(), 'UTF-8') == text

        where:
        form                       | reply                                                                              || text
        'of announced length'      | OK + 'Content-Length: 5\r\n\r\nhello'                                              || 'hello'
        'of length 0'              | OK + 'Content-Length: 0\r\n\r\n'                                                   || ''
        'in chunks'                | OK + 'Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\n\r\n'      || 'hello'
        'in chunks with trailers'  | OK + 'Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n'           || 'hello'
        'until the end'            | OK + '\r\nhello'                                                                   || 'hello'
        'of a 204, announced'      | 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n'                             || ''
        'of a 304'                 | 'HTTP/1.1 304 Not Modified\r\n\r\n'                                                || ''
        'of HTTP/1.0'              | 'HTTP/1.0 200 OK\r\n\r\nhello'                                                     || 'hello'
        'after an interim reply'   | 'HTTP/1.1 100 Continue\r\n\r\n' + OK + 'Content-Length: 2\r\n\r\nhi'               || 'hi'
        'with bare line feeds'     | 'HTTP/1.1 200 OK\nContent-Length: 2\n\nhi'                                         || 'hi'
        'without a reason phrase'  | 'HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi'                                      || 'hi'
        'larger than any buffer'   | OK + 'Content-Length: 200000\r\n\r\n' + 'x' * 200_000                              || 'x' * 200_000
    }

    def "never takes a reply for whole that is not: #what"() {
        given:
        peer {
            request()
            say(reply)
        }

        when:
        get().bytes()

        then:
        EngineException failure = thrown()
        failure.fault == fault
        failure.sent()
        failure.message.startsWith("unix://$peer.socket: ")
        failure.message.endsWith(words)

        where:
        what                       | reply                                                                    || fault   | words
        'nothing'                  | ''                                                                       || LOST    | 'the connection ended without a reply'
        'half a status line'       | 'HTTP/1.1 2'                                                             || LOST    | 'the reply breaks off'
        'half the headers'         | OK + 'Content-Length: 5\r\n'                                             || LOST    | 'the reply breaks off'
        'a body too short'         | OK + 'Content-Length: 9\r\n\r\nhello'                                    || LOST    | 'the reply breaks off 4 bytes before its end'
        'half a chunk'             | OK + 'Transfer-Encoding: chunked\r\n\r\n9\r\nhel'                        || LOST    | 'the reply breaks off within a chunk'
        'no last chunk'            | OK + 'Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n'                    || LOST    | 'without a reply'
        'no end of the last chunk' | OK + 'Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n'               || LOST    | 'without a reply'
        'a chunk of no number'     | OK + 'Transfer-Encoding: chunked\r\n\r\nxyz\r\nhel'                      || INVALID | 'sends a broken chunk: xyz'
        'a chunk too long'         | OK + 'Transfer-Encoding: chunked\r\n\r\n2\r\nhel\r\n0\r\n\r\n'           || INVALID | 'sends a chunk that is longer than it said'
        'a length of no number'    | OK + 'Content-Length: -5\r\n\r\nhello'                                   || INVALID | 'announces a broken length: -5'
        'two lengths'              | OK + 'Content-Length: 5\r\nContent-Length: 4\r\n\r\nhello'               || INVALID | 'announces a broken length: 5, 4'
        'an unknown coding'        | OK + 'Transfer-Encoding: gzip, chunked\r\n\r\n'                          || INVALID | 'sends its reply in an unknown coding: gzip, chunked'
        'garbage'                  | '\u0000\u00ff\u001b[31m\r\n'                                             || INVALID | 'does not speak HTTP/1, but says: ???[31m'
        'another protocol'         | 'SSH-2.0-OpenSSH_9.2p1 Debian\r\n'                                       || INVALID | 'but says: SSH-2.0-OpenSSH_9.2p1 Debian'
        'a switch of protocols'    | 'HTTP/1.1 101 UPGRADED\r\n\r\n'                                          || INVALID | 'switches to a protocol that nobody asked for'
        'a header of no name'      | OK + 'no colon\r\n\r\n'                                                  || INVALID | 'sends a broken header: no colon'
        'one endless header'       | OK + 'A: ' + 'x' * 70_000                                                || INVALID | 'sends more than 65536 bytes where a line should be'
        'endless headers'          | OK + 'A: xxxxxxx\r\n' * 7_000                                            || INVALID | 'sends more than 65536 bytes where a line should be'
    }

    def "hands on an HTML page with its status"() {
        given:
        peer(answering('HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: 20\r\n\r\n<html>no entry</html'))

        when:
        Reply reply = get()

        then:
        reply.status() == 403
        reply.message() == '<html>no entry</html'
    }

    def "a reset after the request is a lost reply, and nothing is sent twice"() {
        given:
        peer {
            request()
            hangUp()
        }

        when:
        post()

        then:
        EngineException failure = thrown()
        failure.fault == LOST
        failure.sent()
        peer.requests.size() == 1
    }

    def "a peer that hangs up before it has read is either surely unsent or lost, never a success"() {
        given:
        peer { hangUp() }

        when:
        post()

        then:
        EngineException failure = thrown()
        failure.fault in [LOST, UNREACHABLE]
        peer.requests.empty
    }

    def "ends by the deadline: #when"() {
        given:
        peer {
            request()
            say(beginning)
            awaitEnd()
        }
        long start = System.nanoTime()

        when:
        get(Duration.ofMillis(100)).bytes()

        then:
        EngineException failure = thrown()
        failure.fault == TIMEOUT
        failure.message == "unix://$peer.socket: no full answer within 100 ms"
        Duration.ofNanos(System.nanoTime() - start) > Duration.ofMillis(95)
        Duration.ofNanos(System.nanoTime() - start) < Duration.ofSeconds(5)

        where:
        when                 | beginning
        'silence'            | ''
        'within the head'    | 'HTTP/1.1 200'
        'within the body'    | OK + 'Content-Length: 5\r\n\r\nhe'
        'within a chunk'     | OK + 'Transfer-Encoding: chunked\r\n\r\n5\r\nhe'
        'within a stream'    | OK + '\r\nhe'
    }

    def "a drip does not move the deadline"() {
        given:
        def stop = new CountDownLatch(1)
        peer {
            request()
            say(OK + 'Content-Length: 100000\r\n\r\n')
            while (!stop.await(5, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                say('x')
            }
        }

        when:
        get(Duration.ofMillis(150)).bytes()

        then:
        EngineException failure = thrown()
        failure.fault == TIMEOUT

        cleanup:
        stop.countDown()
    }

    def "a body that failed fails again, and never ends"() {
        given:
        peer {
            request()
            say(OK + 'Content-Length: 9\r\n\r\nhello')
        }
        InputStream body = get().body()
        body.readNBytes(5)

        when:
        body.read()

        then:
        thrown(EngineException)

        when:
        body.read()

        then:
        thrown(EngineException)
    }

    def "uses one connection for one request after the other: #kind"() {
        given:
        peer(answering(*([reply] * 5)))

        when:
        5.times {
            try (Reply got = get()) {
                consume(got)
            }
        }

        then:
        peer.requests.size() == 5
        peer.connections == 1

        where:
        kind                 | reply                                                                  | consume
        'no body'            | DONE                                                                   | { Reply r -> }
        'read to the end'    | OK + 'Content-Length: 5\r\n\r\nhello'                                  | { Reply r -> r.bytes() }
        'chunks'             | OK + 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'       | { Reply r -> r.bytes() }
        'not read, yet here' | OK + 'Content-Length: 5\r\n\r\nhello'                                  | { Reply r -> }
        'all but the end'    | OK + 'Transfer-Encoding: chunked\r\n\r\n3\r\n[]\n\r\n0\r\n\r\n'        | { Reply r -> r.body().readNBytes(2) }
    }

    def "gives a connection up: #why"() {
        given:
        peer(answering(reply, DONE))

        when:
        get().withCloseable { if (read) { it.bytes() } }
        get().close()

        then:
        peer.connections == 2

        where:
        why                       | read  | reply
        'the peer says so'        | true  | OK + 'Connection: close\r\nContent-Length: 2\r\n\r\nhi'
        'the body was not read'   | false | OK + 'Content-Length: 5\r\n\r\nhe'
        'more came than announced' | true | OK + 'Content-Length: 2\r\n\r\nhi and more'
    }

    def "notices that the peer closed a kept connection, and takes another"() {
        given:
        def closed = new CountDownLatch(1)
        peer {
            request()
            say(DONE)
            hangUp()
            closed.countDown()
        }

        when:
        get().close()
        closed.await()
        post().close()

        then:
        peer.requests.size() == 2
        peer.connections == 2
    }

    def "does not send again what a kept connection swallowed"() {
        given:
        peer {
            request()
            say(DONE)
            if (request() != null) {
                hangUp()
            }
        }
        get().close()

        when:
        post()

        then:
        EngineException failure = thrown()
        failure.fault == LOST
        peer.requests*.takeWhile { it != ' ' } == ['GET', 'POST']
    }

    def "carries 32 requests at once, each to its own reply"() {
        given:
        peer {
            for (String text = request(); text != null; text = request()) {
                String path = text.split(' ')[1]
                say("${OK}Content-Length: ${path.length()}\r\n\r\n$path")
            }
        }
        def threads = Executors.newFixedThreadPool(32)

        when:
        def replies = threads.invokeAll((1..640).collect { n ->
            return {
                transport.exchange('GET', "/$n", NOTHING, Deadline.in(Duration.ofSeconds(10)))
                    .withCloseable { new String(it.bytes(), 'UTF-8') }
            }
        })

        then:
        replies*.get() == (1..640).collect { "/$it".toString() }
        peer.connections <= 32

        cleanup:
        threads.shutdownNow()
    }

    def "closing it ends what is under way"() {
        given:
        def arrived = new CountDownLatch(1)
        peer {
            request()
            arrived.countDown()
            awaitEnd()
        }
        Thread.startDaemon {
            arrived.await()
            transport.close()
        }

        when:
        get(Duration.ofSeconds(15))

        then:
        EngineException failure = thrown()
        failure.fault == LOST
    }

    def "an interrupt ends what is under way, and stays set"() {
        given:
        def caller = Thread.currentThread()
        peer {
            request()
            caller.interrupt()
            awaitEnd()
        }

        when:
        get(Duration.ofSeconds(15))

        then:
        EngineException failure = thrown()
        failure.fault == LOST
        Thread.interrupted()
    }

    def "leaves no thread behind"() {
        given:
        peer(answering(DONE))
        get().close()

        expect:
        !Thread.allStackTraces.keySet().any { it.name.startsWith('engine') }
    }

    def "an address where no socket is: nothing was sent, and a cure is named"() {
        given:
        Path socket = folder.resolve('none.sock')

        when:
        new UnixTransport(socket).exchange('GET', '/', NOTHING, Deadline.in(Duration.ofSeconds(1)))

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
        !failure.sent()
        failure.message == "unix://$socket: there is no such socket. Start the engine, or give its address with -H."
    }

    def "a socket that nobody listens at"() {
        given:
        Path socket = folder.resolve('dead.sock')
        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket)).close()

        when:
        new UnixTransport(socket).exchange('GET', '/', NOTHING, Deadline.in(Duration.ofSeconds(1)))

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
        failure.message == "unix://$socket: nobody listens at this socket. Start the engine."
    }

    def "a plain file in a socket's place"() {
        given:
        Path socket = Files.createFile(folder.resolve('file'))

        when:
        new UnixTransport(socket).exchange('GET', '/', NOTHING, Deadline.in(Duration.ofSeconds(1)))

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
    }

    def "a path longer than a socket's can be"() {
        given:
        Path socket = folder.resolve('x' * 120)

        when:
        new UnixTransport(socket).exchange('GET', '/', NOTHING, Deadline.in(Duration.ofSeconds(1)))

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
    }

    def "a listener whose queue is full is refused at once, not waited for"() {
        given:
        Path socket = folder.resolve('full.sock')
        def address = UnixDomainSocketAddress.of(socket)
        def server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address, 1)
        List<SocketChannel> queue = []
        while (queue.every { it.connected } && queue.size() < 10) {
            queue << SocketChannel.open(StandardProtocolFamily.UNIX)
            queue.last().configureBlocking(false)
            try {
                queue.last().connect(address)
            } catch (SocketException full) {
                break
            }
        }

        when:
        new UnixTransport(socket).exchange('GET', '/', NOTHING, Deadline.in(Duration.ofSeconds(10)))

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
        failure.message.startsWith("unix://$socket: ")

        cleanup:
        queue*.close()
        server.close()
    }
}
