package dev.thaw.it

import dev.thaw.catalog.OperationCatalog
import dev.thaw.engine.OnEngine
import dev.thaw.operation.Effect
import dev.thaw.operation.OperationSpec
import dev.thaw.operation.Option
import dev.thaw.operation.OptionType
import dev.thaw.script.Digest
import java.nio.file.Files
import java.nio.file.Path

/** No dry run changes anything: not on the engine, not in the file system. */
@OnEngine
class DryRunSpec extends OnDocker {
  /** A value for every type of option, in a script and on the command line. */
  static final Map<OptionType, List<String>> VALUES = [
    (OptionType.TEXT): ["'HUP'", 'HUP'],
    (OptionType.COMMAND): ["'touch /tmp/x'", null],
    (OptionType.TEXTS): ["['A=1']", 'A=1'],
    (OptionType.VARIABLES): ["['A=1']", 'A=1'],
    (OptionType.COUNT): ['7', '7'],
    (OptionType.FLAG): ['true', ''],
    (OptionType.DURATION): ['3.seconds', '3s'],
    (OptionType.DURATIONS): ['1.second..3.seconds', '1s..3s'],
  ]

  /** A text for every operation's plain argument that is one. */
  static final Map<String, String> ARGUMENTS = [inside: '/etc/hosts', series: 'nightly']

  @Override
  Map<String, Map<String, Object>> containers() {
    [
      running: [logs: ['one']],
      paused: [state: 'paused'],
      exited: [state: 'exited', exitCode: 3],
      created: [state: 'created'],
      small: [memory: [limit: 64 << 20, held: 1 << 20]],
    ]
  }

  def "every type of option has a value here"() {
    expect:
    VALUES.keySet() == OptionType.values() as Set
  }

  def "no dry run sends anything but GET and HEAD, nor touches a file: #form of #operation#with"() {
    given:
    def before = engineState()
    def ours = files(folder, thaw.home.resolve('cache'))
    def here = files(Path.of('').toAbsolutePath(), Path.of('target').toAbsolutePath())
    thaw.environment = [XDG_CACHE_HOME: thaw.home.resolve('cache').toString()]

    when:
    def plan = thaw.ok(*command, '-H', proxy.address)

    then: 'it has planned something'
    plan.contains('Nothing is changed by planning.')
    operation.effect() == Effect.OBSERVE || plan =~ /\n[1-9]\d* to do, /
    !proxy.requests.empty

    and: 'and changed nothing'
    proxy.changes() == []
    engineState() == before
    files(folder, thaw.home.resolve('cache')) == ours
    files(Path.of('').toAbsolutePath(), Path.of('target').toAbsolutePath()) == here
    files(thaw.home.resolve('cache'), null).keySet().every { it.startsWith('thaw/graphs/') }

    where:
    [operation, withOptions, form] << [OperationCatalog.all(), [false, true], ['plan -e', 'run --dry-run', 'one-off']].combinations()
    with = withOptions ? ' with all options' : ''
    command = form == 'plan -e' ? ['plan', '-e', script(operation, withOptions)] :
        form == 'run --dry-run' ? ['run', '--dry-run', '-e', script(operation, withOptions)] :
        oneOff(operation, withOptions)
  }

  def "a dry run of all verbs in one script, chained and in parallel, sends nothing"() {
    given:
    def before = engineState()
    def steps = OperationCatalog.all().collect { script(it, true) }
    def script = (steps + ['parallel {'] + steps + ['}'] + ["stop where ${mine()} then start then pause"]).join('\n')

    expect:
    thaw.ok('plan', '-H', proxy.address, '-e', script)
    proxy.changes() == []
    engineState() == before
  }

  private String script(OperationSpec operation, boolean withOptions) {
    def argument = operation.argument().map { it.type() == OptionType.TEXT ? "'${ARGUMENTS[it.name()]}'" : VALUES[it.type()][0] }.orElse('')
    def given = options(operation, withOptions)
        .collect { "${it.name()} ${VALUES[it.type()][0]}" }.join(' ')
    def options = given + (withOptions ? ' min 1 max 100 timeout 5.seconds when { mem < 100% || !running }' : '')
    "${operation.name()} $argument where { ${mine()} } $options"
  }

  /** Of those that exclude each other the first one. */
  private static List<Option> options(OperationSpec operation, boolean all) {
    def alternatives = operation.alternatives()
    operation.options().findAll {
      !it.positional() && (it.name() in alternatives ? it.name() == alternatives[0] : all || it.required())
    }
  }

  private List<String> oneOff(OperationSpec operation, boolean withOptions) {
    def given = options(operation, withOptions).collectMany {
      ["--${it.name().replaceAll('[A-Z]', '-$0').toLowerCase()}".toString()] + (VALUES[it.type()][1] ? [VALUES[it.type()][1]] : [])
    }
    def options = given +
        (withOptions ? ['--min', '1', '--max', '100', '--timeout', '5s', '--when', 'mem < 100% || !running'] : [])
    // Options of the engine follow, so the command's words stand before an option again.
    [operation.name(), *operation.argument().map { it.type() == OptionType.TEXT ? [ARGUMENTS[it.name()]] : ['touch', '/tmp/x'] }.orElse([]), '--where', mine(), '--dry-run', *options]
  }

  private Map<String, Object> engineState() {
    bench.list().collectEntries {
      def inspection = bench.inspect(it.path('Id').asText())
      [it.path('Id').asText(), [inspection.path('State').toString(), inspection.path('ExecIDs').toString(), inspection.path('Name').asText()]]
    }
  }

  /** Returns every file below with its time and digest, but for one folder. */
  private static Map<String, String> files(Path root, Path without) {
    if (!Files.exists(root)) {
      return [:]
    }
    def found = [:]
    Files.walk(root).withCloseable { paths ->
      paths.filter { without == null || !it.startsWith(without) }.filter { Files.isRegularFile(it) }.forEach {
        found[root.relativize(it).toString()] = "${Files.getLastModifiedTime(it)} ${Digest.of(Files.readAllBytes(it))}".toString()
      }
    }
    found
  }
}
