package dev.thaw.render

import dev.thaw.execute.RunFixture
import spock.lang.Specification

class GraphTextSpec extends Specification {
  static final String SCRIPT = '''\
    param 'tier', 'batch'
    parallel {
      pause where label.tier == tier min 1 max 3 when { mem > 80% } then kill(signal: 'KILL')
      stop where name == 'a' grace 3.s
    }
    ps where all
    '''.stripIndent()

  def "a graph as people read it"() {
    expect:
    GraphText.lines(RunFixture.graph(SCRIPT)).join('\n') == '''\
param tier = 'batch'
s1  pause where { label.tier == 'batch' } min 1 max 3 when { mem > 80% } then kill(signal: 'KILL')
s2  stop(grace: 3.seconds) where { name == 'a' }
j1  branches meet  (after s1, s2)
s3  ps where { all }  (after j1)'''
  }

  def "a graph as Mermaid reads it"() {
    expect:
    GraphText.mermaid(RunFixture.graph(SCRIPT)).join('\n') == '''\
flowchart TD
  s1["pause where { label.tier == 'batch' } min 1 max 3 when { mem #gt; 80% } then kill(signal: 'KILL')"]
  s2["stop(grace: 3.seconds) where { name == 'a' }"]
  j1((" "))
  s3["ps where { all }"]
  s1 --> j1
  s2 --> j1
  j1 --> s3'''
  }

  def "no text of a script gets out of its label: #text.inspect()"() {
    given:
    def lines = GraphText.mermaid(RunFixture.graph("param 't', 'x'\nps where name == t", [t: text]))

    expect:
    lines.size() == 2
    lines[1] == "  s1[\"ps where { name == $label }\"]"

    where:
    text                      || label
    'a"] --> b["c'            || "'a#quot;] --#gt; b[#quot;c'"
    '<img src=x onerror=y()>' || "'#lt;img src=x onerror=y()#gt;'"
    'a&lt;b'                  || "'a#amp;lt;b'"
    'a#quot;b'                || "'a#35;quot;b'"
    '`**bold**`'              || "'#96;**bold**#96;'"
    'two\nlines'              || "'two#92;nlines'"
    'b\\s'                    || "'b#92;#92;s'"
  }
}
