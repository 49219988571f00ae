package dev.thaw.execute

import static dev.thaw.engine.EngineException.Fault.DENIED
import static dev.thaw.engine.EngineException.Fault.INVALID
import static dev.thaw.engine.EngineException.Fault.LOST
import static dev.thaw.engine.EngineException.Fault.SHUNNED
import static dev.thaw.engine.EngineException.Fault.TIMEOUT
import static dev.thaw.engine.EngineException.Fault.UNREACHABLE
import static dev.thaw.event.ExitCode.DONE

import dev.thaw.engine.Engine
import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.event.EventBus
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import java.lang.reflect.Proxy
import java.time.Clock
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** When an engine is left alone, and what is tried all the same. */
class BreakerSpec extends Specification {
  static final EngineCall LOOK = EngineCall.get('/containers/json')
  static final EngineCall CHANGE = EngineCall.post('/containers/c/pause')

  final EventRecorder recorder = new EventRecorder()
  final List<EngineCall> sent = []
  long now = 0
  def answer = 200
  final BreakerEngine engine = new BreakerEngine(
      [send: { EngineCall call, Duration deadline ->
        sent << call
        if (answer instanceof EngineException.Fault) {
          throw new EngineException(answer, 'no')
        }
        Reply.of(answer, 'application/json', '[]'.bytes)
      }] as Engine,
      [nanos: { now }] as RunClock,
      new EventBus(Clock.systemUTC(), [], [recorder], { assert false: it }))

  @AutoCleanup
  RunFixture run = new RunFixture('containers: [{name: "c-{n}", count: 100}]')

  private String ask(EngineCall call = LOOK) {
    try {
      engine.send(call, Duration.ofSeconds(1)).close()
      'answered'
    } catch (EngineException failure) {
      assert failure.sent() == (failure.fault() in [LOST, TIMEOUT, INVALID])
      failure.fault() == SHUNNED ? 'shunned' : 'failed'
    }
  }

  private List<String> story() {
    recorder.events.collect {
      it instanceof RunEvent.BreakerOpened ? "opened $it.failed/$it.requests ${it.delay().toSeconds()}s"
          : it instanceof RunEvent.BreakerHalfOpened ? 'half open' : it instanceof RunEvent.BreakerClosed ? 'closed' : it
    }*.toString()
  }

  private void pass(int millis) {
    now += millis * 1_000_000L
  }

  def "#what says that the engine is sick: #sick"() {
    given:
    answer = given
    6.times { ask(call) }

    expect:
    ask(call) == (sick ? 'shunned' : given instanceof Integer ? 'answered' : 'failed')
    sent.size() == (sick ? 6 : 7)
    story() == (sick ? ['opened 6/6 2s'] : [])

    where:
    what                              | call   | given       || sick
    'a refused connection'            | LOOK   | UNREACHABLE || true
    'a refused connection for a change' | CHANGE | UNREACHABLE || true
    'a lost reply'                    | CHANGE | LOST        || true
    'a question without an answer in time' | LOOK | TIMEOUT  || true
    'a change that takes too long'    | CHANGE | TIMEOUT     || false
    'a connection that is forbidden'  | LOOK   | DENIED      || false
    'an answer without sense'         | LOOK   | INVALID     || false
    '503'                             | CHANGE | 503         || true
    '502'                             | LOOK   | 502         || true
    '500 to a question'               | LOOK   | 500         || true
    '500 to a change'                 | CHANGE | 500         || false
    '501'                             | CHANGE | 501         || false
    '409'                             | CHANGE | 409         || false
    '404'                             | LOOK   | 404         || false
  }

  def "four tries of one operation do not open it, nor do failures with answers between them"() {
    when:
    20.times {
      answer = 503
      4.times { ask(CHANGE) }
      answer = 200
      3.times { ask() }
    }

    then:
    story() == []
  }

  def "one request at a time is let through after a wait that doubles, and an answer closes it"() {
    given:
    answer = UNREACHABLE
    6.times { ask() }

    expect:
    [1990, 20, 3970, 40, 7950, 60].collect {
      pass(it)
      ask()
    } == ['shunned', 'failed', 'shunned', 'failed', 'shunned', 'failed']
    sent.size() == 9

    when:
    5.times {
      pass(31_000)
      ask()
    }

    then:
    story().findAll { it != 'half open' } == ['opened 6/6 2s', 'opened 1/1 4s', 'opened 1/1 8s', 'opened 1/1 16s'] + ['opened 1/1 30s'] * 5
    story().count('half open') == 8

    when:
    answer = 200
    pass(31_000)

    then:
    ask() == 'answered'
    ask() == 'answered'
    story()[-2..-1] == ['half open', 'closed']
  }

  def "while one is let through, others are not, and one that says nothing makes room for the next"() {
    given:
    answer = UNREACHABLE
    6.times { ask() }
    pass(2001)

    when:
    answer = TIMEOUT
    def first = ask(CHANGE)
    answer = 200
    def second = ask()

    then:
    [first, second] == ['failed', 'answered']
    story() == ['opened 6/6 2s', 'half open', 'closed']
  }

  def "what is urgent is sent all the same"() {
    given:
    answer = UNREACHABLE
    6.times { ask() }
    answer = 200

    expect:
    ask(CHANGE) == 'shunned'
    engine.urgent().send(CHANGE, Duration.ofSeconds(1)).status() == 200
    ask() == 'shunned'
  }

  def "what is urgent counts, whether it fails or is answered"() {
    when:
    answer = UNREACHABLE
    6.times {
      try {
        engine.urgent().send(LOOK, Duration.ofSeconds(1))
      } catch (EngineException expected) {
        assert expected.fault() == UNREACHABLE
      }
    }

    then:
    ask() == 'shunned'
  }

  def "the failure tells how long"() {
    given:
    answer = UNREACHABLE
    6.times { ask() }
    pass(450)

    when:
    engine.send(LOOK, Duration.ofSeconds(1))

    then:
    def failure = thrown(EngineException)
    failure.message == 'the engine failed too often just now and is left alone for another 1.6 s'
  }

  def "a step fails fast, the next one waits and goes on, and what ensures is not held up"() {
    given:
    def down = new java.util.concurrent.atomic.AtomicInteger(-1)
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        down.compareAndSet(-1, 9)
      }
      if (down.getAndUpdate { it > 0 ? it - 1 : it } > 0) {
        throw new EngineException(UNREACHABLE, 'gone')
      }
      send()
    }

    when:
    def exitCode = run.run("attempt {\n pause where all\n} recover {\n pause where name == 'c-1'\n} ensure {\n stop where name == 'c-2'\n}")

    then:
    exitCode == DONE
    run.state('c-1') == 'paused'
    run.state('c-2') == 'exited'
    run.events.all(RunEvent.BreakerOpened).size() >= 1
    run.events.all(RunEvent.BreakerClosed).size() == 1
    run.events.all(RunEvent.Finished).count { it.reason().contains('is left alone for another') } > 20
    run.engine.calls.size() < 100
  }

  def "no class of the library is loaded before the first failure"() {
    given:
    def loader = new RecordingLoader()
    def engines = loader.loadClass(Engine.name)
    def replies = loader.loadClass(Reply.name)
    def calls = loader.loadClass('dev.thaw.operation.EngineCall')
    def reply = { int status ->
      replies.getMethod('of', int, String, byte[]).invoke(null, status, 'text/plain', new byte[0])
    }
    def status = 200
    def peer = Proxy.newProxyInstance(loader, [engines] as Class[], { proxy, method, arguments -> reply(status) })
    def clock = Proxy.newProxyInstance(
        loader, [loader.loadClass(RunClock.name)] as Class[], { proxy, method, arguments -> 0L })
    def maker = loader.loadClass(BreakerEngine.name).declaredConstructors[0]
    maker.accessible = true
    def breaker = maker.newInstance(peer, clock, null)
    def call = calls.getMethod('get', String).invoke(null, '/info')
    def send = engines.getMethod('send', calls, Duration)

    when:
    3.times { send.invoke(breaker, call, Duration.ofSeconds(1)) }

    then:
    !loader.loaded.any { it.startsWith('io.github.resilience4j') }

    when:
    status = 503
    send.invoke(breaker, call, Duration.ofSeconds(1))

    then:
    loader.loaded.any { it.startsWith('io.github.resilience4j') }
  }

  /** Loads everything afresh and keeps the names. */
  private static final class RecordingLoader extends URLClassLoader {
    final Set<String> loaded = [].toSet().asSynchronized()

    RecordingLoader() {
      super(
          System.getProperty('java.class.path').split(File.pathSeparator).collect { new File(it).toURI().toURL() } as URL[],
          getPlatformClassLoader())
    }

    @Override
    protected Class<?> findClass(String name) {
      loaded << name
      super.findClass(name)
    }
  }
}
