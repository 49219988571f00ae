package dev.thaw.engine.docker

import dev.thaw.engine.EngineException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** Where Podman is, by the rules of its command line. */
class PodmanResolverSpec extends Specification {
    @TempDir
    Path home

    private DockerEndpoint resolve(Map<String, String> environment, boolean root = true, String host = null, String name = null) {
        new PodmanResolver(new EndpointOptions(Optional.ofNullable(host), Optional.ofNullable(name), home), environment, root).resolve()
    }

    private void connections() {
        def folder = Files.createDirectories(home.resolve('.config/containers'))
        Files.writeString(folder.resolve('podman-connections.json'), '''{"Connection":{"Default":"far","Connections":{
            "far":{"URI":"ssh://core@far:22/run/podman/podman.sock","Identity":"/k"},"near":{"URI":"unix:///run/near.sock"}}}}''')
    }

    def "#what: #address"() {
        given:
        connections()

        expect:
        with(resolve(environment, root, host, name)) {
            it.address() == address
            it.source() == source
        }

        where:
        what                         | environment                          | root  | host             | name   || address                                | source
        "root's socket"              | [:]                                  | true  | null             | null   || 'unix:///run/podman/podman.sock'       | 'the default'
        "root's, whatever his session" | [XDG_RUNTIME_DIR: '/none/0']       | true  | null             | null   || 'unix:///run/podman/podman.sock'       | 'the default'
        "the user's"                 | [XDG_RUNTIME_DIR: '/none/7']         | false | null             | null   || 'unix:///none/7/podman/podman.sock'    | 'the default'
        'CONTAINER_HOST'             | [CONTAINER_HOST: 'unix:///a.sock']   | true  | null             | null   || 'unix:///a.sock'                       | 'CONTAINER_HOST'
        'CONTAINER_HOST, not Docker' | [CONTAINER_HOST: 'tcp://b:1', DOCKER_HOST: 'unix:///d'] | true | null | null || 'tcp://b:1'                        | 'CONTAINER_HOST'
        'CONTAINER_CONNECTION'       | [CONTAINER_CONNECTION: 'near']       | true  | null             | null   || 'unix:///run/near.sock'                | 'the connection near'
        'a connection by name'       | [CONTAINER_HOST: 'unix:///a.sock']   | true  | null             | 'near' || 'unix:///run/near.sock'                | 'the connection near'
        '-H before all'              | [CONTAINER_HOST: 'unix:///a.sock']   | true  | 'unix:///h.sock' | null   || 'unix:///h.sock'                       | '-H'
    }

    def "what is of no use is refused with a cure: #name"() {
        given:
        connections()

        when:
        resolve([:], true, host, name)

        then:
        EngineException failure = thrown()
        failure.fault() == EngineException.Fault.UNSUPPORTED
        failure.message.contains(words)

        where:
        host        | name   || words
        null        | 'none' || 'See podman system connection list.'
        null        | 'far'  || 'Thaw does not open SSH connections.'
        'unix:///a' | 'near' || 'leave one out'
    }

    def "without a file of connections there are none"() {
        when:
        resolve([:], true, null, 'near')

        then:
        EngineException failure = thrown()
        failure.message.contains('podman-connections.json cannot be read')
    }
}
