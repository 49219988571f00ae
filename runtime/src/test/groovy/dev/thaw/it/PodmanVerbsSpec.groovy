package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files

/** Podman 5.4, by its Docker-compatible API. */
@OnEngine('podman')
class PodmanVerbsSpec extends VerbsOnDocker {
  @Override
  boolean knowsStopSignal() {
    false
  }

  @Override
  int run(String script, String... options) {
    super.run(script, *(['--engine', 'podman'] + (options as List)))
  }

  def "what is frozen during something else is thawed after, and the log goes on"() {
    given:
    ['web', 'job'].each { bring(it, 'running') }

    expect:
    run("frozen where ${named('web')} during { exec 'true' where ${named('job')} }", '--json') == 0
    thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'finished' }.collect { "$it.verb $it.outcome".toString() } ==
        ['pause changed', 'exec changed', 'unpause changed']
    state('web') == 'running'
  }

  def "files go in and come out"() {
    given:
    bring('web', 'running')
    def files = Files.createDirectories(folder.resolve('files'))
    Files.writeString(files.resolve('in'), 'hello')

    expect:
    run("copy '/tmp/' from 'in' where ${named('web')}", '--files', files.toString()) == 0
    run("copy '/tmp/in', to: 'out' where ${named('web')}", '--files', files.toString()) == 0
    Files.readString(files.resolve('out')) == 'hello'
  }
}
