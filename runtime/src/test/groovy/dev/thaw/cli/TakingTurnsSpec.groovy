package dev.thaw.cli

import dev.thaw.graph.Runbook
import dev.thaw.lock.Holder
import dev.thaw.lock.LockName
import dev.thaw.lock.RunLock
import dev.thaw.lock.RunLocks
import dev.thaw.script.Script
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** Which runs exclude each other, and what is said. No engine is there: who has his turn ends with 9. */
@Timeout(60)
class TakingTurnsSpec extends Specification {
  static final int FREE = 9
  static final int BUSY = 7

  @TempDir Path home
  @AutoCleanup RunLock lock
  Cli thaw
  String engine

  def setup() {
    thaw = new Cli(home)
    engine = "unix://$home/none.sock"
    write('a.groovy', "pause where name == 'db'")
    Files.createSymbolicLink(home.resolve('link.groovy'), home.resolve('a.groovy'))
  }

  private String write(String file, String text) {
    Files.writeString(home.resolve(file), text)
  }

  /** Lets another run of a script go on. */
  private void held(String file, Runbook runbook = Runbook.UNNAMED, String command = "thaw run $file") {
    def name = LockName.of(Script.read(home.resolve(file).toString()), runbook, engine).get()
    def holder = { -> Holder.here('20261121T120000Z-00000001', command, Instant.parse('2026-11-21T12:00:00Z')) }
    lock = new RunLocks(locks()).claim(name, holder) as RunLock
  }

  private Path locks() {
    Files.createDirectories(home.resolve('.local/state/thaw/locks'))
  }

  private int run(String... arguments) {
    thaw.run('run', '-H', engine, *arguments)
  }

  private String path(String file) {
    home.resolve(file)
  }

  def "a second run of one file fails, and is told who holds it and what to do"() {
    given:
    held('a.groovy')

    expect:
    run(path('a.groovy')) == BUSY
    thaw.out.empty
    thaw.err == """\
        thaw: ${path('a.groovy')} is being run already by ${System.getProperty('user.name')} since 2026-11-21T12:00:00Z, process ${ProcessHandle.current().pid()} on ${Files.readString(Path.of('/proc/sys/kernel/hostname')).strip()}: thaw run a.groovy, run 20261121T120000Z-00000001. Nothing was done.
        thaw: To wait for its end: --if-busy wait. To leave this run out: --if-busy skip.
        """.stripIndent()

    and: 'through a link too, and as JSON'
    run(path('link.groovy'), '--json') == BUSY
    Cli.json(thaw.out).with { [it.event, it.exitCode] } == ['failed', BUSY]
  }

  def "to skip it is no failure, and no line from cron"() {
    given:
    held('a.groovy')

    expect:
    run(path('a.groovy'), '--if-busy', 'skip') == 0
    thaw.out.empty
    thaw.err.empty
  }

  def "to wait is announced once, and ends with patience"() {
    given:
    held('a.groovy')

    expect:
    run(path('a.groovy'), '--if-busy', 'wait', '--busy-timeout', '250ms', *options) == BUSY
    thaw.err.readLines().count { it.endsWith('Waiting for its end …') } == announced
    thaw.err.contains('Nothing was done.\nthaw: That was all the time that --busy-timeout gave it.')

    where:
    options || announced
    []      || 1
    ['-q']  || 0
  }

  def "of #what nobody is kept"() {
    given:
    write('b.groovy', "pause where name == 'db'")
    write('read.groovy', 'ps where all')
    held('a.groovy')

    expect:
    thaw.run(arguments.collect { it.replace('HOME', home.toString()) } as String[]) == code
    !thaw.err.contains('is being run')

    where:
    what                           | arguments                                                        || code
    'another file'                 | ['run', '-H', 'unix://HOME/none.sock', 'HOME/b.groovy']          || FREE
    'the same on another engine'   | ['run', '-H', 'unix://HOME/other.sock', 'HOME/a.groovy']         || FREE
    'a plan'                       | ['plan', '-H', 'unix://HOME/none.sock', 'HOME/a.groovy']         || FREE
    'a dry run'                    | ['run', '-n', '-H', 'unix://HOME/none.sock', 'HOME/a.groovy']    || FREE
    'a check'                      | ['check', 'HOME/a.groovy']                                       || 0
    'a script on the command line' | ['run', '-H', 'unix://HOME/none.sock', '-e', 'pause where all']  || FREE
    'a verb as a command'          | ['pause', '-H', 'unix://HOME/none.sock', '--where', 'all']       || FREE
    'what only reads'              | ['run', '-H', 'unix://HOME/none.sock', 'HOME/read.groovy']       || FREE
    'a simulated engine'           | ['run', '--engine', 'sim', 'HOME/a.groovy']                      || 0
  }

  def "a lock that is named holds for whatever names it, on whatever engine"() {
    given:
    write('c.groovy', "lock 'x'\npause where all")
    held('c.groovy', new Runbook('', '', 'x'))
    engine = "unix://$home/other.sock"

    expect:
    run(path('c.groovy')) == BUSY
    run('-e', "lock 'x'\nstop where all") == BUSY
    thaw.err.startsWith("thaw: the lock 'x' is held by ")
    run('-e', "lock 'y'\nstop where all") == FREE
    run('-e', "lock 'x'\nps where all") == FREE
    run(path('a.groovy')) == FREE
  }

  def "what the holder says of himself steers no terminal, and what is no word of his is not told: #what"() {
    given:
    held('a.groovy', Runbook.UNNAMED, command)
    if (content != null) {
      Files.newOutputStream(locks().toFile().listFiles()[0].toPath()).withCloseable { it << content.bytes }
    }

    expect:
    run(path('a.groovy')) == BUSY
    thaw.err.contains(told)
    !thaw.err.contains('\u001b')

    where:
    what       | command          | content        || told
    'escapes'  | 'a\u001b[2J\nb'  | null           || ': a\\u001b[2J\\u000ab, run '
    'nothing'  | ''               | ''             || ' is being run already by another run. Nothing'
    'hostile'  | ''               | '{"\u001b[2J"' || ' is being run already by another run. Nothing'
    'stale'    | ''               | '{"pid":1,"started":987654321,"host":"' + Files.readString(Path.of('/proc/sys/kernel/hostname')).strip() + '","user":"old","since":"2026-11-21T12:00:00Z"}' || ' by another run.'
  }

  def "a file that nobody has locked is no lock, and the next run has it for itself"() {
    given:
    held('a.groovy')
    def file = locks().toFile().listFiles()[0].toPath()
    def content = Files.readString(file)
    lock.close()
    Files.writeString(file, content)

    expect:
    run(path('a.groovy')) == FREE
    Files.size(file) == 0

    cleanup:
    lock = null
  }

  def "where locks cannot be, nothing is done: #what"() {
    given:
    make.call(locks())

    expect:
    run(path('a.groovy'), '--audit', path('audit')) == 8
    thaw.err.startsWith('thaw: the lock cannot be taken: ' + home.resolve('.local/state/thaw'))
    thaw.err.contains('. Without it nothing is done.\nthaw: Locks are kept beside the audit log: set XDG_STATE_HOME')
    Files.notExists(home.resolve('audit'))

    where:
    what                  | make
    'others may write'    | { Path locks -> Files.setPosixFilePermissions(locks, PosixFilePermissions.fromString('rwxrwxrwx')) }
    'above it too'        | { Path locks -> Files.setPosixFilePermissions(locks.parent, PosixFilePermissions.fromString('rwxrwx---')) }
    'it is a file'        | { Path locks -> Files.delete(locks); Files.createFile(locks) }
    'it is a link'        | { Path locks -> Files.delete(locks); Files.createSymbolicLink(locks, locks.parent) }
  }

  def "#arguments is refused: #problem"() {
    expect:
    run(path('a.groovy'), *arguments) == 2
    thaw.err == "thaw: $problem\n"

    where:
    arguments                                         || problem
    ['--if-busy', 'queue']                            || '--if-busy queue is none that there is. Use fail, wait, skip.'
    ['--busy-timeout', '1m']                          || '--busy-timeout says how long to wait. Add --if-busy wait.'
    ['--if-busy', 'wait', '--busy-timeout', 'soon']   || "--busy-timeout soon: 'soon' is not a duration. Write one, as 30.seconds."
    ['--if-busy', 'wait', '--busy-timeout', '-1s']    || '--busy-timeout -1s: -1.seconds is no time in which anything can be done. Write a duration of at least 1.ms.'
  }
}
