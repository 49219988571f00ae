package dev.thaw.script

import dev.thaw.compile.IncludeReader
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(20)
class IncludesSpec extends Specification {
  @TempDir
  Path root

  Path folder
  Path outside

  def setup() {
    folder = Files.createDirectories(root.resolve('scripts/lib')).parent
    outside = Files.writeString(root.resolve('outside.groovy'), 'stop where all')
    Files.writeString(folder.resolve('main.groovy'), "include 'lib/x.groovy'")
    Files.writeString(folder.resolve('lib/x.groovy'), 'ps where all')
  }

  private Includes includes() {
    Includes.of(Script.read(folder.resolve('main.groovy').toString()))
  }

  private void fifo(String path) {
    assert new ProcessBuilder('mkfifo', folder.resolve(path).toString()).start().waitFor() == 0
  }

  private static String refusal(Includes includes, String path) {
    try {
      includes.read(path)
      'none'
    } catch (IncludeReader.Unreadable refused) {
      refused.message + ' ' + refused.cure()
    }
  }

  def "a file is read, and what it was is remembered by its path"() {
    given:
    def includes = includes()

    expect:
    new String(includes.read('lib/x.groovy')) == 'ps where all'
    includes.digests() == ['lib/x.groovy': Digest.of('ps where all'.bytes)] as TreeMap
  }

  def "links may lead anywhere within the folder"() {
    given:
    Files.createSymbolicLink(folder.resolve('lib/link.groovy'), Path.of('x.groovy'))
    Files.createSymbolicLink(folder.resolve('also'), folder.resolve('lib'))

    expect:
    ['lib/link.groovy', 'also/x.groovy', 'also/link.groovy'].every { new String(includes().read(it)) == 'ps where all' }
  }

  def "a folder that is itself reached by a link is that folder"() {
    given:
    def way = Files.createSymbolicLink(root.resolve('way'), folder)

    expect:
    new String(Includes.of(Script.read(way.resolve('main.groovy').toString())).read('lib/x.groovy')) == 'ps where all'
  }

  def "links may not lead out: #made"() {
    given:
    Files.createSymbolicLink(folder.resolve(made), to.empty ? outside : Path.of(to))

    expect:
    refusal(includes(), path) == "$path leads out of the script's folder. Copy the file there."

    where:
    made           | to                | path
    'out.groovy'   | ''                | 'out.groovy'
    'lib/o.groovy' | '../../outside.groovy' | 'lib/o.groovy'
    'up'           | '..'              | 'up/outside.groovy'
    'etc'          | '/etc'            | 'etc/passwd'
  }

  def "a link that leads nowhere, and a path that does not exist, name themselves"() {
    given:
    Files.createSymbolicLink(folder.resolve('dangling'), Path.of('nowhere'))

    expect:
    refusal(includes(), path) == "There is no file $path in the script's folder. Check the path."

    where:
    path << ['dangling', 'none.groovy', 'none/x.groovy']
  }

  def "what is no file is not opened, so that nothing hangs"() {
    given:
    fifo('pipe')

    expect:
    refusal(includes(), 'pipe') == 'pipe is no file. Write the path of a script.'
    refusal(includes(), 'lib') == 'lib is no file. Write the path of a script.'
  }

  @Requires({ os.linux })
  def "a file that fails when it is read says so"() {
    expect:
    refusal(Includes.of(Script.read('/proc/self/status')), 'mem') ==
        'mem cannot be read: Input/output error. Check its permissions.'
  }

  @Requires({ Files.exists(Path.of('/proc/self')) && Files.getAttribute(Path.of('/proc/self/status'), 'unix:uid') != 0 })
  def "a file that may not be read says so"() {
    given:
    folder.resolve('lib/x.groovy').toFile().setReadable(false)

    expect:
    refusal(includes(), 'lib/x.groovy').contains('cannot be read')
  }

  def "of a huge file no more is read than it takes to refuse it"() {
    given:
    new RandomAccessFile(folder.resolve('lib/x.groovy').toFile(), 'rw').withCloseable { it.length = 1L << 40 }

    expect:
    includes().read('lib/x.groovy').length == 16 << 20
  }

  def "a script that is no file includes nothing"() {
    expect:
    refusal(Includes.of(Script.ofText('-e', '')), 'x').startsWith('A script that is no file includes nothing.')
  }

  def "what was included is unchanged as long as all of it holds the same"() {
    given:
    def first = includes()
    first.read('lib/x.groovy')
    def file = folder.resolve('lib/x.groovy')

    expect:
    includes().unchanged(first.digests())

    when:
    change(file)

    then:
    !includes().unchanged(first.digests())

    where:
    change << [
        { Path it -> Files.writeString(it, 'pause where all') },
        { Path it -> Files.delete(it) },
        { Path it -> Files.delete(it); Files.createDirectory(it) },
        { Path it -> Files.delete(it); new ProcessBuilder('mkfifo', it.toString()).start().waitFor() },
        { Path it -> Files.delete(it); Files.createSymbolicLink(it, Path.of('../../outside.groovy')) }]
  }
}
