package dev.thaw.engine.sim

import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import dev.thaw.operation.Dialect
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Callable
import java.util.concurrent.Executors

class SimEngineSpec extends SimSpecification {
  static final String ONE = 'containers: [{name: c1}]'

  def "it answers a ping as Docker does"() {
    given:
    world('engine: {version: "26.1.5", api: "1.45", experimental: false}')

    expect:
    with(get('/_ping')) {
      status() == 200
      header('api-version').get() == '1.45'
      header('Docker-Experimental').get() == 'false'
      header('Ostype').get() == 'linux'
      header('Server').get() == 'Docker/26.1.5 (linux)'
      new String(bytes()) == 'OK'
    }
    send('HEAD', '/_ping').status() == 200
  }

  def "it tells of itself"() {
    given:
    world("engine: {version: '27.0', api: '1.46', memory: 8GB, cpus: 2}\n"
        + 'containers: [{name: c1}, {name: c2, state: paused}, {name: c3, state: exited}]')

    expect:
    with(get('/version').json()) {
      path('Version').asText() == '27.0'
      path('ApiVersion').asText() == '1.46'
      path('MinAPIVersion').asText() == '1.24'
      path('Experimental').asBoolean()
    }
    with(get('/info').json()) {
      path('ServerVersion').asText() == '27.0'
      path('MemTotal').asLong() == 8_000_000_000
      path('NCPU').asInt() == 2
      path('ExperimentalBuild').asBoolean()
      ['Containers', 'ContainersRunning', 'ContainersPaused', 'ContainersStopped'].collect { name -> path(name).asInt() } == [3, 1, 1, 1]
    }
  }

  def "a path of version #version is answered with #status #message"() {
    given:
    world(ONE)

    when:
    def reply = get("/v$version/containers/c1/json")

    then:
    reply.status() == status
    status == 200 || reply.message() == message

    where:
    version || status | message
    '1.45'  || 200    | ''
    '1.24'  || 200    | ''
    '1.46'  || 400    | 'client version 1.46 is too new. Maximum supported API version is 1.45'
    '1.10'  || 400    | 'client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version'
  }

  def "#method #path is no page"() {
    given:
    world(ONE)

    expect:
    with(send(method, path)) {
      status() == 404
      message() == 'page not found'
      header('Api-Version').isEmpty()
    }

    where:
    method | path
    'GET'  | '/nonsense'
    'GET'  | '/v1.99/nonsense'
    'POST' | '/containers/json'
    'GET'  | '/containers/c1/pause'
    'PUT'  | '/containers/c1/json'
    'HEAD' | '/containers/c1/json'
    'GET'  | '/containers/c1/json/'
    'GET'  | '/containers//json'
  }

  def "an engine of API #api, at least #min, is spoken to in #dialect"() {
    given:
    world("engine: {api: '$api', minApi: '$min'}")

    expect:
    engine.dialect() == Dialect.parse(dialect)

    where:
    api    | min    || dialect
    '1.45' | '1.24' || '1.45'
    '1.41' | '1.12' || '1.41'
    '1.99' | '1.44' || '1.51'
  }

  def "an engine of API #api, at least #min, is not understood"() {
    given:
    world("engine: {api: '$api', minApi: '$min'}")

    when:
    engine.dialect()

    then:
    def refused = thrown(EngineException)
    refused.fault() == Fault.UNSUPPORTED

    where:
    api    | min
    '1.40' | '1.12'
    '1.99' | '1.60'
  }

  def "the same world answers the same bytes, and identifiers come from names"() {
    given:
    def worlds = (1..2).collect { new SimEngine('sim', World.builtIn(), VirtualClock.standing()) }
    def calls = ['/info', '/version', '/containers/web-1/json'].collect { EngineCall.get(it) } +
        EngineCall.get('/containers/json', [all: '1']) +
        EngineCall.get('/containers/db/stats', [stream: '0'])

    expect:
    calls.every { call -> worlds.collect { it.send(call, LONG).bytes().toList() }.toSet().size() == 1 }
    worlds[0].send(EngineCall.get('/containers/web-1/json'), LONG).json().path('Id').asText() ==
        'c4719afa76fa448b5eca99e6736885846501d17956f2fcb2de5c916d723f3a87'
  }

  def "another world is another engine"() {
    expect:
    [ONE, 'containers: [{name: c2}]'].collect { world(it); get('/info').json().path('ID').asText() }.toSet().size() == 2
  }

  def "of #threads pauses at once one succeeds"() {
    given:
    world(ONE)
    def pool = Executors.newFixedThreadPool(threads)

    when:
    def statuses = pool.invokeAll([({ post('/containers/c1/pause').status() } as Callable)] * threads)*.get()

    then:
    statuses.countBy { it } == [204: 1, 409: threads - 1]

    cleanup:
    pool.shutdownNow()

    where:
    threads << [4, 32]
  }

  def "fifty pauses at once each find their own container"() {
    given:
    world("latency: 1s\ncontainers: [{name: 'c{n}', count: 50}]")
    def pool = Executors.newFixedThreadPool(50)

    when:
    def all = pool.invokeAll((1..50).collect { n -> { -> post("/containers/c$n/pause").status() } as Callable })*.get()

    then:
    all.every { it == 204 }
    names(filters: '{"status":["paused"]}').size() == 50

    cleanup:
    pool.shutdownNow()
  }

  def "waits overlap on a virtual clock, as they do in real time"() {
    given:
    def start = clock.now()

    when:
    clock.await(start.plusSeconds(2))
    clock.await(start.plusSeconds(1))

    then:
    clock.now() == start.plusSeconds(2)
  }

  def "an interrupted wait loses the answer and keeps the interrupt"() {
    given:
    engine = new SimEngine('sim', WorldYaml.parse('w', 'latency: 1h'), SimClock.real())
    Thread.currentThread().interrupt()

    when:
    get('/info')

    then:
    def lost = thrown(EngineException)
    lost.fault() == Fault.LOST
    Thread.interrupted()
  }

  def "a closed engine is not reached"() {
    given:
    world(ONE)
    engine.close()

    when:
    get('/info')

    then:
    def refused = thrown(EngineException)
    refused.fault() == Fault.UNREACHABLE
  }

  def "the real clock runs with the machine's, and waits"() {
    given:
    def real = SimClock.real()
    def start = real.now()

    when:
    real.await(start.plusMillis(5))

    then:
    !real.now().isBefore(start.plusMillis(5))
    Duration.between(Instant.now(), start).abs() < Duration.ofMinutes(1)
  }
}
