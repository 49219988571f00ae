package dev.thaw.guard

import dev.thaw.execute.RunClock
import dev.thaw.journal.Journal
import dev.thaw.journal.JournalFile
import dev.thaw.journal.Progress
import dev.thaw.journal.Records
import java.nio.file.Path
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class VigilSpec extends Specification {
  @TempDir Path folder

  /** The run's end of the pipe. */
  @AutoCleanup OutputStream run = new PipedOutputStream()

  InputStream pipe = new PipedInputStream(run)
  List<List<String>> ended = []
  Duration passed = Duration.ZERO
  Duration wrong = Duration.ZERO
  RunClock clock = [
    wall: { Clock.fixed(Records.NOW + passed + wrong, ZoneOffset.UTC) },
    nanos: { passed.toNanos() },
  ] as RunClock

  private static Instant due(Duration time) {
    Records.NOW + time
  }

  /** Leaves a journal that holds those. */
  private Path left(Map deadlines, Closure more = {}) {
    def file = JournalFile.create(folder, 'run-1')
    def journal = Journal.begin(file.path(), file.storage(), Records.BEGINNING)
    deadlines.eachWithIndex { name, deadline, index ->
      journal.intend(Records.hold(number: index + 1, operation: name, deadline: deadline))
      journal.became(name, Progress.OURS)
    }
    more(journal)
    journal.close()
    file.path()
  }

  /** Keeps watch, thawing whatever it is told to; each time that is noted and what follows is done. */
  private boolean keep(Path path, Closure then = { int time -> }) {
    JournalFile.open(path).get().withCloseable { file ->
      def vigil = new Vigil(file, clock)
      vigil.watch(pipe)
      vigil.keep { open, journal ->
        ended << open*.hold()*.operation()
        journal.ifPresent { open.each { entry -> it.became(entry.hold().operation(), Progress.TAKEN_BACK) } }
        then(ended.size())
        open.collectEntries { [it.hold(), Progress.TAKEN_BACK] }
      }
    }
    JournalFile.open(path).empty
  }

  def "of a run that has left its holds, those without a deadline are ended at once, the others when they are due"() {
    given:
    run.close()
    def path = left([frozen: null, lasting: due(Duration.ofHours(1))]) { it.detach() }

    expect:
    keep(path) { passed = Duration.ofHours(2) }
    ended == [['frozen'], ['lasting']]
  }

  def "what was thawed of a run that hung is looked at again when that has gone, and nothing is waited for"() {
    given:
    passed = Duration.ofHours(2)
    def path = left([lasting: due(Duration.ofHours(1))]) {
      it.detach()
    }

    expect:
    keep(path) { run.close() }
    ended == [['lasting']] * 2
  }

  def "a clock that is set forward by an hour ends nothing early, and one that is set back nothing late"() {
    given:
    def path = left([frozen: due(Duration.ofMinutes(10))])
    def first = clock
    clock = [
      wall: { def now = first.wall(); wrong = jump; now },
      nanos: { passed += Duration.ofMinutes(4); passed.toNanos() },
    ] as RunClock
    List<Duration> at = []

    expect:
    keep(path) { at << passed; run.close() }
    at[0] > Duration.ofMinutes(10)
    at[0] <= Duration.ofMinutes(20)

    where:
    jump << [Duration.ofHours(1), Duration.ofHours(-1)]
  }
}
