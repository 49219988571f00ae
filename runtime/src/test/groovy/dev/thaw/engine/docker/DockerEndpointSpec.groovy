package dev.thaw.engine.docker

import dev.thaw.engine.EngineException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DockerEndpointSpec extends Specification {
    @TempDir
    Path home

    private DockerEndpoint resolve(Map<String, String> environment = [:], String host = null, String context = null) {
        DockerEndpoint.resolve(new EndpointOptions(Optional.ofNullable(host), Optional.ofNullable(context), home), environment)
    }

    private Path write(String path, String text) {
        Path file = home.resolve(path)
        Files.createDirectories(file.parent)
        Files.writeString(file, text)
    }

    private static String folder(String context) {
        context.digest('SHA-256')
    }

    private void keepContext(String name, String docker) {
        write(".docker/contexts/meta/${folder(name)}/meta.json", """{"Name":"$name","Metadata":{},"Endpoints":{"docker":$docker}}""")
    }

    def "reads the address #host"() {
        expect:
        with(resolve([:], host)) {
            it.address() == address
            it.source() == '-H'
        }

        where:
        host                        || address
        'unix:///run/user/1/d.sock' || 'unix:///run/user/1/d.sock'
        'unix://'                   || 'unix:///var/run/docker.sock'
        'unix:///with space/%41'    || 'unix:///with space/%41'
        'tcp://10.0.0.7:2375'       || 'tcp://10.0.0.7:2375'
        'tcp://10.0.0.7'            || 'tcp://10.0.0.7:2375'
        '10.0.0.7:2222'             || 'tcp://10.0.0.7:2222'
        'build-host'                || 'tcp://build-host:2375'
        'tcp://[::1]:2375'          || 'tcp://[::1]:2375'
        'tcp://proxy:80/engine/'    || 'tcp://proxy:80/engine'
        'tcp://'                    || 'tcp://localhost:2375'
    }

    def "refuses the address #host, with a cure"() {
        when:
        resolve([:], host)

        then:
        EngineException failure = thrown()
        failure.fault == EngineException.Fault.UNSUPPORTED
        failure.message.startsWith("cannot use the address $host (-H): ")
        failure.message.contains(cure)

        where:
        host                            || cure
        'ssh://me@there'                || 'ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock me@there'
        'npipe:////./pipe/docker_engine' || 'Run it inside WSL'
        'http://there:2375'             || 'write tcp:// instead of http://'
        'fd://'                         || 'neither unix://PATH nor tcp://HOST:PORT'
        '/var/run/docker.sock'          || 'a socket is written unix:///var/run/docker.sock'
        'unix://@abstract'              || 'abstract'
        'tcp://a b:1'                   || 'write tcp://HOST:PORT'
        'tcp://me@there:1'              || 'write tcp://HOST:PORT'
        'tcp://there:x'                 || 'write tcp://HOST:PORT'
    }

    def "the address comes from #who"() {
        given:
        keepContext('work', '{"Host":"unix:///work.sock"}')
        keepContext('home', '{"Host":"unix:///home.sock"}')
        if (current) {
            write('.docker/config.json', """{"currentContext":"$current"}""")
        }

        expect:
        with(resolve(environment, host, context)) {
            it.address() == "unix:///$path"
            it.source() == source
        }

        where:
        who                                    | host          | context   | environment                                          | current || path                  | source
        'the default'                          | null          | null      | [:]                                                  | null    || 'var/run/docker.sock' | 'the default'
        'an empty DOCKER_HOST is none, so it'  | null          | null      | [DOCKER_HOST: ' ']                                   | null    || 'var/run/docker.sock' | 'the default'
        'the current context'                  | null          | null      | [:]                                                  | 'work'  || 'work.sock'           | "context 'work'"
        'the current context named default'    | null          | null      | [:]                                                  | 'default' || 'var/run/docker.sock' | 'the default'
        'DOCKER_CONTEXT over the current'      | null          | null      | [DOCKER_CONTEXT: 'home']                             | 'work'  || 'home.sock'           | "context 'home'"
        'DOCKER_HOST over DOCKER_CONTEXT'      | null          | null      | [DOCKER_CONTEXT: 'home', DOCKER_HOST: 'unix:///e']   | 'work'  || 'e'                   | 'DOCKER_HOST'
        '--context over DOCKER_HOST'           | null          | 'home'    | [DOCKER_HOST: 'unix:///e']                           | 'work'  || 'home.sock'           | "context 'home'"
        '--context default, so DOCKER_HOST'    | null          | 'default' | [DOCKER_HOST: 'unix:///e']                           | 'work'  || 'e'                   | 'DOCKER_HOST'
        '-H over DOCKER_CONTEXT'               | 'unix:///h'   | null      | [DOCKER_CONTEXT: 'home', DOCKER_HOST: 'unix:///e']   | 'work'  || 'h'                   | '-H'
    }

    def "-H and --context exclude each other"() {
        when:
        resolve([:], 'unix:///h', 'home')

        then:
        EngineException failure = thrown()
        failure.message == '-H and --context name two engines: leave one out.'
    }

    def "DOCKER_CONFIG moves the directory of contexts"() {
        given:
        write("other/contexts/meta/${folder('work')}/meta.json", '{"Endpoints":{"docker":{"Host":"unix:///moved.sock"}}}')

        expect:
        resolve([DOCKER_CONFIG: home.resolve('other').toString()], null, 'work').address() == 'unix:///moved.sock'
    }

    def "a context that cannot be used is an error, never the local engine: #what"() {
        given:
        keepContext('broken', meta)

        when:
        resolve([:], null, name)

        then:
        EngineException failure = thrown()
        failure.fault == EngineException.Fault.UNSUPPORTED
        failure.message =~ words

        where:
        what              | name     | meta                                            || words
        'unknown'         | 'brokn'  | '{}'                                            || /'brokn' \(--context\): there is none of that name/
        'without address' | 'broken' | '{}'                                            || /it has no address for docker/
        'not JSON'        | 'broken' | '{'                                             || /cannot read .*meta.json/
        'trusting anyone' | 'broken' | '{"Host":"tcp://x:1","SkipTLSVerify":true}'     || /trusts any certificate/
        'over ssh'        | 'broken' | '{"Host":"ssh://x"}'                            || /ssh:\/\/x \(context 'broken'\)/
    }

    def "a broken config.json is an error, as it may name a context"() {
        given:
        write('.docker/config.json', '{"currentContext"')

        when:
        resolve()

        then:
        EngineException failure = thrown()
        failure.message.startsWith("cannot read ${home.resolve('.docker/config.json')}: ")
    }

    def "TLS comes from #what"() {
        given:
        keepContext('work', '{"Host":"tcp://there:2376"}')
        Files.createDirectories(home.resolve(".docker/contexts/tls/${folder('work')}/docker"))

        expect:
        with(resolve(environment, host, context) as DockerEndpoint.Network) {
            it.certificates() == Optional.ofNullable(certificates).map { home.resolve(it.replace('FOLDER', folder('work'))) }
            it.port() == port
        }

        where:
        what                           | environment                                                     | host              | context || certificates                             | port
        'nowhere'                      | [DOCKER_CERT_PATH: '/c']                                        | 'tcp://there'     | null    || null                                     | 2375
        'DOCKER_CERT_PATH'             | [DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c']                | 'tcp://there'     | null    || '/c'                                     | 2376
        'the docker directory'         | [DOCKER_TLS_VERIFY: '1']                                        | 'tcp://there:7'   | null    || '.docker'                                | 7
        'any value, even 0'            | [DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: '/c']                | 'tcp://there'     | null    || '/c'                                     | 2376
        'the context, not environment' | [DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/c']                | null              | 'work'  || '.docker/contexts/tls/FOLDER/docker'     | 2376
    }

    def "warns of #host: #warned"() {
        expect:
        resolve(environment, host).warning().present == warned

        where:
        host                    | environment              || warned
        'unix:///x'             | [:]                      || false
        'tcp://localhost:1'     | [:]                      || false
        'tcp://127.0.0.53:1'    | [:]                      || false
        'tcp://[::1]:1'         | [:]                      || false
        'tcp://10.0.0.7:1'      | [:]                      || true
        'tcp://127.evil.org:1'  | [:]                      || true
        'tcp://10.0.0.7:1'      | [DOCKER_TLS_VERIFY: '1'] || false
    }

    def "what is missing for TLS is named, and nothing goes out unencrypted"() {
        given:
        Path folder = Files.createDirectories(home.resolve('certificates'))
        Files.createFile(folder.resolve('ca.pem'))

        when:
        DockerEngine.open(resolve([DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder.toString()], 'tcp://127.0.0.1:1'))

        then:
        EngineException failure = thrown()
        failure.message == "TLS needs cert.pem, key.pem in $folder. Put them there, or set DOCKER_CERT_PATH."
    }
}
