package dev.thaw.cli

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Graphs of scripts that include others come from the cache only as long as nothing has changed. */
@Timeout(60)
class IncludedCacheSpec extends Specification {
  @TempDir
  Path home

  Cli thaw
  Path included
  String script
  Path cache

  def setup() {
    thaw = new Cli(home)
    included = Files.createDirectories(home.resolve('scripts/lib')).resolve('x.groovy')
    Files.writeString(included, "stop where name == 'db'")
    script = Files.writeString(home.resolve('scripts/main.groovy'), "include 'lib/x.groovy'\nps where all").toString()
    cache = home.resolve('.cache/thaw/graphs')
  }

  private Set<String> kept() {
    Files.exists(cache) ? cache.toFile().list() as Set : [] as Set
  }

  def "the second time nothing is compiled, and the graph is the same"() {
    given:
    def first = thaw.ok('graph', script, '--format', 'json')
    def files = kept()

    expect:
    files*.replaceAll(/.*\./, '') as Set == ['graph', 'includes'] as Set
    thaw.ok('graph', script, '--format', 'json') == first
    kept() == files
  }

  def "an included file that has changed is compiled anew, and its old text found again"() {
    given:
    def first = thaw.ok('graph', script)

    when:
    Files.writeString(included, "kill where name == 'db'")

    then:
    thaw.ok('graph', script).contains('kill')

    when:
    Files.writeString(included, "stop where name == 'db'")

    then:
    thaw.ok('graph', script) == first
  }

  def "an included file that is gone, or leads out by now, is an error as at the first time: #now"() {
    given:
    thaw.ok('graph', script)
    Files.delete(included)
    change(included)

    expect:
    thaw.run('graph', script) == 2
    thaw.err.contains(now)

    where:
    [change, now] << [
        [{ Path it -> it }, 'There is no file lib/x.groovy'],
        [{ Path it -> Files.createSymbolicLink(it, Path.of('/etc/passwd')) }, "leads out of the script's folder"],
        [{ Path it -> Files.createDirectory(it) }, 'is no file'],
        [{ Path it -> new ProcessBuilder('mkfifo', it.toString()).start().waitFor() }, 'is no file']]
  }

  def "a file that an included one includes counts as well"() {
    given:
    def deep = Files.writeString(home.resolve('scripts/lib/deep.groovy'), 'ps where all')
    Files.writeString(included, "include 'deep.groovy'")
    thaw.ok('graph', script)
    Files.writeString(deep, "kill where name == 'db'")

    expect:
    thaw.ok('graph', script).contains('kill')
  }

  def "the same text in another folder includes that folder's files"() {
    given:
    thaw.ok('graph', script)
    def other = Files.createDirectories(home.resolve('other/lib'))
    Files.writeString(other.resolve('x.groovy'), "kill where name == 'db'")
    Files.copy(Path.of(script), home.resolve('other/main.groovy'))

    expect:
    thaw.ok('graph', home.resolve('other/main.groovy').toString()).contains('kill')
    thaw.ok('graph', script).contains('stop')
  }

  def "a list of included files that was tampered with leads nowhere"() {
    given:
    def first = thaw.ok('graph', script)
    def list = cache.resolve(kept().find { it.endsWith('.includes') })
    Files.writeString(list, text)

    expect:
    thaw.ok('graph', script) == first

    where:
    text << ['', 'x', "${'0' * 64} ../../../../etc/passwd\n", "${'0' * 64} lib/x.groovy\n", "${'0' * 64} \u0000\n"]
  }

  def "a script too large to be included is refused by its size"() {
    given:
    new RandomAccessFile(included.toFile(), 'rw').withCloseable { it.length = 1L << 40 }

    expect:
    thaw.run('check', script) == 2
    thaw.out.contains("$script:1:1: TOO_LARGE: ")
  }

  def "a cache that others may write to, or that is none, is not used: #mode"() {
    given:
    Files.createDirectories(cache)
    Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(mode))

    expect:
    thaw.ok('graph', script)
    kept().empty

    where:
    mode << ['rwxrwx---', 'rwx---rwx', 'rwx----w-']
  }
}
