package dev.thaw.diagnose

import dev.thaw.cli.Cli
import dev.thaw.event.ExitCode
import dev.thaw.event.Outcome
import dev.thaw.event.RunEvent
import dev.thaw.execute.RunFixture
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** On a simulated engine. */
class DiagnosingSpec extends Specification {
  static final String WORLD = '''
containers:
  - {name: oom, image: a, state: exited, exitCode: 137, oomKilled: true, memory: {limit: 32MB}, logs: [one, "the password is hunter22"]}
  - {name: gone, image: a, state: exited, exitCode: 127}
  - {name: crash, image: a, state: exited, exitCode: 139}
  - {name: sick, image: a, health: {status: unhealthy, interval: 1s}, memory: {usage: 30MB, limit: 32MB}}
  - {name: loop, image: a, state: restarting, exitCode: 1, restarts: 12, restartPolicy: always}
  - {name: ice, image: a}
  - {name: tty, image: a, tty: true, logs: [raw]}
  - {name: slow, image: a, state: exited, exitCode: 3}
faults:
  - {on: "GET /containers/*/logs", every: 100, reply: 500, body: "boom"}
'''

  @AutoCleanup
  RunFixture run

  @TempDir
  java.nio.file.Path home

  def setup() {
    run = new RunFixture(WORLD)
  }

  private Map<String, Diagnosis> told() {
    run.events.all(RunEvent.Diagnosed).collectEntries { [it.operation().name(), it.diagnosis()] }
  }

  def "each container is told what is likely behind it, and nothing is changed"() {
    expect:
    run.run("pause where name == 'ice'\ndiagnose where all") == ExitCode.DONE
    told().collectEntries { name, diagnosis -> [name, diagnosis.causes()[0].code()] } == [
      oom: 'out-of-memory', gone: 'command-not-found-inside', crash: 'crashed', sick: 'unhealthy', loop: 'restart-loop', ice: 'paused',
      tty: 'nothing-wrong', slow: 'own-error']
    told().ice.causes()[0].evidence()[0].startsWith('paused since ')
    told().sick.causes()[1].code() == 'memory-nearly-full'
    told().tty.log() == ['raw']
    told().oom.log() == ['one', 'the password is hunter22']
    run.events.all(RunEvent.Finished).findAll { it.operation().verb() == 'diagnose' }*.outcome().unique() == [Outcome.OBSERVED]
    run.events.all(RunEvent.Intent).size() == 1
  }

  def "tail #tail shows #lines"() {
    expect:
    run.run("diagnose where name == 'oom' tail $tail") == ExitCode.DONE
    told().oom.log() == lines

    where:
    tail || lines
    0    || []
    1    || ['the password is hunter22']
  }

  def "the value of a secret is in no diagnosis"() {
    given:
    run.secrets = [pass: 'hunter22']

    expect:
    run.run("param 'pass', secret: true\ndiagnose where name == 'oom'") == ExitCode.DONE
    told().oom.log() == ['one', 'the password is ***']
  }

  def "none to find is a failure, as a diagnosis was asked for"() {
    expect:
    run.run("diagnose where name == 'nobody'") == ExitCode.FAILED
    run.run("diagnose where name == 'nobody' min 0") == ExitCode.DONE
  }

  def "what cannot be read is said to be missing"() {
    given:
    run.close()
    run = new RunFixture(WORLD.replace('every: 100', 'every: 1'))

    expect:
    run.run("diagnose where name == 'oom'") == ExitCode.DONE
    told().oom.causes()[0].code() == 'out-of-memory'
    told().oom.missing()[0].startsWith('log: the engine answers 500')
    told().oom.log() == []
  }

  def "as a command, in text and in JSON, and in a run's history"() {
    given:
    def thaw = new Cli(home)

    expect:
    thaw.ok('diagnose', '--where', "name == 'report'", '--engine', 'sim').contains("start where name == 'report'")
    def event = thaw.ok('diagnose', '--where', "name == 'report'", '--engine', 'sim', '--json').readLines()
        .collect { Cli.json(it) }.find { it.event == 'diagnosed' }
    event.name == 'report'
    event.causes[0].code == 'out-of-memory'
    event.causes[0].line == "start where name == 'report'"
    event.log == ['rendering 12000 pages', 'Killed']
    thaw.ok('run', '--engine', 'sim', '--audit', home.resolve('audit').toString(), '-e', "start where name == 'report' then diagnose")
    thaw.ok('show', 'last').contains('diagnose')
    thaw.ok('show', 'last', '--events').contains('"diagnosed"')
  }
}
