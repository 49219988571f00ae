package dev.thaw.engine.sim

import dev.thaw.engine.EngineException
import dev.thaw.operation.EngineCall
import java.time.Duration

/** Statuses and words as measured on Docker 26.1.5; what a simulated container cannot be is left out. */
class ContainerRulesSpec extends SimSpecification {
  static final String ID = id('c1')

  def "#request of a container that is #before gives #status and leaves it #after"() {
    given:
    world("containers: [{name: c1, state: $before}]")

    when:
    def reply = send(request.tokenize(' ')[0], '/containers/c1' + request.substring(request.indexOf(' ') + 1))

    then:
    reply.status() == status
    (status >= 400 ? reply.message() : reply.bytes().length == 0 ? '' : 'a body') == (message ?: '')
    (after == 'gone' ? get('/containers/c1/json').status() : state('c1')) == (after == 'gone' ? 404 : after)

    where:
    before       | request             || status | after        | message
    'running'    | 'POST /pause'       || 204    | 'paused'     | ''
    'paused'     | 'POST /pause'       || 409    | 'paused'     | "Container $ID is already paused"
    'created'    | 'POST /pause'       || 409    | 'created'    | "container $ID is not running"
    'exited'     | 'POST /pause'       || 409    | 'exited'     | "container $ID is not running"
    'dead'       | 'POST /pause'       || 409    | 'dead'       | "container $ID is not running"
    'restarting' | 'POST /pause'       || 409    | 'restarting' | "Container $ID is restarting, wait until the container is running"
    'paused'     | 'POST /unpause'     || 204    | 'running'    | ''
    'running'    | 'POST /unpause'     || 500    | 'running'    | "Container $ID is not paused"
    'exited'     | 'POST /unpause'     || 500    | 'exited'     | "Container $ID is not paused"
    'created'    | 'POST /start'       || 204    | 'running'    | ''
    'exited'     | 'POST /start'       || 204    | 'running'    | ''
    'running'    | 'POST /start'       || 304    | 'running'    | ''
    'restarting' | 'POST /start'       || 304    | 'restarting' | ''
    'paused'     | 'POST /start'       || 409    | 'paused'     | 'cannot start a paused container, try unpause instead'
    'dead'       | 'POST /start'       || 409    | 'dead'       | 'container is marked for removal and cannot be started'
    'removing'   | 'POST /start'       || 409    | 'removing'   | 'container is marked for removal and cannot be started'
    'running'    | 'POST /stop'        || 204    | 'exited'     | ''
    'paused'     | 'POST /stop'        || 204    | 'exited'     | ''
    'restarting' | 'POST /stop'        || 204    | 'exited'     | ''
    'exited'     | 'POST /stop'        || 304    | 'exited'     | ''
    'created'    | 'POST /stop'        || 304    | 'created'    | ''
    'running'    | 'POST /restart'     || 204    | 'running'    | ''
    'paused'     | 'POST /restart'     || 204    | 'running'    | ''
    'exited'     | 'POST /restart'     || 204    | 'running'    | ''
    'created'    | 'POST /restart'     || 204    | 'running'    | ''
    'dead'       | 'POST /restart'     || 409    | 'dead'       | 'Cannot restart container c1: container is marked for removal and cannot be started'
    'running'    | 'POST /kill'        || 204    | 'exited'     | ''
    'paused'     | 'POST /kill'        || 204    | 'exited'     | ''
    'restarting' | 'POST /kill'        || 204    | 'exited'     | ''
    'exited'     | 'POST /kill'        || 409    | 'exited'     | "cannot kill container: c1: container $ID is not running"
    'created'    | 'POST /kill'        || 409    | 'created'    | "cannot kill container: c1: container $ID is not running"
    'exited'     | 'DELETE '           || 204    | 'gone'       | ''
    'created'    | 'DELETE '           || 204    | 'gone'       | ''
    'running'    | 'DELETE '           || 409    | 'running'    | 'cannot remove container "/c1": container is running: stop the container before removing or force remove'
    'restarting' | 'DELETE '           || 409    | 'restarting' | 'cannot remove container "/c1": container is restarting: stop the container before removing or force remove'
    'paused'     | 'DELETE '           || 409    | 'paused'     | 'cannot remove container "/c1": container is paused and must be unpaused first'
    'removing'   | 'DELETE '           || 409    | 'removing'   | 'removal of container c1 is already in progress'
  }

  def "a #before container that gets #signal is #after with #code"() {
    given:
    world("containers: [{name: c1, state: $before}]")

    when:
    def reply = post('/containers/c1/kill', [signal: signal])

    then:
    reply.status() == 204
    [state('c1'), inspect('c1').path('ExitCode').asInt()] == [after, code]

    where:
    before    | signal    || after     | code
    'running' | 'KILL'    || 'exited'  | 137
    'running' | 'SIGKILL' || 'exited'  | 137
    'running' | '9'       || 'exited'  | 137
    'running' | 'sigterm' || 'exited'  | 143
    'running' | 'INT'     || 'exited'  | 130
    'running' | 'QUIT'    || 'exited'  | 131
    'running' | 'HUP'     || 'running' | 0
    'running' | 'USR1'    || 'running' | 0
    'running' | '64'      || 'running' | 0
    'running' | 'RTMIN+3' || 'running' | 0
    'running' | 'RTMAX-1' || 'running' | 0
    'paused'  | 'KILL'    || 'exited'  | 137
    'paused'  | 'TERM'    || 'exited'  | 143
    'paused'  | 'HUP'     || 'running' | 0
  }

  def "#path is refused with #status: #message"() {
    given:
    world('containers: [{name: c1}]')

    when:
    def reply = engine.send(new EngineCall('POST', path, new TreeMap(query), ''), LONG)

    then:
    reply.status() == status
    reply.message() == message
    state('c1') == 'running'

    where:
    path                   | query              || status | message
    '/containers/c1/kill' | [signal: 'FOO']    || 400    | 'cannot kill container: c1: invalid signal: FOO'
    '/containers/c1/kill' | [signal: '0']   || 400    | 'cannot kill container: c1: invalid signal: 0'
    '/containers/c1/kill' | [signal: '99']  || 400    | 'cannot kill container: c1: the linux daemon does not support signal 99'
    '/containers/no/kill' | [signal: 'FOO']    || 400    | 'cannot kill container: no: invalid signal: FOO'
    '/containers/no/kill' | [:]             || 404    | 'cannot kill container: no: No such container: no'
    '/containers/no/stop' | [:]             || 404    | 'No such container: no'
    '/containers/c1/stop' | [t: 'abc']      || 500    | 'strconv.Atoi: parsing "abc": invalid syntax'
    '/containers/c1/stop' | [signal: 'FOO'] || 500    | 'cannot stop container: c1: invalid signal: FOO'
  }

  def "a container that takes #takes to stop ends after #seconds s with #code when stopped with #query"() {
    given:
    world("containers: [{name: c1, stop: {exitCode: 7, takes: $takes}}]")
    def before = clock.now()

    when:
    def reply = post('/containers/c1/stop', query)

    then:
    reply.status() == 204
    Duration.between(before, clock.now()) == Duration.ofSeconds(seconds)
    inspect('c1').path('ExitCode').asInt() == code
    inspect('c1').path('FinishedAt').asText() == clock.now().toString()

    where:
    takes | query            || seconds | code
    '0s'  | [:]              || 0       | 7
    '3s'  | [:]              || 3       | 7
    '1h'  | [:]              || 10      | 137
    '5s'  | [t: '2']         || 2       | 137
    '5s'  | [t: '0']         || 0       | 137
    '15s' | [t: '-1']        || 15      | 7
    '5s'  | [signal: 'KILL'] || 0       | 137
    '5s'  | [signal: 'USR1', t: '4'] || 4 | 137
  }

  def "a stop goes on although its client gave up"() {
    given:
    world('containers: [{name: c1, stop: {exitCode: 0, takes: 5s}}]')

    when:
    engine.send(EngineCall.post('/containers/c1/stop'), Duration.ofSeconds(1))

    then:
    def lost = thrown(EngineException)
    lost.fault() == EngineException.Fault.TIMEOUT
    state('c1') == 'running'

    when:
    clock.advance(Duration.ofSeconds(4))

    then:
    state('c1') == 'exited'
  }

  def "a restart makes a new process, and keeps when the old one ended"() {
    given:
    world('containers: [{name: c1, stop: {exitCode: 0, takes: 2s}}]')
    def before = inspect('c1')
    def asked = clock.now()

    when:
    post('/containers/c1/restart')

    then:
    with(inspect('c1')) {
      path('Status').asText() == 'running'
      path('Pid').asInt() != before.path('Pid').asInt()
      path('StartedAt').asText() == asked.plusSeconds(2).toString()
      path('FinishedAt').asText() == asked.plusSeconds(2).toString()
      path('ExitCode').asInt() == 0
    }
  }

  def "#state shows in State as #flags"() {
    given:
    world("containers: [{name: c1, state: $state, exitCode: 137, oomKilled: true}]")

    expect:
    with(inspect('c1')) {
      ['Running', 'Paused', 'Restarting', 'Dead', 'OOMKilled'].findAll { flag -> path(flag).asBoolean() } == flags
      (path('Pid').asInt() > 0) == process
      path('ExitCode').asInt() == code
      path('StartedAt').asText().startsWith('0001-01-01') == (state == 'created')
    }

    where:
    state        || flags                                | process | code
    'created'    || []                                   | false   | 0
    'running'    || ['Running']                          | true    | 0
    'paused'     || ['Running', 'Paused']                | true    | 0
    'restarting' || ['Running', 'Restarting', 'OOMKilled'] | false | 137
    'exited'     || ['OOMKilled']                        | false   | 137
    'dead'       || ['Dead', 'OOMKilled']                | false   | 137
  }

  def "a killed container is not brought back by its restart policy"() {
    given:
    world('containers: [{name: c1, restartPolicy: always}]')

    when:
    post('/containers/c1/kill')
    clock.advance(Duration.ofHours(1))

    then:
    state('c1') == 'exited'
    inspect('c1', '/HostConfig/RestartPolicy/Name').asText() == 'always'
  }

  def "a container is found by #way"() {
    given:
    world('containers: [{name: web}, {name: web-1}]')

    expect:
    get("/containers/$reference/json").json().path('Name').asText() == '/web'

    where:
    way                 | reference
    'its name'          | 'web'
    'its identifier'    | id('web')
    'its beginning'     | id('web').substring(0, 12)
  }

  def "a name goes before the beginning of an identifier, and a beginning of two is refused"() {
    given:
    world('containers: [{name: "c{n}", count: 40}]')
    def first = id('c1').substring(0, 1)

    expect:
    with(get("/containers/$first/json")) {
      status() == 400
      message() == "multiple IDs found with provided prefix: $first"
    }
    get('/containers/zz/json').message() == 'No such container: zz'
  }
}
