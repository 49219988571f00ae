package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.sim.SimClock
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.SimServer
import dev.thaw.engine.sim.WorldYaml
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Runs of one runbook in processes of their own, on a simulated engine behind a socket. */
@Timeout(120)
class BusySpec extends Specification {
  static final String WORLD = '''
    containers:
      - {name: slow, exec: {exitCode: 0, takes: 1h}}
      - {name: quick, exec: {exitCode: 0}}
    '''

  @TempDir Path folder
  @AutoCleanup SimServer server
  List<ThawProcess> processes = []
  String address

  def setup() {
    def socket = folder.resolve('s')
    server = SimServer.start(new SimEngine('sim', WorldYaml.parse('world.yaml', WORLD), SimClock.real()), socket)
    address = "unix://$socket"
    Files.writeString(folder.resolve('a.groovy'), "param 'which'\nexec 'work' where name == which")
  }

  def cleanup() {
    processes*.kill()
  }

  private ThawProcess start(String which, String... options) {
    processes << ThawProcess.start(folder, 'run', folder.resolve('a.groovy').toString(), '-H', address, '-p', "which=$which", *options)
    processes.last()
  }

  /** Starts a run that has been given its turn. */
  private ThawProcess holding() {
    def first = start('slow')
    OnDocker.until('it has begun') {
      !first.alive || Files.exists(first.auditLog) && Files.size(first.auditLog) > 0
    }
    assert first.alive: first.err
    first
  }

  def "the loser ends at once and names the holder as the audit log does; the holder's death frees the lock"() {
    given:
    def first = holding()

    when:
    def second = start('quick')

    then:
    second.end() == 7
    def run = Cli.json(Files.readAllLines(first.auditLog)[0]).run
    second.err.contains("process ${first.pid} on ")
    second.err.contains("thaw run ${folder.resolve('a.groovy')}, run $run. Nothing was done.")
    second.out.empty
    first.alive

    when:
    first.kill()

    then:
    first.end() == 137
    start('quick').end() == 0
  }

  def "who waits goes on when the holder has died, and says once for whom he waits"() {
    given:
    def first = holding()
    def second = start('quick', '--if-busy', 'wait')
    OnDocker.until('it waits') { second.err.contains('Waiting') || !second.alive }

    expect:
    second.alive

    when:
    first.kill()

    then:
    second.end() == 0
    second.err.readLines().size() == 1
    second.out.contains('1 changed')
  }

  def "who waits ends at once when told to"() {
    given:
    holding()
    def second = start('quick', '--if-busy', 'wait')
    OnDocker.until('it waits') { second.err.contains('Waiting') || !second.alive }

    when:
    second.terminate()

    then:
    second.end() == 143
  }

  def "who skips ends well, and without a word"() {
    given:
    holding()

    when:
    def second = start('quick', '--if-busy', 'skip')

    then:
    second.end() == 0
    second.out + second.err == ''
  }
}
