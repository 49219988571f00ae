package dev.thaw.sink

import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.Executors
import spock.lang.Specification
import spock.lang.TempDir

class DurableLogSpec extends Specification {
  @TempDir
  Path folder

  def "what many threads append is all there, line by line"() {
    given:
    def path = folder.resolve('log')
    def threads = Executors.newFixedThreadPool(16)

    when:
    DurableLog.open(path).withCloseable { log ->
      (1..200).collect { number -> threads.submit { log.append("line $number\n".bytes) } }*.get()
    }

    then:
    Files.readAllLines(path).toSet() == (1..200).collect { "line $it".toString() }.toSet()

    cleanup:
    threads?.shutdownNow()
  }

  def "only its owner can read it"() {
    given:
    def path = folder.resolve('log')

    when:
    DurableLog.open(path).close()

    then:
    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) == 'rw-------'
  }

  def "a torn last line stays apart from what follows"() {
    given:
    def path = folder.resolve('log')
    Files.writeString(path, 'whole\ntor')

    when:
    DurableLog.open(path).withCloseable { it.append('next\n'.bytes) }

    then:
    Files.readString(path) == 'whole\ntor\nnext\n'
  }

  def "#what is no place for a log"() {
    given:
    def path = folder.resolve('log')
    make(path)

    when:
    DurableLog.open(path)

    then:
    def refusal = thrown(FileSystemException)
    refusal.message.contains('not a plain file')

    where:
    what         | make
    'a directory'| { Files.createDirectory(it) }
    'a link'     | { Files.createSymbolicLink(it, it.resolveSibling('other')) }
  }

  def "a full disk is told, and stays told"() {
    given: 'the device that is always full, through the part that writes'
    def log = DurableLog.onto(Path.of('/dev/full'))

    when:
    log.append('one\n'.bytes)

    then:
    def first = thrown(IOException)
    first.message.contains('No space left on device')

    when:
    log.append('two\n'.bytes)

    then:
    thrown(IOException)

    cleanup:
    log?.close()
  }
}
