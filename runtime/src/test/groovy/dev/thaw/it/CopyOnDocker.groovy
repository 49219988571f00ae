package dev.thaw.it

import dev.thaw.cli.Cli
import dev.thaw.host.HostDirectorySpec
import dev.thaw.script.Digest
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Copies out of containers of a real engine; each engine has a subclass. */
abstract class CopyOnDocker extends OnDocker {
  static final FILES = ['/data/a': 'hello', '/data/sub/b': 'two']

  @Override
  Map<String, Map<String, Object>> containers() {
    [run: [files: FILES, labels: [app: 'c']], froze: [files: FILES, labels: [app: 'c'], state: 'paused'],
     over: [files: FILES, labels: [app: 'c'], state: 'exited'], fresh: [state: 'created', labels: [app: 'n']]]
  }

  Path getFiles() {
    Files.createDirectories(folder.resolve('files'))
  }

  List<String> all() {
    HostDirectorySpec.all(files).findAll { !it.endsWith('/') }
  }

  def "a file comes out of containers in every state, into folders of their names, and nothing is sent but questions"() {
    expect:
    run("copy '/data/a', to: 'x' where { ${mine("label.app == 'c'")} }", '--json', '--files', files.toString()) == 0
    all() == ['froze', 'over', 'run'].collect { "x/${bench.name(it)}/a=hello".toString() }.sort()
    proxy.changes() == []
    state('froze') == 'paused'
    audit().phase('copied')*.sha256.unique() == [Digest.of('hello'.bytes)]
    audit().phase('copied')*.path.sort() == ['froze', 'over', 'run'].collect { "x/${bench.name(it)}/a".toString() }.sort()
    audit().phase('result')*.outcome == ['changed'] * 3
  }

  def "a folder comes with its links and modes, but for setuid"() {
    given:
    bench.ask('POST', "/exec/${bench.ask('POST', "/containers/${ids.run}/exec", [:],
        [Cmd: ['sh', '-c', 'mkdir -p /more && echo x > /more/s && chmod 4751 /more/s && ln /more/s /more/hard && ln -s s /more/soft']])
        .json.path('Id').asText()}/start", [:], [Detach: false, Tty: false])

    expect:
    run("copy '/more', to: 'y' where ${named('run')}", '--files', files.toString()) == 0
    all() == ['y/hard=x\n', 'y/s=x\n', 'y/soft -> s']
    HostDirectorySpec.mode(files.resolve('y/s')) == 'rwxr-x--x'
    (Files.getAttribute(files.resolve('y/s'), 'unix:mode') as int & 07000) == 0
  }

  def "a device is refused by its name, and nothing of its folder is kept"() {
    given:
    bench.ask('POST', "/exec/${bench.ask('POST', "/containers/${ids.run}/exec", [:],
        [Cmd: ['sh', '-c', 'mkdir -p /odd && echo x > /odd/a && mkfifo /odd/f']]).json.path('Id').asText()}/start", [:], [Detach: false, Tty: false])

    expect:
    run("copy '/odd', to: 'z' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains('the entry odd/f is neither file, folder nor link. Nothing of the copy was kept.')
    all() == []
  }

  def "of one that was never started comes what its image has"() {
    expect:
    run("copy '/bin/busybox', to: '.' where ${named('fresh')}", '--files', files.toString()) == 0
    Files.size(files.resolve('busybox')) > 100_000
  }

  def "the verb as a command, planned and done"() {
    expect:
    thaw.ok('copy', '--where', named('run'), '-H', proxy.address, '--to', 'd/', '--dry-run', '--files', files.toString(), '--', '/data/a')
        .contains('writes d/a')
    all() == []
    thaw.ok('copy', '--where', named('run'), '-H', proxy.address, '--to', 'd/', '--files', files.toString(), '--', '/data/a')
    all() == ['d/a=hello']
  }

  def "what is there stays, and what is not there is told"() {
    given:
    Files.writeString(files.resolve('a'), 'mine')

    expect:
    run("copy '/data/a', to: 'a' where ${named('run')}", '--json', '--files', files.toString()) == 1
    outcomes() == [run: 'copy failed']
    thaw.out.contains('a is there already. Remove it, or say overwrite true.')
    run("copy '/none', to: 'b' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains("Could not find the file /none in container ${ids.run}")
    all() == ['a=mine']
  }

  def "a full disk is told, and nothing is left on it"() {
    given:
    def small = Files.createDirectory(folder.resolve('small'))
    assert ['mount', '-t', 'tmpfs', '-o', 'size=64k', 'thaw-test', small.toString()].execute().with { it.waitFor(20, TimeUnit.SECONDS) && it.exitValue() == 0 }

    expect:
    run("copy '/bin/busybox', to: 'a/b' where ${named('fresh')}", '--json', '--files', small.toString()) == 1
    outcomes() == [fresh: 'copy failed']
    thaw.out.contains('not written: No space left on device')
    HostDirectorySpec.all(small) == []

    cleanup:
    ['umount', small.toString()].execute().waitFor(20, TimeUnit.SECONDS)
  }
}
