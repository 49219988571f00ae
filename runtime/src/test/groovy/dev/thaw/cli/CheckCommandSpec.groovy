package dev.thaw.cli

import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class CheckCommandSpec extends Specification {
  @TempDir
  Path home

  Cli thaw

  def setup() {
    thaw = new Cli(home)
  }

  private String file(String name, String text) {
    Files.createDirectories(home.resolve(name).parent)
    Files.writeString(home.resolve(name), text)
    home.resolve(name).toString()
  }

  /** Runs it before a person's eyes. */
  private String seen(Map<String, String> environment = [TERM: 'xterm'], String... arguments) {
    def out = new ByteArrayOutputStream()
    def context = new CliContext(InputStream.nullInputStream(), new PrintStream(out, true, 'UTF-8'),
        new PrintStream(OutputStream.nullOutputStream()), environment, home, true, true, true)
    Main.run(context, arguments)
    out.toString(StandardCharsets.UTF_8)
  }

  def "errors end it with 2, warnings and hints do not: #script"() {
    given:
    def path = file('s.groovy', script)

    expect:
    thaw.run('check', path) == code
    thaw.out.readLines().last() == summary
    thaw.run('check', '--strict', path) == strict

    where:
    script                                                  || code | strict | summary
    "stop where name == 'x'"                                || 0    | 0      | '1 script is right.'
    "param 'n', 3\nstop where name == 'x'"                  || 0    | 2      | '1 file: 1 warning'
    "pause where name == 'x'"                               || 0    | 0      | '1 file: 1 hint'
    "stop where state == 'exited' && state == 'running'"    || 2    | 2      | '1 file: 1 error'
    "param 'n', 3\npause where name == 'x'"                 || 0    | 2      | '1 file: 1 warning, 1 hint'
  }

  def "what a graph cannot mean is told in its place, and nothing is run"() {
    given:
    def path = file('s.groovy', "ps where all\nstop where state == 'exited' && state == 'running'")

    expect:
    thaw.run('check', path) == 2
    thaw.out.startsWith("$path:2:1: ")
    thaw.run('plan', path, '--engine', 'sim') == 2
    thaw.err.contains("$path:2:1: ")
  }

  def "all problems of all files come at once, those of an included file by its own name and once"() {
    given:
    def a = file('a.groovy', "include 'lib/x.groovy'\npasue where all")
    def b = file('b.groovy', "include 'lib/x.groovy'")
    file('lib/x.groovy', 'ps where all\npuase where all')

    expect:
    thaw.run('check', a, '/no/such.groovy', home.toString(), b) == 2
    thaw.out.readLines() == [
        "$home/a.groovy:2:1: UNKNOWN_VERB: There is no operation pasue. Did you mean pause?",
        "$home/lib/x.groovy:2:1: UNKNOWN_VERB: There is no operation puase. Did you mean pause?",
        '/no/such.groovy:1:1: UNREADABLE: There is no script /no/such.groovy. Check the path.',
        "$home:1:1: UNREADABLE: The script $home cannot be read: Is a directory. Check its permissions.",
        '4 files: 4 errors']*.toString()
  }

  def "tools get JSON and nothing else"() {
    given:
    def path = file('s.groovy', "pasue where all\nstop where name == 'x'")

    expect:
    thaw.run('check', '--format', 'json', path) == 2
    new ObjectMapper().readValue(thaw.out, List) == [[
        file: path, line: 1, column: 1, endLine: 1, endColumn: 6, code: 'UNKNOWN_VERB', severity: 'error',
        problem: 'There is no operation pasue.', cure: 'Did you mean pause?']]
    thaw.ok('check', '--format', 'json', file('good.groovy', 'ps where all')) == '[]\n'
    thaw.run('check', '--format', 'xml', path) == 2
    thaw.err.contains('--format xml is unknown. Use text or json.')
  }

  def "a person sees the line, of an included file too: #script"() {
    given:
    file('lib/x.groovy', 'ps where all\n\tpuase where all')

    expect:
    seen('check', file('s.groovy', script), TERM: 'dumb').readLines()[1..2] == shown

    where:
    script                                  || shown
    'pasue where all'                       || ['  1 | pasue where all', '    | ^^^^^']
    "include 'lib/x.groovy'"                || ['  2 | \tpuase where all', '    | \t^^^^^']
    'ps where {\n  nmae == 1\n}'            || ['  2 |   nmae == 1', '    |   ^^^^']
    "ps where all; ps ${' ' * 300} whre all" || ['  1 | ' + ' ' * 60 + 'whre all', '    | ' + ' ' * 60 + '^^^^']
  }

  def "colours are for terminals that have them, and for people who want them"() {
    given:
    def path = file('s.groovy', 'pasue where all')

    expect:
    seen('check', path, TERM: 'xterm').contains('\u001b[31m')
    !seen('check', path, TERM: 'xterm', NO_COLOR: '1').contains('\u001b')
    !seen('check', path, TERM: 'dumb').contains('\u001b')
    thaw.run('check', path) == 2
    !thaw.out.contains('\u001b')
  }
}
