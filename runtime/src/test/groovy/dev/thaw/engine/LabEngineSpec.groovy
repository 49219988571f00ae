package dev.thaw.engine

import static dev.thaw.engine.docker.FakePeer.answering

import dev.thaw.engine.docker.FakePeer
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.environment.RestoreSystemProperties

/** No specification may get hold of an engine that nobody has given it. */
@RestoreSystemProperties
class LabEngineSpec extends Specification {
    @TempDir
    Path lab

    def setup() {
        System.setProperty('thaw.it.lab', lab.toString())
        System.clearProperty('thaw.it.engine')
        System.clearProperty('thaw.it.iUnderstand')
    }

    private static FakePeer engine(String id) {
        String info = """{"ID":"$id","ServerVersion":"26.1.5"}"""
        FakePeer.onSocket(answering(
            'HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\nOK',
            "HTTP/1.1 200 OK\r\nContent-Length: ${info.length()}\r\n\r\n$info"))
    }

    private void record(Path socket, String id) {
        Path folder = Files.createDirectories(lab.resolve('trixie'))
        Files.writeString(folder.resolve('engine.properties'), "name=trixie\nsocket=$socket\nid=$id\nimage=thaw-test/busybox\n")
    }

    def "an engine that bears the recorded identity is ours"() {
        given:
        FakePeer peer = engine('A:B:C')
        record(peer.socket, 'A:B:C')

        expect:
        with(LabEngine.connect('trixie')) {
            it.own
            it.image == 'thaw-test/busybox'
            it.engine.address() == "unix://$peer.socket"
        }

        cleanup:
        peer.close()
    }

    def "an engine in the recorded one's place is left alone: #recorded"() {
        given:
        FakePeer peer = engine('A:B:C')
        record(peer.socket, recorded)

        expect:
        LabEngine.absence('trixie') == "the engine at unix://$peer.socket is A:B:C, not $recorded: hands off"

        cleanup:
        peer.close()

        where:
        recorded << ['X:Y:Z', '']
    }

    def "without an engine the cure is named"() {
        expect:
        LabEngine.absence('trixie') == 'no engine trixie: .ci/engine up trixie'
    }

    def "one that has gone down is told from one that never was"() {
        given:
        record(lab.resolve('gone.sock'), 'A:B:C')

        expect:
        LabEngine.absence('trixie').startsWith('the engine trixie is down: .ci/engine up trixie (unix://')
    }

    def "another engine takes an address and its very identity: #understood"() {
        given:
        FakePeer peer = engine('A:B:C')
        System.setProperty('thaw.it.engine', "unix://$peer.socket")
        if (understood != null) {
            System.setProperty('thaw.it.iUnderstand', understood)
        }

        expect:
        LabEngine.absence('trixie').startsWith(absence)

        cleanup:
        peer.close()

        where:
        understood || absence
        null       || 'to let specs change the engine at unix://'
        'yes'      || 'the engine at unix://'
        'A:B:C'    || ''
    }

    def "with another engine the lab's own are out of reach, even those that are up"() {
        given:
        System.setProperty('thaw.it.engine', 'unix:///nowhere')

        expect:
        LabEngine.absence('bookworm') == 'not bookworm but the engine at unix:///nowhere was asked for'
    }
}
