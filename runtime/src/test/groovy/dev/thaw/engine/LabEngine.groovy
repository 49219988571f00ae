package dev.thaw.engine

import dev.thaw.engine.docker.DockerEngine
import dev.thaw.engine.docker.EndpointOptions
import dev.thaw.engine.podman.PodmanEngine
import java.nio.file.Files
import java.nio.file.Path

/**
 * A real engine that specs may change: one that {@code .ci/engine} started, recognised by the identity
 * that it recorded there.
 *
 * <p>DOCKER_HOST is never read, so that no shell's setting sends a spec to somebody's containers. Another
 * engine takes two properties, the second of which must be its own identity:
 * {@code -Dthaw.it.engine=ADDRESS -Dthaw.it.iUnderstand=ENGINE_ID}.
 */
final class LabEngine {
    /** A name of {@code .ci/engine}: trixie, bookworm, forky, podman, podman2. */
    final String name
    /** Connected; whoever asked for it closes it. */
    final Engine engine
    /** An image there with busybox. */
    final String image
    /** Whether it is ours to restart and to reconfigure. */
    final boolean own

    private LabEngine(String name, Engine engine, String image, boolean own) {
        this.name = name
        this.engine = engine
        this.image = image
        this.own = own
    }

    /** Tells why specs of that engine cannot run; empty if they can. */
    static String absence(String name) {
        try {
            connect(name).engine.close()
            return ''
        } catch (Absent absent) {
            return absent.message
        }
    }

    /**
     * Connects to an engine.
     *
     * @throws Absent with the reason and the cure if there is none, or it is not the one that it should be
     */
    static LabEngine connect(String name) {
        String foreign = System.getProperty('thaw.it.engine', '')
        foreign.empty ? ownEngine(name) : foreignEngine(name, foreign)
    }

    /** An engine that a specification has started itself; whoever calls closes it. */
    static LabEngine of(String name, Engine engine, String image) {
        new LabEngine(name, engine, image, true)
    }

    private static LabEngine ownEngine(String name) {
        Path file = lab().resolve(name).resolve('engine.properties')
        if (!Files.isReadable(file)) {
            throw new Absent("no engine $name: .ci/engine up $name")
        }
        Properties recorded = new Properties()
        Files.newBufferedReader(file).withCloseable { recorded.load(it) }
        Engine engine = PodmanEngine.perhaps(DockerEngine.on(Path.of(recorded.getProperty('socket'))))
        verify(engine, recorded.getProperty('id'), "the engine $name is down: .ci/engine up $name")
        new LabEngine(name, engine, recorded.getProperty('image'), true)
    }

    /** It takes the place of the default engine; who asks for a certain other one has nothing to do there. */
    private static LabEngine foreignEngine(String name, String address) {
        if (name != OnEngine.DEFAULT) {
            throw new Absent("not $name but the engine at $address was asked for")
        }
        String id = System.getProperty('thaw.it.iUnderstand', '')
        if (id.empty) {
            throw new Absent("to let specs change the engine at $address: -Dthaw.it.iUnderstand=ENGINE_ID, see docker info")
        }
        Engine engine = DockerEngine.open(EndpointOptions.none().withHost(address), [:])
        verify(engine, id, "no engine answers at $address")
        new LabEngine(name, engine, System.getProperty('thaw.it.image', 'thaw-test/busybox'), false)
    }

    private static void verify(Engine engine, String id, String silence) {
        try {
            String told = EngineInfo.read(engine).id()
            if (id == null || id.empty || told != id) {
                throw new Absent("the engine at ${engine.address()} is $told, not $id: hands off")
            }
        } catch (EngineException failed) {
            engine.close()
            throw new Absent("$silence (${failed.message})")
        } catch (Absent other) {
            engine.close()
            throw other
        }
    }

    private static Path lab() {
        Path.of(System.getProperty('thaw.it.lab') ?: System.getenv('THAW_LAB') ?: '/var/tmp/thaw-lab')
    }

    /** There is no such engine here. */
    static final class Absent extends IllegalStateException {
        Absent(CharSequence reason) {
            super(reason.toString())
        }
    }
}
