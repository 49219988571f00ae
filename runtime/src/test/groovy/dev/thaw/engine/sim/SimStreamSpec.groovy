package dev.thaw.engine.sim

import dev.thaw.engine.Reply
import java.time.Duration

/** Commands inside of containers, and what containers wrote; as measured on Docker 26.1.5. */
class SimStreamSpec extends SimSpecification {
  static final String BODY = '{"AttachStdout": true, "AttachStderr": true, "Cmd": ["ls", "-l"]}'

  def "a command is made, run and asked for its exit code"() {
    given:
    world('containers: [{name: c1, exec: {exitCode: 3, output: "one\\ntwo\\n", takes: 2s}}]')

    when:
    def made = post('/containers/c1/exec', [:], BODY)
    def command = made.json().path('Id').asText()

    then:
    made.status() == 201
    with(get("/exec/$command/json").json()) {
      !path('Running').asBoolean()
      path('ExitCode').isNull()
      path('ContainerID').asText() == id('c1')
      at('/ProcessConfig/entrypoint').asText() == 'ls'
      at('/ProcessConfig/arguments/0').asText() == '-l'
    }

    when:
    def before = clock.now()
    def run = post("/exec/$command/start", [:], '{"Detach": false, "Tty": false}')

    then:
    run.status() == 200
    frames(run) == [[1, 'one\ntwo\n']]
    Duration.between(before, clock.now()) == Duration.ofSeconds(2)
    get("/exec/$command/json").json().path('ExitCode').asInt() == 3

    when:
    def again = post("/exec/$command/start", [:], '{}')

    then:
    again.status() == 200
    frames(again) == [[2, "Error: Exec command $command has already run\r\n"]]
  }

  def "a detached command goes on by itself"() {
    given:
    world('containers: [{name: c1, exec: {exitCode: 3, output: lost, takes: 2s}}]')
    def command = post('/containers/c1/exec', [:], BODY).json().path('Id').asText()

    when:
    def run = post("/exec/$command/start", [:], '{"Detach": true}')

    then:
    run.status() == 200
    run.bytes().length == 0
    get("/exec/$command/json").json().path('Running').asBoolean()

    when:
    clock.advance(Duration.ofSeconds(2))

    then:
    get("/exec/$command/json").json().path('ExitCode').asInt() == 3
  }

  def "a terminal's output comes unframed"() {
    given:
    world('containers: [{name: c1, exec: {output: "one\\n"}}]')
    def command = post('/containers/c1/exec', [:], BODY.replace('{', '{"Tty": true, ')).json().path('Id').asText()

    expect:
    new String(post("/exec/$command/start", [:], '{"Tty": true}').bytes()) == 'one\r\n'
  }

  def "making a command in a container that is #state gives #code: #text"() {
    given:
    world("containers: [{name: c1, state: $state}]")

    expect:
    with(post('/containers/c1/exec', [:], body)) {
      it.status() == code
      message() == text
    }

    where:
    state        | body || code | text
    'paused'     | BODY || 409  | 'Container c1 is paused, unpause the container before exec'
    'exited'     | BODY || 409  | "container ${id('c1')} is not running"
    'created'    | BODY || 409  | "container ${id('c1')} is not running"
    'restarting' | BODY || 409  | "Container ${id('c1')} is restarting, wait until the container is running"
    'running'    | ''   || 400  | 'No exec command specified'
    'running'    | '{}' || 400  | 'No exec command specified'
    'running'    | '{'  || 400  | 'invalid JSON: unexpected EOF'
  }

  def "a command is refused once its container is paused, and gone with the container's process"() {
    given:
    world('containers: [{name: c1}]')
    def command = post('/containers/c1/exec', [:], BODY).json().path('Id').asText()

    when:
    post('/containers/c1/pause')

    then:
    with(post("/exec/$command/start")) {
      status() == 409
      message() == "Container ${id('c1')} is paused, unpause the container before exec"
    }

    when:
    post('/containers/c1/restart')

    then:
    with(post("/exec/$command/start")) {
      status() == 404
      message() == "No such exec instance: $command"
    }
    get('/exec/nope/json').message() == 'No such exec instance: nope'
  }

  def "#query of three lines gives #lines"() {
    given:
    world('containers: [{name: c1, logs: [one, two, three]}]')

    expect:
    frames(get('/containers/c1/logs', query))*.get(1) == lines

    where:
    query                                           || lines
    [stdout: '1', stderr: '1']                      || ['one\n', 'two\n', 'three\n']
    [stdout: '1', tail: '2']                        || ['two\n', 'three\n']
    [stdout: '1', tail: '9']                        || ['one\n', 'two\n', 'three\n']
    [stdout: '1', tail: '0']                        || []
    [stdout: '1', tail: 'all']                      || ['one\n', 'two\n', 'three\n']
    [stdout: '1', tail: 'abc']                      || ['one\n', 'two\n', 'three\n']
    [stdout: '1', tail: '1', timestamps: '1']       || ['2025-12-31T23:00:00.002000000Z three\n']
    [stdout: '1', since: '1767222000.002']          || ['three\n']
    [stdout: '1', since: '0', until: '1767222000']  || ['one\n']
    [stderr: '1']                                   || []
  }

  def "logs of #container are #what"() {
    given:
    world("containers: [{$container, logs: [one]}]")

    when:
    def reply = get('/containers/c1/logs', query)

    then:
    reply.status() == status
    new String(reply.bytes()).contains(text)
    reply.header('Content-Type').get() == type

    where:
    what                       | container                  | query         || status | text    | type
    'raw with a terminal'      | 'name: c1, tty: true'      | [stdout: '1'] || 200    | 'one\r\n' | Frames.RAW
    'empty before its start'   | 'name: c1, state: created' | [stdout: '1'] || 200    | ''      | Frames.MULTIPLEXED
    'there after its end'      | 'name: c1, state: exited'  | [stdout: '1'] || 200    | 'one\n' | Frames.MULTIPLEXED
    'refused without a stream' | 'name: c1'                 | [:]           || 400    | 'Bad parameters: you must choose at least one stream' | 'application/json'
  }

  /** Takes a stream apart into its numbers and texts. */
  private static List<List> frames(Reply reply) {
    def source = new DataInputStream(new ByteArrayInputStream(reply.bytes()))
    def frames = []
    while (source.available() > 0) {
      int stream = source.readInt() >>> 24
      frames << [stream, new String(source.readNBytes(source.readInt()), 'UTF-8')]
    }
    frames
  }
}
