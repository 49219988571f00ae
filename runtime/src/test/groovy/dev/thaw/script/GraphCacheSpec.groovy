package dev.thaw.script

import dev.thaw.execute.RunFixture
import dev.thaw.graph.OperationGraph
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification
import spock.lang.TempDir

class GraphCacheSpec extends Specification {
  static final OperationGraph GRAPH = RunFixture.graph('''
    param 'tier', 'batch'
    parallel {
      pause where label.tier == tier && mem > 80% max 30 timeout 5.s
      stop where name in ['a', 'b'] grace 3.s
    }
    exec(['sh', '-c', 'true']) where state == 'running' then kill signal 'KILL' unless cpu < 5%
    '''.stripIndent())
  static final Instant NOW = Instant.parse('2026-11-21T11:05:59Z')

  @TempDir
  Path folder

  private GraphCache cache() {
    GraphCache.in(folder, { NOW } as InstantSource)
  }

  def "a graph that was kept is found again by its key alone"() {
    given:
    def cache = GraphCache.in(folder.resolve('a/b'))

    when:
    cache.store('1234', GRAPH)

    then:
    cache.find('1234') == Optional.of(GRAPH)
    cache.find('1235').empty
    folder.resolve('a/b').toFile().list() == ['1234.graph']
  }

  def "a damaged graph is as good as none, however it is damaged"() {
    given:
    def cache = cache()
    cache.store('1234', GRAPH)
    def file = folder.resolve('1234.graph')
    def whole = Files.readAllBytes(file)
    def random = new Random(20261121)

    expect:
    (1..200).every { number ->
      def bytes = whole.clone()
      if (number % 2) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8))
      } else {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length))
      }
      Files.write(file, bytes)
      cache.find('1234').empty
    }
  }

  def "what is whole and no graph is as good as none: #text"() {
    given:
    Files.writeString(folder.resolve('1234.graph'), Digest.of(text.bytes) + text)

    expect:
    cache().find('1234').empty

    where:
    text << ['', '{}', '[]', 'null', '{"schema":1}', '{"schema":1,"parameters":{},"nodes":[{"after":[]}]}',
             '{"schema":1,"parameters":{},"nodes":[{"step":"s1","after":["s9"],"at":[0,0,0,0]}]}']
  }

  def "a directory that others may write to is not trusted"() {
    given:
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString('rwxrwxrwx'))
    def cache = cache()

    when:
    cache.store('1234', GRAPH)

    then:
    cache.find('1234').empty
    folder.toFile().list() == [] as String[]
  }

  def "what was written more than 30 days ago is forgotten when something is stored"() {
    given:
    aged('young', Duration.ofDays(29))
    aged('old', Duration.ofDays(31))
    Files.createDirectory(folder.resolve('not-ours'))

    when:
    cache().store('new', GRAPH)

    then:
    folder.toFile().list().toSet() == ['young.graph', 'new.graph', 'not-ours'] as Set
  }

  def "of more than 1,000 the oldest are forgotten"() {
    given:
    (1..1005).each { aged("g$it", Duration.ofMinutes(it)) }

    when:
    cache().store('new', GRAPH)

    then:
    def names = folder.toFile().list().toSet()
    names.size() == 1000
    names.containsAll(['new.graph', 'g1.graph', 'g999.graph'])
  }

  private void aged(String key, Duration age) {
    def file = Files.createFile(folder.resolve("${key}.graph"))
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)))
  }
}
