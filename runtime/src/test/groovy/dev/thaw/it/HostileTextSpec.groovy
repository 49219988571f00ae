package dev.thaw.it

import dev.thaw.graph.OperationGraph
import com.fasterxml.jackson.databind.ObjectMapper
import dev.thaw.cli.Cli
import dev.thaw.engine.OnEngine
import java.nio.file.Files
import java.nio.file.Path

/** Labels, names and output may hold anything; terminals get none of it, and selectors take all of it. */
@OnEngine
class HostileTextSpec extends OnDocker {
  static final Map<String, String> TEXTS = [
    escape: '\u001b[31mred\u001b[0m\u0007\u001b]0;title\u0007',
    c1: 'a\u009b31mb',
    bidi: 'a\u202egnp.exe\u2066\u200f',
    lines: 'one\ntwo\r\nthree\u2028four\tfive\u0085',
    quotes: 'it\'s "quoted" \\ \\n $HOME ${x} %41 %s {{.}} <b> & = , ; | `id`',
    null: 'a\u0000b',
    far: '😀 é İ ı ß 日本',
    large: '€' * 21_000,
  ]
  /** Longer than a script's texts may be. */
  static final String HUGE = 'x' * 100_000
  static final String KEY = 'we\'ird "key" \u001b[7m $x .-/'

  /** Docker would not have such a name; an engine that lies might. */
  static final Map<String, String> LIES = [
    'Zu001bZ31mZu202eZu000aZu0022Z': '\\u001b[31m\\u202e\\u000a\\u0022\'',
  ]

  @Override
  Map<String, Map<String, Object>> containers() {
    TEXTS.collectEntries { kind, text -> [kind, [labels: [hostile: text, kind: kind]]] } +
        [huge: [labels: [hostile: HUGE, kind: 'huge']],
          key: [labels: [(KEY): 'here', kind: 'key']],
          (LIES.keySet()[0]): [labels: [kind: 'name']],
          logs: [logs: ["\$(printf '\\033[31mred\\033[0m\\007\\302\\233')", 'done'], labels: [kind: 'logs']]]
  }

  /** Writes a text as a literal, by rules of Groovy's and not by Thaw's own code. */
  private static String literal(String text) {
    "'" + text.replaceAll(/['\\\\]/, '\\\\$0').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/) { String.format('\\u%04x', (int) (it as char)) } + "'"
  }

  private static boolean harmless(String text) {
    !(text =~ /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}&&[^\n\t]]/)
  }

  def "#command prints no control characters, and each container on one line"() {
    when:
    proxy.lies = LIES
    def code = run("$command where ${mine("label.kind !in ['large', 'huge']")}", *options)
    def out = thaw.out + thaw.err

    then:
    code == 0
    harmless(out)
    out.readLines().count { it.contains(bench.name('')) } >= ids.size() - 2

    cleanup:
    if (!options && command != 'ps') {
      run("unpause where ${mine()}")
    }

    where:
    command | options
    'ps'    | []
    'pause' | ['--dry-run']
    'pause' | []
  }

  def "JSON holds the very texts, valid and a line each"() {
    when:
    proxy.lies = LIES
    def code = run("ps where ${mine()}", '--json')
    def labels = thaw.out.readLines().collect { Cli.json(it) }.findAll { it.event == 'listed' }*.labels

    then:
    code == 0
    harmless(thaw.out)
    labels.findAll { it.hostile != null }.collectEntries { [it.kind, it.hostile] } == TEXTS + [huge: HUGE]
    labels.find { it.kind == 'key' }[KEY] == 'here'
    Cli.json(thaw.ok('plan', '--json', '-H', proxy.address, '-e', "pause where ${mine("label.kind == 'name'")}"))
        .steps[0].targets[0].name == "${bench.name('')}\u001b[31m\u202e\n\"'"
  }

  def "a selector takes the text as it is, in a file, in an option, in a one-off command: #kind"() {
    given:
    def script = "ps where { ${mine("label.hostile == ${literal(TEXTS[kind])}")} }"
    Path file = Files.writeString(folder.resolve('s.groovy'), script)

    expect:
    [
      ['run', '-e', script],
      ['run', file.toString()],
      ['ps', '--where', mine("label['hostile'] == ${literal(TEXTS[kind])}")],
      ['ps', '--where', mine("!(label.hostile != ${literal(TEXTS[kind])})")],
    ].every {
      thaw.ok(*it, '-H', proxy.address, '--json').readLines().collect { Cli.json(it) }.findAll { it.event == 'listed' }*.name == [bench.name(kind)]
    }

    where:
    kind << TEXTS.keySet()
  }

  def "a label longer than a script's texts is selected by a pattern, and a text as long is refused with its place"() {
    expect:
    thaw.ok('ps', '--where', mine("label.hostile ==~ 'x{99000,}'"), '-H', proxy.address).contains(bench.name('huge'))
    run("ps where ${mine("label.hostile == '$HUGE'")}") == 2
    thaw.err ==~ /(?s)thaw: -e:1:\d+: TOO_LARGE: .*/
    thaw.err.length() < 1_000
  }

  def "a key may be as odd"() {
    expect:
    thaw.ok('ps', '--where', mine("label[${literal(KEY)}] == 'here'"), '-H', proxy.address, '--json').contains(bench.name('key'))
  }

  def "the plan, the graph and the audit log hold such a selector, harmless and true: #kind"() {
    given:
    def script = "pause where { ${mine("label.hostile == ${literal(TEXTS[kind])}")} }"

    expect:
    harmless(thaw.ok('plan', '-H', proxy.address, '-e', script))
    harmless(thaw.ok('graph', '-e', script))
    harmless(thaw.ok('graph', '-e', script, '--format', 'mermaid'))
    new ObjectMapper().readValue(thaw.ok('graph', '-e', script, '--format', 'json'), Map).schema == OperationGraph.SCHEMA
    run(script) == 0
    harmless(thaw.out)
    audit().records*.phase == ['intent', 'result']
    state(kind) == 'paused'
    run(script.replaceFirst('pause', 'unpause')) == 0

    where:
    kind << TEXTS.keySet()
  }

  def "what containers write is printed harmless: #verb"() {
    expect:
    run("$verb where ${named('logs')}") == 0
    harmless(thaw.out)
    thaw.out.contains('\\u001b[31mred')

    where:
    verb << ['logs', "exec 'printf', '\\\\033[31mred\\\\007\\\\n'"]
  }

  def "the engine's own words are printed harmless"() {
    given:
    def words = '\\u001b[31m\\u202e'

    expect:
    run("$statement where ${named('logs')}") == 1
    harmless(thaw.out + thaw.err)
    (thaw.out + thaw.err).contains(words)

    where:
    statement << ["exec 'true' user '\\u001b[31m\\u202e'", "kill signal '\\u001b[31m\\u202e'"]
  }

  def "a diagnostic quotes such a script harmless: #script"() {
    expect:
    run(script) == 2
    harmless(thaw.out + thaw.err)

    where:
    script << ['pause where name == "\u001b[31m"', 'pau\u202ese where all', 'pasue where label[\'\u001b\'] == \'\\u001b\'', "pause where name = '\\u001b'", 'exec "a \u0000" where all wher all']
  }
}
