package dev.thaw.engine.podman

import dev.thaw.engine.Bench
import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import dev.thaw.engine.Fixture
import dev.thaw.engine.LabEngine
import dev.thaw.engine.NeedsOwnEngine
import dev.thaw.engine.OnEngine
import dev.thaw.engine.podman.LibpodCheckpoints.Arrival
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** A container moves between two real Podmans, and goes on counting. */
@OnEngine('podman2')
@NeedsOwnEngine
class TransferSpec extends Specification {
    private static final Duration LONG = Duration.ofSeconds(60)

    @AutoCleanup
    Bench here = new Fixture(LabEngine.connect('podman'))

    @AutoCleanup
    Bench there = new Fixture(LabEngine.connect('podman2'))

    private final LibpodCheckpoints from = new LibpodCheckpoints(here.engine)
    private final LibpodCheckpoints to = new LibpodCheckpoints(there.engine)
    private final List<String> arrived = []
    private String image

    def cleanup() {
        arrived.each { there.ask('DELETE', "/containers/$it", [force: 'true']) }
        if (image) {
            there.ask('DELETE', "/images/$image")
        }
    }

    private static List<Integer> counted(Bench bench, String id) {
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true']).lines*.text*.toInteger()
    }

    private String counter() {
        String id = here.put(counter: [counts: true]).counter
        here.await('it counts') { counted(here, id).size() > 2 }
        id
    }

    private void bringImage(String id) {
        String own = here.inspect(id).path('Image').asText()
        if (!ImageTransfer.has(there.engine, own, LONG)) {
            image = own
        }
        ImageTransfer.copy(here.engine, there.engine, own, LONG)
    }

    private void transfer(String id, boolean anew) {
        arrived << LibpodCheckpoints.transfer(
            from, id, to, new Arrival(here.name('counter'), anew), CheckpointOptions.PLAIN, LONG)
    }

    def "it arrives under its name, #how, and its log goes on without a gap"() {
        given:
        String id = counter()
        bringImage(id)

        when:
        transfer(id, anew)

        then:
        here.state(id) == 'exited'
        there.state(arrived[0]) == 'running'
        there.inspect(arrived[0]).path('Name').asText() == "/${here.name('counter')}"
        (arrived[0] == id) == !anew
        int last = counted(here, id).last()
        there.await('it goes on') { counted(there, arrived[0]).last() > last + 2 }
        counted(there, arrived[0]) == (1..counted(there, arrived[0]).last()).toList()

        where:
        how                           | anew
        'with its identifier'         | false
        'as a new container'          | true
    }

    def "where it does not arrive, nothing is left there, and it goes on here"() {
        given:
        String id = counter()

        when: 'the image is not there'
        transfer(id, true)

        then:
        EngineException failure = thrown()
        failure.fault() == Fault.REFUSED
        failure.message.contains('image not known')
        there.ask('GET', "/containers/${here.name('counter')}/json").status == 404

        when:
        int last = counted(here, id).last()
        from.restore(id, CheckpointOptions.PLAIN, LONG)

        then:
        here.await('it goes on') { counted(here, id).last() > last + 2 }
        counted(here, id) == (1..counted(here, id).last()).toList()
    }
}
