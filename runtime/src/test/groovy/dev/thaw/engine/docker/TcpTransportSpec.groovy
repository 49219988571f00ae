package dev.thaw.engine.docker

import static dev.thaw.engine.EngineException.Fault.INVALID
import static dev.thaw.engine.EngineException.Fault.LOST
import static dev.thaw.engine.EngineException.Fault.TIMEOUT
import static dev.thaw.engine.EngineException.Fault.UNREACHABLE
import static dev.thaw.engine.docker.FakePeer.answering

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

/** HttpClient against the same misbehaviour: its exceptions must come to mean the same faults. */
@Timeout(30)
class TcpTransportSpec extends Specification {
    private static final String OK = 'HTTP/1.1 200 OK\r\n'
    private static final String DONE = 'HTTP/1.1 204 No Content\r\n\r\n'
    private static final byte[] NOTHING = new byte[0]

    @AutoCleanup('close')
    FakePeer peer

    @AutoCleanup('close')
    Transport transport

    private void peer(String prefix = '', Closure<Void> conversation) {
        peer = FakePeer.onPort(conversation)
        transport = to(peer.port, prefix)
    }

    private static Transport to(int port, String prefix = '') {
        TcpTransport.to(new DockerEndpoint.Network('127.0.0.1', port, prefix, Optional.empty(), 'spec'))
    }

    private Reply get(Duration deadline = Duration.ofSeconds(10)) {
        transport.exchange('GET', '/x', NOTHING, Deadline.in(deadline))
    }

    private Reply post(String body = '') {
        transport.exchange('POST', '/y?a=b', body.getBytes('UTF-8'), Deadline.in(Duration.ofSeconds(10)))
    }

    def "says what HTTP asks for"() {
        given:
        peer('/engine', answering(DONE, DONE))

        when:
        post().close()
        post('{"a":"ä"}').close()

        then:
        with(peer.requests.toList()) {
            it[0].startsWith('POST /engine/y?a=b HTTP/1.1\r\n')
            it[0].contains('User-Agent: thaw\r\n')
            it[1].contains('Content-Type: application/json')
            it[1].endsWith('\r\n\r\n{"a":"ä"}')
        }
        peer.connections == 1
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
        form                  | reply                                                                   || text
        'of announced length' | OK + 'Content-Length: 5\r\n\r\nhello'                                   || 'hello'
        'in chunks'           | OK + 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'        || 'hello'
        'until the end'       | OK + '\r\nhello'                                                        || 'hello'
        'of a 304'            | 'HTTP/1.1 304 Not Modified\r\n\r\n'                                     || ''
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
        failure.message.startsWith("tcp://127.0.0.1:$peer.port: ")

        where:
        what                   | reply                                                             || fault
        'nothing'              | ''                                                                || LOST
        'half the headers'     | OK + 'Content-Length: 5\r\n'                                      || LOST
        'a body too short'     | OK + 'Content-Length: 9\r\n\r\nhello'                             || LOST
        'half a chunk'         | OK + 'Transfer-Encoding: chunked\r\n\r\n9\r\nhel'                 || LOST
        'no last chunk'        | OK + 'Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n'             || LOST
        'a chunk of no number' | OK + 'Transfer-Encoding: chunked\r\n\r\nxyz\r\nhel'               || INVALID
        'garbage'              | 'garbage\r\n' * 2_000                                             || INVALID
    }

    def "sends nothing a second time, whatever the answer: #status"() {
        given:
        peer(answering(*(["HTTP/1.1 $status X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"] * 3)))

        when:
        int told = post().withCloseable { it.status() }

        then:
        told == status
        peer.requests.size() == 1

        where:
        status << [301, 307, 308, 429, 503]
    }

    def "sends nothing a second time when the reply is lost"() {
        given:
        peer {
            request()
            hangUp()
        }

        when:
        get()

        then:
        EngineException failure = thrown()
        failure.fault == LOST
        peer.requests.size() == 1
    }

    def "ends by the deadline: #when"() {
        given:
        peer {
            request()
            say(beginning)
            awaitEnd()
        }

        when:
        get(Duration.ofMillis(200)).bytes()

        then:
        EngineException failure = thrown()
        failure.fault == TIMEOUT

        where:
        when              | beginning
        'silence'         | ''
        'within the head' | 'HTTP/1.1 200'
        'within the body' | OK + 'Content-Length: 5\r\n\r\nhe'
        'within a stream' | OK + '\r\nhe'
    }

    def "closing a reply early ends its stream"() {
        given:
        peer {
            request()
            say(OK + '\r\nbeginning')
            awaitEnd()
        }

        when:
        get().close()

        then:
        noExceptionThrown()
    }

    def "a port that nobody listens at: nothing was sent"() {
        given:
        int free = new ServerSocket(0, 1, InetAddress.loopbackAddress).withCloseable { it.localPort }
        transport = to(free)

        when:
        get()

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
        !failure.sent()
    }

    def "a host of no address: nothing was sent"() {
        given:
        transport = TcpTransport.to(new DockerEndpoint.Network('no.such.host.invalid', 2375, '', Optional.empty(), 'spec'))

        when:
        get()

        then:
        EngineException failure = thrown()
        failure.fault == UNREACHABLE
        failure.message.startsWith('tcp://no.such.host.invalid:2375: there is no host of that name')
    }
}
