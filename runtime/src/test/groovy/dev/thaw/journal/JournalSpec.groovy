package dev.thaw.journal

import static dev.thaw.journal.Records.BEGINNING
import static dev.thaw.journal.Records.NOW
import static dev.thaw.journal.Records.PATH
import static dev.thaw.journal.Records.hold

import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.concurrent.atomic.AtomicInteger
import java.util.random.RandomGenerator
import spock.lang.Specification

class JournalSpec extends Specification {
  CrashingStorage storage = new CrashingStorage()

  def "what is written is read, every record of it"() {
    given:
    def journal = Journal.begin(PATH, storage, BEGINNING)

    expect:
    Journal.read(storage) == new JournalContent(Optional.of(BEGINNING), [], [], false, false)

    when:
    def holds = Progress.values().indexed().collect { number, progress -> hold(number: number + 1, deadline: number % 2 ? NOW : null) }
    holds.eachWithIndex { hold, index ->
      journal.intend(hold)
      journal.became(hold.operation(), Progress.values()[index])
    }
    journal.unaudited('{"a":"line"}\n')
    journal.detach()

    then:
    def content = Journal.read(storage)
    content.beginning().get() == BEGINNING
    content.holds() == holds.indexed().collect { index, hold -> new JournalContent.Entry(hold, NOW, Progress.values()[index]) }
    content.open()*.progress() == [Progress.INTENDED, Progress.OURS, Progress.DOUBTFUL]
    content.unaudited() == ['{"a":"line"}\n']
    content.detached()
    !content.finished()

    when:
    journal.finish()

    then:
    Journal.read(storage).finished()
    Journal.read(storage).open() == []
  }

  def "nothing in a name ends its record: #text.inspect()"() {
    given:
    def journal = Journal.begin(PATH, storage, new Beginning(text, text, text, text, 1, text, text, NOW))
    def hold = new Hold(text, text, text, text, NOW, text, text, [text, text], NOW, Duration.ofSeconds(30), Optional.empty())

    when:
    journal.intend(hold)
    journal.unaudited(text)
    journal.became(text, Progress.OURS)

    then:
    def content = Journal.read(storage)
    content.beginning().get().script() == text
    content.holds() == [new JournalContent.Entry(hold, NOW, Progress.OURS)]
    content.unaudited() == [text]
    !content.finished()

    where:
    text << Records.HOSTILE
  }

  def "a name that is no text at all, half a character, is read as it was written"() {
    when:
    Journal.begin(PATH, storage, BEGINNING).intend(hold(name: 'a\ud83d'))

    then:
    Journal.read(storage).holds()*.hold()*.name() == ['a\ud83d']
  }

  def "of an operation that is tried again, the first intent tells since when, the last until when"() {
    given:
    def journal = Journal.begin(PATH, storage, BEGINNING)
    def first = hold()
    def again = new Hold(first.operation(), first.container(), first.name(), first.image(), first.started(),
        first.before(), first.verb(), first.calls(), first.at().plusSeconds(3), first.within(), first.deadline())

    when:
    [first, again].each { journal.intend(it) }

    then:
    Journal.read(storage).open() == [new JournalContent.Entry(first, again.at(), Progress.INTENDED)]
  }

  def "what a method has returned for survives every crash; nothing that was never written is there"() {
    expect:
    (1..300).every { seed ->
      def random = new Random(seed)
      def told = []
      def asked = []
      def disk = new CrashingStorage()
      def dying = new DyingStorage(disk, random.nextInt(40))
      try {
        def journal = Journal.begin(PATH, dying, BEGINNING)
        (1..12).each { number ->
          journal.reserve(1 + random.nextInt(20))
          asked << hold(number: number)
          journal.intend(asked.last())
          told << asked.last()
        }
      } catch (IOException dead) {
        assert dead.message.contains('dead')
      }
      def holds = Journal.read(CrashingStorage.of(disk.survivors(random))).holds()*.hold()
      holds.take(told.size()) == told && asked.take(holds.size()) == holds
    }
  }

  def "a storage that is full after room was reserved takes all that can be said of #holds holds"() {
    given: 'names as long as engines allow, and longer'
    def long255 = { String start -> start.padRight(255, 'n') }
    def image = long255('registry.example.com:5000/team/') + ':' + 't' * 128 + '@sha256:' + 'f' * 64
    def journal = Journal.begin(PATH, storage, BEGINNING)
    journal.reserve(holds)
    storage.fill()
    int forced = storage.forces()

    when:
    (1..holds).each { number ->
      def id = number.toString().padLeft(64, '0')
      def hold = hold(operation: "s12345.1.$id", container: id, name: long255("$number"), image: image, deadline: NOW,
          calls: ["POST /v1.45/containers/$id/unpause".toString()] * 2)
      journal.intend(hold)
      journal.intend(hold)
      [Progress.DOUBTFUL, Progress.OURS, Progress.DOUBTFUL, Progress.TAKEN_BACK].each { journal.became(hold.operation(), it) }
    }
    journal.detach()
    journal.finish()

    then:
    Journal.read(storage).finished()
    Journal.read(storage).holds()*.progress().toSet() == [Progress.TAKEN_BACK] as Set
    storage.forces() == forced + 6 * holds + 2

    where:
    holds << [1, 10, 300]
  }

  def "room that is not there is told before anything is held, and what was written stays"() {
    given:
    def journal = Journal.begin(PATH, storage, BEGINNING)
    storage.fill()

    when:
    journal.reserve(1_000)

    then:
    thrown(IOException)
    Journal.read(storage).beginning().get() == BEGINNING
  }

  def "16 threads share flushes, and each finds its own there when it returns"() {
    given:
    def journal = Journal.begin(PATH, storage, BEGINNING)
    def threads = Executors.newFixedThreadPool(16)
    def number = new AtomicInteger()
    int before = storage.forces()

    when:
    def found = threads.invokeAll((1..16).collect {
      { ->
        (1..25).every {
          def mine = hold(number: number.incrementAndGet())
          journal.intend(mine)
          Journal.read(CrashingStorage.of(storage.survivors(RandomGenerator.getDefault()))).holds()*.hold().contains(mine)
        }
      } as Callable
    })*.get()

    then:
    found.every()
    Journal.read(storage).holds().size() == 400
    storage.forces() - before <= 400

    cleanup:
    threads?.shutdownNow()
  }

  def "after a write that failed nothing more is written, as nobody knows what is there"() {
    given:
    def dying = new DyingStorage(storage, 4)
    def journal = Journal.begin(PATH, dying, BEGINNING)

    when:
    journal.intend(hold())

    then:
    thrown(IOException)

    when:
    dying.writes = -1
    journal.intend(hold(number: 2))

    then:
    thrown(IOException)
    Journal.read(storage).holds() == []
  }

  def "#what is no record: the journal is refused, nothing of it is taken for true"() {
    given:
    def frame = Frames.frame(0, java.nio.ByteBuffer.wrap((line + '\n').bytes))

    when:
    Journal.read(CrashingStorage.of(frame.array()))

    then:
    thrown(IOException)

    where:
    what                | line
    'no JSON'           | 'x'
    'no object'         | '[]'
    'an empty line'     | ''
    'another kind'      | '{"is":"more"}'
    'a later version'   | '{"is":"begun","v":2}'
    'no version'        | '{"is":"begun"}'
    'what became of no' | '{"is":"became","what":"OURS"}'
    'an unknown end'    | '{"is":"became","op":"a","what":"EATEN"}'
    'no moment'         | '{"is":"intended","op":"a","container":"b","name":"c","image":"d","started":"soon","before":"running","undo":"unpause","at":"now"}'
    'a number as name'  | '{"is":"unaudited","line":7}'
    'no end to it'      | '[' * 100_000
  }

  /** A storage that fails for good from its nth write or force on. */
  private static final class DyingStorage implements Storage {
    @Delegate(excludes = ['write', 'force'])
    private final CrashingStorage storage
    int writes

    DyingStorage(CrashingStorage storage, int writes) {
      this.storage = storage
      this.writes = writes
    }

    private void live() {
      if (writes-- == 0) {
        writes = 0
        throw new IOException('dead')
      }
    }

    @Override
    void write(long at, java.nio.ByteBuffer bytes) {
      live()
      storage.write(at, bytes)
    }

    @Override
    void force() {
      live()
      storage.force()
    }
  }
}
