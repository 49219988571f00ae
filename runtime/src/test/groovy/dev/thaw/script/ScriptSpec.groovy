package dev.thaw.script

import dev.thaw.graph.OperationGraph
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir

class ScriptSpec extends Specification {
  @TempDir
  Path folder

  static final OperationGraph EMPTY = OperationGraph.of([])

  def "a graph that was kept is found again by its key alone"() {
    given:
    def cache = GraphCache.in(folder.resolve('a/b'))

    when:
    cache.store('1234', EMPTY)

    then:
    cache.find('1234') == Optional.of(EMPTY)
    cache.find('1235').empty
    folder.resolve('a/b').toFile().list() == ['1234.json']
  }

  def "a damaged graph is as good as none"() {
    given:
    def cache = GraphCache.in(folder)
    Files.writeString(folder.resolve('1234.json'), '{"schema":1')

    expect:
    cache.find('1234').empty
  }

  def "a directory that others may write to is not trusted"() {
    given:
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxrwxrwx'))
    def cache = GraphCache.in(folder)

    when:
    cache.store('1234', EMPTY)

    then:
    cache.find('1234').empty
    folder.toFile().list() == [] as String[]
  }

  def "a link to a directory is not trusted"() {
    given:
    def link = folder.resolve('link')
    Files.createSymbolicLink(link, Files.createDirectory(folder.resolve('there')))

    when:
    PrivateDirectory.of(link)

    then:
    thrown(IOException)
  }

  def "a file's digest is that of sha256sum"() {
    expect:
    Digest.of('abc'.bytes) == 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  }

  def "parts of a digest cannot run into each other"() {
    expect:
    new Digest().add('ab').add('c').hex() != new Digest().add('a').add('bc').hex()
  }
}
