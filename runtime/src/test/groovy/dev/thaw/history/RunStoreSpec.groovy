package dev.thaw.history

import dev.thaw.cli.Cli
import dev.thaw.engine.EngineInfo
import dev.thaw.event.RunIdentity
import dev.thaw.execute.RunFixture
import dev.thaw.graph.GraphJson
import dev.thaw.graph.Runbook
import dev.thaw.lock.ProcessMark
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification
import spock.lang.TempDir

/** Runs on the disk: found, taken away, seen to have died. */
class RunStoreSpec extends Specification {
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')
  static final ProcessMark ENDED = new ProcessMark(ProcessHandle.current().pid(), 1, ProcessMark.here().host())

  @TempDir Path folder
  RunStore store

  def setup() {
    store = new RunStore(folder)
  }

  static RunRecord record(String id, ProcessMark process = ENDED, Map how = [:]) {
    def identity = new RunIdentity(id, 'root', 0, Optional.empty(), Optional.empty(), false, process.pid(), process.host(),
        how.script ?: 'a.groovy', 'ab' * 32, Optional.empty())
    new RunRecord(identity, how.started ?: NOW, '0.1.0', process, Optional.empty(), Runbook.UNNAMED, new TreeMap(how.parameters ?: [:]),
        new TreeSet(), new EngineInfo('unix:///s', 'ID', 'host', '26.1.5'), Optional.empty())
  }

  private Path keep(String id, boolean ended = true, ProcessMark process = ENDED, Map how = [:]) {
    def made = store.publish(store.draft(id, [(KeptRun.RECORD): KeptRun.line { RunRecordJson.write(it, record(id, process, how)) },
      (KeptRun.GRAPH): GraphJson.write(RunFixture.graph('pause where all')), (KeptRun.SCRIPT): new byte[0]]), id)
    if (ended) {
      RunStore.publish(made.resolve(KeptRun.RESULT), KeptRun.line { new RunResult(0, [:], 0, NOW, '', 0).write(it) })
    }
    made
  }

  def "'#text' may mean #found"() {
    given:
    ['20261121T110000Z-aaaa0001', '20261121T110000Z-aab00002', '20261121T120000Z-20261121', '20261120T110000Z-beef0004'].eachWithIndex { it, index ->
      keep(it, true, ENDED, [started: NOW.plusSeconds(index)])
    }

    expect:
    store.find(text).collect { RunStore.shortId(it) } == found

    where:
    text                        || found
    '20261121T110000Z-aaaa0001' || ['aaaa0001']
    'aaaa'                      || ['aaaa0001']
    'aa'                        || ['aab00002', 'aaaa0001']
    'beef0004'                  || ['beef0004']
    '20261120'                  || ['beef0004']
    '20261121'                  || ['20261121']
    '2026112'                   || ['20261121', 'aab00002', 'aaaa0001', 'beef0004']
    'last'                      || ['20261121']
    'x'                         || []
    ''                          || []
    '../x'                      || []
  }

  def "of those that began in the same second the records tell which was first"() {
    given:
    keep('20261121T110000Z-aaaa0001', true, ENDED, [started: NOW.plusMillis(3)])
    keep('20261121T110000Z-bbbb0001', true, ENDED, [started: NOW.plusMillis(1)])
    keep('20261121T110000Z-cccc0001', true, ENDED, [started: NOW.plusMillis(2)])

    expect:
    store.ids().collect { RunStore.shortId(it)[0] } == ['a', 'c', 'b']
  }

  def "only its owner can read a run"() {
    given:
    def run = keep('20261121T110000Z-aaaa0001')

    expect:
    PosixFilePermissions.toString(Files.getPosixFilePermissions(run)) == 'rwx------'
    Files.list(run).toList().collect { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) }.unique() == ['rw-------']
  }

  def "a run without an end goes on if its process does, and else has died"() {
    given:
    keep('20261121T110000Z-aaaa0001', false)
    keep('20261121T110000Z-aaaa0002', false, ProcessMark.here())
    keep('20261121T110000Z-aaaa0003', false, new ProcessMark(1, 1, 'elsewhere'))
    keep('20261121T110000Z-aaaa0004', true, ProcessMark.here())

    expect:
    (1..4).collect { store.read("20261121T110000Z-aaaa000$it").get().state().word() } == ['died', 'running', 'running', 'ended']
  }

  def "what is above the number goes, and what is too old, but nothing that goes on"() {
    given:
    def ids = (10..19).collect { "202611${it}T110000Z-aaaa00$it".toString() }
    ids.each { keep(it) }
    keep('20250101T000000Z-aaaa0001', false, ProcessMark.here())
    Files.createFile(keep('20250101T000000Z-aaaa0002').resolve('resuming.lock'))

    expect:
    new Pruning(most, Duration.ofDays(longest)).prune(store, { NOW } as InstantSource) == gone
    store.ids() == ids.reverse().take(10 + 1 - gone) + ['20250101T000000Z-aaaa0001']
    Files.list(folder).count() == store.ids().size()

    where:
    most | longest || gone
    1000 | 90      || 1
    10   | 1000    || 1
    3    | 90      || 8
    1000 | 4       || 9
    0    | 90      || 11
  }

  def "halves of runs go after a day"() {
    given:
    def half = Files.createDirectory(folder.resolve(RunStore.DRAFT + '20261121T110000Z-aaaa0001'))
    Files.createFile(half.resolve('run.json'))
    Files.setLastModifiedTime(half, java.nio.file.attribute.FileTime.from(NOW))

    when:
    Pruning.USUAL.prune(store, { NOW.plus(Duration.ofHours(age)) } as InstantSource)

    then:
    Files.exists(half) == there

    where:
    age || there
    23  || true
    25  || false
  }

  def "now and then is once an hour"() {
    given:
    def real = Instant.now()
    def prune = { Duration later -> new Pruning(0, Duration.ofDays(90)).nowAndThen(store, { real.plus(later) } as InstantSource) }
    prune(Duration.ZERO)
    keep('20261121T110000Z-aaaa0001')

    when:
    prune(Duration.ofMinutes(50))

    then:
    store.ids().size() == 1

    when:
    prune(Duration.ofMinutes(70))

    then:
    store.ids().empty
  }

  def "a damaged record is told of, and goes when its time has come"() {
    given:
    def run = keep('20250101T110000Z-aaaa0001')
    Files.write(run.resolve('run.json'), content.bytes)

    when:
    store.read('20250101T110000Z-aaaa0001')

    then:
    def failure = thrown(IOException)
    failure.message.startsWith('the run 20250101T110000Z-aaaa0001 cannot be read: ')

    and:
    Pruning.USUAL.prune(store, { NOW } as InstantSource) == 1

    where:
    content << ['', '{}', '{"v":1}', '{"v":2}', '[]', '{"v":1,"started":"yesterday"}', '\u0000']
  }

  def "an ambiguous beginning is told with what it may mean; hostile names are escaped"() {
    given:
    def thaw = new Cli(folder.resolve('home'))
    store = new RunStore(Files.createDirectories(folder.resolve('home/.local/state/thaw/runs')))
    keep('20261121T110000Z-aaaa0001', true, ENDED, [script: 'a\u001b[2J\u202e\nb.groovy', parameters: [tier: "'\u001b[31m'"]])
    keep('20261121T110001Z-aaaa0002')
    Files.createFile(store.directory().resolve('20261121T110000Z-aaaa0001/events.jsonl'))

    expect:
    thaw.run('show', 'aaaa') == 2
    thaw.err == 'thaw: aaaa may be any of aaaa0002 (20261121T110001Z-aaaa0002), aaaa0001 (20261121T110000Z-aaaa0001). Give more of it.\n'
    thaw.run('show', 'zz') == 2
    thaw.err == 'thaw: there is no run zz. See `thaw runs`.\n'
    thaw.ok('runs').contains('a\\u001b[2J\\u202e\\u000ab.groovy')
    !(thaw.ok('show', 'aaaa0001') + thaw.ok('runs', '--json') + thaw.ok('show', 'aaaa0001', '--json')).find('[\u001b\u202e]')
    thaw.run('runs', '--last', 'x') == 2
    thaw.run('runs', '--keep', '3') == 2
    thaw.err.contains('Add --prune.')
    thaw.run('runs', '--prune', '--older-than', '5x') == 2
    thaw.run('show', 'last', '--json', '--events') == 2
  }
}
