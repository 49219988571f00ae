package dev.thaw.cli

import dev.thaw.catalog.Keyword
import dev.thaw.catalog.OperationCatalog
import dev.thaw.execute.RunFixture
import java.nio.file.Files
import java.nio.file.Path
import java.util.regex.Pattern
import spock.lang.Specification
import spock.lang.TempDir

/** What the documents show must work as it stands. */
class ExamplesSpec extends Specification {
  static final Path PROJECT = Path.of('..')
  static final Pattern BLOCK = ~/(?s)```groovy\n(.*?)```/

  @TempDir
  Path home

  static List<Path> scripts() {
    Files.list(PROJECT.resolve('scripts-examples')).withCloseable { files ->
      files.filter { it.toString().endsWith('.groovy') }.sorted().toList()
    }
  }

  /** The world that the script itself says it is for; else the built-in one. */
  static String world(Path script) {
    def told = Files.readString(script) =~ /--engine sim:(\S+)/
    told ? "sim:${PROJECT.resolve(told[0][1] as String)}" : 'sim'
  }

  static List<List<String>> blocks() {
    ['README.md', 'docs/language.md', 'docs/checking.md', 'docs/waiting.md', 'docs/checkpoints.md'].collectMany { page ->
      def text = Files.readString(PROJECT.resolve(page))
      (text =~ BLOCK).collect { [page, it[1] as String] }
    }
  }

  def "#script.fileName is right, can be planned, and runs on the built-in world"() {
    given:
    def thaw = new Cli(home)
    thaw.environment = [PASSWORD: 'secret']
    def secrets = Files.readString(script).contains('secret: true') ? ['--secret', 'password=env:PASSWORD'] : []

    expect:
    thaw.ok('check', '--strict', script.toString())
    thaw.ok('plan', script.toString(), '--engine', world(script)).contains(' to do, ')
    thaw.ok(*['run', script.toString(), '--engine', world(script), '--yes', '--files', home.toString()] + secrets)

    where:
    script << scripts()
  }

  def "every statement of #script.fileName can be explained"() {
    expect:
    new Cli(home).ok('explain', script.toString()).contains("$script:")

    where:
    script << scripts()
  }

  def "the example in #page can be explained: #block"() {
    expect:
    new Cli(home).ok('explain', '-e', block).contains('-e:')

    where:
    [page, block] << blocks()
  }

  def "docs/checking.md shows what is told of its example"() {
    given:
    def page = Files.readString(PROJECT.resolve('docs/checking.md'))
    def script = home.resolve('thaw.groovy')
    Files.writeString(script, (page =~ BLOCK)[0][1] as String)
    def told = new Cli(home).ok('explain', "$script:3").replace("$home/", '')

    expect:
    page.contains(told.readLines().collect { '    ' + it }.join('\n') + '\n\n')
  }

  def "the list of examples names every one"() {
    given:
    def list = Files.readString(PROJECT.resolve('scripts-examples/README.md'))

    expect:
    scripts().every { list.contains("(${it.fileName})") }
  }

  def "the example in #page is right, and runs as far as the built-in world lets it: #block"() {
    given:
    def thaw = new Cli(home)
    thaw.environment = [PASSWORD: 'secret']
    def secrets = block.contains('secret: true') ? ['--secret', 'password=env:PASSWORD'] : []

    expect:
    RunFixture.graph(block).nodes().size() > 0
    // A world without what an example names fails it: too few match, or a requirement is not met.
    thaw.run(*['run', '-e', block, '--engine', 'sim', '--yes', '--files', home.toString()] + secrets) in [0, 1, 3]
    !thaw.err.contains('Exception')

    where:
    [page, block] << blocks()
  }

  def "the catalogue's example of #operation compiles"() {
    expect:
    RunFixture.graph(operation.example()).steps().findFirst().get().actions()[0].operation().name() == first

    where:
    operation << OperationCatalog.all()
    // These stand for others.
    first = [checkpoint: 'preflight', rewind: 'checkpoints'][operation.name()] ?: operation.name()
  }

  def "the catalogue's example of #keyword compiles"() {
    given:
    def script = keyword.example()
        .replace('after: [\'drain\']', 'after: []')
        .replace('include \'lib/drain.groovy\', tier: \'web\'', 'ps where all') + '\nps where all'

    expect:
    RunFixture.graph(script)

    where:
    keyword << Keyword.values().findAll { it.beginsStatement() }
  }
}
