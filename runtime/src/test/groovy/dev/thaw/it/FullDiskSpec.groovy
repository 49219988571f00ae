package dev.thaw.it

import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption
import spock.lang.Requires

/** Containers are held, and the disk is full: of the journal, of the audit log, or of both. */
@OnEngine
@Requires(value = { ThawProcess.mayMount() }, reason = 'takes root, to mount a small file system')
class FullDiskSpec extends HoldsOnDocker {
  static final List<String> OURS = ['a', 'b', 'c']

  /** Keeps the mount, which no process outside of it sees. */
  Process holder

  @Override
  Map<String, Map<String, Object>> containers() {
    batch(OURS, ['before'])
  }

  def setup() {
    OURS.each { bring(it, 'running') }
    bring('before', 'paused')
  }

  def cleanup() {
    holder?.destroyForcibly()
  }

  Path getDisk() {
    folder.resolve('disk')
  }

  /** The small disk, as it is seen from outside. */
  Path getSmall() {
    Path.of("/proc/${holder.pid()}/root$disk")
  }

  private void mounted(String size) {
    Files.createDirectories(disk)
    holder = new ProcessBuilder('unshare', '-m', 'sh', '-c',
        "mount -t tmpfs -o mode=0700,size=$size none $disk && echo mounted && exec sleep 600".toString()).start()
    assert holder.inputStream.newReader().readLine() == 'mounted'
  }

  private List<String> getInside() {
    ['nsenter', '-m', '-t', "${holder.pid()}".toString(), '--']
  }

  /** Nothing more fits: neither on the disk, nor into the last page of the audit log. */
  private void fill() {
    def log = small.resolve('audit.jsonl')
    if (Files.exists(log)) {
      Files.writeString(log, '\n' * (4096 - Files.size(log) % 4096), StandardOpenOption.APPEND)
    }
    def bytes = new byte[512]
    try {
      Files.newOutputStream(small.resolve('filler')).withCloseable { out -> (1 << 20).times { out.write(bytes) } }
      assert false: 'it is too large a disk'
    } catch (IOException full) {
      assert full.message.contains('space')
    }
  }

  /** Counted as a reader without Thaw would. */
  private static int unaudited(Path journal) {
    new String(Files.readAllBytes(journal), 'ISO-8859-1').count('"is":"unaudited"')
  }

  /** Where the audit log is kept, and where all the rest. */
  private List<String> places(boolean auditThere) {
    ['--audit', (auditThere ? disk : folder).resolve('audit.jsonl').toString()]
  }

  private Map surroundings(boolean journalThere) {
    [before: inside, env: [XDG_STATE_HOME: (journalThere ? disk : folder.resolve('state')).toString()]]
  }

  def "8 from the start, and nothing is sent: full is the disk of #what"() {
    given:
    mounted('16k')
    fill()

    when:
    def process = thaw(surroundings(journal), 'run', '-H', proxy.address, *places(audit), '-e', held('', "exec 'true' where ${named('db')}"))

    then:
    process.end() == 8
    proxy.changes() == []
    paused() == ['before']

    where:
    what            | journal | audit
    'the journal'   | true    | false
    'the audit log' | false   | true
  }

  def "filled up meanwhile is the disk of #what: all is thawed, 8, and what the audit log lacks is put there later"() {
    given:
    mounted('400k')
    def process = runs(surroundings(journal), held(), *places(true))
    untilPaused(process, OURS)
    until('the body goes on') { Audit.read(small.resolve('audit.jsonl')).phase('intent').any { it.verb == 'exec' } }

    when:
    fill()
    open()

    then:
    process.end() == 8
    paused() == ['before']

    and: 'every line that the log lacks stands on standard error, and in the journal'
    def lacking = process.err.readLines().findAll { it.contains('not in the audit log') }
    lacking.count { it.contains('"verb":"unpause"') } == 6
    def state = journal ? small.resolve('thaw') : folder.resolve('state/thaw')
    def kept = Files.list(state.resolve('journals')).withCloseable { it.toList() }.find { it.toString().endsWith('.journal') }
    unaudited(kept) == lacking.size()

    when: 'there is still no room'
    def early = thaw(surroundings(journal), 'recover', '-H', bench.engine.address(), *places(true))

    then:
    early.end() == 8
    Files.exists(kept)

    when: 'there is room again'
    Files.delete(small.resolve('filler'))
    def recovery = thaw(surroundings(journal), 'recover', '-H', bench.engine.address(), *places(true))

    then:
    recovery.end() == 0
    !Files.exists(kept)
    def audit = Audit.read(small.resolve('audit.jsonl'))
    audit.phase('result').findAll { it.verb == 'unpause' }*.container as Set == ids.subMap(OURS).values() as Set
    paused() == ['before']

    where:
    what                            | journal
    'the audit log'                 | false
    'the audit log and the journal' | true
  }
}
