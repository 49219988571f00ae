package dev.thaw.host

import dev.thaw.operation.CheckpointPlace
import dev.thaw.operation.FileCall
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

class EngineDirectorySpec extends Specification {
  static final FROM = 'ab' * 32
  static final TO = 'cd' * 32
  static final ROOT_USER = Files.getAttribute(Path.of('/proc/self'), 'unix:uid') == 0

  @TempDir
  Path root

  def files = new EngineDirectory('unix:///run/engine.sock')

  CheckpointPlace place(String container, String name) {
    CheckpointPlace.of(root.toString(), container, name)
  }

  Path folder(String container, String name = '') {
    root.resolve("containers/$container/checkpoints").resolve(name)
  }

  def setup() {
    Files.createDirectories(folder(TO))
    def images = Files.createDirectories(folder(FROM, 'nightly.1'))
    Files.writeString(images.resolve('core-1.img'), 'core')
    Files.write(images.resolve('pages-1.img'), new byte[3_000_000])
    Files.setPosixFilePermissions(images.resolve('core-1.img'), PosixFilePermissions.fromString('rw-r-----'))
    Files.setPosixFilePermissions(images, PosixFilePermissions.fromString('rwx------'))
    Files.setLastModifiedTime(images.resolve('core-1.img'), FileTime.fromMillis(1_000_000_000_000))
    Files.setLastModifiedTime(images, FileTime.fromMillis(1_100_000_000_000))
  }

  FileCall copy(String name = 'nightly.1') {
    new FileCall.Copy(place(FROM, 'nightly.1'), place(TO, name))
  }

  def "a copy is the same, with owner, mode and times, and leaves nothing beside it"() {
    when:
    files.perform(copy())
    def made = folder(TO, 'nightly.1')

    then:
    files.sums(place(TO, 'nightly.1')) == files.sums(place(FROM, 'nightly.1'))
    made.toFile().list().sort() == ['core-1.img', 'pages-1.img']
    PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve('core-1.img'))) == 'rw-r-----'
    PosixFilePermissions.toString(Files.getPosixFilePermissions(made)) == 'rwx------'
    Files.getLastModifiedTime(made.resolve('core-1.img')).toMillis() == 1_000_000_000_000
    Files.getLastModifiedTime(made).toMillis() == 1_100_000_000_000
    folder(TO).toFile().list() == ['nightly.1']
  }

  @Requires({ EngineDirectorySpec.ROOT_USER })
  def "another owner stays the owner"() {
    given:
    Files.setAttribute(folder(FROM, 'nightly.1').resolve('core-1.img'), 'unix:uid', 4711)

    when:
    files.perform(copy())

    then:
    Files.getAttribute(folder(TO, 'nightly.1').resolve('core-1.img'), 'unix:uid') == 4711
  }

  def "one of that name is replaced as a whole"() {
    given:
    Files.createDirectories(folder(TO, 'nightly.1'))
    Files.writeString(folder(TO, 'nightly.1').resolve('old.img'), 'old')

    when:
    files.perform(copy())

    then:
    folder(TO, 'nightly.1').toFile().list().sort() == ['core-1.img', 'pages-1.img']
  }

  def "what is no plain folder of files is refused, and nothing is there afterwards: #what"() {
    given:
    spoil.call(folder(FROM, 'nightly.1'), root)

    when:
    files.perform(copy())

    then:
    thrown(IOException)
    folder(TO).toFile().list() as List == []

    where:
    what                 | spoil
    'a link in it'       | { from, root -> Files.createSymbolicLink(from.resolve('x.img'), Path.of('/etc/hostname')) }
    'a folder in it'     | { from, root -> Files.createDirectory(from.resolve('x')) }
    'a link instead'     | { from, root -> Files.move(from, root.resolve('away')); Files.createSymbolicLink(from, root.resolve('away')) }
    'nothing'            | { from, root -> from.toFile().deleteDir() }
    'a link on the way'  | { from, root -> Files.move(from.parent, root.resolve('away')); Files.createSymbolicLink(from.parent, root.resolve('away')) }
  }

  def "a name that leads elsewhere is refused: #name"() {
    when:
    files.perform(new FileCall.Remove(place(FROM, name)))

    then:
    thrown(IOException)
    folder(FROM, 'nightly.1').toFile().list().size() == 2

    where:
    name << ['..', '../..', '', '.', 'a/../..']
  }

  def "it is removed with its files, and removing what is gone is nothing"() {
    when:
    2.times { files.perform(new FileCall.Remove(place(FROM, 'nightly.1'))) }
    files.perform(new FileCall.Remove(new CheckpointPlace(root.toString(), ['no', 'such'])))

    then:
    folder(FROM).toFile().list() as List == []
  }

  def "files are ours only where the engine is here and its root is"() {
    expect:
    files.withheld(root.toString(), FROM).empty
    files.withheld(root.toString(), 'ef' * 32).get().contains('another machine')
    files.withheld('', FROM).get().contains('does not tell')
    new EngineDirectory('tcp://other:2376').withheld(root.toString(), FROM).get().contains('not on this machine')
    EngineFiles.NONE.withheld(root.toString(), FROM).present
  }

  def "a dry run sees them and changes nothing"() {
    given:
    def shown = new ReadOnlyHost(new HostMachine(Host.NONE, files, new ManifestFolder(root.resolve('kept'))))

    when:
    shown.engineFiles().perform(copy())

    then:
    thrown(IllegalStateException)
    shown.engineFiles().withheld(root.toString(), FROM).empty
    shown.engineFiles().sums(place(FROM, 'nightly.1')).size() == 2

    when:
    shown.manifests().write(new Manifests.Key('e', 'c', 'p'), '{}')

    then:
    thrown(IllegalStateException)
    !Files.exists(root.resolve('kept'))
  }

  def "only CRIU's own logs of that container are read: #path"() {
    given:
    def tasks = root.resolve("io.containerd.runtime.v2.task/moby/$FROM")
    Files.createDirectories(tasks)
    Files.writeString(tasks.resolve('criu-dump.log'), 'words')
    Files.writeString(tasks.resolve('config.json'), 'secret')
    Files.createSymbolicLink(tasks.resolve('restore.log'), tasks.resolve('config.json'))

    expect:
    files.log(root.resolve(path).toString(), FROM).orElse('none') == told

    where:
    path                                                                    || told
    "io.containerd.runtime.v2.task/moby/$FROM/criu-dump.log"                || 'words'
    "io.containerd.runtime.v2.task/moby/$FROM/config.json"                  || 'none'
    "io.containerd.runtime.v2.task/moby/$FROM/restore.log"                  || 'none'
    "io.containerd.runtime.v2.task/moby/$TO/../$FROM/x/../criu-dump.log"    || 'words'
    "io.containerd.runtime.v2.task/moby/$FROM/../../../etc/criu-dump.log"   || 'none'
    '/etc/passwd'                                                           || 'none'
  }

  def "a log that is gone when it is asked for was opened before"() {
    given:
    def log = root.resolve("containerd/daemon/io.containerd.runtime.v2.task/moby/$FROM/restore.log")
    Files.createDirectories(log.parent)

    when:
    def watch = files.watch(root.toString(), FROM)
    def early = watch.end()
    Files.writeString(log, 'began\n')
    long until = System.nanoTime() + 10_000_000_000
    while (watch.end().empty && System.nanoTime() < until) {
      Thread.onSpinWait()
    }
    Files.writeString(log, 'failed\n', StandardOpenOption.APPEND)
    Files.delete(log)

    then:
    early.empty
    watch.end().get() == 'began\nfailed\n'

    cleanup:
    watch.close()
  }

  def "manifests are kept, read and forgotten, whatever an engine calls itself"() {
    given:
    def kept = new ManifestFolder(root.resolve('kept'))
    def key = new Manifests.Key('AB:CD:../x', FROM, 'nightly.1')

    expect:
    kept.read(key).empty

    when:
    kept.write(key, '{"v":1}\n')
    kept.write(key, '{"v":1,"a":"b"}\n')

    then:
    kept.read(key).get() == '{"v":1,"a":"b"}\n'
    root.resolve("kept/AB_CD_.._x/$FROM/nightly.1.json").toFile().file
    PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve('kept'))) == 'rwx------'

    when:
    2.times { kept.remove(key) }

    then:
    kept.read(key).empty
    !Files.exists(root.resolve("kept/AB_CD_.._x/$FROM"))
  }
}
