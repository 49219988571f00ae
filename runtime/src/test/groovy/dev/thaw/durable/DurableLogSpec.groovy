package dev.thaw.durable

import java.nio.ByteBuffer
import java.nio.file.FileSystemException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.CountDownLatch
import java.util.concurrent.ExecutionException
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.Future
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class DurableLogSpec extends Specification {
  @TempDir
  Path folder

  @AutoCleanup('shutdownNow')
  ExecutorService pool = Executors.newCachedThreadPool()

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

  def "while one flush is under way, all others wait for a single next one"() {
    given:
    def disk = new SlowDisk()
    def log = new DurableLog(folder.resolve('log'), disk)

    when:
    def first = disk.within { log.append('first\n'.bytes) }
    def others = (1..15).collect { number -> pool.submit { log.append("line $number\n".bytes) } }
    disk.awaitWaiting(log, 15)
    disk.goOn()
    first.get()
    others*.get()

    then:
    disk.forces == 2
    disk.text.readLines().size() == 16
  }

  def "#what while others wait: nobody is told that a line is on the disk, then or later"() {
    given:
    def disk = new SlowDisk(failure: failure)
    def log = new DurableLog(folder.resolve('log'), disk)

    when:
    def first = disk.within { log.append('first\n'.bytes) }
    def others = (1..5).collect { number -> pool.submit { log.append("line $number\n".bytes) } }
    disk.awaitWaiting(log, 5)
    disk.goOn()

    then: 'who wrote gets what was thrown, the others that it cannot be written'
    causeOf { first.get() }.with { it.is(failure) || it.cause.is(failure) }
    others.every { other -> causeOf { other.get() } instanceof IOException }
    causeOf { log.append('later\n'.bytes) } instanceof IOException
    disk.forces == 1
    disk.text == ''

    where:
    what                 | failure
    'an I/O error'       | new IOException('gone')
    'an error of the VM' | new OutOfMemoryError('none left')
    'a bug'              | new IllegalStateException('a bug')
  }

  def "a log that was torn is whole line by line after it is opened again, twice"() {
    given:
    def path = folder.resolve('log')
    Files.writeString(path, 'one\ntw')

    when:
    2.times { round -> DurableLog.open(path).withCloseable { it.append("round $round\n".bytes) } }

    then:
    Files.readString(path) == 'one\ntw\nround 0\nround 1\n'
  }

  private static Throwable causeOf(Closure<?> action) {
    try {
      action()
      null
    } catch (ExecutionException failed) {
      failed.cause
    } catch (Throwable thrown) {
      thrown
    }
  }

  /** A disk whose first write takes as long as the test says. */
  final class SlowDisk implements DurableLog.Disk {
    final CountDownLatch writing = new CountDownLatch(1)
    final CountDownLatch release = new CountDownLatch(1)
    final ByteArrayOutputStream written = new ByteArrayOutputStream()
    volatile int forces
    Throwable failure

    @Override
    void append(ByteBuffer lines) {
      forces++
      writing.countDown()
      release.await()
      if (failure != null) {
        throw failure
      }
      written.write(lines.array(), 0, lines.limit())
    }

    @Override
    void close() {}

    Future<?> within(Closure<?> action) {
      def future = pool.submit(action as Runnable)
      writing.await()
      future
    }

    void awaitWaiting(DurableLog log, int threads) {
      while (log.queued() < threads) {
        Thread.onSpinWait()
      }
    }

    void goOn() {
      release.countDown()
    }

    String getText() {
      written.toString('UTF-8')
    }
  }
}
