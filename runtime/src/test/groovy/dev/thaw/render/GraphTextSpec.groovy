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

  static final String ALL = '''\
    runbook 'nightly', 'Makes room'
    param 'pw', secret: true
    require 'It must run.', { running } min 2 max 9
    confirm 'Really?'
    never { change where label.tier == 'db' }
    note 'Say "go".'
    attempt {
      restart where all orderBy -mem first 3 retry 2 until { running } within 1.minute named 'again'
    } recover {
      kill where name == 'a' timeout 5.seconds
    } ensure {
      note 'Done.'
    }
    rolling(25%, canary: 1, maxFailures: 10%) { pause where all random 2 concurrency 4 continueOnError true }
    exec 'dump', env: "PW=${pw}" where name == 'b'
    '''.stripIndent()

  def "all that a script says, as people read it"() {
    expect:
    GraphText.lines(RunFixture.graph(ALL)).join('\n') == '''\
runbook 'nightly', 'Makes room'
param pw, secret: true
require 'It must run.', { running } min 2 max 9
confirm 'Really?'
never { change where label.tier == 'db' }
n1  note 'Say "go".'
s1  restart where { all } orderBy -mem first 3 until { running } within 1.minute retry 2 named 'again'  (after n1)
s2  kill(signal: 'SIGKILL') where { name == 'a' } timeout 5.seconds  (on failure of s1)
j1  branches meet, and one that has succeeded is enough  (after s1, s2)
n2  note 'Done.'  (always after j1, s1)
j2  branches meet  (after j1, n2)
s3  pause where { all } random 2 concurrency 4 rolling(25%, canary: 1, maxFailures: 10%) continueOnError true  (after j2)
s4  exec(command: ['dump'], env: ["PW=${pw}"]) where { name == 'b' }  (after s3)'''
  }

  def "all that a script says, as Mermaid reads it"() {
    expect:
    GraphText.mermaid(RunFixture.graph(ALL)).findAll { !(it =~ /s[34]/) && !it.contains('s1[') && !it.contains('s2[') } == '''\
flowchart TD
  n1>"Say #quot;go#quot;."]
  j1(("or"))
  n2>"Done."]
  j2((" "))
  n1 --> s1
  s1 -->|on failure| s2
  s1 --> j1
  s2 --> j1
  j1 -->|always| n2
  s1 -->|always| n2
  j1 --> j2
  n2 --> j2'''.readLines()
  }
}
