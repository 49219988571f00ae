package dev.thaw.lock

import dev.thaw.execute.RunClock
import dev.thaw.it.OnDocker
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.util.concurrent.TimeUnit
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class RunLocksSpec extends Specification {
  static final LockName NAME = new LockName('a.lock', 'it is held')
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00.5Z')
  static final String HOST = Files.readString(Path.of('/proc/sys/kernel/hostname')).strip()

  @TempDir
  Path folder

  private RunLocks.Introduction me(String command = 'thaw run a.groovy') {
    { -> Holder.here('run-1', command, NOW) }
  }

  private Process contender(Path witness, int starts) {
    def builder = new ProcessBuilder("${System.getProperty('java.home')}/bin/java".toString(), '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx32m', '-cp', System.getProperty('java.class.path'),
        Contender.name, folder.toString(), NAME.fileName(), witness.toString(), starts.toString())
    builder.redirectErrorStream(true).redirectOutput(folder.resolve('contenders').toFile()).start()
  }

  def "50 processes that take a lock 20 times each never hold it together"() {
    given:
    def witness = folder.resolve('witness')

    when:
    def processes = (1..50).collect { contender(witness, 20) }
    processes.each { assert it.waitFor(100, TimeUnit.SECONDS) }

    then:
    processes*.exitValue().toSet() == [0] as Set
    def marks = Files.readAllLines(witness)*.tokenize(' ').findAll { it[0] != 'busy' }
    marks.size() == 2 * 50 * 20
    marks.collate(2).count { begin, end -> begin[0] != 'begin' || end[0] != 'end' || begin[1] != end[1] } == 0
    marks*.get(1).toSet().size() == 50

    cleanup:
    processes*.destroyForcibly()
  }

  def "a lock is held until it is closed, its holder named, its file its owner's alone and never deleted"() {
    given:
    def locks = new RunLocks(folder)

    when:
    def lock = locks.claim(NAME, me()) as RunLock
    def busy = locks.claim(NAME, me('another')) as Claim.Busy

    then:
    def self = ProcessHandle.current().pid()
    busy.holder().get() == new Holder(self, started(self), HOST, System.getProperty('user.name'), 'run-1',
        'thaw run a.groovy', Instant.parse('2026-11-21T12:00:00Z'))
    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve('a.lock'))) == 'rw-------'
    locks.claim(new LockName('b.lock', ''), me()) instanceof RunLock

    and: 'having asked for it again did not let go of it'
    def witness = Files.createFile(folder.resolve('witness'))
    def waiting = contender(witness, 1)
    OnDocker.until('it waits') { Files.size(witness) > 0 }
    Files.readAllLines(witness) == ["busy ${waiting.pid()}".toString()]

    when:
    lock.close()

    then:
    waiting.waitFor(60, TimeUnit.SECONDS)
    Files.readAllLines(witness)*.replaceFirst(/ .*/, '') == ['busy', 'begin', 'end']
    Files.size(folder.resolve('a.lock')) == 0
    locks.claim(NAME, me()) instanceof RunLock

    cleanup:
    waiting?.destroyForcibly()
  }

  def "a file that says #what is no lock, and names nobody to whoever meets it locked"() {
    given:
    Files.writeString(folder.resolve('a.lock'), content)

    expect:
    !Holder.read(content.bytes).present
    new RunLocks(folder).claim(NAME, me()) instanceof RunLock

    where:
    what                     | content
    'nothing'                | ''
    'no JSON'                | '\u001b[2Jlock'
    'half of it'             | '{"pid":1,"started":'
    'another thing'          | '[1]'
    'no time'                | json(1, started(1), HOST, 'yesterday')
    'a process that is none' | json(999999999, 1, HOST)
    'a negative process'     | json(-1, 1, HOST)
    'a process of that number that began another time' | json(ProcessHandle.current().pid(), 1, HOST)
    'deep nesting'           | '[' * 5000
  }

  def "the holder on another machine is believed, what he says being his own affair"() {
    expect:
    Holder.read(json(999999999, 1, 'elsewhere').bytes).get().host() == 'elsewhere'
    Holder.read(Holder.here('r', 'c \u001b[2J', NOW).json()).get().command() == 'c \u001b[2J'
  }

  def "who waits is told once for whom, and has the lock when it is free"() {
    given:
    def locks = new RunLocks(folder)
    def lock = locks.claim(NAME, me()) as RunLock
    def told = []
    def clock = new Standing(onSleep: { if (it == 5) { lock.close() } })

    expect:
    locks.await(NAME, me(), patience, clock) { told << it.holder().get().command() } instanceof RunLock
    told == ['thaw run a.groovy']
    clock.sleeps.size() == 5

    where:
    patience << [Optional.empty(), Optional.of(Duration.ofMinutes(1))]
  }

  def "patience of #millis ms ends after #sleeps"() {
    given:
    def locks = new RunLocks(folder)
    def lock = locks.claim(NAME, me()) as RunLock
    def clock = new Standing()

    expect:
    locks.await(NAME, me(), Optional.of(Duration.ofMillis(millis)), clock) {} instanceof Claim.Busy
    clock.sleeps == sleeps

    cleanup:
    lock.close()

    where:
    millis || sleeps
    0      || []
    250    || [100, 100, 50]
  }

  def "what cannot be opened is told: #what"() {
    when:
    make.call(folder)
    new RunLocks(folder.resolve('d')).claim(NAME, me())

    then:
    thrown(IOException)

    where:
    what                   | make
    'no directory'         | { Path path -> }
    'a folder in its place' | { Path path -> Files.createDirectories(path.resolve('d/a.lock')) }
    'a link in its place'  | { Path path ->
      Files.createDirectory(path.resolve('d'))
      Files.createSymbolicLink(path.resolve('d/a.lock'), path.resolve('x'))
    }
  }

  private static String json(long pid, long started, String host, String since = '2026-11-21T12:00:00Z') {
    """{"pid":$pid,"started":$started,"host":"$host","user":"u","run":"r","command":"c","since":"$since"}"""
  }

  private static long started(long pid) {
    Files.readString(Path.of("/proc/$pid/stat")).replaceAll(/(?s).*\) /, '').tokenize(' ')[19] as long
  }

  /** A clock that goes on by what is slept. */
  static class Standing implements RunClock {
    List<Long> sleeps = []
    Closure<?> onSleep = { int count -> }

    Clock wall() {
      Clock.systemUTC()
    }

    long nanos() {
      (sleeps.sum(0L) as long) * 1_000_000L
    }

    void sleep(Duration duration) {
      sleeps << duration.toMillis()
      onSleep.call(sleeps.size())
    }
  }
}
