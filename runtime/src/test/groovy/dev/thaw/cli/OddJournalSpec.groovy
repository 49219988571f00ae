package dev.thaw.cli

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** What is called a journal and is none must not keep anybody from his work. */
@Timeout(60)
class OddJournalSpec extends Specification {
  @TempDir Path home

  private Path journals() {
    def folder = home.resolve('.local/state/thaw/journals')
    def private0 = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString('rwx------'))
    Files.createDirectories(folder, private0)
  }

  def "#what is told, and is in nobody's way"() {
    given:
    make.call(journals().resolve('a.journal'))
    def cli = new Cli(home)

    expect:
    cli.run('plan', '--engine', 'sim', '-e', "pause where label.tier == 'batch'") == 0
    cli.err.contains('a.journal cannot be used: ')
    cli.err.contains(why)

    where:
    what                    | make                                                       || why
    'a directory'           | { Files.createDirectory(it) }                              || 'not a plain file'
    'a link'                | { Files.createSymbolicLink(it, Path.of('/etc/passwd')) }   || 'not a plain file'
    'a pipe'                | { assert "mkfifo $it".execute().waitFor() == 0 }           || 'not a plain file'
    'what never was one'    | { Files.write(it, 'no journal'.bytes) }                    || 'damaged at byte 0'
    'three sparse GiB'      | { assert "truncate -s 3G $it".execute().waitFor() == 0 }   || 'larger than any journal'
  }

  def "a guardian whose run is over already has nothing to say"() {
    given:
    def cli = new Cli(home)

    expect:
    cli.run('guardian', '--audit', "$home/audit.jsonl", "$home/gone.journal") == 0
    cli.out + cli.err == ''
  }

  def "2 for no command to run while containers are frozen"() {
    given:
    def cli = new Cli(home)

    expect:
    cli.run('frozen', '--engine', 'sim', '--where', "label.tier == 'batch'") == 2
    cli.err.contains('which command?')
  }
}
