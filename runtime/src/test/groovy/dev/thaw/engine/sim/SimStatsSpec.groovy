package dev.thaw.engine.sim

import java.time.Duration

/** Shapes as measured on Docker 26.1.5, numbers as docker/cli's {@code stats_helpers.go} computes them. */
class SimStatsSpec extends SimSpecification {
  static final Map<String, String> ONCE = [stream: 'false', 'one-shot': 'true']
  static final Map<String, String> TWICE = [stream: 'false']

  def "memory is as docker stats shows it: #usage of #limit for {#memory}"() {
    given:
    world("engine: {memory: 4GB}\ncontainers: [{name: c1, state: $state, memory: {$memory}}]")

    when:
    def stats = get('/containers/c1/stats', ONCE).json().path('memory_stats')

    then:
    stats.path('usage').asLong() - stats.at('/stats/inactive_file').asLong() == usage
    stats.path('limit').asLong() == limit

    where:
    state     | memory                                   || usage       | limit
    'running' | 'usage: 300MB, limit: 512MB'             || 300_000_000 | 512_000_000
    'running' | 'usage: 300MB, cache: 1GB, limit: 512MB' || 300_000_000 | 512_000_000
    'paused'  | 'usage: 300MB'                           || 300_000_000 | 4_000_000_000
  }

  def "two samples of a #state container give #percent % of the processor, and take a second"() {
    given:
    world("engine: {cpus: 8}\ncontainers: [{name: c1, state: $state, cpu: 12.5, pids: 7}]")
    def before = clock.now()

    when:
    def stats = get('/containers/c1/stats', TWICE).json()

    then:
    dockerPercent(stats) == percent
    stats.at('/pids_stats/current').asInt() == 7
    [stats.path('id').asText(), stats.path('name').asText()] == [id('c1'), '/c1']
    Duration.between(before, clock.now()) == Duration.ofSeconds(1)

    where:
    state     || percent
    'running' || 12.5
    'paused'  || 0
  }

  def "the processor's counter never goes back, and stands while frozen"() {
    given:
    world('containers: [{name: c1, cpu: 50}]')
    def used = { get('/containers/c1/stats', ONCE).json().at('/cpu_stats/cpu_usage/total_usage').asLong() }

    when:
    def counts = [used()]
    clock.advance(Duration.ofSeconds(10))
    counts << used()
    post('/containers/c1/pause')
    clock.advance(Duration.ofSeconds(10))
    counts << used()
    post('/containers/c1/unpause')
    clock.advance(Duration.ofSeconds(10))
    counts << used()

    then:
    [counts[1] - counts[0], counts[2] - counts[1], counts[3] - counts[2]] == [5_000_000_000L, 0L, 5_000_000_000L]
  }

  def "one sample takes no time, bears no names and tells no processor share"() {
    given:
    world('containers: [{name: c1, cpu: 50}]')
    def before = clock.now()

    when:
    def stats = get('/containers/c1/stats', ONCE).json()

    then:
    !stats.has('id') && !stats.has('name')
    !stats.path('precpu_stats').has('system_cpu_usage')
    clock.now() == before
  }

  def "of a container that is #state there is nothing to measure, asked #how"() {
    given:
    world("containers: [{name: c1, state: $state, memory: {usage: 1GB}}]")

    when:
    def reply = get('/containers/c1/stats', query)
    def stats = reply.json()

    then:
    reply.status() == 200
    stats.path('memory_stats').isEmpty()
    stats.path('pids_stats').isEmpty()
    stats.path('id').asText() == id('c1')

    where:
    state        | how     | query
    'exited'     | 'once'  | ONCE
    'exited'     | 'twice' | TWICE
    'created'    | 'once'  | ONCE
    'restarting' | 'once'  | ONCE
  }

  def "#query of #name is refused with #code: #text"() {
    given:
    world('containers: [{name: c1}]')

    expect:
    with(get("/containers/$name/stats", query)) {
      status() == code
      message() == text
    }

    where:
    name | query                                || code | text
    'c1' | [stream: 'true', 'one-shot': 'true'] || 400  | 'cannot have stream=true and one-shot=true'
    'c1' | ['one-shot': 'true']                 || 400  | 'cannot have stream=true and one-shot=true'
    'c1' | [:]                                  || 501  | 'the simulator has no stream of statistics, ask with stream=false'
    'no' | [stream: 'false']                    || 404  | 'No such container: no'
  }

  private static BigDecimal dockerPercent(stats) {
    def used = { stats.at("/${it}/cpu_usage/total_usage").asLong() }
    def system = { stats.at("/${it}/system_cpu_usage").asLong() }
    (used('cpu_stats') - used('precpu_stats')) / (system('cpu_stats') - system('precpu_stats')) *
        stats.at('/cpu_stats/online_cpus').asInt() * 100
  }
}
