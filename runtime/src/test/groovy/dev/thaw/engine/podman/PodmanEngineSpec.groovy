package dev.thaw.engine.podman

import dev.thaw.engine.EngineException
import dev.thaw.engine.docker.DockerEngine
import dev.thaw.operation.EngineCall
import java.time.Duration
import spock.lang.Specification

/** Requests as they are translated, without an engine. */
class PodmanEngineSpec extends Specification {

    def "what Podman would misunderstand is asked otherwise: #call"() {
        expect:
        Translation.call(EngineCall.get(path, query)).toString() == asked

        where:
        path               | query                                                                          || asked
        '/containers/json' | [all: 'true']                                                                  || 'GET /containers/json?all=true'
        '/containers/json' | [all: 'true', filters: '{"label":["a=b"]}']                                    || 'GET /containers/json?all=true&filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D'
        '/containers/json' | [all: 'true', filters: '{"status":["exited"]}']                                || 'GET /containers/json?all=true&filters=%7B%7D'
        '/containers/json' | [filters: '{"label":["a=b"],"status":["exited"]}']                             || 'GET /containers/json?all=true&filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D'
        '/containers/json' | [filters: '{"status":["exited","paused"],"label":["a=b"]}']                    || 'GET /containers/json?all=true&filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D'
        '/containers/json' | [filters: '{"id":["1"],"status":["exited"],"label":["a=b"]}']                  || 'GET /containers/json?all=true&filters=%7B%22id%22%3A%5B%221%22%5D%2C%22label%22%3A%5B%22a%3Db%22%5D%7D'
        '/events'          | [since: '0', until: '17.5']                                                    || 'GET /events?since=0&stream=false'
        '/events'          | [since: '17.5']                                                                || 'GET /events?since=17.5'
        '/containers/a/stats' | [stream: 'false']                                                           || 'GET /containers/a/stats?stream=false'
        call = "$path $query"
    }

    def "a JSON text changes where it is to, and nowhere else"() {
        expect:
        new String(JsonEdit.texts('{"A":{"State":"x","B":{"State":"x"}},"State":"x","N":1.50,"E":"\\u001b"}'.bytes, 2, 'State') { it + '!' }) ==
            '{"A":{"State":"x!","B":{"State":"x"}},"State":"x","N":1.50,"E":"\\u001B"}'
    }

    def "where Podman is demanded and something else answers, nothing is sent"() {
        given:
        def peer = dev.thaw.engine.docker.FakePeer.onSocket(
            dev.thaw.engine.docker.FakePeer.answering('HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\nOK'))

        when:
        PodmanEngine.demanded(DockerEngine.on(peer.socket)).withCloseable {
            it.send(EngineCall.post('/containers/a/pause'), Duration.ofSeconds(5))
        }

        then:
        EngineException failure = thrown()
        failure.fault() == EngineException.Fault.UNSUPPORTED
        failure.message.endsWith('is not Podman. Leave --engine podman out.')
        peer.requests.size() == 1

        cleanup:
        peer.close()
    }
}
