package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine

/** A run with a step that fails, mended and resumed, on a real engine. */
@OnEngine
class ResumeOnDockerSpec extends OnDocker {

  @Override
  Map<String, Map<String, Object>> containers() {
    [w1: [labels: [app: 'w']], w2: [labels: [app: 'w']], db: [labels: [app: 'db']]]
  }

  def setup() {
    ['w1', 'w2', 'db'].each { bring(it, 'running') }
  }

  def "only the rest is done"() {
    given: 'a chain whose command fails in one of two containers, and what comes after it'
    def code = run("""
      pause where ${named('db')}
      exec 'test ! -e /tmp/bad' shell true where ${mine("label.app == 'w' && running")} then stop(grace: 1.second)
      unpause where ${named('db')}
    """.replace('test ! -e /tmp/bad', 'test "$(hostname)" != "' + ids.w2.take(12) + '" || test -e /tmp/good'), '--json')

    expect:
    code == 1
    outcomes() == [db: 'pause changed', w1: 'stop changed', w2: 'exec failed']
    thaw.ok('show', 'last').contains(bench.name('w2') + ' exec failed: ')

    when: 'it is mended'
    assert thaw.run('exec', '-H', proxy.address, '--where', named('w2'), '--', 'touch', '/tmp/good') == 0
    def sent = proxy.changes().size()
    // The newest run is the mending itself.
    def failed = Cli.json(thaw.ok('runs', '--failed', '--last', '1', '--json')).run.run
    def resumed = thaw.run('resume', failed, '-H', proxy.address, '--json')

    then: 'two commands, their making and their starting; one stop; one unpause'
    resumed == 0
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'finished' }
        .collect { "${it.name - bench.name('')} $it.verb $it.outcome".toString() }.sort() ==
        ['db pause skipped', 'db unpause changed', 'w1 exec skipped', 'w1 stop skipped', 'w2 exec changed', 'w2 stop changed']
    proxy.changes().size() - sent == 4
    proxy.changes().drop(sent).every { it.contains(ids.w2) || it.contains(ids.db) || it.contains('/exec/') }
    state('db') == 'running'
    state('w1') == 'exited'
    state('w2') == 'exited'
    Audit.read(auditLog).phase('result')*.verb.countBy { it } == [pause: 1, exec: 4, stop: 2, unpause: 1]
  }
}
