package dev.thaw.it

import dev.thaw.engine.LabEngine
import dev.thaw.engine.NeedsOwnEngine
import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.locks.LockSupport
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Timeout

/** The engine's daemon is restarted while containers are held. */
@OnEngine
@NeedsOwnEngine
@Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to start a daemon in namespaces of its own')
@Timeout(600)
class RestartedDaemonSpec extends HoldsOnDocker {
  static final List<String> OURS = ['a', 'b']

  @Shared
  SecondDaemon daemon

  @Override
  LabEngine lab() {
    daemon = SecondDaemon.start('trixie', true)
    daemon.lab()
  }

  @Override
  Map<String, Map<String, Object>> containers() {
    batch(OURS, ['before'])
  }

  def setup() {
    OURS.each { bring(it, 'running') }
    bring('before', 'paused')
  }

  /** Containers first: what is frozen does not die with its namespaces. */
  def cleanupSpec() {
    bench?.close()
    bench = null
    daemon?.close()
  }

  Path getGo() {
    folder.resolve('go')
  }

  /** Holds while a command of this machine waits. */
  private ThawProcess holding(Map how = [:]) {
    def process = thaw(how, 'frozen', '-H', bench.engine.address(), '--where', mine("label.tier == 'batch'"), '--',
        'sh', '-c', "echo begun; until test -e $go; do sleep 0.05; done")
    until('it has begun') { process.out.contains('begun') || !process.alive }
    assert process.alive: process.err
    assert paused() == ['a', 'b', 'before']
    process
  }

  def "live-restore, and the daemon is back before the end: all is thawed, and nothing has failed"() {
    given:
    def process = holding()

    when:
    daemon.down()
    daemon.up(true)
    Files.createFile(go)

    then:
    process.end() == 0
    paused() == ['before']
    until('nothing is left to be kept') { leftovers() == [] }
  }

  def "live-restore, and the daemon is away at the end: the run waits for it"() {
    given:
    def process = holding()

    when:
    daemon.down()
    Files.createFile(go)
    LockSupport.parkNanos(1_000_000_000)
    daemon.up(true)

    then:
    process.end() == 0
    paused() == ['before']
    journals() == []
  }

  def "live-restore, and run and guardian are killed: a recovery does not thaw what the engine has forgotten, unless told to"() {
    given:
    def process = holding()
    guardians().each { sigkill(it) }
    process.kill()
    process.end()
    Files.createFile(go)

    when:
    daemon.down()
    daemon.up(true)
    def recovery = recovered()

    then:
    recovery.end() == 6
    recovery.out.contains('left paused: the engine has forgotten who paused it')
    paused() == ['a', 'b', 'before']
    journals().size() == 1

    when: 'as often as it is tried'
    def again = recovered()

    then:
    again.end() == 6
    paused() == ['a', 'b', 'before']

    when:
    def forgotten = recovered('--forgotten')

    then:
    forgotten.end() == 0
    paused() == ['before']
    leftovers() == []
  }

  def "live-restore, and only the run is killed: its guardian thaws when the daemon is back"() {
    given:
    def process = holding()

    when:
    daemon.down()
    process.kill()
    process.end()
    Files.createFile(go)
    daemon.up(true)

    then:
    until('all is thawed') { paused() == ['before'] }
    until('the guardian has ended') { guardians().empty }
    journals() == []
  }

  def "without live-restore the daemon stops what it has paused: there is nothing to take back, and that is told"() {
    given:
    daemon.down()
    daemon.up(false)
    (OURS + 'db').each { bring(it, 'running') }
    bring('before', 'paused')
    def process = holding()

    when:
    daemon.down()
    daemon.up(true)
    Files.createFile(go)

    then:
    process.end() == 1
    process.err.count('nothing to take back: it is exited') == 2
    now() == [a: 'exited', b: 'exited', before: 'exited', db: 'exited']
    until('nothing is left to be kept') { leftovers() == [] }
  }
}
