package dev.thaw.engine.sim

import java.time.Duration

/** After moby's {@code daemon/health.go}, and as measured on 20.10 and 26.1 (moby#46203). */
class SimHealthSpec extends SimSpecification {

  def "a container with #health is #before, and after #seconds s #after"() {
    given:
    world("containers: [{name: c1, health: {$health}}]")

    expect:
    inspect('c1', '/State/Health/Status').asText() == before

    when:
    clock.advance(Duration.ofSeconds(seconds))

    then:
    inspect('c1', '/State/Health/Status').asText() == after

    where:
    health                                  | before      | seconds || after
    ''                                      | 'healthy'   | 3600    || 'healthy'
    'status: starting, healthyAfter: 3s'    | 'starting'  | 2       || 'starting'
    'status: starting, healthyAfter: 3s'    | 'starting'  | 3       || 'healthy'
    'status: starting, interval: 5s'        | 'starting'  | 4       || 'starting'
    'status: starting, interval: 5s'        | 'starting'  | 5       || 'healthy'
    'status: unhealthy'                     | 'unhealthy' | 1000000 || 'unhealthy'
    'status: unhealthy, healthyAfter: 40s'  | 'unhealthy' | 39      || 'unhealthy'
    'status: unhealthy, healthyAfter: 40s'  | 'unhealthy' | 40      || 'healthy'
    'status: starting, healthyAfter: 200s, interval: 10s' | 'starting' | 29 || 'starting'
    'status: starting, healthyAfter: 200s, interval: 10s' | 'starting' | 30 || 'unhealthy'
  }

  def "pausing makes unhealthy, and only a probe one interval after the thaw makes healthy again"() {
    given:
    world('containers: [{name: c1, health: {interval: 10s}}]')

    when:
    post('/containers/c1/pause')

    then:
    inspect('c1', '/State/Health/Status').asText() == 'unhealthy'
    names(filters: '{"health":["healthy"]}') == []
    names(filters: '{"health":["unhealthy"]}') == ['c1']

    when: 'no probe runs while it is frozen'
    def probes = inspect('c1', '/State/Health/Log').size()
    clock.advance(Duration.ofMinutes(5))
    def thawed = clock.now()
    post('/containers/c1/unpause')

    then:
    inspect('c1', '/State/Health/Status').asText() == 'unhealthy'
    inspect('c1', '/State/Health/Log').size() == probes

    when:
    clock.advance(Duration.ofSeconds(9))

    then:
    inspect('c1', '/State/Health/Status').asText() == 'unhealthy'

    when:
    clock.advance(Duration.ofSeconds(1))

    then:
    inspect('c1', '/State/Health/Status').asText() == 'healthy'
    inspect('c1', '/State/Health/Log').last().path('End').asText() == thawed.plusSeconds(10).toString()
  }

  def "a start begins anew, an end makes unhealthy, and before the first start there is no health"() {
    given:
    world('containers: [{name: c1, state: created, health: {status: healthy, healthyAfter: 3s}}]')

    expect:
    inspect('c1').path('Health').isMissingNode()
    names(all: 'true', filters: '{"health":["none"]}') == ['c1']

    when:
    post('/containers/c1/start')

    then:
    inspect('c1', '/State/Health/Status').asText() == 'starting'

    when:
    clock.advance(Duration.ofSeconds(3))

    then:
    inspect('c1', '/State/Health/Status').asText() == 'healthy'

    when:
    post('/containers/c1/stop')

    then:
    inspect('c1', '/State/Health/Status').asText() == 'unhealthy'
  }

  def "without a healthcheck there is no health"() {
    given:
    world('containers: [{name: c1}]')

    expect:
    inspect('c1').path('Health').isMissingNode()
    inspect('c1', '/Config/Healthcheck').isMissingNode()
  }

  def "of a hundred years of probes the last five are kept, and none of them takes time"() {
    given:
    world('containers: [{name: c1, health: {interval: 1ms}}, {name: c2, health: {status: unhealthy, interval: 1ms}}]')

    when:
    clock.advance(Duration.ofDays(36500))

    then:
    inspect('c1', '/State/Health/Log').size() == 5
    inspect('c1', '/State/Health/Status').asText() == 'healthy'
    inspect('c2', '/State/Health/Status').asText() == 'unhealthy'
    inspect('c2', '/State/Health/FailingStreak').asInt() >= 3
  }
}
