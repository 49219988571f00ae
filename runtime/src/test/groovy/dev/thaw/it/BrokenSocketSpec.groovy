package dev.thaw.it

import static dev.thaw.it.SocketProxy.Fate.DROP
import static dev.thaw.it.SocketProxy.Fate.DROP_AND_END
import static dev.thaw.it.SocketProxy.Fate.LOSE
import static dev.thaw.it.SocketProxy.Fate.LOSE_AND_END
import static dev.thaw.it.SocketProxy.Fate.PASS

import dev.thaw.engine.OnEngine
import java.util.concurrent.atomic.AtomicInteger

/** The connection breaks in the middle of a run: what is reported is true, and nothing is done blindly. */
@OnEngine
class BrokenSocketSpec extends OnDocker {
  static final int COUNT = 24

  @Override
  Map<String, Map<String, Object>> containers() {
    (1..COUNT).collectEntries { ["c$it".toString(), [labels: [tier: 'batch']]] }
  }

  def setup() {
    states().findAll { it.value == 'paused' }.keySet().each { bench.ask('POST', "/containers/$it/unpause") }
    states().findAll { it.value == 'exited' }.keySet().each { bench.ask('POST', "/containers/$it/start") }
    until('all run') { states().values().every { it == 'running' } }
  }

  /** From the n-th request that changes something on, that many have that fate. */
  private void breakAt(int first, int count, SocketProxy.Fate fate) {
    def seen = new AtomicInteger()
    proxy.rule = { String request ->
      if (!SocketProxy.changes(request)) {
        return PASS
      }
      int number = seen.incrementAndGet()
      number >= first && number < first + count ? fate : PASS
    } as SocketProxy.Rule
  }

  private Map<String, Integer> sentByContainer() {
    proxy.changes().countBy { (it =~ /containers\/([0-9a-f]{64})\//)[0][1] as String }
  }

  def "the socket is killed at change #first, #what: exit 6, and the log says what is known"() {
    given:
    breakAt(first, 1, fate)

    when:
    def code = run("pause where ${mine("label.tier == 'batch'")}", '--json')

    then:
    code == 6
    thaw.out.contains('"outcome":"unknown"')

    and: 'no change without an intent before it'
    def real = states()
    def changed = real.findAll { it.value == 'paused' }.keySet()
    changed.size() >= first - 1
    audit().phase('intent')*.container.containsAll(changed)
    audit().byContainer().values().every { it[0].phase == 'intent' && it.last().phase == 'result' && it.count { r -> r.phase == 'result' } == 1 }

    and: 'the log is true, and says unknown at least of the one that broke'
    holds(audit(), real)
    audit().phase('result').any { it.outcome == 'unknown' && it.changed == null && it.after == 'unknown' && it.error }

    and: 'nothing was sent twice, nothing after the end'
    sentByContainer().values().every { it == 1 }
    sentByContainer().keySet() == audit().phase('intent').findAll { it.container in sentByContainer().keySet() }*.container as Set

    where:
    what                      | fate         | first
    'which the engine did'    | LOSE_AND_END | 1
    'which the engine did'    | LOSE_AND_END | 9
    'which the engine has not' | DROP_AND_END | 1
    'which the engine has not' | DROP_AND_END | 9
  }

  def "replies are lost but the engine is there: #verb that #what is looked into, and sent #times"() {
    given:
    breakAt(3, 4, fate)

    when:
    def code = run("$verb where ${mine("label.tier == 'batch'")}", '--json')

    then:
    code == 0
    states().values() as Set == [after] as Set
    audit().phase('result')*.outcome.countBy { it } == [changed: COUNT]
    holds(audit(), states())
    sentByContainer().values().countBy { it } == times

    and: 'between two tries there was a look'
    sentByContainer().findAll { it.value > 1 }.keySet().every { id ->
      def about = proxy.requests.findAll { it.contains(id) }
      def first = about.findIndexOf { SocketProxy.changes(it) }
      def second = about.findLastIndexOf { SocketProxy.changes(it) }
      about.subList(first + 1, second).any { it.contains("/containers/$id/json") }
    }

    where:
    verb             | what            | fate || after    | times
    'pause'          | 'was done'      | LOSE || 'paused' | [1: COUNT]
    'pause'          | 'was not done'  | DROP || 'paused' | [1: COUNT - 4, 2: 4]
    'stop'           | 'was done'      | LOSE || 'exited' | [1: COUNT]
    'stop'           | 'was not done'  | DROP || 'exited' | [1: COUNT - 4, 2: 4]
  }

  def "a command whose start was #what is never started again: exit #exit"() {
    given:
    proxy.rule = { String request -> request.contains('/exec/') && request.contains('/start') ? fate : PASS } as SocketProxy.Rule

    when:
    def code = run("exec 'echo x >> /ran' shell true where ${named('c1')}", '--json')

    then:
    code == exit
    outcomes() == [c1: outcome]
    proxy.changes().count { it.contains('/start') } == 1
    audit().records*.phase == ['intent', 'result']
    audit().phase('result')*.changed == [changed]

    when: 'the command itself may still be under way'
    proxy.rule = { String request -> PASS } as SocketProxy.Rule
    if (ran) {
      until('it has run') { run("exec 'test -e /ran' where ${named('c1')}") == 0 }
    }

    then:
    run("exec 'rm /ran' where ${named('c1')}") == (ran ? 0 : 1)

    where:
    // The engine tells the exit code of a command that has ended, whoever has heard its reply.
    what             | fate || ran   | exit | outcome        | changed
    'not passed on'  | DROP || false | 6    | 'exec unknown' | null
    'passed on'      | LOSE || true  | 0    | 'exec changed' | true
  }

  def "a signal whose reply was lost is not sent again, as nothing would show it"() {
    given:
    breakAt(1, 1, fate)

    expect:
    run("kill where ${named('c2')} signal 'HUP'", '--json') == 6
    proxy.changes().size() == 1
    audit().phase('result')*.outcome == ['unknown']

    where:
    fate << [DROP, LOSE]
  }
}
