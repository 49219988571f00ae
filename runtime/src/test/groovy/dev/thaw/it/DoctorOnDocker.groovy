package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.script.PrivateDirectory
import spock.lang.Requires

/** The doctor on a real engine in namespaces of its own; each engine has a subclass. */
@Requires({ PrivateDirectory.effectiveUser() == 0 })
abstract class DoctorOnDocker extends OnDocker {

  abstract String criu()

  abstract Map<String, List<String>> verdicts()

  @Override
  Map<String, Map<String, Object>> containers() {
    [web: [restartPolicy: 'always'], term: [tty: true], gone: [state: 'exited', exitCode: 3]]
  }

  private Map<String, Object> report(int code, String... arguments) {
    // The engine itself is asked: its process is found by the socket.
    def ended = thaw.run((['doctor', '-H', bench.engine.address(), '--json'] + arguments.toList()) as String[])
    assert ended == code: thaw.err + thaw.out
    Cli.json(thaw.out)
  }

  def "the engine's process is found, its host looked at, and no request changes anything"() {
    given:
    def checks = report(0).checks.collectEntries { [it.of, it] }

    expect:
    checks['files of its host'].mark == 'ok'
    checks['files of its host'].is.contains('namespaces of its own')
    checks['default bridge'].mark == 'ok'
    checks['CRIU'].is.contains(criu())
    thaw.run('doctor', '-H', proxy.address) == 0
    proxy.changes() == []
  }

  def "of a container: its diagnosis, and what is known of checkpoints of it: #name"() {
    expect:
    def told = report(code, bench.name(name)).container
    told.causes[0].code == cause
    told.checkpoints.checkpoint.findAll { it.weight == 'refused' }*.code == verdicts()[name]
    told.checkpoints.checkpoint*.code.contains('restart-policy') == (name == 'web')

    where:
    name   || code | cause
    'web'  || 0    | 'nothing-wrong'
    'term' || 0    | 'nothing-wrong'
    'gone' || 1    | 'own-error'
  }
}
