package dev.thaw.engine.sim

import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import dev.thaw.operation.EngineCall
import java.time.Duration

class SimFaultSpec extends SimSpecification {
  static final String TWO = 'containers: [{name: c1}, {name: c2}]\n'

  def "a fault strikes each #every-th matching request"() {
    given:
    world("${TWO}faults: [{on: \"POST /containers/*/pause\", every: $every, reply: 500, body: boom}]")

    when: 'requests that do not match come in between, and are not counted'
    def statuses = (1..6).collect {
      def status = post('/containers/c1/pause').status()
      post('/containers/c1/unpause').status()
      status
    }

    then:
    statuses == expected

    where:
    every || expected
    1     || [500] * 6
    2     || [204, 500] * 3
    3     || [204, 204, 500] * 2
    7     || [204] * 6
  }

  def "#on #strikes #request"() {
    given:
    world("${TWO}faults: [{on: \"$on\", reply: 503, body: boom}]")

    when:
    def status = send(*request.tokenize(' ')).status()

    then:
    (status == 503) == (strikes == 'strikes')

    where:
    on                           | request                                  || strikes
    'POST /containers/*/pause'   | 'POST /containers/c1/pause'              || 'strikes'
    'POST /containers/*/pause'   | "POST /containers/${id('c1')}/pause"     || 'strikes'
    'POST /containers/*/pause'   | 'POST /v1.45/containers/c1/pause'        || 'strikes'
    'POST /containers/*/pause'   | 'POST /containers/c1/unpause'            || 'leaves'
    'POST /containers/*/pause'   | 'POST /containers/a/b/pause'             || 'leaves'
    'GET /containers/*/pause'    | 'POST /containers/c1/pause'              || 'leaves'
    'POST /containers/c1/pause'  | "POST /containers/${id('c1')}/pause"     || 'strikes'
    'POST /containers/c1/pause'  | "POST /containers/${id('c2')}/pause"     || 'leaves'
    'POST /containers/c1/pause'  | "POST /containers/${id('c1')[0..11]}/pause" || 'strikes'
    '* /containers/c*/*'         | 'GET /containers/c2/json'                || 'strikes'
    'GET /containers/json'       | 'GET /containers/json'                   || 'strikes'
    'GET /containers/*'          | 'GET /containers/c1/json'                || 'leaves'
  }

  def "what #fault leaves of a pause: the container is #after, the client sees #seen"() {
    given:
    world("${TWO}faults: [{on: \"POST /containers/c1/pause\", $fault}]")

    when:
    def outcome = outcome(EngineCall.post('/containers/c1/pause'), Duration.ofSeconds(5))

    then:
    outcome == seen
    state('c1') == after

    where:
    fault                     || seen           | after
    'reply: 500, body: boom'  || [500, 'boom']  | 'running'
    'reply: 503'              || [503, '']      | 'running'
    'reply: 500, body: "{\\"message\\": \\"boom\\"}"' || [500, 'boom'] | 'running'
    'delay: 2s'               || [204, '']      | 'paused'
    'delay: 6s'               || [Fault.TIMEOUT] | 'paused'
    'reset: before'           || [Fault.LOST]   | 'running'
    'reset: after'            || [Fault.LOST]   | 'paused'
    'truncate: true'          || [Fault.LOST]   | 'paused'
  }

  def "a truncated body ends with an error, never silently"() {
    given:
    world("${TWO}faults: [{on: \"GET /containers/json\", truncate: true}]")

    when:
    def body = get('/containers/json').body()
    def read = body.readNBytes(100)

    then:
    new String(read).startsWith('[{"Id":"')

    when:
    body.readAllBytes()

    then:
    def broken = thrown(EngineException)
    broken.fault() == Fault.LOST
  }

  def "the first fault that is due strikes, and each counts all that match it"() {
    given:
    world("""
        $TWO
        faults:
          - {on: "GET /info", every: 2, reply: 502}
          - {on: "GET /info", every: 3, reply: 503}
        """.stripIndent())

    expect:
    (1..6).collect { get('/info').status() } == [200, 502, 503, 502, 200, 502]
  }

  def "latency and delays pass on the engine's clock, up to the deadline and no longer"() {
    given:
    world("latency: 2ms\n${TWO}faults: [{on: \"GET /info\", delay: 10s}]")
    def start = clock.now()

    when:
    get('/version')

    then:
    Duration.between(start, clock.now()) == Duration.ofMillis(2)

    when:
    def seen = outcome(EngineCall.get('/info'), Duration.ofSeconds(1))

    then:
    seen == [Fault.TIMEOUT]
    Duration.between(start, clock.now()) == Duration.ofMillis(1002)
  }

  private List outcome(EngineCall call, Duration deadline) {
    try {
      def reply = engine.send(call, deadline)
      [reply.status(), reply.message()]
    } catch (EngineException failed) {
      [failed.fault()]
    }
  }
}
