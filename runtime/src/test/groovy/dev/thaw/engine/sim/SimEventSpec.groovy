package dev.thaw.engine.sim

import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import dev.thaw.json.JsonTree
import dev.thaw.operation.EngineCall
import java.time.Duration

/** What follows by itself, and what the contract with real engines leaves open. */
class SimEventSpec extends SimSpecification {

  def "#what: #told"() {
    given:
    world("containers: [{name: c1, $description}]")

    when:
    post("/containers/c1/$request", query)
    clock.advance(Duration.ofSeconds(20))

    then:
    events().collect { [it.path('Action').asText(), attribute(it, 'signal') ?: attribute(it, 'exitCode')].findAll().join(' ') } == told

    where:
    what                              | description                     | request   | query          || told
    'a stop that takes its time'      | 'stop: {takes: 2s}'             | 'stop'    | [t: '5']       || ['kill 15', 'stop', 'die 143']
    'a stop that takes too long'      | 'stop: {takes: 9s}'             | 'stop'    | [t: '5']       || ['kill 15', 'kill 9', 'stop', 'die 137']
    'a restart that takes its time'   | 'stop: {takes: 2s}'             | 'restart' | [t: '5']       || ['kill 15', 'stop', 'die 143', 'start', 'restart']
    'a restart of a paused one'       | 'state: paused'                 | 'restart' | [t: '5']       || ['kill 15', 'unpause', 'stop', 'die 143', 'start', 'restart']
    'a signal that nobody listens to' | 'state: paused'                 | 'kill'    | [signal: 'HUP'] || ['kill 1', 'unpause']
    'a kill of a paused one'          | 'state: paused'                 | 'kill'    | [:]            || ['kill 9', 'die 137']
  }

  def "a removal by force tells of the kill, too"() {
    given:
    world('containers: [{name: c1}, {name: c2, state: exited}]')

    when:
    engine.send(new EngineCall('DELETE', '/containers/c1', new TreeMap([force: '1']), ''), LONG)
    engine.send(new EngineCall('DELETE', '/containers/c2', new TreeMap(), ''), LONG)

    then:
    events()*.path('Action')*.asText() == ['kill', 'die', 'destroy', 'destroy']
  }

  def "a command that is cut off by its container's end dies with it"() {
    given:
    world('containers: [{name: c1, exec: {takes: 1h}}]')
    def command = post('/containers/c1/exec', [:], '{"Cmd": ["sleep", "9"]}').json().path('Id').asText()

    when:
    post("/exec/$command/start", [:], '{"Detach": true}')
    clock.advance(Duration.ofSeconds(3))
    post('/containers/c1/kill')
    clock.advance(Duration.ofHours(2))

    then:
    events()*.path('Action')*.asText() == ['exec_create: sleep 9', 'exec_start: sleep 9', 'kill', 'exec_die', 'die']
    attribute(events()[3], 'exitCode') == '137'
    attribute(events()[4], 'execDuration') == '3603'
  }

  def "what came due is told in its place, though nobody had looked"() {
    given:
    world('containers: [{name: c1, exec: {takes: 2s}}, {name: c2}]')
    def command = post('/containers/c1/exec', [:], '{"Cmd": ["x"]}').json().path('Id').asText()
    post("/exec/$command/start", [:], '{"Detach": true}')

    when:
    clock.advance(Duration.ofSeconds(5))
    post('/containers/c2/pause')

    then:
    events()*.path('Action')*.asText() == ['exec_create: x ', 'exec_start: x ', 'exec_die', 'pause']
  }

  def "healthchecks fill what the daemon remembers"() {
    given:
    world('containers: [{name: c1, health: {status: starting, interval: 10s}}]')

    expect:
    events() == []

    when:
    clock.advance(Duration.ofSeconds(10))

    then:
    events()*.path('Action')*.asText() == ['exec_create: /bin/sh -c healthcheck', 'exec_start: /bin/sh -c healthcheck', 'exec_die', 'health_status: healthy']

    when:
    clock.advance(Duration.ofDays(10))

    then:
    events().size() == 256
  }

  def "a fault breaks the events off, too: #fault"() {
    given:
    world("containers: [{name: c1}]\nfaults: [{on: 'GET /events', $fault}]")
    post('/containers/c1/pause')

    when:
    get('/events', [since: '0']).bytes()

    then:
    def lost = thrown(EngineException)
    lost.fault() == Fault.LOST

    where:
    fault << ['truncate: true', 'reset: after', 'reset: before']
  }

  def "closing the engine ends what is followed"() {
    given:
    world('containers: [{name: c1}]')
    def reply = get('/events')

    when:
    engine.close()
    reply.bytes()

    then:
    def lost = thrown(EngineException)
    lost.fault() == Fault.LOST
  }

  def "a filter that the simulator does not have is refused"() {
    given:
    world('containers: [{name: c1}]')

    expect:
    with(get('/events', [filters: filters, until: '1'])) {
      it.status() == status
      it.message() == words
    }

    where:
    filters               || status | words
    '{"network": ["x"]}'  || 501    | "the simulator does not have the filter 'network'"
    '[]'                  || 400    | 'invalid filter'
    '{'                   || 400    | 'invalid filter'
    '{"container": 3}'    || 400    | 'invalid filter'
  }

  private List events() {
    new String(get('/events', [since: '0', until: "${clock.now().epochSecond + 1}".toString()]).bytes()).readLines()
        .collect { JsonTree.read(it.bytes) }
  }

  private static String attribute(event, String name) {
    event.at("/Actor/Attributes/$name").asText()
  }
}
