package dev.thaw.engine.docker

import static dev.thaw.engine.EngineException.Fault.LOST
import static dev.thaw.engine.EngineException.Fault.TIMEOUT

import dev.thaw.engine.EngineException
import dev.thaw.engine.Upload
import java.time.Duration
import java.util.concurrent.LinkedBlockingQueue
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

/** Bodies that are read while they go out, over both transports. */
@Timeout(30)
class UploadSpec extends Specification {
    private static final String DONE = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK'

    @AutoCleanup('close')
    FakePeer peer

    @AutoCleanup('close')
    Transport transport

    private void peer(boolean unix, Closure<Void> conversation) {
        peer = unix ? FakePeer.onSocket(conversation) : FakePeer.onPort(conversation)
        transport = unix
            ? new UnixTransport(peer.socket)
            : TcpTransport.to(new DockerEndpoint.Network('127.0.0.1', peer.port, '', Optional.empty(), 'spec'))
    }

    private String send(InputStream content, OptionalLong length, Duration deadline = Duration.ofSeconds(10)) {
        new String(transport.exchange('POST', '/x', new Upload(content, length), Deadline.in(deadline)).bytes())
    }

    private static InputStream breaking(String first) {
        new SequenceInputStream(new ByteArrayInputStream(first.bytes), new InputStream() {
            @Override
            int read() {
                throw new IOException('the source is gone')
            }
        })
    }

    def "of known length, as a whole: unix #unix"() {
        given:
        peer(unix) {
            request()
            say(DONE)
        }

        expect:
        send(new ByteArrayInputStream('hello'.bytes), OptionalLong.of(5)) == 'OK'
        def request = peer.requests.take()
        request.contains('Content-Length: 5\r\n')
        request.contains('Content-Type: application/x-tar\r\n')
        request.endsWith('\r\n\r\nhello')

        where:
        unix << [true, false]
    }

    def "of unknown length, in chunks: unix #unix"() {
        given:
        peer(unix) {
            request()
            chunks()
            say(DONE)
        }

        expect:
        send(new ByteArrayInputStream(('x' * 200_000).bytes), OptionalLong.empty()) == 'OK'
        peer.requests.take().contains('Transfer-Encoding: chunked\r\n')
        with(peer.requests.take()) {
            it.endsWith('\r\n0\r\n\r\n')
            it.count('x') == 200_000
        }

        where:
        unix << [true, false]
    }

    def "what breaks off is never ended in good order: unix #unix, #framing"() {
        given:
        def whole = new LinkedBlockingQueue<Boolean>()
        peer(unix) {
            try {
                def request = request()
                whole << (framing == 'chunked' ? chunks().endsWith('0\r\n\r\n') : request.count('x') >= 100_000)
            } catch (IOException reset) {
                whole << false
            }
        }

        when:
        send(breaking('x' * 70_000), framing == 'chunked' ? OptionalLong.empty() : OptionalLong.of(100_000))

        then:
        EngineException failure = thrown()
        failure.fault() == LOST
        !whole.take()

        where:
        unix  | framing
        true  | 'chunked'
        true  | 'known'
        false | 'chunked'
        false | 'known'
    }

    def "one that is not as long as it said is broken off: #length"() {
        given:
        peer(true) {
            request()
        }

        when:
        send(new ByteArrayInputStream('hello'.bytes), OptionalLong.of(length))

        then:
        EngineException failure = thrown()
        failure.fault() == LOST
        failure.message.endsWith(words)

        where:
        length || words
        4      || 'the archive is longer than it was said to be'
        6      || 'the archive is shorter than it was said to be'
    }

    def "a peer that reads no more ends it by its deadline: unix #unix"() {
        given:
        peer(unix) {
            Thread.sleep(20_000)
        }

        when:
        send(new ByteArrayInputStream(new byte[32 << 20]), OptionalLong.of(32 << 20), Duration.ofMillis(500))

        then:
        EngineException failure = thrown()
        failure.fault() == TIMEOUT

        where:
        unix << [true, false]
    }
}
