package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 28.5 with CRIU 4.2: restores no container that has a network of its own. */
@OnEngine('forky')
class ForkyDoctorSpec extends DoctorOnDocker {
  @Override
  String criu() {
    'its check is content'
  }

  @Override
  Map<String, List<String>> verdicts() {
    [web: ['network-lost'], term: ['network-lost'], gone: ['network-lost']]
  }

  def "the failure of restores on a bridge is told of the engine, and counts where checkpoints of such a container are asked for"() {
    expect:
    thaw.run('doctor', '-H', bench.engine.address()) == 0
    thaw.out.contains('! Docker 28.5')
    thaw.out.contains('containerd#12141')
    thaw.run('doctor', bench.name('web'), '-H', bench.engine.address(), '--checkpoints') == 1
    thaw.out.contains('! checkpoint: refused')
    thaw.out.contains('! checkpoint leaveRunning true: may fail')
    thaw.out.contains('! restore: refused')
  }
}
