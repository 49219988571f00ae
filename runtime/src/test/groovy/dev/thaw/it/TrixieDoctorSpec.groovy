package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Docker 26.1 with CRIU 4.1. */
@OnEngine('trixie')
class TrixieDoctorSpec extends DoctorOnDocker {
  @Override
  String criu() {
    '4.1.1, and its check is content'
  }

  @Override
  Map<String, List<String>> verdicts() {
    [web: [], term: [], gone: []]
  }

  def "a terminal works on this pair, with a warning about attaching"() {
    given:
    thaw.ok('doctor', bench.name('term'), '-H', bench.engine.address())

    expect:
    thaw.out.contains('! The container has a terminal: it goes on after a restore, but attaching to it hangs.')
    thaw.out.contains('! checkpoint: may fail')
  }
}
