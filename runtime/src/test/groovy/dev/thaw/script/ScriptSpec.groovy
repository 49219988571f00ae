package dev.thaw.script

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ScriptSpec extends Specification {
  @TempDir
  Path folder

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
