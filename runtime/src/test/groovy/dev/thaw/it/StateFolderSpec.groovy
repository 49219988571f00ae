package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires

/** What a run that holds containers needs of its surroundings, and what it does without. */
@OnEngine
class StateFolderSpec extends HoldsOnDocker {
  @Override
  Map<String, Map<String, Object>> containers() {
    batch(['a'], ['before'])
  }

  def setup() {
    bring('a', 'running')
    bring('before', 'paused')
  }

  private static Path madeIn(Path place, String rights) {
    Files.setPosixFilePermissions(Files.createDirectories(place), PosixFilePermissions.fromString(rights))
  }

  def "8, and nothing is sent, where the folder of journals is #what"() {
    given:
    madeIn(journals.parent, 'rwx------')
    make.call(journals)

    when:
    def process = thaw('run', '-H', proxy.address, '-e', held('', "exec 'true' where ${named('db')}"))

    then:
    process.end() == 8
    process.err.contains('journals')
    proxy.changes() == []

    when: 'nor is what may be forged there believed'
    def recovery = thaw('recover', '-H', proxy.address)

    then:
    recovery.end() == 8
    proxy.changes() == []

    where:
    what                      | make
    'open to the group'       | { madeIn(it, 'rwxrwx---') }
    'open to others'          | { madeIn(it, 'rwx---rwx') }
    'a link to elsewhere'     | { Files.createSymbolicLink(it, madeIn(it.resolveSibling('elsewhere'), 'rwx------')) }
    'a file'                  | { Files.writeString(it, '') }
  }

  @Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to mount a file system')
  def "8, and nothing is sent, where the folder of journals cannot be written to"() {
    given:
    madeIn(journals, 'rwx------')
    def process = thaw('run', '-H', proxy.address, '-e', held('', "exec 'true' where ${named('db')}"),
        before: ['unshare', '-m', 'sh', '-c', "mount -t tmpfs -o ro,mode=0700 none $journals && exec \"\$@\"".toString(), 'sh'])

    expect:
    process.end() == 8
    proxy.changes() == []
  }

  def "a guardian needs nothing of PATH"() {
    given:
    def process = runs(held(), env: [PATH: folder.resolve('nothing').toString()])
    untilHeld(process, ['a'])

    when:
    process.kill()

    then:
    until('all is thawed') { paused() == ['before'] }
  }

  @Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to hide a program')
  def "without setsid there is a guardian all the same, which no Ctrl-C reaches"() {
    given:
    def process = runs(held(), before: ['setsid', 'unshare', '-m', 'sh', '-c',
      'for each in /usr/bin/setsid /bin/setsid; do mount --bind /dev/null $each; done; exec "$@"', 'sh'])
    untilHeld(process, ['a'])

    when:
    process.signalGroup('STOP')
    guardians().each { assert new ProcessBuilder('kill', '-CONT', "$it".toString()).start().waitFor() == 0 }
    process.signalGroup('INT')
    process.kill()

    then:
    until('all is thawed') { paused() == ['before'] }
  }
}
