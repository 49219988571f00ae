package dev.thaw.journal

import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(120)
class JournalFileSpec extends Specification {
  @TempDir Path folder
  List<Process> processes = []

  def cleanup() {
    processes*.destroyForcibly()
  }

  /** A process that takes locks as it is told, line by line. */
  private Closure<String> locker(Path path) {
    def process = new ProcessBuilder("${System.getProperty('java.home')}/bin/java".toString(), '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Xmx32m', '-cp', System.getProperty('java.class.path'),
        Locker.name, path.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start()
    processes << process
    def lines = process.inputReader()
    return { String word ->
      process.outputWriter().with { it.write("$word\n"); it.flush() }
      lines.readLine()
    }
  }

  def "the file is its owner's alone, there once, and locked from the moment on at which anybody can see it"() {
    when:
    def file = JournalFile.create(folder, 'run-1')

    then:
    file.path() == folder.resolve('run-1.journal')
    PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())) == 'rw-------'
    JournalFile.in(folder) == [file.path()]
    locker(file.path())('own') == 'false'
    Files.list(folder).withCloseable { it.count() } == 1

    when:
    JournalFile.create(folder, 'run-1')

    then:
    thrown(FileAlreadyExistsException)
    locker(file.path())('own') == 'false'

    cleanup:
    file?.close()
  }

  def "the locks are between processes, apart from each other, and fall with their holder"() {
    given:
    def file = JournalFile.create(folder, 'run-1')
    def other = locker(file.path())

    expect:
    other('own') == 'false'
    !file.guarded()
    other('guard') == 'true'
    file.guarded()
    !file.guard()
    !file.inherited()
    other('inherit') == 'true'
    file.inherited()
    !file.inherit()

    when:
    file.disown()

    then:
    other('own') == 'true'
    !file.own()

    when:
    processes*.destroyForcibly()*.waitFor()

    then:
    file.own()
    !file.guarded()
    !file.inherited()
    file.inherit()

    cleanup:
    file?.close()
  }

  def "a link is no journal, and what is gone is nothing"() {
    given:
    Files.createSymbolicLink(folder.resolve('a.journal'), Files.createFile(folder.resolve('other')))

    expect:
    JournalFile.open(folder.resolve('b.journal')) == Optional.empty()
    JournalFile.in(folder.resolve('none')) == []

    when:
    JournalFile.open(folder.resolve('a.journal'))

    then:
    thrown(IOException)
  }

  def "what is written is read, also by another one"() {
    given:
    def file = JournalFile.create(folder, 'run-1')
    def journal = Journal.begin(file.path(), file.storage(), Records.BEGINNING)
    journal.intend(Records.hold())

    expect:
    JournalFile.open(file.path()).get().withCloseable { Journal.read(it.storage()).open()*.hold() } == [Records.hold()]

    cleanup:
    journal?.close()
  }
}
