package dev.thaw.execute

import dev.thaw.event.ExitCode
import dev.thaw.event.RunEvent
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What a run does of which an earlier one has done a part. */
class ResumptionSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: aa, exec: {exitCode: 0}}
  - {name: bb, exec: {exitCode: 0}}
  - {name: cc, exec: {exitCode: 0}}
  - {name: dd, exec: {exitCode: 0}}
  - {name: over, state: exited, exec: {exitCode: 0}}
'''

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  private String id(String name) {
    def call = dev.thaw.operation.EngineCall.get("/containers/$name/json")
    run.engine.engine.send(call, java.time.Duration.ofSeconds(1)).json().path('Id').asText()
  }

  private Done.Operation done(String name, int position = 0, boolean lasting = false, String step = 's1') {
    new Done.Operation(step, position, name == 'gone' ? 'f' * 64 : id(name), name, 'X', lasting)
  }

  private void done(List<Done.Operation> operations, Map<String, List<String>> samples = [:]) {
    run.done = new Done(operations, samples.collectEntries { [it.key, it.value.collect { name -> id(name) } as Set] })
  }

  private List<String> story() {
    run.events.all(RunEvent.Finished).collect {
      "${it.operation().name()} ${it.operation().verb()} ${it.outcome().word()}${it.reason() ? ': ' + it.reason() : ''}".toString()
    }
  }

  def "what was done is told and left, and the chain goes on"() {
    given:
    done([done('aa'), done('bb', 0), done('bb', 1)])

    expect:
    run.run("exec 'x' where name in ['aa', 'bb', 'cc'] then restart") == ExitCode.DONE
    story().sort() == ['aa exec skipped: done in run X', 'aa restart changed', 'bb exec skipped: done in run X',
      'bb restart skipped: done in run X', 'cc exec changed', 'cc restart changed']
  }

  def "one that does not match any more is taken up, counts for min, and is told of if it is gone"() {
    given:
    done([done('over'), done('gone')])

    expect:
    run.run("stop where running && name in ['aa', 'over'] min 3 then start") == ExitCode.DONE
    story().sort() == ['aa start changed', 'aa stop changed', 'gone start skipped: gone since it was listed',
      'gone stop skipped: done in run X', 'over start changed', 'over stop skipped: done in run X']
  }

  def "what must last is judged on a fresh look"() {
    given:
    done([done('over', 0, true), done('aa', 0, true)])

    expect:
    run.run("stop where name in ['aa', 'over']") == ExitCode.DONE
    story().sort() == ['aa stop changed', 'over stop skipped: done in run X']
  }

  def "one that must last, has not, and does not match now is left"() {
    given:
    done([done('aa', 0, true)])

    expect:
    run.run("pause where paused") == ExitCode.DONE
    story() == ["aa pause skipped: no longer matches: paused is false"]
  }

  def "batches are made of what is left"() {
    given:
    done([done('aa'), done('bb'), done('cc')])

    expect:
    run.run("rolling(1, pause: 10.seconds) { restart where running }") == ExitCode.DONE
    run.events.outcomes() == [aa: 'restart skipped', bb: 'restart skipped', cc: 'restart skipped', dd: 'restart changed']
    run.waits.every { it.toMillis() < 10_000 }
    run.events.all(RunEvent.StepStarted)[0].targets().size() == 4
  }

  def "a sample stays the same, whatever matches now"() {
    given:
    done([done('over')], [s1: ['over', 'bb']])

    expect:
    run.run("restart where running random 2") == ExitCode.DONE
    run.events.outcomes() == [over: 'restart skipped', bb: 'restart changed']
  }

  def "a step of another name does not count"() {
    given:
    done([done('aa', 0, false, 's2')])

    expect:
    run.run("pause where name == 'aa'\nunpause where name == 'aa'") == ExitCode.DONE
    story() == ['aa pause changed', 'aa unpause skipped: done in run X']
  }
}
