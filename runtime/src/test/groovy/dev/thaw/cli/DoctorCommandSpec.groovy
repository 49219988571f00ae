package dev.thaw.cli

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class DoctorCommandSpec extends Specification {
  @TempDir
  Path home

  Cli thaw

  def setup() {
    thaw = new Cli(home)
  }

  private Map report(String... arguments) {
    thaw.run(*(['doctor', '--engine', 'sim', '--json'] + arguments.toList()))
    Cli.json(thaw.out)
  }

  def "a world without problems, and nothing is made"() {
    given:
    def text = thaw.ok('doctor', '--engine', 'sim')

    expect:
    text.readLines()[0].startsWith('✓ engine ')
    text.contains('docker 26.1.5 at sim')
    text.contains('? files of its host')
    !text.contains('\u001b')
    Files.list(home).withCloseable { it.toList() } == []
    report().checks.find { it.of == 'folder of state' }.is.endsWith('.local/state/thaw, not made yet')
    report().checkpoints*.code.contains('criu-unknown')
  }

  def "doctor #name ends with #code: #cause"() {
    expect:
    thaw.run('doctor', name, '--engine', 'sim', '--json') == code
    def told = Cli.json(thaw.out).container
    told.name == name
    told.causes[0].code == cause
    told.checkpoints.keySet() == ['checkpoint', 'checkpoint leaveRunning true', 'restore', 'cloneFrom'] as Set
    thaw.run('doctor', name, '--engine', 'sim') == code
    thaw.out.contains('Checkpoints of it')

    where:
    name      || code | cause
    'report'  || 1    | 'out-of-memory'
    'batch-3' || 1    | 'paused'
    'web-1'   || 0    | 'nothing-wrong'
  }

  def "there is no container #name"() {
    expect:
    thaw.run('doctor', '--engine', 'sim', '--', name) == 1
    thaw.err.contains('there is no container')

    where:
    name << ['nobody', '../info', 'a?b', 'web-1/json?x=']
  }

  def "a folder that others may write to is a problem, and what cannot be made"() {
    given:
    def state = Files.createDirectories(home.resolve('.local/state/thaw'))
    state.toFile().setWritable(true, false)
    thaw.environment = [XDG_CACHE_HOME: '/dev/null/cache']

    expect:
    thaw.run('doctor', '--engine', 'sim', '--json') == 1
    def checks = Cli.json(thaw.out).checks
    checks.find { it.of == 'folder of state' }.is.contains('others may write to it')
    checks.find { it.of == 'folder of compiled graphs' }.mark == 'problem'
  }

  def "an engine that does not answer: the rest is told, exit 9"() {
    given:
    def address = "unix://$home/none.sock"

    expect:
    thaw.run('doctor', '-H', address) == 9
    thaw.out.readLines()[0].startsWith('✗ engine ')
    thaw.out.contains('folder of journals')
    thaw.run('doctor', '-H', address, '--json') == 9
    Cli.json(thaw.out).checks[0].mark == 'problem'
  }

  def "what a dead run has left is a problem"() {
    given:
    def journals = Files.createDirectories(home.resolve('.local/state/thaw/journals'))
    ['.local', '.local/state', '.local/state/thaw', '.local/state/thaw/journals'].each {
      Files.setPosixFilePermissions(home.resolve(it), java.nio.file.attribute.PosixFilePermissions.fromString('rwx------'))
    }
    Files.createDirectory(journals.resolve('20261121T110000-abcd1234.journal'))

    expect:
    thaw.run('doctor', '--engine', 'sim', '--json') == 1
    def left = Cli.json(thaw.out).checks.find { it.of == 'left by dead runs' }
    left.mark == 'problem'
    left.is.contains('cannot be used')
  }

  def "checkpoints count where they are asked for"() {
    given:
    def world = home.resolve('world.yaml')
    Files.writeString(world, "engine: {experimental: false}\ncontainers:\n  - {name: web, image: a}\n")

    expect:
    thaw.run('doctor', '--engine', "sim:$world") == 0
    thaw.out.contains('experimental-off')
    thaw.run('doctor', '--engine', "sim:$world", '--checkpoints') == 1
    thaw.run('doctor', 'web', '--engine', "sim:$world") == 0
    thaw.out.contains('! checkpoint: refused')
    thaw.run('doctor', 'web', '--engine', "sim:$world", '--checkpoints') == 1
  }
}
