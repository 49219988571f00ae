package dev.thaw.sink

import dev.thaw.event.ExitCode
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.graph.Runbook
import dev.thaw.text.Style
import spock.lang.Specification

class ConsoleSinkSpec extends Specification {
  static final String BAD = 'x\\u001b[2J\\u202e\\u000aroot'

  def run = new Happenings("stop where name =~ 'x.*' then start")
  def bytes = new ByteArrayOutputStream()

  private String told(Map how = [:], RunEvent... events) {
    bytes.reset()
    def out = new PrintStream(bytes, true, 'UTF-8')
    def progress = how.progress ? Progress.on(out) : Progress.hidden()
    def sink = new ConsoleSink(out, how.style ?: Style.PLAIN, progress, how.quiet ?: false)
    events.each { sink.accept(run.next(it)) }
    bytes.toString('UTF-8')
  }

  private RunEvent[] story(String name) {
    [Happenings.started(), run.found([name, 'b'], [name]), run.intent(name),
     run.retrying(name, "busy $name"), new RunEvent.Output(run.on(name), false, "said $name"),
     run.finished(name, Outcome.FAILED, "because of $name"), run.finished('b', Outcome.CHANGED),
     new RunEvent.Finished(run.on('b', 1), Outcome.UNCHANGED, null, null, 0, null, 'already running'),
     run.over([(Outcome.FAILED): 1, (Outcome.CHANGED): 1, (Outcome.UNCHANGED): 1]),
     new RunEvent.StepRefused(run.step, "refused by $name"),
     Happenings.ended(ExitCode.FAILED, [(Outcome.FAILED): 1, (Outcome.CHANGED): 1], 2)] as RunEvent[]
  }

  def "a run as it is told, the names of hostile containers made harmless"() {
    expect:
    told(story(Happenings.HOSTILE)) == """\
line 1: stop then start where name =~ 'x.*': 2 containers
  ? 1 container left out, the selector cannot be judged: $BAD
  ↻ $BAD: busy $BAD; once more in 250 ms
$BAD | said $BAD
  ✗ $BAD stop failed: because of $BAD
  ✓ b stop changed
  = b start unchanged: already running
✗ line 1: stop then start where name =~ 'x.*': not run: refused by $BAD
✗ 1 changed, 1 failed, steps not run: 2 in 2.00 s (exit 1: ran, and at least one operation failed)
"""
  }

  def "the runbook, its notes, and how many of those that match are taken"() {
    given:
    RunEvent[] events = [
        Happenings.started(new Runbook("nightly $Happenings.HOSTILE", Happenings.HOSTILE)), Happenings.noted(Happenings.HOSTILE),
        new RunEvent.StepStarted(run.step, [Happenings.container('a')], 3, []), run.finished('a', Outcome.DENIED, 'never', 0),
        new RunEvent.StepPassed(run.step), Happenings.ended(ExitCode.DONE, [(Outcome.FAILED): 1, (Outcome.CHANGED): 1])]

    expect:
    told(events) == """\
nightly $BAD: $BAD
$BAD
line 1: stop then start where name =~ 'x.*': 1 container of 3
  ✗ a stop denied: never
✓ 1 changed, 1 failed and recovered from in 2.00 s
"""
    told(quiet: true, events) == '  ✗ a stop denied: never\n'
  }

  def "quiet: only what did not go well, and what commands print"() {
    expect:
    told(quiet: true, story('a')) == '''\
  ↻ a: busy a; once more in 250 ms
a | said a
  ✗ a stop failed: because of a
✗ line 1: stop then start where name =~ 'x.*': not run: refused by a
✗ 1 changed, 1 failed, steps not run: 2 in 2.00 s (exit 1: ran, and at least one operation failed)
'''
    told(quiet: true, run.found(['a']), run.finished('a', Outcome.CHANGED),
        run.over([(Outcome.CHANGED): 1]), Happenings.ended(ExitCode.DONE, [(Outcome.CHANGED): 1])) == ''
  }

  def "with many targets success is counted, failure named"() {
    given:
    def names = (1..21).collect { "c$it".toString() }

    expect:
    told(run.found(names), *names.take(20).collect { run.finished(it, Outcome.CHANGED) },
        run.finished('c21', Outcome.UNKNOWN, 'no reply'),
        run.over([(Outcome.CHANGED): 20, (Outcome.UNKNOWN): 1])) == '''\
line 1: stop then start where name =~ 'x.*': 21 containers
  ? c21 stop unknown: no reply
  20 changed, 1 unknown in 1.50 s
'''
  }

  def "what is listed becomes a table at the step's end, in order of names"() {
    given:
    run = new Happenings('ps where all')
    def row = { String name, Map labels ->
      new RunEvent.Listed(run.on(name), Happenings.container(name, labels))
    }

    expect:
    told(row('web', [b: '2', a: '1']), row(Happenings.HOSTILE, [k: Happenings.HOSTILE]),
        run.finished('web', Outcome.OBSERVED), run.over([(Outcome.OBSERVED): 2])) == """\
NAME                         STATE     IMAGE   ID             LABELS
web                          running   img:1   ${Happenings.id('web').take(12)}   a=1,b=2
$BAD   running   img:1   ${Happenings.id(Happenings.HOSTILE).take(12)}   k=$BAD
"""
  }

  def "an identifier is no more to be trusted than a name"() {
    given:
    run = new Happenings('ps where all')
    def row = dev.thaw.fact.Snapshot.listed('\u001b[2J', 'a', 'i', [:], dev.thaw.fact.ContainerState.RUNNING)

    expect:
    !told(new RunEvent.Listed(run.on('a'), row), run.over([:])).contains('\u001b')
  }

  def "the foot of a terminal says how far a step is, and makes room for lines"() {
    given:
    def names = (1..5).collect { "c$it".toString() }
    def erase = '\r\u001b[2K'

    expect:
    told(progress: true, run.found(names), run.finished('c1', Outcome.SKIPPED, 'guard'),
        run.finished('c2', Outcome.FAILED, 'gone'), run.over([:])) ==
        "line 1: stop then start where name =~ 'x.*': 5 containers\n" +
        "${erase}stop 1/5${erase}  - c1 stop skipped: guard\n" +
        "${erase}stop 2/5${erase}  ✗ c2 stop failed: gone\n"
  }

  def "colours"() {
    expect:
    told(style: Style.COLOURED, run.finished('a', Outcome.FAILED), run.finished('b', Outcome.CHANGED)) ==
        '  \u001b[31m✗\u001b[0m a stop failed\n  \u001b[32m✓\u001b[0m b stop changed\n'
  }

  def "nothing to do is said"() {
    expect:
    told(Happenings.ended(ExitCode.DONE, [:])) == '✓ nothing to do in 2.00 s\n'
  }

  def "what a wait is about: lines for what is paused, and how long it took; the rest on a terminal alone"() {
    given:
    def wait = new Happenings("awaitHealthy where name =~ 'x.*'")
    def node = dev.thaw.execute.RunFixture.graph('sleep 2.seconds').nodes()[0]
    RunEvent[] events = [
        wait.found(['a', 'b']), new RunEvent.Waiting(wait.on('a'), true, 'it is paused', java.time.Duration.ZERO),
        new RunEvent.Waiting(wait.on('b'), false, "fails: $Happenings.HOSTILE", java.time.Duration.ofSeconds(3)),
        wait.finished('a', Outcome.OBSERVED, 'healthy after 4.20 s'),
        new RunEvent.WaitStarted(node), new RunEvent.WaitFinished(node, java.time.Duration.ofSeconds(2), ''),
        new RunEvent.WaitFinished(node, java.time.Duration.ofSeconds(2), 'broken off')]

    expect:
    told(events) == """\
line 1: awaitHealthy where name =~ 'x.*': 2 containers
  … a: it is paused; waits until somebody thaws it
  ✓ a awaitHealthy observed: healthy after 4.20 s
line 1: sleep 2.seconds
  ✓ after 2.00 s
  ✗ broken off
"""

    and: 'on a terminal'
    told(progress: true, *events[0, 2]).contains("awaitHealthy 0/2 (b: fails: $BAD)")
    told(quiet: true, events) == '  ✗ broken off\n'
  }
}
