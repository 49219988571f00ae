package dev.thaw.engine.docker

import dev.thaw.engine.EngineException
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.Timeout

@Timeout(20)
class ConnectionSpec extends Specification {
    @AutoCleanup
    FakePeer peer = FakePeer.onSocket { awaitEnd() }

    @AutoCleanup
    Connection connection = Connection.open(UnixDomainSocketAddress.of(peer.socket))

    def "reading fails as lost in the moment when its selector is closed and its channel not yet"() {
        given:
        connection.@selector.close()

        when:
        connection.read(Deadline.in(Duration.ofSeconds(10)))

        then:
        EngineException failure = thrown()
        failure.fault() == EngineException.Fault.LOST
    }

    def "sending fails then, too, as soon as it has to wait"() {
        given:
        connection.@selector.close()

        when:
        connection.send(new byte[64 << 20], Deadline.in(Duration.ofSeconds(10)))

        then:
        EngineException failure = thrown()
        failure.fault() == EngineException.Fault.LOST
    }
}
