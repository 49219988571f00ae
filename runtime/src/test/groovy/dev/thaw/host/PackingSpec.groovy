package dev.thaw.host

import dev.thaw.script.Digest
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.util.concurrent.TimeUnit
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream
import spock.lang.Specification
import spock.lang.TempDir

/** What leaves this machine, what does not, and how it is told. */
class PackingSpec extends Specification {
  @TempDir
  Path folder

  Path files
  HostDirectory host

  def setup() {
    files = Files.createDirectory(folder.resolve('files'))
    Files.writeString(folder.resolve('secret'), 'outside')
    host = new HostDirectory(files)
  }

  Path file(String path, String text = 'text') {
    def place = files.resolve(path)
    Files.createDirectories(place.parent)
    Files.writeString(place, text)
  }

  void link(String path, String target) {
    Files.createDirectories(files.resolve(path).parent)
    Files.createSymbolicLink(files.resolve(path), Path.of(target))
  }

  static List<String> entries(byte[] archive) {
    def tar = new TarArchiveInputStream(new ByteArrayInputStream(archive), 'UTF-8')
    List<String> entries = []
    for (def entry = tar.nextEntry; entry != null; entry = tar.nextEntry) {
      String what = entry.directory ? '' : entry.symbolicLink ? " -> $entry.linkName" : "=${new String(tar.readAllBytes(), 'UTF-8')}"
      entries << "$entry.name$what ${Integer.toOctalString(entry.mode & 07777)} $entry.longUserId:$entry.longGroupId".toString()
    }
    entries
  }

  def "a folder is packed under its new name, in the order of names, as root's"() {
    given:
    file('conf/b', 'two')
    file('conf/a', 'one')
    file('conf/sub/ü and \n', 'odd')
    link('conf/sub/up', '../a')
    Files.createDirectory(files.resolve('conf/empty'))
    Files.setPosixFilePermissions(files.resolve('conf'), PosixFilePermissions.fromString('rwxr-x--x'))
    Files.setAttribute(files.resolve('conf/a'), 'unix:mode', 06751)
    Files.setAttribute(files.resolve('conf/b'), 'unix:mode', 0640)
    Files.setAttribute(files.resolve('conf/empty'), 'unix:mode', 0755)
    Files.setAttribute(files.resolve('conf/sub'), 'unix:mode', 0755)
    Files.setAttribute(files.resolve('conf/sub/ü and \n'), 'unix:mode', 0600)

    when:
    def packed = host.pack('conf/', 'app')

    then:
    entries(packed.archive().bytes()) == ['app/ 751 0:0', 'app/a=one 751 0:0', 'app/b=two 640 0:0', 'app/empty/ 755 0:0',
        'app/sub/ 755 0:0', 'app/sub/up -> ../a 777 0:0', 'app/sub/ü and \n=odd 600 0:0']
    packed.receipt() == new Receipt('conf', 3, 9, Digest.of('onetwoodd'.bytes))
    host.survey('conf') == new Parcel('conf', 'conf', true, 3, 9)
    host.survey('./conf').toString() == 'conf: 3 files, 9 bytes'
    host.pack('conf', 'app').archive() == packed.archive()
  }

  def "a folder that ends with a link is packed"() {
    given:
    file('conf/a', 'one')
    link('conf/z', 'a')

    expect:
    entries(host.pack('conf', 'x').archive().bytes())*.replaceAll(/ \d+ 0:0$/, '') == ['x/', 'x/a=one', 'x/z -> a']
  }

  def "a file is packed alone, with its time"() {
    given:
    Files.setLastModifiedTime(file('a/b', 'hello'), FileTime.from(1_700_000_000, TimeUnit.SECONDS))

    when:
    def packed = host.pack('a/b', 'other name')

    then:
    new TarArchiveInputStream(new ByteArrayInputStream(packed.archive().bytes())).nextEntry.with {
      [it.name, it.size, it.lastModifiedTime.toMillis()]
    } == ['other name', 5L, 1_700_000_000_000L]
    host.survey('a/b').toString() == 'a/b: 1 file, 5 bytes'
  }

  def "what leads out or has no place in a container is refused by its name: #what"() {
    given:
    file('x/a')
    make.call(this)

    when:
    host.survey(from)

    then:
    def surveyed = thrown(RefusedPathException)
    surveyed.message == message

    when:
    host.pack(from, 'x')

    then:
    def packed = thrown(RefusedPathException)
    packed.message == message

    where:
    what                       | from        | make                                                                          || message
    'nothing'                  | 'y'         | { }                                                                           || 'y is not there. Name a file or folder that is.'
    'nothing on the way'       | 'y/z'       | { }                                                                           || 'y/z is not there. Name a file or folder that is.'
    'the whole'                | '.'         | { }                                                                           || 'the directory of files is not copied as a whole'
    'a step up'                | '../secret' | { }                                                                           || '../secret leads out of the directory of files'
    'an absolute path'         | '/etc'      | { }                                                                           || '/etc leads out of the directory of files'
    'a link'                   | 'l'         | { it.link('l', 'x') }                                                         || 'l is a link. Name where it leads.'
    'a link on the way'        | 'l/a'       | { it.link('l', 'x') }                                                         || 'l is no folder, or a link. Name where it leads.'
    'a file on the way'        | 'x/a/b'     | { }                                                                           || 'x/a is no folder, or a link. Name where it leads.'
    'a link up and out'        | 'x'         | { it.link('x/d/l', '../../../secret') }                                       || 'x/d/l is a link that leads out of what is copied. Nothing was sent.'
    'an absolute link'         | 'x'         | { it.link('x/l', '/etc/passwd') }                                             || 'x/l is a link that leads out of what is copied. Nothing was sent.'
    'a link to a neighbour'    | 'x'         | { it.link('x/l', '../y') }                                                    || 'x/l is a link that leads out of what is copied. Nothing was sent.'
    'a link out by another'    | 'x'         | { it.file('x/d/e'); it.link('x/d/up', '..'); it.link('x/l', 'd/up/../y') }    || 'x/l is a link that leads out of what is copied. Nothing was sent.'
    'a fifo'                   | 'x'         | { ['mkfifo', "$it.files/x/f".toString()].execute().waitFor() }                || 'x/f is neither file, folder nor link. Nothing was sent.'
    'a fifo alone'             | 'f'         | { ['mkfifo', "$it.files/f".toString()].execute().waitFor() }                  || 'f is neither file, folder nor link. Nothing was sent.'
    'too much'                 | 'x'         | { spec -> new RandomAccessFile("$spec.files/x/big", 'rw').withCloseable { it.length = 64L << 20 } } || 'x is more than one copy may send, 64 MiB as an archive. Copy a part of it.'
  }

  def "a socket is refused"() {
    given:
    Files.createDirectory(files.resolve('x'))
    def server = java.nio.channels.ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
    server.bind(java.net.UnixDomainSocketAddress.of(files.resolve('x/s')))

    when:
    host.pack('x', 'x')

    then:
    def refused = thrown(RefusedPathException)
    refused.message == 'x/s is neither file, folder nor link. Nothing was sent.'

    cleanup:
    server.close()
  }

  def "a file that grows while it is read is refused"() {
    given:
    def path = file('grows')

    when:
    host.pack('grows', 'x')

    then:
    noExceptionThrown()

    when: 'its length is not known beforehand, as of those of the kernel'
    new HostDirectory(Path.of('/proc/self')).pack('status', 'x')

    then:
    def refused = thrown(RefusedPathException)
    refused.message == 'status changed while it was read. Nothing was sent.'
    path
  }
}
