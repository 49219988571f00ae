package dev.thaw.it

import static dev.thaw.it.SocketProxy.Fate.PASS

import dev.thaw.engine.OnEngine
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger

/** Thaw's own process is ended in the middle of a run. */
@OnEngine
class EndedProcessSpec extends OnDocker {
  static final int COUNT = 40

  /** Opened when the requests that are held back may go on. */
  CountDownLatch gate = new CountDownLatch(1)
  AtomicInteger seen = new AtomicInteger()

  @Override
  Map<String, Map<String, Object>> containers() {
    (1..COUNT).collectEntries { ["c$it".toString(), [labels: [tier: 'batch']]] }
  }

  def setup() {
    states().findAll { it.value == 'paused' }.keySet().each { bench.ask('POST', "/containers/$it/unpause") }
    until('all run') { states().values().every { it == 'running' } }
  }

  def cleanup() {
    gate.countDown()
  }

  /** From the tenth change on requests wait at the gate. */
  private void holdBack() {
    proxy.rule = { String request ->
      if (SocketProxy.changes(request) && seen.incrementAndGet() >= 10) {
        gate.await(60, TimeUnit.SECONDS)
      }
      PASS
    } as SocketProxy.Rule
  }

  private ThawProcess started(String script = "${batch('pause')}\n${batch('unpause')}", List<String> before = []) {
    def process = ThawProcess.start([before: before], folder.resolve('process'), 'run', '-H', proxy.address, '-e', script)
    until('ten changes were sent') { seen.get() >= 10 || !process.alive }
    assert process.alive: process.err
    process
  }

  def "SIGTERM: what is under way is finished, nothing else begun, 143, and each intent has its result"() {
    given:
    holdBack()
    def process = started()

    when:
    process.terminate()
    until('it has taken notice') { process.err.contains('ending: waiting for the requests under way') }
    def begun = seen.get()
    gate.countDown()
    def code = process.end()

    then:
    code == 143

    and: 'each intent has one result, and no other target was touched'
    def audit = Audit.read(process.auditLog)
    def paused = states().findAll { it.value == 'paused' }.keySet()
    audit.byContainer().values().every { it*.phase == ['intent', 'result'] }
    audit.byContainer().keySet() == paused
    audit.phase('result').every { it.outcome == 'changed' && it.after == 'paused' }
    paused.size() == proxy.changes().size()
    paused.size() in begun..(begun + 16)
    paused.size() < COUNT

    and: 'the report says so'
    process.out.contains("${paused.size()} changed")
    process.out.contains('exit 143')
  }

  private String batch(String verb) {
    "$verb where ${mine("label.tier == 'batch'")}"
  }

  def "#signal: what an attempt that was begun ensures is done all the same, and nothing after it"() {
    given:
    holdBack()
    def process = started("attempt { ${batch('pause')} } recover { ${batch('kill')} } ensure { ${batch('unpause')} }\n${batch('stop')}")

    when:
    end.call(process)
    until('it has taken notice') { process.err.contains('ending: waiting for the requests under way') }
    gate.countDown()
    def code = process.end()

    then:
    code == expected
    states().values().every { it == 'running' }
    def audit = Audit.read(process.auditLog)
    audit.phase('result')*.verb.countBy { it }.with { it.pause == it.unpause && it.keySet() == ['pause', 'unpause'] as Set }

    where:
    signal    | end                                       || expected
    'SIGTERM' | { ThawProcess thaw -> thaw.terminate() }  || 143
    'SIGHUP'  | { ThawProcess thaw -> thaw.hangUp() }     || 129
  }

  def "under nohup a terminal that is closed ends nothing"() {
    given:
    holdBack()
    def process = started(batch('pause'), ['nohup'])

    when:
    process.hangUp()
    gate.countDown()

    then:
    process.end() == 0
    !process.err.contains('ending')
    states().values().every { it == 'paused' }
  }

  def "SIGKILL: every container that changed has an intent, and the log claims nothing that is not so"() {
    given:
    holdBack()
    def process = started()

    when:
    process.kill()
    def code = process.end()
    gate.countDown()
    until('the engine has done what it was told') {
      proxy.quiet && states().values().count('paused') == proxy.changes().size()
    }

    then:
    code == 137

    and:
    def audit = Audit.read(process.auditLog)
    def paused = states().findAll { it.value == 'paused' }.keySet()
    paused.size() >= 9
    audit.phase('intent')*.container.containsAll(paused)
    holds(audit, states())
    audit.byContainer().values().any { it.last().phase == 'intent' }

    and: 'the next run goes on from what is, in the same log'
    def again = ThawProcess.start(folder.resolve('process'), 'run', '-H', proxy.address, '-e', "pause where ${mine("label.tier == 'batch'")}")
    again.end() == 0
    again.out.contains("${COUNT - paused.size()} changed, ${paused.size()} unchanged")
    Audit.read(process.auditLog).records.size() == audit.records.size() + 2 * (COUNT - paused.size())
  }
}
