package dev.thaw.engine.sim

import dev.thaw.engine.EventHistory
import dev.thaw.engine.Json
import dev.thaw.engine.Reply
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.time.Instant

/** What no real engine does on demand; what they all do: {@code CheckpointContract}. */
class SimCheckpointSpec extends SimSpecification {

  private Reply make(String container, String name, boolean exit = false, String dir = '') {
    post("/containers/$container/checkpoints", [:], Json.of([CheckpointID: name, CheckpointDir: dir, Exit: exit]))
  }

  private Reply restore(String container, String name) {
    post("/containers/$container/start", [checkpoint: name])
  }

  private List<String> written(String container, Map<String, String> query = [:]) {
    new String(get("/containers/$container/logs", [stdout: '1'] + query).bytes(), 'UTF-8').readLines()
  }

  private List<String> checkpoints(String container) {
    get("/containers/$container/checkpoints").json().collect { it.path('Name').asText() }
  }

  private List<String> told(Instant since = Instant.EPOCH) {
    get('/events', [since: EventHistory.seconds(since), until: EventHistory.seconds(clock.now())])
        .bytes().with { new String(it, 'UTF-8').readLines().collect { (it =~ /"Action":"([^"]*)"/)[0][1] } }
  }

  private static String counting(String engine = '{}', String more = '') {
    "engine: $engine\ncontainers: [{name: c1, counts: 100ms, tty: true$more}]"
  }

  def "numbers are written while it runs, one each period, the first at once"() {
    given:
    world(counting())

    expect:
    written('c1') == ['1']

    when:
    clock.advance(Duration.ofMillis(250))

    then:
    written('c1') == ['1', '2', '3']
    written('c1', [timestamps: '1'])[2] == '2026-01-01T00:00:00.200000000Z 3'

    when: 'the half period before the pause counts after it'
    post('/containers/c1/pause')
    clock.advance(Duration.ofSeconds(9))
    post('/containers/c1/unpause')
    clock.advance(Duration.ofMillis(49))

    then:
    written('c1') == ['1', '2', '3']

    when:
    clock.advance(Duration.ofMillis(1))

    then:
    written('c1') == ['1', '2', '3', '4']

    when:
    post('/containers/c1/restart', [t: '0'])

    then:
    written('c1') == ['1', '2', '3', '4', '1']
  }

  def "a million numbers are made for nobody who asks for the last"() {
    given:
    world('containers: [{name: c1, counts: 1ms, tty: true, logs: [begin]}]')
    clock.advance(Duration.ofDays(300))

    expect:
    written('c1', [tail: '2']) == ['25920000000', '25920000001']
  }

  def "one that is paused, exited or created when the world begins has counted nothing"() {
    given:
    world("containers: [{name: c1, counts: 100ms, tty: true, state: $state}]")
    clock.advance(Duration.ofSeconds(1))

    expect:
    written('c1') == []
    post("/containers/c1/${state == 'paused' ? 'unpause' : 'start'}").status() == 204
    written('c1') == ['1']

    where:
    state << ['paused', 'exited', 'created']
  }

  def "without experimental features there are no checkpoints"() {
    given:
    world('engine: {experimental: false}\ncontainers: [{name: c1, state: exited}]')
    String off = 'This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it.'

    expect:
    [make('c1', 'night'), get('/containers/c1/checkpoints'), send('DELETE', '/containers/c1/checkpoints/night')].each {
      assert it.status() == 501
      assert it.message() == off
    }
    with(restore('c1', 'night')) {
      status() == 400
      message() == 'checkpoint is only supported in experimental mode'
    }
    post('/containers/c1/start').status() == 204
  }

  def "with races, what follows a checkpoint within 200 ms fails, and a second one that ends loses the container"() {
    given:
    world(counting('{checkpointRaces: true}'))
    make('c1', 'first').status() == 201
    clock.advance(Duration.ofMillis(after))
    Instant since = clock.now()

    when:
    def reply = make('c1', 'second', exit)

    then:
    reply.status() == status
    status == 201 || reply.message() =~ "^Cannot checkpoint container c1: content sha256:[0-9a-f]{64}: already exists\$"
    checkpoints('c1') == (status == 201 ? ['first', 'second'] : ['first'])
    told(since) == events

    when:
    clock.advance(Duration.ofMillis(20))

    then:
    state('c1') == (exit ? 'exited' : 'running')
    inspect('c1').path('ExitCode').asInt() == (exit ? 137 : 0)

    where:
    after | exit  || status | events
    199   | true  || 500    | ['pause', 'die']
    199   | false || 500    | ['pause', 'unpause']
    200   | true  || 201    | ['pause', 'checkpoint']
    200   | false || 201    | ['pause', 'unpause', 'checkpoint']
  }

  def "with races, it is paused for a moment after a checkpoint, and the restore has to wait"() {
    given:
    world(counting('{checkpointRaces: true}'))
    make('c1', 'night', true)

    expect: 'not yet ended'
    state('c1') == 'paused'
    restore('c1', 'night').status() == 409

    when: 'ended, but not settled'
    clock.advance(Duration.ofMillis(100))
    def reply = restore('c1', 'night')
    String message = reply.message()

    then:
    reply.status() == 500
    message =~ '^failed to upload checkpoint to containerd: commit failed: content sha256:[0-9a-f]{64}: already exists$'
    state('c1') == 'exited'
    inspect('c1').path('ExitCode').asInt() == 128
    inspect('c1').path('Error').asText() == message

    when:
    clock.advance(Duration.ofMillis(100))

    then:
    restore('c1', 'night').status() == 204
    written('c1').last() == '1'
    inspect('c1').path('Error').asText() == ''
  }

  def "without races nothing has to wait"() {
    given:
    world(counting())

    expect:
    make('c1', 'first').status() == 201
    make('c1', 'second', true).status() == 201
    restore('c1', 'second').status() == 204
    make('c1', 'third', true).status() == 201
    restore('c1', 'first').status() == 204
  }

  def "CRIU fails where the world says so, and the container runs on"() {
    given:
    world(counting() + '''
      faults:
        - {on: "POST /containers/c1/checkpoints", every: 2, criu: "criu failed: type NOTIFY errno 0"}
        - {on: "POST /containers/*/start", every: 2, criu: "criu failed: type RESTORE errno 0"}
      '''.stripIndent())
    make('c1', 'first').status() == 201
    Instant since = clock.now()
    clock.advance(Duration.ofMillis(150))

    when:
    def reply = make('c1', 'second', true)

    then:
    reply.status() == 500
    reply.message().replace(id('c1'), 'ID') == 'Cannot checkpoint container c1: runc did not terminate successfully: exit status 1: ' +
        'criu failed: type NOTIFY errno 0 path= /run/containerd/io.containerd.runtime.v2.task/moby/ID/criu-dump.log: unknown'
    state('c1') == 'running'
    checkpoints('c1') == ['first']
    told(since + Duration.ofMillis(1)) == ['pause', 'unpause']
    written('c1') == ['1', '2']

    when:
    make('c1', 'third', true).status() == 201
    restore('c1', 'none').status() == 500
    def failed = restore('c1', 'third')

    then:
    failed.status() == 500
    failed.message().replace(id('c1'), 'ID') == 'OCI runtime restore failed: criu failed: type RESTORE errno 0\n' +
        'log file: /run/containerd/io.containerd.runtime.v2.task/moby/ID/work/restore.log: unknown'
    inspect('c1').path('ExitCode').asInt() == 128
    restore('c1', 'third').status() == 204
  }

  def "a fault of CRIU lets a plain start be"() {
    given:
    world('containers: [{name: c1, state: exited}]\nfaults: [{on: "POST /containers/*/start", criu: failed}]')

    expect:
    post('/containers/c1/start').status() == 204
  }

  def "as on real engines, a start takes a path for a checkpoint's name"() {
    given:
    world("containers: [{name: c1, counts: 100ms}, {name: c2, state: exited}]")
    make('c1', 'night')

    expect:
    restore('c2', name).status() == status

    where:
    name                                    || status
    "../../${id('c1')}/checkpoints/night"   || 204
    '../night'                              || 500
    "\0"                                    || 500
    '/'                                     || 500
    '..'                                    || 500
  }

  def "a policy that is about to start it again is stopped by a stop"() {
    given:
    world(counting('{}', ', restartPolicy: always'))
    make('c1', 'night', true)

    expect:
    state('c1') == 'restarting'
    make('c1', 'again').message() == "Cannot checkpoint container c1: container \"${id('c1')}\" in namespace \"moby\": not found"
    post('/containers/c1/stop').status() == 204

    when:
    clock.advance(Duration.ofMinutes(1))

    then:
    state('c1') == 'exited'
  }

  def "one that is made is like another of its image and command; what is gone can be made again, as another"() {
    given:
    world('''\
      containers:
        - {name: c1, image: "acme/web:1", logs: [hello], exec: {output: "yes"}}
        - {name: c2, image: "acme/web:1", counts: 1s, tty: true, logs: [begin], autoRemove: true, state: paused}
      '''.stripIndent())
    def like = get('/containers/c2/json').json()
    def body = Json.of([Image: like.path('Image').asText(), Cmd: like.path('Config').path('Cmd').collect { it.asText() }, Tty: true, Env: ['A=b'],
                        Labels: [a: 'b'], HostConfig: [NetworkMode: 'host', Memory: 64_000_000]])

    when:
    def made = post('/containers/create', [name: 'c3'], body)
    def first = made.json()
    def found = get('/containers/c3/json').json()

    then:
    made.status() == 201
    found.at('/Id') == first.at('/Id')
    found.at('/Image') == like.at('/Image')
    found.at('/HostConfig/NetworkMode').asText() == 'host'
    found.at('/HostConfig/Memory').asInt() == 64_000_000
    found.at('/Config/Env')*.asText() == ['A=b']
    found.at('/State/Status').asText() == 'created'
    names()[0] == 'c3'

    when:
    post('/containers/c3/start')
    clock.advance(Duration.ofSeconds(1))

    then:
    written('c3') == ['begin', '1', '2']

    when:
    engine.send(new EngineCall('DELETE', '/containers/c3', new TreeMap([force: 'true']), ''), LONG)
    def again = post('/containers/create', [name: 'c3'], body)

    then:
    again.status() == 201
    again.json() != first

    and: 'one without a name gets one'
    post('/containers/create', [:], body).status() == 201
    names().size() == 4

    and: 'what ends is removed, if so wanted'
    post('/containers/c2/stop', [t: '1']).status() == 204
    get('/containers/c2/json').status() == 404
    told().takeRight(2) == ['die', 'destroy']

    and: 'also by force, and that is told once'
    post('/containers/create', [name: 'c4'], body.replace('"NetworkMode"', '"AutoRemove":true,"NetworkMode"')).status() == 201
    post('/containers/c4/start').status() == 204
    engine.send(new EngineCall('DELETE', '/containers/c4', new TreeMap([force: 'true']), ''), LONG).status() == 204
    told().takeRight(3) == ['kill', 'die', 'destroy']
  }
}
