package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.time.Instant

/**
 * Checkpoint and restore by the whole program, on Docker 26.1 with CRIU. That the state went on shows in
 * what a container counts: after a restore comes the number that follows the last one before.
 */
@OnEngine('trixie')
class TrixieCheckpointSpec extends CheckpointsOnDocker {
  @Override
  Map<String, Map<String, Object>> containers() {
    [
      counter: [command: COUNTING],
      always: [command: COUNTING, restartPolicy: 'always'],
      paused: [command: COUNTING, state: 'paused'],
      tty: [command: COUNTING, tty: true],
      exited: [state: 'exited'],
      other: [command: COUNTING],
      quick: [command: COUNTING],
      rehearsed: [command: COUNTING],
      proven: [command: COUNTING],
      rewound: [command: COUNTING],
      connected: [command: "nc -l -p 9000 -e sleep 1000 & sleep 0.5; (sleep 1000) | nc 127.0.0.1 9000 & $COUNTING".toString()],
    ]
  }

  def "a checkpoint ends the container, and a restore goes on where it was"() {
    when:
    counts('counter')
    int code = run("checkpoint 'nightly' where ${named('counter')}")

    then:
    code == 0
    state('counter') == 'exited'
    checkpoints('counter').size() == 1
    checkpoints('counter')[0] ==~ /nightly\.\d{8}T\d{6}Z-[0-9a-f]{8}/

    when:
    code = run("restore 'nightly' where ${named('counter')}")
    counts('counter')

    then:
    code == 0
    state('counter') == 'running'
    neverStartedAfresh('counter')
  }

  def "the second night works as the first, and keeps as many as it says"() {
    when:
    def codes = (1..3).collect { run("checkpoint 'weekly' where ${named('other')} keep 2 then restore") }
    counts('other')

    then:
    codes == [0, 0, 0]
    checkpoints('other').size() == 2
    checkpoints('other').every { it.startsWith('weekly.') }
    neverStartedAfresh('other')

    and: 'other series are left alone'
    run("checkpoint 'daily' where ${named('other')} leaveRunning true") == 0
    checkpoints('other')*.tokenize('.')*.first().countBy { it } == [weekly: 2, daily: 1]
    run("removeCheckpoint 'weekly' where ${named('other')}") == 0
    checkpoints('other')*.tokenize('.')*.first() == ['daily']
  }

  def "what is left running goes on"() {
    when:
    def code = run("checkpoint 'hourly' where ${named('counter')} leaveRunning true")
    counts('counter')

    then:
    code == 0
    state('counter') == 'running'
    checkpoints('counter').any { it.startsWith('hourly.') }
    neverStartedAfresh('counter')
  }

  def "a restart policy does not start it afresh, and stays as it was"() {
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
    bench.inspect(ids.always).at('/HostConfig/RestartPolicy/Name').asText() == 'always'
  }

  def "what was paused before is saved as it is, and runs when it is restored"() {
    when:
    def code = run("checkpoint 'nightly' where ${named('paused')} then restore")
    counts('paused')

    then:
    code == 0
    neverStartedAfresh('paused')
  }

  def "one with a terminal is saved and restored here, with a warning"() {
    when:
    def code = run("checkpoint 'nightly' where ${named('tty')} then restore")
    counts('tty')

    then:
    code == 0
    thaw.out.contains('warning')
    neverStartedAfresh('tty')
  }

  def "what fails costs no container: #what"() {
    given:
    bring('counter', 'running')
    def listed = checkpoints('counter')

    when:
    def code = run(script.replace('NAMED', named('counter')))

    then:
    code == expected
    (thaw.out + thaw.err).contains(told)
    state('counter') == 'running'
    checkpoints('counter') == listed

    where:
    what                                     | script                                    || expected | told
    'a restore of what runs'                 | "restore 'nightly' where NAMED"           || 0        | 'restore does not apply'
    'a guard that does not hold'             | "checkpoint 'x1' where NAMED when { mem > 99% }" || 0 | 'guard does not hold'
  }

  def "a series that there is not is told with those that there are"() {
    when:
    run("checkpoint 'nightly' where ${named('counter')}")
    def code = run("restore 'weekly' where ${named('counter')}")

    then:
    code == 1
    thaw.out.contains('it has no checkpoint weekly, only nightly.')
    state('counter') == 'exited'
    run("restore 'nightly' where ${named('counter')}") == 0
  }

  def "what has ended cannot be saved, and says so"() {
    expect:
    run("checkpoint 'nightly' where ${named('exited')}") == 0
    thaw.out.contains('checkpoint does not apply') || thaw.out.contains('preflight does not apply')
    checkpoints('exited') == []
  }

  def "a dump that fails leaves it as it was: thawed, and with nothing lost"() {
    when: 'CRIU does not save an open connection'
    counts('connected')
    def code = run("checkpoint 'nightly' where ${named('connected')} retry 0")

    then:
    code == 5
    thaw.out.contains('criu failed')
    until('it runs again') { state('connected') == 'running' }
    checkpoints('connected') == []

    and:
    counts('connected')
    neverStartedAfresh('connected')
    audit().records.findAll { it.verb == 'unpause' && it.outcome == 'changed' }.size() == 1
  }

  def "fifty checkpoints and restores as fast as they go lose nothing"() {
    when:
    def cycle = "checkpoint 'quick' where ${named('quick')} then restore\n"
    def code = run(cycle * 50)
    counts('quick')

    then:
    code == 0
    neverStartedAfresh('quick')
    checkpoints('quick').size() == 1
  }

  def "rewinding takes the newest that is old enough, and says so where there is none"() {
    given:
    def made = []
    3.times {
      counts('rewound')
      assert run("checkpoint 'steps' where ${named('rewound')} leaveRunning true keep 9") == 0
      made << Instant.now()
      Thread.sleep(1500)
    }
    def at = numbers('rewound').last()

    when: 'to the second of three'
    def code = run("rewind 'steps', to: '${made[1]}' where ${named('rewound')}")
    counts('rewound')

    then:
    code == 0
    def all = numbers('rewound')
    int turn = (1..<all.size()).find { all[it] != all[it - 1] + 1 }
    all[turn] > 1
    all[turn] < at
    all.drop(turn) == (all[turn]..all.last()).toList()
    audit().records.any { it.verb == 'restore' && it.calls.toString().contains(checkpoints('rewound').sort()[1]) }

    when: 'before there was any'
    code = run("rewind 'steps', to: 1.hour.ago where ${named('rewound')}")

    then: 'nothing is ended'
    code == 1
    thaw.out.contains('it has no checkpoint steps from')
    state('rewound') == 'running'
  }

  def "a proof by the log tells one that went on from one that was started afresh"() {
    given:
    counts('proven')

    expect: 'restored'
    run("checkpoint 'nightly' where ${named('proven')} then restore('nightly', verify: logsContinue)") == 0

    and: 'started afresh'
    run("stop where ${named('proven')} grace 1.second then start then awaitContinued") == 1
    thaw.out.contains('it counts anew')
  }

  def "a proof by a command is asked inside"() {
    when:
    def shm = "exec('test -e /dev/shm/mark')"
    def codes = [
      run("exec 'touch /dev/shm/mark' where ${named('proven')}"),
      run("checkpoint 'nightly' where ${named('proven')} then restore('nightly', verify: $shm)"),
      run("stop where ${named('proven')} grace 1.second then start then awaitProbe($shm, within: 2.seconds)"),
    ]

    then:
    codes == [0, 0, 1]
  }

  def "what is rehearsed is ended only when a clone was seen to run, and no clone stays"() {
    when:
    counts('rehearsed')
    def code = run("checkpoint 'nightly' where ${named('rehearsed')} rehearse true then restore('nightly', verify: logsContinue)")

    then:
    code == 0
    neverStartedAfresh('rehearsed')
    bench.ask('GET', '/containers/json', [all: 'true', filters: "{\"label\":[\"thaw.clone.of=${ids.rehearsed}\"]}".toString()]).json.isEmpty()
    audit().records.findAll { it.phase == 'result' && it.outcome == 'changed' }*.verb == ['pause', 'checkpoint', 'tryRestore', 'removeTrial', 'kill', 'restore']
  }
}
