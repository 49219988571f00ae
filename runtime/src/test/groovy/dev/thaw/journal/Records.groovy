package dev.thaw.journal

import java.nio.file.Path
import java.time.Duration
import java.time.Instant

/** Journals made to order. */
final class Records {
  static final Path PATH = Path.of('run.journal')
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00.123456789Z')
  static final Beginning BEGINNING = new Beginning('run-1', 'a.groovy', 'ENGINE', 'unix:///s', 42L, 'host', 'ops', NOW)

  /** Names that try to end a line, a record or a frame. */
  static final List<String> HOSTILE = ['a\nb', 'a\r\n{"is":"finished"}\n', '"', '\\', '\u2028\u2029', '\u0000', 'THW1\u0000\u0000\u0000\u0001',
      '\u202e', '\ud83d\ude00', 'é', '']

  static Hold hold(Map how = [:]) {
    String id = (how.number ?: 1).toString().padLeft(64, '0')
    new Hold(
        how.operation ?: "s1.1.${id.substring(52)}", how.container ?: id, how.name ?: "c${how.number ?: 1}", how.image ?: 'busybox',
        NOW.minusSeconds(9), how.before ?: 'running', how.verb ?: 'unpause', how.calls ?: ["POST /containers/$id/unpause".toString()],
        NOW, Duration.ofSeconds(30), Optional.ofNullable(how.deadline))
  }

  /** Returns a storage with a journal of so many holds, each with what became of it. */
  static CrashingStorage storage(int holds) {
    def storage = new CrashingStorage()
    def journal = Journal.begin(PATH, storage, BEGINNING)
    (1..holds).each {
      journal.intend(hold(number: it))
      journal.became(hold(number: it).operation(), Progress.OURS)
    }
    storage
  }

  /** Returns where frames begin, and at the last where the last one ends. */
  static List<Integer> frames(byte[] bytes) {
    def all = java.nio.ByteBuffer.wrap(bytes)
    def starts = [0]
    while (starts.last() + 16 <= bytes.length && all.getInt(starts.last()) == 0x54485731) {
      starts << starts.last() + 16 + all.getInt(starts.last() + 8)
    }
    starts
  }
}
