package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 20.10 without CRIU: a checkpoint fails, says why, and costs nothing. */
@OnEngine('bookworm')
class BookwormCheckpointSpec extends CheckpointsOnDocker {
  @Override
  Map<String, Map<String, Object>> containers() {
    [counter: [command: COUNTING]]
  }

  def "without CRIU the container runs on: #script"() {
    given:
    counts('counter')

    when:
    int code = run("$script where ${named('counter')} retry 0")

    then:
    code == expected
    thaw.out.toLowerCase().contains('criu')
    until('it runs again') { state('counter') == 'running' }
    checkpoints('counter') == []
    counts('counter')
    neverStartedAfresh('counter')

    where:
    script                                     || expected
    "checkpoint 'nightly'"                     || 5
    "checkpoint('nightly', leaveRunning: true)" || 1
  }

  def "there is nothing to go back to, and nothing is ended for it"() {
    when:
    int code = run("rewind 'nightly', to: 1.minute.ago where ${named('counter')}")

    then:
    code == 1
    thaw.out.contains('it has no checkpoint')
    state('counter') == 'running'
    proxy.changes() == []
  }

  def "a plan of it sends nothing"() {
    expect:
    thaw.run('plan', '-H', proxy.address, '-e', "checkpoint 'nightly' where ${named('counter')}") == 0
    proxy.changes() == []
  }
}
