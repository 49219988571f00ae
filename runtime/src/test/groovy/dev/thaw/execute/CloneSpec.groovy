package dev.thaw.execute

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.event.ExitCode
import dev.thaw.event.RunEvent
import dev.thaw.host.EngineFiles
import dev.thaw.host.FileSum
import dev.thaw.host.Host
import dev.thaw.host.HostMachine
import dev.thaw.host.LogWatch
import dev.thaw.host.Manifests
import dev.thaw.operation.CheckpointPlace
import dev.thaw.operation.EngineCall
import dev.thaw.operation.FileCall
import dev.thaw.plan.Planner
import java.util.concurrent.CopyOnWriteArrayList
import spock.lang.AutoCleanup
import spock.lang.Specification

/** The stages of a clone, and what becomes of it where one fails: on a simulated engine, with files that are noted. */
class CloneSpec extends Specification {
  static final WORLD = '''
    containers:
      - {name: cache, state: running, counts: 50ms, labels: {app: cache}}
  '''
  static final CLONE = "checkpoint 'base' where name == 'cache' leaveRunning true\n" +
    "cloneFrom 'base', to: 'second' where name == 'cache'"

  /** Notes what it is told to do, and fails where it is told to. */
  static class Noting implements EngineFiles {
    List<String> done = new CopyOnWriteArrayList<>()
    String withheld = ''
    boolean fails

    Optional<String> withheld(String root, String container) {
      withheld ? Optional.of(withheld) : Optional.empty()
    }

    void perform(FileCall call) throws IOException {
      if (fails) {
        throw new IOException('the disk is full')
      }
      done << call.toString()
    }

    List<FileSum> sums(CheckpointPlace place) {
      []
    }

    Optional<String> log(String path, String container) {
      Optional.empty()
    }

    LogWatch watch(String root, String container) {
      LogWatch.NONE
    }
  }

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)
  Noting files = new Noting()
  /** What the simulated engine does not answer by itself. */
  Map<String, Closure<Reply>> answers = [
    '/changes': { json('[{"Path":"/tmp","Kind":0},{"Path":"/tmp/open","Kind":1}]') },
    '/images/json': { json('[]') },
    '/archive': { json('{}') },
  ]

  static Reply json(String text, int status = 200) {
    Reply.of(status, 'application/json', text.getBytes('UTF-8'))
  }

  def setup() {
    run.files = new HostMachine(Host.NONE, files, Manifests.NONE)
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      def found = answers.find { call.path().endsWith(it.key) }
      if (found) {
        return found.value.call()
      }
      // The simulated engine knows what was copied only by its own requests.
      if (call.path().endsWith('/start') && call.query().containsKey('checkpoint')) {
        return start.call(call, send)
      }
      send()
    }
  }

  /** The clone's checkpoint was copied on a disk that there is not: a plain start stands for it. */
  Closure<Reply> start = { EngineCall call, Closure<Reply> send ->
    run.engine.engine.send(EngineCall.post(call.path()), java.time.Duration.ofSeconds(5))
  }

  List<String> changes() {
    run.engine.changes().collect { it.method() + ' ' + it.path().replaceAll(/[0-9a-f]{64}/) { id -> id == run.id('cache') ? 'CACHE' : 'ID' } }
  }

  boolean there() {
    run.engine.engine.send(EngineCall.get('/containers/second/json'), java.time.Duration.ofSeconds(5)).status() == 200
  }

  String reason() {
    run.events.events.findAll { it instanceof RunEvent.Finished }.last().reason()
  }

  def "it is made, gets its files, and is started, in this order"() {
    expect:
    run.run(CLONE) == ExitCode.DONE
    changes() == [
      'POST /containers/CACHE/checkpoints', 'POST /containers/create', 'PUT /containers/ID/archive', 'POST /containers/ID/start',
    ]
    files.done.size() == 1
    files.done[0] ==~ /copies .*\/containers\/[0-9a-f]{64}\/checkpoints\/base\S* to .*\/containers\/[0-9a-f]{64}\/checkpoints\/base\S*/
    run.state('second') == 'running'

    and: 'what is done to files was told before'
    run.events.events.findAll { it instanceof RunEvent.Intent && it.here() }.size() == 1
  }

  def "a dry run tells all of it and does nothing"() {
    given:
    run.run("checkpoint 'base' where name == 'cache' leaveRunning true")
    int sent = run.engine.changes().size()
    def plan = new Planner(run.engine, RunFixture.surroundings(run.time), run.workers).on(run.files)
      .plan(RunFixture.graph("cloneFrom 'base', to: 'second' where name == 'cache'"))
    def action = plan.steps()[0].targets()[0].actions()[0]

    expect:
    action.calls()*.toString().any { it.startsWith('POST /containers/create?name=second') && !it.contains('Env') }
    action.here().any { it.startsWith('copies ') }
    run.engine.changes().size() == sent
    files.done == []
  }

  def "what fails is told, and the container removed: #what"() {
    given:
    spoil.call(this)

    expect:
    run.run(CLONE) == ExitCode.FAILED
    reason().contains(told)
    reason().contains('what was made for it is removed again')
    !there()
    changes().last() == 'DELETE /containers/ID'

    where:
    what                    | spoil                                                                        | told
    'the copy of its files' | { it.files.fails = true }                                                    | 'the disk is full'
    'an archive'            | { it.answers['/archive'] = { json('{"message":"no room"}', 500) } }          | 'no room'
    'the start'             | { it.start = { call, send -> json('{"message":"criu failed"}', 500) } }      | 'criu failed'
    'a start that was none' | { it.start = { call, send -> new Reply(304, [:], InputStream.nullInputStream()) } } | 'it runs already'
  }

  def "one whose making was not answered is found by its labels, and removed"() {
    given:
    answers['/containers/create'] = { throw new EngineException(EngineException.Fault.LOST, 'the connection broke') }
    def between = run.engine.between
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      if (call.path() == '/containers/create') {
        send().close()
      }
      between.call(call, send)
    }

    expect:
    run.run(CLONE) == ExitCode.FAILED
    !there()
    changes().last() == 'DELETE /containers/ID'
  }

  def "where the engine's files are not ours, nothing is made, and it is said why"() {
    given:
    files.withheld = 'the engine is not on this machine'

    expect:
    run.run(CLONE) == ExitCode.FAILED
    reason().contains('nothing was sent: a checkpoint has to be copied among the engine\'s own files for it, but the engine is not on this machine')
    !there()
  }

  def "a name that is taken, or no checkpoint, is known before anything is sent"() {
    expect:
    run.run("checkpoint 'base' where name == 'cache' leaveRunning true then cloneFrom 'base', to: 'cache'") == ExitCode.FAILED
    reason().contains('there is a container cache already')
    run.run("cloneFrom 'other', to: 'second' where name == 'cache'") == ExitCode.FAILED
    reason().contains('it has no checkpoint other')
    !there()
  }
}
