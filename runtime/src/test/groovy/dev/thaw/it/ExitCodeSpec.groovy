package dev.thaw.it

import static dev.thaw.it.SocketProxy.Fate.LOSE_AND_END
import static dev.thaw.it.SocketProxy.Fate.PASS

import dev.thaw.engine.OnEngine
import java.nio.file.Files
import spock.lang.Requires

/** Each exit code on a real engine, but for the interruptions: those take a process. */
@OnEngine
class ExitCodeSpec extends OnDocker {

  @Override
  Map<String, Map<String, Object>> containers() {
    [one: [:], two: [:], over: [state: 'exited']]
  }

  def setup() {
    ['one', 'two'].each { bring(it, 'running') }
  }

  def "#code: #what"() {
    expect:
    run(script.call(this)) == code
    proxy.changes().size() == sent
    text.empty || (thaw.out + thaw.err).contains(text)

    where:
    code | sent | what                                      | text                                  | script
    0    | 1    | 'done'                                    | '1 changed'                           | { it.with { "pause where ${named('one')}" } }
    0    | 0    | 'nothing matches, and nothing need match' | 'nothing to do'                       | { it.with { "pause where ${mine("name == 'none'")}" } }
    0    | 0    | 'all that matches is skipped'             | '1 skipped'                           | { it.with { "pause where ${named('over')}" } }
    1    | 2    | 'a command fails'                         | 'exit code 3'                         | { it.with { "exec 'exit 3' shell true where ${named('one')}" } }
    1    | 0    | 'fewer matches than min'                  | 'fewer than min 4'                    | { it.with { "pause where ${mine()} min 4" } }
    2    | 0    | 'a verb that there is not'                | 'pause'                               | { it.with { "pasue where ${mine()}" } }
    2    | 0    | 'a selector left out'                     | 'where'                               | { 'pause' }
    3    | 0    | 'more matches than max'                   | 'more than max 1'                     | { it.with { "pause where ${mine('running')} max 1" } }
    3    | 0    | 'a later step denied: no step is begun'   | 'more than max 2'                     | { it.with { "pause where ${named('one')}\nstop where ${mine()} max 2" } }
  }

  def "6: the reply to a change is lost with the engine"() {
    given:
    proxy.rule = { String request -> SocketProxy.changes(request) ? LOSE_AND_END : PASS } as SocketProxy.Rule

    expect:
    run("pause where ${named('one')}") == 6
    thaw.out.contains('exit 6')
    state('one') == 'paused'
  }

  def "8: an audit log that cannot be written, and nothing is sent: #what"() {
    expect:
    run("pause where ${named('one')}", '--audit', place.call(folder)) == 8
    thaw.err.contains('the audit log cannot be written')
    proxy.changes() == []

    where:
    what                       | place
    'a device that is full'    | { '/dev/full' }
    'a folder'                 | { it.toString() }
    'a folder that is not there' | { it.resolve('none/audit.jsonl').toString() }
    'a place below a file'     | { Files.writeString(it.resolve('file'), 'x').resolve('audit.jsonl').toString() }
    'a link to elsewhere'      | { Files.createSymbolicLink(it.resolve('link'), it.resolve('target')).toString() }
  }

  @Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to mount a full file system for one process alone')
  def "8: the disk is full #when: what cannot be recorded is not done"() {
    given:
    def disk = Files.createDirectories(folder.resolve('disk'))
    def names = ['one', 'two']

    when: 'a file system of one page, part of which is taken'
    def process = ThawProcess.start(folder.resolve('p'), before: ['unshare', '-m', 'sh', '-c',
      "mount -t tmpfs -o size=4k none $disk && head -c $taken /dev/zero | tr '\\0' '\\n' >$disk/audit.jsonl && exec \"\$@\"".toString(), 'sh'],
    'run', '-H', proxy.address, '--audit', disk.resolve('audit.jsonl').toString(), '-e',
    names.collect { "pause where ${named(it)}" }.join('\n'))

    then:
    process.end() == 8
    process.err.contains('the audit log cannot be written')
    proxy.changes().size() == sent
    names.collect { state(it) } == ['paused'] * sent + ['running'] * (2 - sent)

    where:
    when                 | taken || sent
    'at the start'       | 4096  || 0
    'at the first record' | 4000 || 0
    'after the first record' | 3100 || 1
  }

  def "9: nobody listens, nothing was done: #what"() {
    expect:
    thaw.run('run', '-H', "unix://${place.call(this)}", '-e', "pause where ${named('one')}") == 9
    thaw.err.contains('Nothing was done')
    thaw.err.contains('--engine sim')

    where:
    what                      | place
    'no such socket'          | { it.folder.resolve('none.sock') }
    'a socket that is closed' | { it.proxy.close(); it.proxy.path }
    'a plain file'            | { Files.writeString(it.folder.resolve('file'), '') }
  }
}
