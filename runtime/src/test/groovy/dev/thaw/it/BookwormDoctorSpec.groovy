package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 20.10, without CRIU. */
@OnEngine('bookworm')
class BookwormDoctorSpec extends DoctorOnDocker {
  @Override
  String criu() {
    'there is no criu'
  }

  @Override
  Map<String, List<String>> verdicts() {
    [web: ['criu-missing'], term: ['criu-missing', 'tty'], gone: ['criu-missing']]
  }

  def "that there is no CRIU is said plainly, and counts where checkpoints are asked for"() {
    expect:
    thaw.run('doctor', '-H', bench.engine.address(), '--checkpoints') == 1
    thaw.out.contains("! Checkpoints need CRIU on the engine's host: there is no criu in the engine's PATH.")
  }
}
