package dev.thaw.journal

import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.FileSystemException
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import spock.lang.Specification
import spock.lang.TempDir

class WrittenSpec extends Specification {
  static final int BLOCK = 64 << 10

  @TempDir Path folder

  private byte[] written(Map<Long, String> parts, long size) {
    def path = folder.resolve('a.journal')
    Files.write(path, new byte[0])
    FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE).withCloseable { file ->
      parts.each { at, text -> file.write(java.nio.ByteBuffer.wrap(text.getBytes('US-ASCII')), at) }
      if (size > file.size()) {
        file.write(java.nio.ByteBuffer.wrap([0] as byte[]), size - 1)
      }
      Written.of(file, path)
    }
  }

  def "what is reserved behind the content is left out: #parts of #size bytes"() {
    expect:
    written(parts, size).length == length

    where:
    parts                           | size            || length
    [:]                             | 0L              || 0
    [:]                             | 1L              || 0
    [:]                             | 3L * BLOCK      || 0
    [0L: 'x']                       | 1L              || 1
    [0L: 'x']                       | 9L * BLOCK + 7  || 1
    [(BLOCK - 1L): 'x']             | 2L * BLOCK      || BLOCK
    [(BLOCK as long): 'x']          | 2L * BLOCK      || BLOCK + 1
    [0L: 'abc', (3L * BLOCK): 'de'] | 80L << 20       || 3 * BLOCK + 2
  }

  def "all that is not reserved is there"() {
    expect:
    new String(written([0L: 'abc', 5L: 'de'], 100L), 'US-ASCII') == 'abc\0\0de'
  }

  def "a file larger than any journal is refused before anything of it is read"() {
    when:
    written([0L: 'x'], 3L << 30)

    then:
    def refused = thrown(FileSystemException)
    refused.message.contains('larger than any journal: 3221225472 bytes')
  }
}
