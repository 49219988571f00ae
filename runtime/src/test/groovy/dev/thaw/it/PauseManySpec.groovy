package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Stepwise

/** The main job: half of a hundred containers paused by a script, and thawed again. */
@OnEngine
@Stepwise
class PauseManySpec extends OnDocker {
  static final int EACH = 50

  @Override
  Map<String, Map<String, Object>> containers() {
    def all = [:]
    EACH.times { all["batch-$it".toString()] = [stubborn: true, labels: [tier: 'batch']] }
    EACH.times { all["web-$it".toString()] = [stubborn: true, labels: [tier: 'web']] }
    all['batch-over'] = [state: 'exited', exitCode: 3, labels: [tier: 'batch']]
    all
  }

  private Set<String> ours(String prefix) {
    ids.findAll { it.key ==~ /$prefix-\d+/ }.values() as Set
  }

  private Set<String> inState(String state) {
    states().findAll { it.value == state }.keySet()
  }

  private int runFile(String script) {
    Path file = Files.writeString(folder.resolve('nightly.groovy'), script)
    thaw.run('run', '-H', proxy.address, '--json', file.toString())
  }

  def "pausing by a script pauses those that match and no others; one that has exited is skipped"() {
    when:
    def code = runFile("pause where ${mine("label.tier == 'batch'")}")

    then:
    code == 0
    inState('paused') == ours('batch')
    inState('running') == ours('web')
    outcomes().countBy { it.value } == ['pause changed': EACH, 'pause skipped': 1]
    outcomes()['batch-over'] == 'pause skipped'
    proxy.changes().size() == EACH

    and: 'one intent before and one result after for each target that changed, with the right states'
    audit().byContainer().keySet() == ours('batch')
    audit().byContainer().values().every { records ->
      records*.phase == ['intent', 'result'] &&
          records[0].seq < records[1].seq && records[0].at <= records[1].at &&
          records*.before == ['running', 'running'] &&
          records[1].after == 'paused' && records[1].outcome == 'changed' && records[1].changed == true
    }
    audit().phase('intent').every { it.calls == ["POST /containers/$it.container/pause".toString()] }
    audit().records.every { it.script == folder.resolve('nightly.groovy').toString() && it.scriptSha256 ==~ /[0-9a-f]{64}/ }
  }

  def "a second run says unchanged, sends nothing and records nothing"() {
    given:
    pausedBatch()

    when:
    def code = runFile("pause where ${mine("label.tier == 'batch'")}")

    then:
    code == 0
    outcomes().countBy { it.value } == ['pause unchanged': EACH, 'pause skipped': 1]
    proxy.changes() == []
    audit().records == []
    inState('paused') == ours('batch')
  }

  def "unpausing thaws them all"() {
    given:
    pausedBatch()

    when:
    def code = runFile("param 'tier', 'batch'\nunpause where ${mine('label.tier == tier && paused')}")

    then:
    code == 0
    inState('paused') == [] as Set
    inState('running') == ours('batch') + ours('web')
    outcomes().countBy { it.value } == ['unpause changed': EACH]
    audit().phase('result')*.after.unique() == ['running']
  }

  /** Each feature can be run by itself. */
  private void pausedBatch() {
    (ours('batch') - inState('paused')).each { bench.ask('POST', "/containers/$it/pause") }
  }
}
