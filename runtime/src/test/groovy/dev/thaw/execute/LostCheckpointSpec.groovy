package dev.thaw.execute

import dev.thaw.cli.Cli
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** An engine lists a checkpoint before its dump is over: where the reply is lost, nothing may be ended for it. */
class LostCheckpointSpec extends Specification {
  @TempDir
  Path home

  def "the container is thawed and not killed where the reply is #fault"() {
    given:
    def world = home.resolve('world.yaml')
    Files.writeString(world, """\
      containers: [{name: counter, counts: 50ms}]
      faults: [{on: "POST /containers/*/checkpoints", $fault}]
      """.stripIndent())
    def thaw = new Cli(home)

    when:
    int code = thaw.run('run', '--engine', "sim:$world", '-e', "checkpoint 'nightly' where name == 'counter' then restore")

    then:
    code == 6
    thaw.out.contains('does not tell whether it is done')
    thaw.out.contains('counter unpause changed')
    !thaw.out.contains('kill changed')
    !thaw.out.contains('restore changed')

    where:
    fault << ['reset: after']
  }
}
