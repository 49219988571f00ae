package dev.thaw.history

import dev.thaw.cli.Cli
import dev.thaw.engine.EngineInfo
import dev.thaw.event.ExitCode
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.execute.Done
import dev.thaw.execute.RunFixture
import dev.thaw.graph.OperationGraph
import dev.thaw.lock.ProcessMark
import dev.thaw.sink.Happenings
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification
import spock.lang.TempDir

/** What a run leaves on the disk, and when. */
class RunHistorySpec extends Specification {
  static final String ID = '20261121T110559Z-4f3a2b1c'
  static final String SCRIPT = "stop where all then start"

  @TempDir Path folder
  Happenings run = new Happenings(SCRIPT)
  List<String> complaints = []
  RunHistory history

  def setup() {
    history = history { new RunStore(folder) }
  }

  private RunHistory history(Closure<RunStore> store, Done done = Done.NONE) {
    def opening = new RunHistory.Opening() {
      RunStore store() {
        store()
      }

      RunRecord record(Instant started, Optional<EngineInfo> engine) {
        RunStoreSpec.record(ID, ProcessMark.here(), [started: started])
      }

      OperationGraph graph() {
        RunFixture.graph(SCRIPT)
      }

      byte[] script() {
        SCRIPT.bytes
      }

      Done done() {
        done
      }
    }
    new RunHistory(opening, { Happenings.AT } as InstantSource, { complaints << it })
  }

  private void tell(RunEvent... events) {
    events.each { history.accept(run.next(it)) }
  }

  private KeptRun kept() {
    new RunStore(folder).read(ID).get()
  }

  private List<String> words() {
    Files.readAllLines(kept().events()).collect { Cli.json(it).event }
  }

  private Set<String> files() {
    Files.list(folder.resolve(ID)).toList()*.fileName*.toString() as Set
  }

  def "nothing is there before something is about to change; then all that happened so far is"() {
    when:
    tell(Happenings.started(), run.found(['a', 'b']))

    then:
    new RunStore(folder).ids() == []

    when:
    tell(run.intent('a'))

    then:
    files() == ['run.json', 'graph.json', 'script', 'events.jsonl'] as Set
    words() == ['runStarted', 'stepStarted', 'intent']
    kept().state() == KeptRun.State.RUNNING
    kept().graph() == RunFixture.graph(SCRIPT)

    when:
    tell(run.finished('a', Outcome.CHANGED))

    then:
    words().last() == 'finished'

    when:
    tell(Happenings.ended(ExitCode.FAILED, [(Outcome.CHANGED): 1], 2))

    then:
    kept().state() == KeptRun.State.ENDED
    kept().result().get() == new RunResult(1, [(Outcome.CHANGED): 1], 2, Happenings.AT, '', 0)
    complaints == []
  }

  def "a run that changes nothing is there at its end"() {
    when:
    tell(Happenings.started(), run.found([]), run.over([:]), Happenings.ended(ExitCode.DONE, [:]))

    then:
    words() == ['runStarted', 'stepStarted', 'stepFinished', 'runFinished']
    kept().result().get().good()
  }

  def "why nothing was done is kept, with the engine or without"() {
    when:
    history.failed(ExitCode.UNREACHABLE, 'connection refused')

    then:
    words() == ['failed']
    kept().result().get() == new RunResult(9, [:], 0, Happenings.AT, 'connection refused', 0)
  }

  def "output is kept up to a bound, and how much is not"() {
    when:
    tell(run.intent('a'))
    def line = 'x' * 1_000_000
    30.times { tell(new RunEvent.Output(run.on('a'), false, line)) }
    tell(run.finished('a', Outcome.CHANGED), Happenings.ended(ExitCode.DONE, [:]))

    then:
    words().countBy { it } == [intent: 1, output: 16, finished: 1, runFinished: 1]
    kept().result().get().leftOut() == 14
  }

  def "a store that cannot be used is told of once, and nothing else happens"() {
    given:
    history = history { throw new IOException('others may write to it') }

    when:
    tell(Happenings.started(), run.intent('a'), run.finished('a', Outcome.CHANGED), Happenings.ended(ExitCode.DONE, [:]))
    history.failed(ExitCode.FAILED, 'x')

    then:
    complaints == ['warning: the history of this run is not complete: others may write to it.']
  }

  def "where the middle is missing that is marked, and the end is kept all the same"() {
    given:
    tell(run.intent('a'))
    // As if the disk were full: the file is closed under it.
    history.@file.@file.close()

    when:
    tell(run.finished('a', Outcome.CHANGED), run.intent('b'), Happenings.ended(ExitCode.DONE, [(Outcome.CHANGED): 2]))

    then:
    complaints.size() == 1
    kept().torn()
    words() == ['intent']
    kept().result().get().good()
  }

  def "what a killed process left of its last line does not count, damage before it does"() {
    given:
    tell(Happenings.started(), run.found(['a']), run.intent('a'), run.finished('a', Outcome.CHANGED))
    def file = kept().events()
    def whole = Files.readString(file)

    when:
    Files.writeString(file, whole.take(whole.length() - 30))
    def events = KeptEvents.read(kept())

    then:
    events.operations()*.outcome() == [Outcome.UNKNOWN]
    events.operations()*.position() == [-1]
    events.steps()*.targets() == [[Happenings.id('a')]]

    when:
    Files.writeString(file, whole.replaceFirst('intent', 'in"tent'))
    KeptEvents.read(kept())

    then:
    def failure = thrown(IOException)
    failure.message.endsWith('events.jsonl: line 3 is damaged')
  }

  def "what was done before is read back as it was"() {
    given:
    def done = new Done([new Done.Operation('s1', 0, 'c' * 64, 'a\u202e', ID, true), new Done.Operation('s2', 1, 'd', 'b', 'other', false)],
        [s3: ['x', 'y'] as Set])

    expect:
    DoneJson.read(DoneJson.write(done)) == done
    DoneJson.read(DoneJson.write(Done.NONE)).none
  }
}
