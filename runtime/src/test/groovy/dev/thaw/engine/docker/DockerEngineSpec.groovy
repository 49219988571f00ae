package dev.thaw.engine.docker

import static dev.thaw.engine.EngineException.Fault.DENIED
import static dev.thaw.engine.EngineException.Fault.UNREACHABLE
import static dev.thaw.engine.EngineException.Fault.UNSUPPORTED

import dev.thaw.engine.Engine
import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.engine.Upload
import dev.thaw.operation.Dialect
import dev.thaw.operation.EngineCall
import java.time.Duration
import spock.lang.Specification

/** How both sides come to one version of the API, against a transport that answers from a table. */
class DockerEngineSpec extends Specification {
    private static final Duration SOON = Duration.ofSeconds(5)

    private final List<String> asked = [].asSynchronized()

    private Engine engine(Map<String, Object> answers) {
        new DockerEngine(new Transport() {
            @Override
            String address() {
                'table'
            }

            @Override
            Reply exchange(String method, String target, byte[] body, Deadline deadline) {
                asked << "$method $target".toString()
                def answer = answers.getOrDefault(target, new Reply(200, [:], InputStream.nullInputStream()))
                if (answer instanceof Exception) {
                    throw answer
                }
                answer as Reply
            }

            @Override
            Reply exchange(String method, String target, Upload upload, Deadline deadline) {
                exchange(method, target, upload.content().readAllBytes(), deadline)
            }

            @Override
            void close() {}
        })
    }

    private static Reply ping(String version) {
        new Reply(200, ['Api-Version': version], InputStream.nullInputStream())
    }

    private static Reply version(String oldest) {
        Reply.of(200, 'application/json', """{"MinAPIVersion":"$oldest"}""".bytes)
    }

    def "an engine that speaks API #theirs is spoken to in #ours"() {
        given:
        Engine engine = engine('/_ping': ping(theirs), '/version': version(oldest))

        expect:
        engine.dialect() == Dialect.parse(ours)

        where:
        theirs | oldest || ours
        '1.41' | '1.12' || '1.41'
        '1.45' | '1.24' || '1.45'
        '1.51' | '1.24' || '1.51'
        '1.52' | '1.44' || '1.51'
        '1.60' | '1.51' || '1.51'
        '1.60' | ''     || '1.51'
        '2.0'  | '1.44' || '1.51'
    }

    def "requests go to the agreed version, which is asked for once"() {
        given:
        Engine engine = engine('/_ping': ping('1.45'))

        when:
        engine.send(EngineCall.post('/containers/a/pause'), SOON).close()
        engine.send(EngineCall.get('/containers/json', [all: 'true', filters: '{"label":["a=b c"]}']), SOON).close()

        then:
        asked == [
            'GET /_ping',
            'POST /v1.45/containers/a/pause',
            'GET /v1.45/containers/json?all=true&filters=%7B%22label%22%3A%5B%22a%3Db+c%22%5D%7D',
        ]
    }

    def "many threads ask for the version once"() {
        given:
        Engine engine = engine('/_ping': ping('1.45'))

        when:
        (1..16).collect { Thread.start { engine.dialect() } }*.join()

        then:
        asked == ['GET /_ping']
    }

    def "no common version, and what to do: #theirs"() {
        when:
        engine('/_ping': ping(theirs), '/version': version(oldest)).dialect()

        then:
        EngineException failure = thrown()
        failure.fault == UNSUPPORTED
        failure.message == "table: $message"

        where:
        theirs     | oldest || message
        '1.40'     | '1.12' || 'speaks API 1.40, and Thaw 1.41 or newer: upgrade Docker.'
        '1.60'     | '1.52' || 'speaks API 1.52 to 1.60, and Thaw 1.41 to 1.51: upgrade Thaw.'
        'whatever' | ''     || 'does not say which API it speaks: is it a Docker engine?'
        '1.x'      | ''     || 'does not say which API it speaks: is it a Docker engine?'
    }

    def "a ping that gets #answer means that nothing was sent: #fault"() {
        given:
        Engine engine = engine('/_ping': answer instanceof Integer
            ? Reply.of(answer, 'text/html', '<html>no</html>'.bytes)
            : new EngineException(answer as EngineException.Fault, 'table: why'))

        when:
        engine.send(EngineCall.post('/containers/a/pause'), SOON)

        then:
        EngineException failure = thrown()
        failure.fault == fault
        !failure.sent()
        asked == ['GET /_ping']

        where:
        answer                             || fault
        403                                || DENIED
        404                                || UNSUPPORTED
        502                                || UNREACHABLE
        EngineException.Fault.UNREACHABLE  || UNREACHABLE
        EngineException.Fault.DENIED       || DENIED
        EngineException.Fault.LOST         || UNREACHABLE
        EngineException.Fault.TIMEOUT      || UNREACHABLE
        EngineException.Fault.INVALID      || UNSUPPORTED
    }

    def "after a failure it asks again"() {
        given:
        def answers = ['/_ping': new EngineException(UNREACHABLE, 'down')] as Map<String, Object>
        Engine engine = engine(answers)

        when:
        engine.dialect()

        then:
        thrown(EngineException)

        when:
        answers['/_ping'] = ping('1.45')

        then:
        engine.dialect() == Dialect.parse('1.45')
    }

    def "a path cannot smuggle a second request: #path"() {
        when:
        engine('/_ping': ping('1.45')).send(EngineCall.get(path), SOON)

        then:
        thrown(IllegalArgumentException)
        asked == ['GET /_ping']

        where:
        path << ['/x HTTP/1.1\r\n\r\nPOST /y', '/a b', '/ä']
    }

    def "a web page is no answer of an engine, even where it calls itself a success"() {
        given:
        Engine engine = engine('/_ping': ping('1.45'),
            '/v1.45/containers/x/kill': Reply.of(200, 'text/html; charset=utf-8', '<h1>Sign in</h1>'.bytes))

        when:
        engine.send(EngineCall.post('/containers/x/kill'), SOON)

        then:
        def refusal = thrown(EngineException)
        refusal.fault() == EngineException.Fault.INVALID
        refusal.sent()
    }
}
