package dev.thaw.engine.podman

import dev.thaw.engine.Bench
import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import dev.thaw.engine.Fixture
import dev.thaw.engine.LabEngine
import dev.thaw.engine.OnEngine
import dev.thaw.engine.podman.LibpodCheckpoints.Arrival
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Checkpoints on the real Podman, of a container that counts: what goes on from one goes on counting. */
@OnEngine('podman')
class LibpodCheckpointsSpec extends Specification {
    private static final Duration LONG = Duration.ofSeconds(60)
    private static final CheckpointOptions PLAIN = CheckpointOptions.PLAIN

    @TempDir
    Path folder

    @AutoCleanup
    Bench bench = new Fixture(LabEngine.connect('podman'))

    LibpodCheckpoints checkpoints = new LibpodCheckpoints(bench.engine)

    private final List<String> restored = []

    def cleanup() {
        restored.each { bench.ask('DELETE', "/containers/$it", [force: 'true']) }
    }

    private String counter() {
        String id = bench.put(counter: [counts: Duration.ofMillis(100), stopTimeout: 0]).counter
        bench.await('it counts') { counted(id).size() > 2 }
        id
    }

    private List<Integer> counted(String id) {
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true']).lines*.text*.toInteger()
    }

    /** Holds that the count goes on where it was, without a number left out or told twice. */
    private void goesOn(String id, int from) {
        bench.await('it goes on') { counted(id).last() > from + 2 }
        assert counted(id) == (1..counted(id).last()).toList()
    }

    private String imported(InputStream source, OptionalLong length, String name) {
        String id = checkpoints.restoreFrom(source, length, new Arrival(bench.name(name), true), PLAIN, LONG)
        restored << id
        id
    }

    private Map<String, Object> told(String id) {
        def state = bench.ask('GET', "/libpod/containers/$id/json").json.path('State')
        [status: state.path('Status').asText(), checkpointed: state.path('Checkpointed').asBoolean(), restored: state.path('Restored').asBoolean()]
    }

    def "in place: it ends, comes back and goes on counting, twice"() {
        given:
        String id = counter()

        expect:
        2.times {
            checkpoints.take(id, PLAIN, LONG)
            assert told(id) == [status: 'exited', checkpointed: true, restored: false]
            int last = counted(id).last()
            checkpoints.restore(id, PLAIN, LONG)
            assert told(id) == [status: 'running', checkpointed: false, restored: true]
            goesOn(id, last)
        }
    }

    def "in place, going on meanwhile: nothing is missed"() {
        given:
        String id = counter()

        when:
        checkpoints.take(id, PLAIN.leavingRunning(), LONG)

        then:
        told(id).status == 'running'
        goesOn(id, counted(id).last())
    }

    def "exported to a file and imported under another name, both go on"() {
        given:
        String id = counter()
        Path file = folder.resolve('c.tar')

        when:
        def exported = Files.newOutputStream(file).withCloseable { checkpoints.export(id, PLAIN.leavingRunning(), LONG, it) }

        then:
        exported.size() == Files.size(file)
        exported.sha256() == Files.readAllBytes(file).digest('SHA-256')

        when:
        String other = imported(Files.newInputStream(file), OptionalLong.of(Files.size(file)), 'twin')

        then:
        other != id
        bench.inspect(other).path('Name').asText() == "/${bench.name('twin')}"
        goesOn(id, counted(id).last())

        and: 'the log in an archive of one that goes on may be ahead of the state in it: what comes then is told again'
        int last = counted(other).last()
        bench.await('the other goes on') { counted(other).last() > last + 2 }
        List<Integer> all = counted(other)
        all.unique(false) == (1..all.max()).toList()
    }

    def "exported, it can be restored where it was"() {
        given:
        String id = counter()

        when:
        checkpoints.export(id, PLAIN, LONG, OutputStream.nullOutputStream())
        int last = counted(id).last()
        checkpoints.restore(id, PLAIN, LONG)

        then:
        goesOn(id, last)
    }

    def "a taker that fails fails the export, and the container can be restored"() {
        given:
        String id = counter()

        when:
        checkpoints.export(id, PLAIN, LONG) { archive -> throw new IOException('No space left on device') }

        then:
        def failure = thrown(EngineException)
        failure.message.contains('No space left on device')
        told(id).checkpointed

        when:
        checkpoints.restore(id, PLAIN, LONG)

        then:
        goesOn(id, counted(id).last())
    }

    def "a torn archive makes no container, #how, and leaves none"() {
        given:
        String id = counter()
        def whole = new ByteArrayOutputStream()
        checkpoints.export(id, PLAIN.leavingRunning(), LONG, whole)
        byte[] torn = Arrays.copyOf(whole.toByteArray(), whole.size() - 1024)

        when:
        imported(new ByteArrayInputStream(torn), length(torn), 'torn')

        then:
        def failure = thrown(EngineException)
        failure.fault() == Fault.LOST
        failure.message.contains('it is not whole')
        bench.ask('GET', "/containers/${bench.name('torn')}/json").status == 404

        where:
        how                                  | length
        'its length known'                   | { byte[] it -> OptionalLong.of(it.length + 1024) }
        'its length unknown, so in chunks'   | { byte[] it -> OptionalLong.empty() }
    }

    def "what cannot be done is told in Podman's words"() {
        given:
        def ids = bench.put(over: [state: 'exited'], up: [:])
        bench.await('Podman has cleaned up, and does not take it for running any more') { told(ids.over).status == 'exited' }

        when:
        act.call(checkpoints, ids, bench)

        then:
        def failure = thrown(EngineException)
        failure.fault() == Fault.REFUSED
        failure.message.contains(words)

        where:
        what                        | act || words
        'one that has ended'        | { LibpodCheckpoints it, made, b -> it.take(made.over, PLAIN, LONG) } || 'is not running, cannot checkpoint'
        'a restore of one that runs' | { LibpodCheckpoints it, made, b -> it.restore(made.up, PLAIN, LONG) } || 'is running or paused, cannot restore'
        'no checkpoint'             | { LibpodCheckpoints it, made, b -> it.restore(made.over, PLAIN, LONG) } || 'checkpoint'
        'no container'              | { LibpodCheckpoints it, made, b -> it.take('0' * 64, PLAIN, LONG) } || 'no such container'
        'a name that is taken'      | { LibpodCheckpoints it, made, b -> it.restoreFrom(InputStream.nullInputStream(), OptionalLong.of(0), new Arrival(b.name('up'), true), PLAIN, LONG) } || 'already'
    }

    def "a deadline ends it"() {
        given:
        String id = counter()

        when:
        checkpoints.export(id, PLAIN.leavingRunning(), Duration.ofMillis(20), OutputStream.nullOutputStream())

        then:
        def failure = thrown(EngineException)
        failure.fault() == Fault.TIMEOUT
        bench.await('it goes on') { bench.state(id) == 'running' }
    }
}
