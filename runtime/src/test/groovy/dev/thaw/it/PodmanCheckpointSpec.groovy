package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.time.Instant

/**
 * The verbs of checkpoints on Podman, which keeps one of a container, in place: the same scripts as on
 * Docker, the same words, and what cannot be had is refused before anything is lost.
 */
@OnEngine('podman')
class PodmanCheckpointSpec extends OnDocker {
  static final COUNTING = 'i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done'

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      counter: [command: COUNTING],
      nights: [command: COUNTING],
      left: [command: COUNTING],
      always: [command: COUNTING, restartPolicy: 'always'],
      paused: [command: COUNTING, state: 'paused'],
      connected: [command: "nc -l -p 9000 -e sleep 1000 & sleep 0.5; (sleep 1000) | nc 127.0.0.1 9000 & $COUNTING".toString()],
    ]
  }

  @Override
  int run(String script, String... options) {
    super.run(script, *(['--engine', 'podman'] + (options as List)))
  }

  List<Integer> numbers(String name) {
    def options = [stdout: 'true', stderr: 'true', tail: 'all']
    bench.ask('GET', "/containers/${ids[name]}/logs", options).text.findAll(/\d+(?=\r?\n)/)*.toInteger()
  }

  /** As the program lists them. */
  List<String> checkpoints(String name) {
    assert run("checkpoints where ${named(name)}") == 0
    thaw.out.findAll(/[a-z]+\.\d{8}T\d{6}Z-[0-9a-f]{8}(\.\d+)?/).unique()
  }

  void counts(String name) {
    int before = numbers(name).size()
    until("$name counts") { numbers(name).size() > before + 2 }
  }

  void neverStartedAfresh(String name) {
    def all = numbers(name)
    assert all.withIndex().findAll { number, index -> number != index + 1 }.take(3) == []
  }

  def "a checkpoint ends the container, and a restore goes on where it was, with proof"() {
    when:
    counts('counter')
    int code = run("checkpoint 'nightly' where ${named('counter')}")

    then:
    code == 0
    state('counter') == 'exited'
    checkpoints('counter').size() == 1

    when:
    code = run("restore('nightly', verify: logsContinue) where ${named('counter')}")
    counts('counter')

    then:
    code == 0
    state('counter') == 'running'
    neverStartedAfresh('counter')
  }

  def "the second night works as the first, and takes the place of its checkpoint"() {
    when:
    def codes = (1..3).collect {
      run("checkpoint 'nightly' where ${named('nights')} then restore('nightly', verify: logsContinue)")
    }
    counts('nights')

    then:
    codes == [0, 0, 0]
    checkpoints('nights').size() == 1
    neverStartedAfresh('nights')

    when: 'another series would cost this one'
    def listed = checkpoints('nights')
    def code = run("checkpoint 'weekly' where ${named('nights')}")

    then:
    code == 5
    thaw.out.contains("removeCheckpoint 'nightly'")
    until('it runs') { state('nights') == 'running' }
    checkpoints('nights') == listed

    when: 'so would more than one be no more than one'
    code = run("checkpoint 'nightly' where ${named('nights')} keep 3")

    then:
    code == 5
    thaw.out.contains('keep 3 cannot be had')
    until('it runs') { state('nights') == 'running' }

    when:
    code = run("removeCheckpoint 'nightly' where ${named('nights')}")

    then:
    code == 0
    checkpoints('nights') == []
    neverStartedAfresh('nights')
  }

  def "what is left running goes on, and is rewound to it"() {
    when:
    counts('left')
    def code = run("checkpoint 'hourly' where ${named('left')} leaveRunning true")
    def made = Instant.now()
    counts('left')

    then:
    code == 0
    state('left') == 'running'
    neverStartedAfresh('left')

    when:
    int at = numbers('left').last()
    code = run("rewind 'hourly', to: '$made' where ${named('left')}")
    counts('left')

    then:
    code == 0
    def all = numbers('left')
    int turn = (1..<all.size()).find { all[it] != all[it - 1] + 1 }
    all[turn] > 1
    all[turn] <= at
    all.drop(turn) == (all[turn]..all.last()).toList()
  }

  def "a restart policy does not start it afresh"() {
    when:
    counts('always')
    def code = run("checkpoint 'nightly' where ${named('always')}")
    Thread.sleep(1500)

    then:
    code == 0
    state('always') == 'exited'

    when:
    code = run("restore where ${named('always')}")
    counts('always')

    then:
    code == 0
    neverStartedAfresh('always')
  }

  def "one that somebody has paused is not thawed for a checkpoint: #option"() {
    expect:
    run("checkpoint 'nightly' where ${named('paused')} $option retry 0") == 1
    thaw.out.contains('Podman takes no checkpoint of a paused container')
    state('paused') == 'paused'

    where:
    option << ['', 'leaveRunning true']
  }

  def "a dump that fails leaves it running, with nothing lost"() {
    when: 'CRIU does not save an open connection'
    counts('connected')
    def code = run("checkpoint 'nightly' where ${named('connected')} retry 0")

    then:
    code == 1
    until('it runs again') { state('connected') == 'running' }
    checkpoints('connected') == []

    and:
    counts('connected')
    neverStartedAfresh('connected')
  }

  def "what stands against it is told before: #script"() {
    expect:
    run("$script where ${named('counter')}") == code
    thaw.out.contains(told)

    where:
    script                                       || code | told
    'preflight'                                  || 0    | 'observed'
    "checkpoint 'nightly', dir: '/tmp/thaw-dir'" || 5    | 'Podman keeps a checkpoint with its container'
    "cloneFrom 'nightly', to: 'thaw-never-made'" || 1    | 'Podman makes a second container of an exported'
  }
}
