package dev.thaw.it

import dev.thaw.engine.Reply
import dev.thaw.host.PackingSpec
import dev.thaw.operation.EngineCall
import dev.thaw.script.Digest
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration

/** Copies into containers of a real engine; each engine has a subclass. */
abstract class CopyInOnDocker extends OnDocker {
  static final FILES = ['/data/a': 'hello', '/data/sub/b': 'two']

  @Override
  Map<String, Map<String, Object>> containers() {
    [run: [files: FILES, labels: [app: 'c']], froze: [files: FILES, labels: [app: 'c'], state: 'paused'],
     over: [files: FILES, labels: [app: 'c'], state: 'exited'], fresh: [state: 'created', labels: [app: 'n']]]
  }

  Path getFiles() {
    Files.createDirectories(folder.resolve('files'))
  }

  Path file(String path, String text) {
    Files.createDirectories(files.resolve(path).parent)
    Files.writeString(files.resolve(path), text)
  }

  List<String> holds(String name, String path) {
    try (Reply reply = bench.engine.send(EngineCall.get("/containers/${ids[name]}/archive", [path: path]), Duration.ofSeconds(60))) {
      assert reply.status() == 200
      return PackingSpec.entries(reply.bytes())
    }
  }

  def "a file goes into containers in every state, as root's, and the audit log tells which"() {
    given:
    Files.setAttribute(file('conf/app.conf', 'new'), 'unix:mode', 04640)

    expect:
    run("copy '/data/' from 'conf/app.conf' where { ${mine("label.app == 'c'")} }", '--json', '--files', files.toString()) == 0
    ['run', 'froze', 'over'].every { holds(it, '/data/app.conf') == ['app.conf=new 640 0:0'] }
    proxy.changes()*.replaceAll('[?].*', '').every { it.startsWith('PUT ') || it.contains(' PUT ') }
    proxy.changes().size() == 3
    state('froze') == 'paused'
    audit().phase('copied')*.sha256.unique() == [Digest.of('new'.bytes)]
    audit().phase('copied')*.path.unique() == ['/data/app.conf']
    audit().phase('result')*.outcome == ['changed'] * 3
  }

  def "a folder goes in with its links and modes, under a new name or into a folder"() {
    given:
    Files.setAttribute(file('conf/a', 'one'), 'unix:mode', 06755)
    Files.setAttribute(file('conf/sub/b', 'two'), 'unix:mode', 0600)
    Files.createSymbolicLink(files.resolve('conf/sub/up'), Path.of('../a'))
    ['conf', 'conf/sub'].each { Files.setAttribute(files.resolve(it), 'unix:mode', 0750) }

    expect:
    run("copy '/settings' from 'conf' where ${named('run')}", '--files', files.toString()) == 0
    holds('run', '/settings').sort() == ['settings/ 750 0:0', 'settings/a=one 755 0:0', 'settings/sub/ 750 0:0', 'settings/sub/b=two 600 0:0',
                                         'settings/sub/up -> ../a 777 0:0'].sort()
    run("copy '/data' from 'conf/sub' where ${named('fresh')}", '--files', files.toString()) == 1
    run("copy '/bin/' from 'conf/a' where ${named('fresh')}", '--files', files.toString()) == 0
    holds('fresh', '/bin/a') == ['a=one 755 0:0']
  }

  def "what is there stays without overwrite, and what cannot be is told"() {
    given:
    file('a', 'mine')

    expect:
    run("copy '/data/a' from 'a' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains('/data/a is there already in the container. Remove it, or say overwrite true.')
    run("copy '/none/' from 'a' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains('/none/ is no folder in the container.')
    run("copy '/data/a/' from 'a' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains('/data/a/ is no folder in the container.')
    proxy.changes() == []
    run("copy '/data/a' from 'a' where ${named('run')} overwrite true", '--json', '--files', files.toString()) == 0
    holds('run', '/data/a')[0].startsWith('a=mine ')
  }

  def "a link in the container is not written through, one to a folder is with a slash"() {
    given:
    file('a', 'mine')
    bench.ask('POST', "/exec/${bench.ask('POST', "/containers/${ids.run}/exec", [:],
        [Cmd: ['sh', '-c', 'ln -s /data /way; ln -s /data/a /data/l']]).json.path('Id').asText()}/start", [:], [Detach: false, Tty: false])

    until('the links are there') { bench.ask('HEAD', "/containers/${ids.run}/archive", [path: '/data/l']).status == 200 }

    expect:
    run("copy '/data/l' from 'a' where ${named('run')} overwrite true", '--json', '--files', files.toString()) == 1
    thaw.out.contains('/data/l is a link in the container.')
    run("copy '/way/' from 'a' where ${named('run')} overwrite true", '--json', '--files', files.toString()) == 0
    holds('run', '/data/a')[0].startsWith('a=mine ')
    run("copy '/way/new' from 'a' where ${named('run')}", '--json', '--files', files.toString()) == 0
    holds('run', '/data/new')[0].startsWith('new=mine ')
  }

  def "the verb as a command, planned and done; much of it too"() {
    given:
    new RandomAccessFile(files.resolve('big').toFile(), 'rw').withCloseable { it.length = 63L << 20 }
    new RandomAccessFile(files.resolve('bigger').toFile(), 'rw').withCloseable { it.length = 64L << 20 }

    expect:
    thaw.ok('copy', '--where', named('run'), '-H', proxy.address, '--from', 'big', '--dry-run', '--files', files.toString(), '--', '/data/')
        .contains('reads big: 1 file, 66060288 bytes')
    proxy.changes() == []
    thaw.ok('copy', '--where', named('run'), '-H', proxy.address, '--from', 'big', '--files', files.toString(), '--', '/data/')
    audit().phase('copied')*.bytes == [63 << 20]
    run("copy '/data/' from 'bigger' where ${named('run')}", '--json', '--files', files.toString()) == 1
    thaw.out.contains('bigger is more than one copy may send, 64 MiB as an archive. Copy a part of it.')
  }
}
