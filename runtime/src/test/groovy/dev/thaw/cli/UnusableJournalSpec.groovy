package dev.thaw.cli

import dev.thaw.journal.Beginning
import dev.thaw.journal.Journal
import dev.thaw.journal.JournalFile
import dev.thaw.script.PrivateDirectory
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

class UnusableJournalSpec extends Specification {
  @TempDir Path home

  def "a journal that is #what is told of, and keeps nobody from the others"() {
    given:
    def state = PrivateDirectory.of(home.resolve('.local/state/thaw'))
    def journals = PrivateDirectory.of(state.resolve('journals'))
    make(journals.resolve('a.journal'))
    def file = JournalFile.create(journals, 'b')
    Journal.begin(file.path(), file.storage(), new Beginning('b', 'b.groovy', 'E', 'unix:///s', 1, 'host', 'ops', Instant.EPOCH)).close()

    when:
    def thaw = new Cli(home)
    def code = thaw.run('recover', '-H', 'unix:///nowhere/s')

    then:
    code == 6
    thaw.err.contains("thaw: the journal $journals/a.journal cannot be used: ")
    thaw.err.contains('thaw them by hand')
    JournalFile.in(journals)*.fileName*.toString() == ['a.journal']

    where:
    what              | make
    'a text'          | { Path path -> Files.writeString(path, 'hello') }
    'a link'          | { Path path -> Files.createSymbolicLink(path, path.resolveSibling('other')) }
    'a directory'     | { Path path -> Files.createDirectory(path) }
  }
}
