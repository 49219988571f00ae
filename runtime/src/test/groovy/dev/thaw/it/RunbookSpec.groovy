package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files

/** What a whole runbook says, on a real engine. */
@OnEngine
class RunbookSpec extends OnDocker {

  @Override
  Map<String, Map<String, Object>> containers() {
    [w1: [labels: [app: 'w']], w2: [labels: [app: 'w']], w3: [labels: [app: 'w']], db: [labels: [app: 'db']],
     over: [state: 'exited', exitCode: 3]]
  }

  def setup() {
    ['w1', 'w2', 'w3', 'db'].each { bring(it, 'running') }
  }

  def "batches, waiting, recovery, prohibitions, a secret and notes in one"() {
    given:
    def password = folder.resolve('password')
    Files.writeString(password, 'hunter2-and-more\n')

    when:
    def code = run("""
      runbook 'nightly', 'Shows all of it'
      param 'pw', secret: true
      require 'The database must run.', { ${named('db')} && running }
      confirm 'Really?'
      never { change where ${named('w3')} }
      note 'Begin.'
      rolling(1, pause: 50.ms, maxFailures: 1) {
        restart where { ${mine("label.app == 'w'")} } orderBy -name until { running } within 10.seconds grace 1.second
      }
      attempt {
        exec 'exit 3' shell true where ${named('db')}
        pause where ${named('w1')}
      } recover {
        exec 'echo "<\$PW>"; test \${#PW} -eq 16' shell true env "PW=\${pw}" where ${named('db')}
      } ensure {
        note 'Done.'
      }
      pause where { ${mine("label.app == 'w' && running")} } first 1
    """, '--json', '--yes', '--secret', "pw=file:$password")
    def events = thaw.out.readLines().collect { Cli.json(it) }

    then: 'tolerated and recovered failures, and a denial: exit code 3'
    code == 3
    events[0].runbook == 'nightly'
    events.findAll { it.event == 'note' }*.text == ['Begin.', 'Done.']
    events.findAll { it.event == 'finished' }.collect { "${it.name - bench.name('')} $it.verb $it.outcome".toString() } ==
        ['w3 restart denied', 'w2 restart changed', 'w1 restart changed', 'db exec failed', 'db exec changed', 'w1 pause changed']
    events.findAll { it.event == 'output' }*.line == ['<***>']
    state('w1') == 'paused'
    !(thaw.out + thaw.err + Files.readString(auditLog)).contains('hunter2')
    audit().phase('deny')*.name == [bench.name('w3')]
    audit().records*.runbook.unique() == ['nightly']
  }

  def "a condition that does not come true in time, told with its last reading"() {
    expect:
    run("pause where ${named('w2')} until { running } within 300.ms", '--json') == 1
    outcomes() == [w2: 'pause failed']
    thaw.out.contains('not within 300 ms: running was false')
    audit().phase('result')*.changed == [true]
  }

  def "what is required is judged before anything is sent"() {
    expect:
    run("pause where ${named('w1')}\nrequire 'None may be over.', { ${named('over')} } max 0") == 3
    thaw.err.contains('None may be over. Required (2:1): at most 0 where ')
    proxy.changes() == []
  }
}
