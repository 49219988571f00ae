package dev.thaw.execute

import static dev.thaw.event.ExitCode.COMPENSATED
import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.UNKNOWN

import dev.thaw.engine.EngineException
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What a checkpoint stands for, where a part of it comes to nothing: no container is lost by it. */
class CheckpointChainSpec extends Specification {
  static final String WORLD = '''
engine: {checkpointRaces: true}
containers:
  - {name: aa, counts: 50ms, labels: {tier: batch}, exec: {exitCode: 0}}
  - {name: bb, counts: 50ms, labels: {tier: batch}, exec: {exitCode: 7}}
  - {name: cold, counts: 50ms, state: paused}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private static boolean makes(EngineCall call) {
    call.method() == 'POST' && call.path().endsWith('/checkpoints')
  }

  private List<String> sent() {
    run.engine.changes().collect { it.method() == 'DELETE' ? 'delete' : it.path() - ~'.*/' }
  }

  private void direct(String method, String path, String body = '') {
    run.engine.engine.send(new EngineCall(method, path, new TreeMap<>(), body), Duration.ofSeconds(9)).close()
  }

  private void make(String container, String name) {
    direct('POST', "/containers/${run.id(container)}/checkpoints", """{"CheckpointID":"$name","Exit":false}""")
    run.time.advance(Duration.ofSeconds(1))
  }

  private List<String> saved(String container) {
    def call = EngineCall.get("/containers/${run.id(container)}/checkpoints")
    run.engine.engine.send(call, Duration.ofSeconds(1)).json().collect { it.path('Name').asText() }
  }

  private List<String> story() {
    run.events.all(RunEvent.Finished).collect { "${it.operation().verb()} ${it.outcome().word()}".toString() }
  }

  private String reason() {
    run.events.all(RunEvent.Finished).findAll { it.outcome().bad() }*.reason().join('; ')
  }

  def "its parts are told in their order"() {
    expect:
    run.run("checkpoint 'n1' where name == 'aa' then restore") == DONE
    story() == ['preflight observed', 'pause changed', 'checkpoint changed', 'kill changed', 'removeCheckpoint unchanged',
      'restore changed']
    sent() == ['pause', 'checkpoints', 'kill', 'start']
    run.events.all(RunEvent.Finished)[2].reason() == "as n1.$run.name"
    saved('aa') == ["n1.$run.name".toString()]
  }

  def "checkpoints and restores as fast as they go are kept apart, so that nothing races"() {
    expect:
    run.run("checkpoint 'n1' where name == 'aa' then restore\n" * 20) == DONE
    run.state('aa') == 'running'
    saved('aa').size() == 1
    run.events.all(RunEvent.Retrying) == []
  }

  def "who is overtaken by somebody else's checkpoint tries again"() {
    given:
    def first = true
    run.engine.between = { EngineCall call, Closure send ->
      if (makes(call) && first) {
        first = false
        direct('POST', "/containers/${run.id('aa')}/checkpoints", '{"CheckpointID":"other","Exit":false}')
      }
      send()
    }

    expect:
    run.run("checkpoint 'n1' where name == 'aa'") == DONE
    run.state('aa') == 'exited'
    saved('aa') == ["n1.$run.name".toString(), 'other']
    sent().count('kill') == 1
  }

  def "what is known to fail is refused before anything is frozen"() {
    given:
    run.close()
    run = new RunFixture(WORLD.replace('checkpointRaces: true', 'experimental: false'))

    expect:
    run.run("checkpoint 'n1' where name == 'aa'") == FAILED
    run.engine.changes() == []
    run.state('aa') == 'running'
  }

  def "a dump that fails leaves it as it was, and the run says that it took that back"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (makes(call)) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'no way')
      }
      send()
    }

    expect:
    run.run("checkpoint 'n1' where name == '$name' retry 1") == code
    run.state(name) == state
    !sent().contains('kill')

    where:
    name   || code        | state
    'aa'   || COMPENSATED | 'running'
    'cold' || FAILED      | 'paused'
  }

  def "a checkpoint that cannot be seen costs no container"() {
    given:
    def made = false
    run.engine.between = { EngineCall call, Closure send ->
      made |= makes(call)
      if (made && call.path().endsWith('/checkpoints') && !makes(call)) {
        throw new EngineException(EngineException.Fault.LOST, 'no answer')
      }
      send()
    }

    expect:
    run.run("checkpoint 'n1' where name == 'aa'") == UNKNOWN
    run.state('aa') == 'running'
    !sent().contains('kill')
  }

  def "one that somebody thaws meanwhile runs on: what it did since is not saved"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (makes(call)) {
        direct('POST', "/containers/${run.id('aa')}/$deed")
        direct('POST', "/containers/${run.id('aa')}/start")
      }
      reply
    }

    expect:
    run.run("checkpoint 'n1' where name == 'aa'") == FAILED
    reason() == 'it is running, and was to stay paused until this is done'
    run.state('aa') == 'running'
    !sent().contains('kill')

    where:
    deed << ['unpause', 'restart']
  }

  def "one that somebody kills meanwhile is where it was to be"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (makes(call)) {
        direct('POST', "/containers/${run.id('aa')}/kill")
      }
      reply
    }

    expect:
    run.run("checkpoint 'n1' where name == 'aa'") == DONE
    run.state('aa') == 'exited'
  }

  def "as many stay as are to, also where replies of removals are lost"() {
    given:
    (1..4).each { make('aa', "n1.2020010${it}T000000Z-0000000a") }
    def hit = [] as Set
    run.engine.between = { EngineCall call, Closure send ->
      def reply = send()
      if (call.method() == 'DELETE' && hit.add(call.path())) {
        throw new EngineException(EngineException.Fault.LOST, 'no answer')
      }
      reply
    }

    expect:
    run.run("checkpoint 'n1' where name == 'aa' keep 2") == DONE
    saved('aa') == ['n1.20200104T000000Z-0000000a', "n1.$run.name".toString()]
  }

  def "what was removed in part is told as changed, and another try removes the rest: #times refusals"() {
    given:
    (1..3).each { make('aa', "n1.2020010${it}T000000Z-0000000a") }
    def left = times
    run.engine.between = { EngineCall call, Closure send ->
      if (call.path().contains('20200102') && left-- > 0) {
        throw new EngineException(EngineException.Fault.UNREACHABLE, 'no way')
      }
      send()
    }

    when:
    def code = run.run("removeCheckpoint 'n1' where name == 'aa' retry 1")
    def last = run.events.all(RunEvent.Finished).last()

    then:
    code == expected
    last.changed().get()
    saved('aa') == stay

    where:
    times || expected | stay
    1     || DONE     | []
    9     || FAILED   | ['n1.20200101T000000Z-0000000a', 'n1.20200102T000000Z-0000000a']
  }

  def "a guard is judged before anything is done: #guard of #name"() {
    expect:
    run.run("checkpoint 'n1' where name == '$name' when { $guard }") == DONE
    run.state(name) == state
    run.engine.changes().empty == (state != 'exited')

    where:
    name   | guard     || state
    'aa'   | 'running' || 'exited'
    'aa'   | 'paused'  || 'running'
    'cold' | 'paused'  || 'exited'
    'cold' | 'running' || 'paused'
  }

  def "a rewind whose guard holds is done whole"() {
    given:
    make('aa', 'n1.20200101T000000Z-0000000a')

    expect:
    run.run("rewind 'n1', to: 1.hour.ago where name == 'aa' when { running }") == DONE
    run.state('aa') == 'running'
    sent() == ['kill', 'start']
  }

  def "what must never be killed is not, and runs on"() {
    expect:
    run.run("never { kill where name == 'aa' }\ncheckpoint 'n1' where name == 'aa'") == DENIED
    run.state('aa') == 'running'
    reason().startsWith("never kill where name == 'aa'")
    !sent().contains('kill')
  }

  def "#done: what an earlier run has done of it is not enough to end a container that runs"() {
    given:
    make('aa', 'n1.20200101T000000Z-0000000a')
    def id = run.id('aa')
    run.done = new Done(done.collect { new Done.Operation('s1', it, id, 'aa', 'X', it == 3) }, [:])

    expect:
    run.run("checkpoint 'n1' where name == 'aa' keep 5") == DONE
    sent() == ['pause', 'checkpoints', 'kill']
    saved('aa').size() == 2

    where:
    done << [[0, 1, 2], [0, 1, 2, 3], [0, 1, 2, 3, 4]]
  }

  def "what was saved and ended, and still is, is not saved again"() {
    given:
    make('aa', 'n1.20200101T000000Z-0000000a')
    def id = run.id('aa')
    direct('POST', "/containers/$id/kill")
    run.done = new Done((0..3).collect { new Done.Operation('s1', it, id, 'aa', 'X', it == 3) }, [:])

    expect:
    run.run("checkpoint 'n1' where name == 'aa' then restore") == DONE
    sent() == ['start']
    run.state('aa') == 'running'
  }

  def "what was restored is not restored again, and the chain goes on"() {
    given:
    def id = run.id('aa')
    run.done = new Done((0..5).collect { new Done.Operation('s1', it, id, 'aa', 'X', it == 5) }, [:])

    expect:
    run.run("checkpoint 'n1' where name == 'aa' then restore then exec('sync')") == DONE
    sent() == ['exec', 'start']
    run.engine.changes().every { !it.query().containsKey('checkpoint') }
  }
}
