package dev.thaw.cli

import com.fasterxml.jackson.databind.ObjectMapper
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ExplainCommandSpec extends Specification {
  @TempDir
  Path home

  Cli thaw
  String script

  def setup() {
    thaw = new Cli(home)
    Files.createDirectories(home.resolve('lib'))
    Files.writeString(home.resolve('lib/x.groovy'), "param 'n', 'db'\nstop where name == n")
    Files.writeString(home.resolve('main.groovy'), "param 'tier', 'batch'\n\npause where label.tier == tier\ninclude 'lib/x.groovy'")
    script = home.resolve('main.groovy')
  }

  private static List<String> titles(String text) {
    text.readLines().findAll { it && !it.startsWith('  ') }
  }

  def "a line is explained, with what parameters make of it"() {
    expect:
    thaw.ok('explain', "$script:3").startsWith("$script:3  pause  (s1)\n  takes       Containers whose label tier is 'batch'.\n")
    thaw.ok('explain', "$script:3", '-p', 'tier=etl').contains("label tier is 'etl'")
    thaw.ok('explain', "$script:3:7").startsWith("$script:3  pause")
    thaw.ok('explain', '-e', 'ps where all').startsWith('-e:1  ps  (s1)\n')
  }

  def "without a line all statements are explained, those of included files too"() {
    expect:
    titles(thaw.ok('explain', script)) == [
        "$script:1  param", "$script:3  pause  (s1)", "$script:4  include",
        "$home/lib/x.groovy:1  param", "$home/lib/x.groovy:2  stop  (s2)"]*.toString()
  }

  def "an included file is named as the script names it, or as messages do: #name"() {
    expect:
    titles(thaw.ok('explain', script, '--in', name.replace('HOME', home.toString()))) ==
        told.collect { "$home/lib/x.groovy:$it".toString() }

    where:
    name                    || told
    'lib/x.groovy:2'        || ['2  stop  (s2)']
    'HOME/lib/x.groovy:2:1' || ['2  stop  (s2)']
    'lib/x.groovy'          || ['1  param', '2  stop  (s2)']
  }

  def "tools get JSON"() {
    given:
    def all = new ObjectMapper().readValue(thaw.ok('explain', script, '--json'), List)

    expect:
    all*.line == [1, 3, 4, 1, 2]
    all[1].subMap(['file', 'line', 'endLine', 'id', 'title']) == [file: script, line: 3, endLine: 3, id: 's1', title: 'pause']
    all[1].points[0] == [about: 'takes', text: "Containers whose label tier is 'batch'."]
  }

  def "#arguments cannot be explained: #message"() {
    expect:
    thaw.run('explain', *arguments.collect { it.replace('SCRIPT', script) }) == 2
    thaw.out == ''
    thaw.err.contains(message.replace('SCRIPT', script))

    where:
    arguments                            || message
    ['SCRIPT:2']                         || 'no statement that does anything stands at SCRIPT:2. The nearest are at SCRIPT:1, SCRIPT:3, SCRIPT:4.'
    ['SCRIPT:99']                        || 'stands at SCRIPT:99. The nearest'
    ['SCRIPT', '--in', 'lib/y.groovy:1'] || 'includes no statement of lib/y.groovy. It includes lib/x.groovy.'
    ['/no/such.groovy:3']                || 'there is no script /no/such.groovy.'
    []                                   || 'no script is named.'
    ['-e', 'pasue where all']            || 'UNKNOWN_VERB'
  }

  def "a file that is really called so is no line of another"() {
    given:
    Files.writeString(home.resolve('x:3'), 'ps where all')

    expect:
    thaw.ok('explain', home.resolve('x:3').toString()).startsWith("$home/x:3:1  ps")
  }
}
