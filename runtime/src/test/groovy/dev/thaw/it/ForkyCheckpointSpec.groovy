package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.time.Instant

/** Docker 28.5 cannot restore what has a network of its own: that is known before anything is ended. */
@OnEngine('forky')
class ForkyCheckpointSpec extends CheckpointsOnDocker {
  @Override
  Map<String, Map<String, Object>> containers() {
    [bridged: [command: COUNTING], onHost: [command: COUNTING, hostNetwork: true]]
  }

  def "what could not be restored is not ended: the reason and the way round come first"() {
    given:
    counts('bridged')
    def script = "checkpoint 'nightly' where ${named('bridged')}"

    when: 'it is planned'
    thaw.run('plan', '-H', proxy.address, '-e', script)

    then:
    tells(thaw.out + thaw.err)
    proxy.changes() == []

    when: 'it is run'
    int code = run(script)

    then: 'nothing was frozen, killed or saved'
    code == 1
    tells(thaw.out)
    proxy.changes() == []
    state('bridged') == 'running'
    checkpoints('bridged') == []
    neverStartedAfresh('bridged')
  }

  def "what goes on may be saved, and it is told that it cannot be restored there"() {
    when:
    int code = run("checkpoint 'hourly' where ${named('bridged')} leaveRunning true")
    counts('bridged')

    then:
    code == 0
    thaw.out.contains('The checkpoint can be taken, but Docker 28.5')
    checkpoints('bridged').size() == 1
    neverStartedAfresh('bridged')

    when: 'a rewind would end it for good'
    proxy.requests.clear()
    code = run("rewind 'hourly', to: '${Instant.now()}' where ${named('bridged')}")

    then:
    code == 1
    tells(thaw.out)
    proxy.changes() == []
    state('bridged') == 'running'

    when: 'it has ended, a restore is refused before it is tried'
    bring('bridged', 'exited')
    proxy.requests.clear()
    code = run("restore 'hourly' where ${named('bridged')}")

    then:
    code == 1
    tells(thaw.out)
    proxy.changes() == []
  }

  def "on the host's network it is saved and goes on, and its log shows it"() {
    when:
    counts('onHost')
    int code = run("checkpoint 'nightly' where ${named('onHost')}")

    then:
    code == 0
    state('onHost') == 'exited'

    when:
    code = run("restore('nightly', verify: logsContinue) where ${named('onHost')}")
    counts('onHost')

    then:
    code == 0
    state('onHost') == 'running'
    neverStartedAfresh('onHost')
  }

  private static boolean tells(String text) {
    text.contains("cannot restore a container with a network of its own") &&
      text.contains('--network host') && text.contains('containerd#12141')
  }
}
