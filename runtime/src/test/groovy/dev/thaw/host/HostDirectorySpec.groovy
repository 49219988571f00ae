package dev.thaw.host

import dev.thaw.script.Digest
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import org.apache.commons.compress.archivers.tar.TarConstants
import spock.lang.Specification
import spock.lang.TempDir

/** What comes to this machine, what does not, and that nothing is left of that. */
class HostDirectorySpec extends Specification {
  @TempDir
  Path folder

  Path files
  Path outside
  HostDirectory host

  def setup() {
    files = Files.createDirectory(folder.resolve('files'))
    outside = Files.createDirectory(folder.resolve('outside'))
    host = new HostDirectory(files)
  }

  Receipt receive(String path, byte[] archive, boolean overwrite = false) {
    host.receive(new HostCall(path, overwrite), new ByteArrayInputStream(archive))
  }

  /** Returns all there is, folders with a slash, links with an arrow. */
  static List<String> all(Path root) {
    Files.walk(root).withCloseable { paths ->
      paths.filter { it != root }.map {
        def name = root.relativize(it).toString()
        Files.isSymbolicLink(it) ? "$name -> ${Files.readSymbolicLink(it)}".toString()
            : Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS) ? "$name/".toString() : "$name=${Files.readString(it)}".toString()
      }.sorted().toList()
    }
  }

  static String mode(Path path) {
    PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))
  }

  def "a file gets its name, whatever it is called in the archive"() {
    when:
    def receipt = receive('dumps/db/app.dump', Tar.of { file('other', 'hello', 04751) })

    then:
    all(files) == ['dumps/', 'dumps/db/', 'dumps/db/app.dump=hello']
    receipt == new Receipt('dumps/db/app.dump', 1, 5, Digest.of('hello'.bytes))
    mode(files.resolve('dumps/db/app.dump')) == 'rwxr-x--x'
    !(Files.getAttribute(files.resolve('dumps/db/app.dump'), 'unix:mode') as int).with { it & 07000 }
  }

  def "a folder comes with all that is in it"() {
    when:
    def receipt = receive('conf', Tar.of {
      folder('app', 0555)
      file('app/a', 'one', 0400)
      hardLink('app/b', 'app/a')
      folder('app/sub')
      file('app/sub/ü and \n', 'two')
      link('app/sub/up', '../a')
      link('app/sub/gone', 'nowhere/at/all')
    })

    then:
    all(files) == ['conf/', 'conf/a=one', 'conf/b=one', 'conf/sub/', 'conf/sub/gone -> nowhere/at/all', 'conf/sub/up -> ../a',
                   'conf/sub/ü and \n=two']
    receipt == new Receipt('conf', 2, 6, Digest.of('onetwo'.bytes))
    mode(files.resolve('conf')) == 'r-xr-xr-x'
    mode(files.resolve('conf/a')) == 'r--------'
    Files.isSameFile(files.resolve('conf/a'), files.resolve('conf/b'))

    cleanup:
    Files.setPosixFilePermissions(files.resolve('conf'), PosixFilePermissions.fromString('rwx------'))
  }

  def "what leads out or has no place is refused by its name, and nothing is kept: #what"() {
    when:
    receive('in/x', Tar.of(archive))

    then:
    def refused = thrown(RefusedPathException)
    refused.message.startsWith("the entry $entry ")
    refused.message.endsWith('. Nothing of the copy was kept.')
    all(files) == []
    all(outside) == []

    where:
    what                           | entry        | archive
    'a step up'                    | '../x'       | { file('../x', 'bad') }
    'a step up within'             | 'x/../../y'  | { folder('x'); file('x/../../y', 'bad') }
    'a step up at the end'         | 'x/../'      | { folder('x'); folder('x/..') }
    'an absolute name'             | '/etc/x'     | { file('/etc/x', 'bad') }
    'an empty part'                | 'x//y'       | { folder('x'); file('x//y') }
    'another root'                 | 'y'          | { folder('x'); file('y', 'bad') }
    'what is not in a folder'      | 'x/a/b'      | { folder('x'); file('x/a/b', 'bad') }
    'what is in a file'            | 'x/a/b'      | { folder('x'); file('x/a'); file('x/a/b', 'bad') }
    'what is in a link'            | 'x/l/b'      | { folder('x'); folder('x/d'); link('x/l', 'd'); file('x/l/b', 'bad') }
    'what stands twice'            | 'x/a'        | { folder('x'); file('x/a', 'one'); file('x/a', 'two') }
    'a file over a link'           | 'x/l'        | { folder('x'); link('x/l', 'a'); file('x/l', 'bad') }
    'an absolute link'             | 'x/l'        | { folder('x'); link('x/l', '/etc/passwd') }
    'a link up and out'            | 'x/l'        | { folder('x'); link('x/l', '../outside') }
    'a link out by another'        | 'x/b'        | { folder('x'); folder('x/d'); link('x/d/a', '..'); link('x/b', 'd/a/..') }
    'a link that is all'           | 'l'          | { link('l', 'here') }
    'a second name from outside'   | 'x/h'        | { folder('x'); hardLink('x/h', '/etc/passwd') }
    'a second name by a step up'   | 'x/h'        | { folder('x'); hardLink('x/h', 'x/../../y') }
    'a second name of a link'      | 'x/h'        | { folder('x'); link('x/l', 'a'); hardLink('x/h', 'x/l') }
    'a second name of nothing'     | 'x/h'        | { folder('x'); hardLink('x/h', 'x/later') }
    'a fifo'                       | 'x/f'        | { folder('x'); other('x/f', TarConstants.LF_FIFO) }
    'a block device'               | 'x/sda'      | { folder('x'); other('x/sda', TarConstants.LF_BLK) }
    'a character device'           | 'x/null'     | { folder('x'); other('x/null', TarConstants.LF_CHR) }
    'something of no kind'         | 'x/q'        | { folder('x'); other('x/q', (byte) 'Q') }
  }

  def "an archive that ends early keeps nothing: after #length bytes"() {
    given:
    def whole = Tar.of { folder('x'); file('x/a', 'a' * 600); file('x/b', 'b') }

    when:
    receive('in/x', Arrays.copyOf(whole, length))

    then:
    thrown(TornArchiveException)
    all(files) == []

    where:
    length << [0, 1, 511, 512, 513, 1024, 1500, 2048, 2560, 3072, 3073, 3584]
  }

  def "what is no archive keeps nothing"() {
    when:
    receive('x', ('<html>' * 500).bytes)

    then:
    thrown(IOException)
    all(files) == []
  }

  def "a connection that breaks keeps nothing, and is told"() {
    given:
    def whole = Tar.of { file('x', 'a' * 100_000) }
    def broken = new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(whole, 50_000)), new InputStream() {
      int read() throws IOException {
        throw new IOException('the connection broke')
      }
    })

    when:
    host.receive(new HostCall('x', false), broken)

    then:
    def torn = thrown(TornArchiveException)
    torn.message.contains('the connection broke')
    all(files) == []
  }

  def "what is there is left as it is: #there"() {
    given:
    make(there)
    def before = all(files)

    when:
    receive('x', Tar.of(archive))

    then:
    def refused = thrown(RefusedPathException)
    refused.message == 'x is there already. Remove it, or say overwrite true.'
    all(files) == before

    where:
    [there, archive] << [['file', 'folder', 'link', 'link to nothing'], [{ file('x', 'new') }, { folder('x') }]].combinations()
  }

  def "what is there is replaced if that is said: a #there by a #by"() {
    given:
    make(there)

    when:
    receive('x', Tar.of(archive), true)

    then:
    all(files) == after
    all(outside) == []

    where:
    there             | by       | archive                             || after
    'file'            | 'file'   | { file('x', 'new') }                || ['x=new']
    'link'            | 'file'   | { file('x', 'new') }                || ['x=new']
    'link to nothing' | 'folder' | { folder('x'); file('x/a', 'new') } || ['x/', 'x/a=new']
    'file'            | 'folder' | { folder('x'); file('x/a', 'new') } || ['x/', 'x/a=new']
    'folder'          | 'folder' | { folder('x'); file('x/a', 'new') } || ['x/', 'x/a=new']
  }

  def "a folder is not replaced by a file, nor anything by what does not come whole"() {
    given:
    make('folder')

    when:
    receive('x', archive, true)

    then:
    thrown(IOException)
    all(files) == ['x/', 'x/old=old']

    where:
    archive << [Tar.of { file('x', 'new') }, Arrays.copyOf(Tar.of { folder('x'); file('x/a', 'new') }, 1024)]
  }

  private void make(String what) {
    def x = files.resolve('x')
    switch (what) {
      case 'file': Files.writeString(x, 'old'); break
      case 'folder': Files.writeString(Files.createDirectory(x).resolve('old'), 'old'); break
      case 'link': Files.createSymbolicLink(x, outside); break
      case 'link to nothing': Files.createSymbolicLink(x, outside.resolve('none')); break
    }
  }

  def "no place is outside: #path"() {
    when:
    receive(path, Tar.of { file('x', 'bad') }, true)

    then:
    thrown(RefusedPathException)
    all(files) == []
    all(outside) == []

    where:
    path << ['../outside/x', '/tmp/x', 'a/../../outside/x', '.', '', 'a/..', 'a\0b']
  }

  def "no link is gone through, in or out: #target"() {
    given:
    Files.createDirectory(files.resolve('inner'))
    Files.createSymbolicLink(files.resolve('l'), folder.resolve(target))

    when:
    receive('l/x', Tar.of { file('x', 'bad') }, true)

    then:
    def refused = thrown(RefusedPathException)
    refused.message == 'l is no folder, or a link. Name where it leads.'
    all(outside) == []
    all(files.resolve('inner')) == []

    where:
    target << ['outside', 'files/inner']
  }

  def "a folder that becomes a link while the archive comes does not lead out"() {
    given:
    def whole = Tar.of { folder('x'); file('x/a', 'a' * 100_000) }
    boolean swapped = false
    def swapping = new FilterInputStream(new ByteArrayInputStream(whole)) {
      int read(byte[] bytes, int offset, int length) {
        if (!swapped) {
          swapped = true
          Files.move(files.resolve('to'), files.resolve('moved'))
          Files.createSymbolicLink(files.resolve('to'), outside)
        }
        super.read(bytes, offset, length)
      }
    }

    when:
    host.receive(new HostCall('to/x', overwrite), swapping)

    then:
    all(outside) == []
    all(files.resolve('moved')) == ['x/', "x/a=${'a' * 100_000}"]

    where:
    overwrite << [false, true]
  }

  def "what comes to be there meanwhile is left"() {
    given:
    def meanwhile = new FilterInputStream(new ByteArrayInputStream(Tar.of(archive))) {
      int read(byte[] bytes, int offset, int length) {
        if (!Files.exists(files.resolve('x'))) {
          Files.writeString(files.resolve('x'), 'theirs')
        }
        super.read(bytes, offset, length)
      }
    }

    when:
    host.receive(new HostCall('x', false), meanwhile)

    then:
    thrown(RefusedPathException)
    all(files) == ['x=theirs']

    where:
    archive << [{ file('x', 'ours') }, { folder('x') }]
  }

  def "links swapped at any moment never lead out"() {
    given:
    def archive = Tar.of { file('x', 'bad') }
    def place = files.resolve('a')
    volatileStop = false
    def swapper = Thread.start {
      while (!volatileStop) {
        Files.createDirectories(place)
        Files.createDirectories(place.resolve('b'))
        try {
          Files.move(place, files.resolve('away'))
          Files.createSymbolicLink(place, outside)
          Files.delete(place)
          Files.move(files.resolve('away'), place)
        } catch (IOException busy) {
          // The other thread was quicker.
          Files.deleteIfExists(files.resolve('unused'))
        }
      }
    }

    when:
    int came = 0
    500.times { round ->
      try {
        receive("a/b/x$round", archive)
        came++
      } catch (IOException refused) {
        assert !(refused instanceof TornArchiveException)
      }
    }
    volatileStop = true
    swapper.join()

    then:
    all(outside) == []
    came > 0
  }

  volatile boolean volatileStop

  def "many may come to one folder at once"() {
    when:
    def threads = (1..24).collect { number ->
      Thread.start { receive("to/c$number/x", Tar.of { file('x', "$number") }) }
    }
    threads*.join()

    then:
    all(files).findAll { it.contains('=') } as Set == (1..24).collect { "to/c$it/x=$it".toString() } as Set
    Files.list(Path.of('/proc/self/fd')).withCloseable { all ->
      all.filter { Files.isSymbolicLink(it) && Files.readSymbolicLink(it).startsWith(files) }.count()
    } == 0
  }

  def "a look follows no link: #path is #presence"() {
    given:
    Files.writeString(files.resolve('file'), '')
    Files.createDirectories(files.resolve('folder/sub'))
    Files.createSymbolicLink(files.resolve('link'), files.resolve('folder'))

    expect:
    host.at(path) == presence

    where:
    path         || presence
    '.'          || Presence.FOLDER
    'file'       || Presence.FILE
    'folder/sub' || Presence.FOLDER
    'folder/'    || Presence.FOLDER
    'link'       || Presence.OTHER
    'none'       || Presence.NOTHING
    'none/none'  || Presence.NOTHING
  }

  def "a dry run's host lets itself be looked at alone"() {
    given:
    def looking = new ReadOnlyHost(host)

    expect:
    looking.at('x') == Presence.NOTHING

    when:
    looking.receive(new HostCall('x', true), new ByteArrayInputStream(Tar.of { file('x') }))

    then:
    thrown(IllegalStateException)
    all(files) == []
  }

  def "it goes to #path: to '#to', #several"() {
    given:
    Files.createDirectory(files.resolve('there'))

    expect:
    Destination.of(host, to, inside, name, 'c0ffee', several) == path

    where:
    to         | inside         | name     | several || path
    'x'        | '/b/app.dump'  | 'db'     | false   || 'x'
    'x/'       | '/b/app.dump'  | 'db'     | false   || 'x/app.dump'
    'there'    | '/b/app.dump'  | 'db'     | false   || 'there/app.dump'
    './/there' | '/b/data//'    | 'db'     | false   || 'there/data'
    '.'        | '/b/app.dump'  | 'db'     | false   || 'app.dump'
    'x'        | '/b/app.dump'  | 'db'     | true    || 'x/db/app.dump'
    'x/'       | '/b/app.dump'  | '../etc' | true    || 'x/c0ffee/app.dump'
    '.'        | '/b/app.dump'  | '..'     | true    || 'c0ffee/app.dump'
  }
}
