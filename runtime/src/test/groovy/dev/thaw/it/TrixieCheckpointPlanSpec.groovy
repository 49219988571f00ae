package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files

/** Checkpoints beforehand and as they are told of: plans, saved plans, events; and one of 256 MiB. */
@OnEngine('trixie')
class TrixieCheckpointPlanSpec extends CheckpointsOnDocker {
  static final long MEBIBYTE = 1 << 20

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      planned: [command: COUNTING],
      told: [command: COUNTING],
      applied: [command: COUNTING],
      heavy: [command: "x=\$(head -c ${256 * MEBIBYTE} /dev/zero | tr '\\0' x); echo held; $COUNTING".toString(),
        memory: [limit: 1500 * MEBIBYTE]],
    ]
  }

  def "a plan shows each operation that a checkpoint is made of, its requests, and the way back"() {
    given:
    def id = ids.planned

    when:
    def text = thaw.ok('plan', '-H', proxy.address, '-e', "checkpoint 'nightly' where ${named('planned')} keep 2 then restore")

    then:
    proxy.changes() == []
    def order = ['preflight then pause then checkpoint then kill then removeCheckpoint then restore',
      "POST /containers/$id/pause", "POST /containers/$id/checkpoints", 'nightly.<run>', "POST /containers/$id/kill",
      "POST /containers/$id/start?checkpoint=<newest>"].collect { [it, text.indexOf(it)] }
    order.findAll { it[1] < 0 } == []
    order*.get(1) == order*.get(1).toSorted()
  }

  def "the events tell each operation, and the checkpoint's name"() {
    when:
    def all = events("checkpoint 'nightly' where ${named('told')} then restore")
    def finished = all.findAll { it.event == 'finished' }

    then:
    finished*.verb == ['preflight', 'pause', 'checkpoint', 'kill', 'removeCheckpoint', 'restore']
    finished*.outcome == ['observed', 'changed', 'changed', 'changed', 'unchanged', 'changed']
    finished.find { it.verb == 'checkpoint' }.toString().contains("as ${checkpoints('told')[0]}")
    counts('told')
    neverStartedAfresh('told')
  }

  def "a saved plan with a checkpoint is carried out as it is, once"() {
    given:
    def plan = folder.resolve('plan.json')
    counts('applied')
    thaw.ok('plan', '-H', proxy.address, '-e', "checkpoint 'nightly' where ${named('applied')} then restore", '-o', plan.toString())
    assert Cli.json(Files.readString(plan)).steps.size() == 1
    assert proxy.changes() == []

    expect:
    thaw.run('apply', '-H', proxy.address, plan.toString()) == 0
    checkpoints('applied').size() == 1
    counts('applied')
    neverStartedAfresh('applied')
    audit().records*.plan.unique().size() == 1

    and: 'it has begun anew since: the plan is stale'
    thaw.run('apply', '-H', proxy.address, plan.toString()) == 4
    checkpoints('applied').size() == 1
  }

  def "256 MiB of memory are saved and come back"() {
    given:
    counts('heavy')

    when:
    long begin = System.nanoTime()
    int code = run("checkpoint 'heavy' where ${named('heavy')}")
    long saved = System.nanoTime()
    int back = run("restore 'heavy' where ${named('heavy')}")
    long restored = System.nanoTime()
    println "256 MiB: checkpoint ${(saved - begin).intdiv(1_000_000)} ms, restore ${(restored - saved).intdiv(1_000_000)} ms"

    then:
    [code, back] == [0, 0]
    counts('heavy')
    neverStartedAfresh('heavy')
    run("exec 'grep VmRSS /proc/1/status' where ${named('heavy')}") == 0
    (thaw.out =~ /VmRSS:\D+(\d+) kB/)[0][1].toLong() > 250 * 1024
  }
}
