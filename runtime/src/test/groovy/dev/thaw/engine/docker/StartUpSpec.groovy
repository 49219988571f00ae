package dev.thaw.engine.docker

import static dev.thaw.engine.docker.FakePeer.answering

import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** What a short run on a unix socket must not pay for: loading docker-java alone takes longer than its work. */
class StartUpSpec extends Specification {
    @TempDir
    Path home

    def "a unix socket is spoken to without a class of docker-java or HttpClient, and none of Jackson's mapper"() {
        given:
        FakePeer peer = FakePeer.onSocket(answering('HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\nOK'))
        def loader = new RecordingLoader()
        Class<?> options = loader.loadClass(EndpointOptions.name)
        Class<?> engines = loader.loadClass(DockerEngine.name)

        when:
        def engine = engines.getMethod('open', options, Map).invoke(
            null,
            options.constructors[0].newInstance(Optional.empty(), Optional.empty(), home),
            [DOCKER_HOST: "unix://$peer.socket".toString()])
        def dialect = engine.dialect()

        then:
        dialect.toString() == '1.45'
        loader.loaded.contains(UnixTransport.name)
        !loader.loaded.any { it.startsWith('com.github.dockerjava') || it.startsWith('org.apache.hc') }
        !loader.loaded.any { it.endsWith('.ObjectMapper') }

        cleanup:
        engine?.close()
        peer.close()
    }

    /** Loads everything afresh and keeps the names. */
    private static final class RecordingLoader extends URLClassLoader {
        final Set<String> loaded = [].toSet().asSynchronized()

        RecordingLoader() {
            super(
                System.getProperty('java.class.path').split(File.pathSeparator).collect { new File(it).toURI().toURL() } as URL[],
                getPlatformClassLoader())
        }

        @Override
        protected Class<?> findClass(String name) {
            loaded << name
            super.findClass(name)
        }
    }
}
