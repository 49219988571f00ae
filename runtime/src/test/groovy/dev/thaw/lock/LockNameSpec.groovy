package dev.thaw.lock

import dev.thaw.graph.Runbook
import dev.thaw.script.Script
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LockNameSpec extends Specification {
  static final Runbook LOCKING = new Runbook('', '', 'backup')

  @TempDir
  Path folder

  private LockName ofFile(String file, String engine = 'tcp://a:1', Runbook runbook = Runbook.UNNAMED) {
    LockName.of(Script.read(folder.resolve(file).toString()), runbook, engine).get()
  }

  def setup() {
    Files.writeString(folder.resolve('a.groovy'), 'ps where all')
    Files.writeString(folder.resolve('b.groovy'), 'ps where all')
    Files.createSymbolicLink(folder.resolve('link.groovy'), folder.resolve('a.groovy'))
    Files.createDirectory(folder.resolve('run'))
    Files.createFile(folder.resolve('run/s'))
    Files.createSymbolicLink(folder.resolve('var-run'), folder.resolve('run'))
  }

  def "a file's lock is the same through a link and by another path, and another for each engine"() {
    expect:
    ofFile('a.groovy').fileName() ==~ /a\.groovy-[0-9a-f]{16}\.lock/
    ofFile('link.groovy').fileName() == ofFile('a.groovy').fileName()
    ofFile('run/../a.groovy').fileName() == ofFile('a.groovy').fileName()
    ofFile('b.groovy').fileName() != ofFile('a.groovy').fileName()
    ofFile('a.groovy', 'tcp://b:1').fileName() != ofFile('a.groovy').fileName()
    ofFile('link.groovy').held() == "${folder.resolve('link.groovy')} is being run already"
  }

  def "an engine's socket may be known by two paths"() {
    expect:
    ofFile('a.groovy', "unix://$folder/run/s").fileName() == ofFile('a.groovy', "unix://$folder/var-run/s").fileName()
    ofFile('a.groovy', "unix://$folder/run/t").fileName() != ofFile('a.groovy', "unix://$folder/run/s").fileName()
  }

  def "a lock that is named is the same for whatever names it, on whatever engine"() {
    expect:
    ofFile('a.groovy', 'tcp://a:1', LOCKING) == ofFile('b.groovy', 'tcp://b:1', LOCKING)
    LockName.of(Script.ofText('-e', ''), LOCKING, 'sim').get() == ofFile('a.groovy', 'x', LOCKING)
    ofFile('a.groovy', 'x', LOCKING).fileName() ==~ /backup-[0-9a-f]{16}\.lock/
    ofFile('a.groovy', 'x', LOCKING).held() == "the lock 'backup' is held"
  }

  def "a text without a file has none, nor has a pipe"() {
    expect:
    LockName.of(Script.ofText('-e', 'ps where all'), Runbook.UNNAMED, 'x').empty
    LockName.of(Script.read('/dev/null'), Runbook.UNNAMED, 'x').empty
  }

  def "any name of a file makes one for the lock"() {
    given:
    def name = 'ä \n$(x)' + 'x' * 200
    Files.writeString(folder.resolve(name), '')

    expect:
    ofFile(name).fileName() ==~ /_____x_x{53}-[0-9a-f]{16}\.lock/
  }

  def "a script that is gone has no lock to run under"() {
    given:
    def script = Script.read(folder.resolve('b.groovy').toString())
    Files.delete(folder.resolve('b.groovy'))

    when:
    LockName.of(script, Runbook.UNNAMED, 'x')

    then:
    thrown(NoSuchFileException)
  }
}
