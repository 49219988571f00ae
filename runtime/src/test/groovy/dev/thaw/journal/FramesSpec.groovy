package dev.thaw.journal

import java.nio.ByteBuffer
import java.nio.charset.StandardCharsets
import java.util.random.RandomGenerator
import spock.lang.Specification

class FramesSpec extends Specification {
  /** A journal of seven frames: its beginning, and three holds with what became of them. */
  static final byte[] BYTES = Records.storage(3).read()
  static final List<Integer> STARTS = Records.frames(BYTES)
  static final int END = STARTS.last()

  private static List<String> lines(byte[] bytes) {
    Frames.lines(bytes).collect { new String(it, StandardCharsets.UTF_8) }
  }

  private static byte[] cut(int length) {
    Arrays.copyOf(BYTES, length)
  }

  def "a journal has one frame for each flush, and zeros behind"() {
    expect:
    STARTS.size() == 8
    lines(BYTES).size() == 7
    (END..<BYTES.length).every { BYTES[it] == (byte) 0 }
    Frames.end(BYTES) == new Frames.End(END, 7)
  }

  def "every truncation holds just the frames that are whole in it"() {
    expect:
    (0..END).every { length ->
      int whole = STARTS.count { it <= length } - 1
      lines(cut(length)) == lines(BYTES).take(whole) && Frames.end(cut(length)) == new Frames.End(STARTS[whole], whole)
    }
  }

  def "whatever is left of a last frame, nothing before it is lost, and it is whole or not there"() {
    given:
    def random = RandomGenerator.getDefault()
    int last = STARTS[6]
    def whole = lines(BYTES)

    expect: 'its bytes, each there or not'
    (1..2_000).every {
      byte[] torn = BYTES.clone()
      (last..<END).each { at -> torn[at] = random.nextInt(3) > 0 ? torn[at] : (byte) 0 }
      def found = lines(torn)
      found == whole.take(6) || Arrays.equals(torn, BYTES) && found == whole
    }

    and: 'any one byte of it another one'
    (last..<END).every { at ->
      byte[] torn = BYTES.clone()
      torn[at] = (byte) (torn[at] ^ (1 << random.nextInt(8)))
      lines(torn) == whole.take(6)
    }
  }

  def "every flipped bit in any earlier frame is refused, with the frame's place"() {
    given:
    int tried = 0

    expect:
    (0..<STARTS[6]).every { at ->
      (0..7).every { bit ->
        byte[] broken = BYTES.clone()
        broken[at] = (byte) (broken[at] ^ (1 << bit))
        tried++
        offset(broken) == STARTS.findAll { it <= at }.last()
      }
    }
    tried == STARTS[6] * 8
  }

  private static Long offset(byte[] bytes) {
    try {
      Frames.lines(bytes)
      null
    } catch (JournalDamagedException damaged) {
      damaged.offset()
    }
  }

  def "a hole, a frame left out, two swapped, one twice: refused where it begins"() {
    given:
    byte[] hole = BYTES.clone()
    Arrays.fill(hole, STARTS[2], STARTS[3], (byte) 0)
    def frame = { int number -> BYTES[STARTS[number]..<STARTS[number + 1]] }
    def joined = { List<Integer> numbers -> numbers.collectMany { frame(it) } as byte[] }

    expect:
    offset(hole) == STARTS[2]
    offset(joined([0, 1, 3, 4])) == STARTS[2]
    offset(joined([0, 2, 1, 3])) == STARTS[1]
    lines(joined([0, 1, 1, 2])).size() == 2 || offset(joined([0, 1, 1, 2])) != null
    offset(joined([1, 2])) == 0
  }

  def "#what says nothing, or is refused: #offset"() {
    expect:
    FramesSpec.offset(bytes as byte[]) == offset
    offset != null || Frames.lines(bytes as byte[]) == []

    where:
    what                      | bytes                                                | offset
    'an empty file'           | []                                                   | null
    'a single zero'           | [0]                                                  | null
    'zeros'                   | new byte[70_000]                                     | null
    'the beginning of a frame'| 'THW'.bytes                                          | null
    'a torn first frame'      | cut(STARTS[1] - 1)                                   | null
    'a torn one, then zeros'  | cut(STARTS[1] - 1).toList() + [0] * 4096             | null
    'a text'                  | 'hello, world'.bytes                                 | 0
    'a program'               | [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]                    | 0
    'another version'         | 'THW2'.bytes.toList() + [0] * 40                     | 0
    'garbage'                 | (1..5_000).collect { (it * 7919 % 251 + 1) as byte } | 0
  }

  def "a length that is none is a frame that is none: #length"() {
    given:
    byte[] bytes = cut(STARTS[1])
    ByteBuffer.wrap(bytes).putInt(8, length)

    expect:
    Frames.lines(bytes) == []

    where:
    length << [-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0, STARTS[1]]
  }

  def "behind a torn frame the next one is put in its place, and what is left of it is no frame"() {
    given:
    def storage = CrashingStorage.of(cut(END - 1))

    when:
    def journal = Journal.resume(Records.PATH, storage)
    journal.finish()

    then:
    lines(storage.read()) == lines(BYTES).take(6) + ['{"is":"finished"}']
    Journal.read(storage).finished()
  }
}
