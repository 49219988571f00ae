package dev.thaw.cli

import dev.thaw.catalog.OperationCatalog
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class MainSpec extends Specification {
  @TempDir
  Path home

  Cli thaw

  def setup() {
    thaw = new Cli(home)
  }

  private String file(String name, String text) {
    Files.writeString(home.resolve(name), text)
    home.resolve(name).toString()
  }

  def "#arguments tells the version"() {
    expect:
    thaw.ok(*arguments) ==~ /thaw \d+\.\d+\.\d+(-SNAPSHOT)?\n/

    where:
    arguments << [['version'], ['--version'], ['run', '--version']]
  }

  def "without arguments it says how it is used, and fails"() {
    expect:
    thaw.run() == 2
    thaw.out == ''
    thaw.err.startsWith('Usage: thaw')
  }

  def "every command explains itself with examples: #command"() {
    expect:
    thaw.ok(command, '--help').contains('Examples:')

    where:
    command << Commands.all().keySet()
  }

  def "the help names every command"() {
    given:
    def help = thaw.ok('--help')

    expect:
    (Commands.all().keySet() - 'guardian').every { help.contains("  $it ") }
    !help.contains('guardian')
  }

  def "#arguments is refused: #message"() {
    expect:
    thaw.run(*arguments) == 2
    thaw.out == ''
    thaw.err.contains(message)

    where:
    arguments                              || message
    ['rnu']                                || 'Did you mean run?'
    ['run', '--enigne', 'sim']             || 'Did you mean --engine?'
    ['run', '--no-such']                   || "Unknown option: '--no-such'"
    ['run']                                || 'no script is named. Give a FILE, - for standard input'
    ['run', 'x', '-e', 'y']                || 'both x and -e name a script'
    ['run', '/no/such.groovy']             || 'there is no script /no/such.groovy'
    ['run', '/']                           || 'the script / cannot be read'
    ['run', '-e', '', '-p', 'x']           || '-p x has no value. Write -p KEY=VALUE.'
    ['run', '-e', '', '-p', 'x=1', '-p', 'x=2'] || '-p x is given twice'
    ['run', '-e', '', '--engine', 'kubernetes'] || '--engine kubernetes is none that there is'
    ['run', '-e', '', '--engine', 'sim', '-H', 'unix:///x'] || '--host and --engine sim contradict'
    ['run', '-e', '', '--engine', 'sim:/no/such'] || 'the world /no/such cannot be read'
    ['run', '-e', 'pasue where all']       || '-e:1:1: UNKNOWN_VERB'
    ['run', '-e', 'pasue where all']       || 'pause'
    ['graph', '-e', '', '--format', 'dot'] || '--format dot is unknown. Use text, json or mermaid.'
    ['pause']                              || 'where'
    ['pause', '--where', 'label.tier = 1'] || '--where:1:'
    ['pause', '--where', 'all', '--max', 'x'] || '--max x'
    ['stop', '--where', 'all', '--grace', '5x'] || '--grace 5x'
    ['sim', 'serve']                       || 'thaw sim serve [WORLD.yaml] --socket PATH'
    ['exec', '--where', 'all']             || 'command'
  }

  def "a script runs on the simulator, from a file, from standard input, from an option"() {
    given:
    def script = "pause where name == 'db'"
    thaw.input = script

    expect:
    thaw.ok('run', '--engine', 'sim', *arguments(file('s.groovy', script), script))
        .contains('db pause changed')

    where:
    arguments << [{ f, s -> [f] }, { f, s -> ['-'] }, { f, s -> ['-e', s] }]
  }

  def "parameters are given by -p"() {
    expect:
    thaw.ok('run', '--engine', 'sim', '-p', 'which=cache', '-e',
        "param 'which', 'db'\npause where name == which").contains('cache pause changed')
  }

  def "quiet is silent on success"() {
    expect:
    thaw.run('run', '-q', '--engine', 'sim', '-e', "pause where label.tier == 'batch'") == 0
    thaw.out == ''
    thaw.err == ''
  }

  def "--json prints events and nothing else"() {
    given:
    def lines = thaw.ok('run', '--json', '--engine', 'sim', '-e', "pause where name == 'db'")
        .readLines().collect { Cli.json(it) }

    expect:
    lines*.event == ['runStarted', 'stepStarted', 'intent', 'finished', 'stepFinished', 'runFinished']
    lines*.seq == 1..6
    lines[3].outcome == 'changed'
    lines[5].exitCode == 0
  }

  def "--json tells of a failure too, as its last line: #why"() {
    when:
    def code = thaw.run(*arguments, '--json')
    def last = Cli.json(thaw.out.readLines().last())

    then:
    code == exitCode
    last.keySet() as List == ['event', 'exitCode', 'reason']
    last.event == 'failed'
    last.exitCode == exitCode
    last.reason.contains(reason)
    thaw.err.contains(reason)

    where:
    why              | arguments                                                 || exitCode | reason
    'no engine'      | ['run', '-H', 'unix:///no.sock', '-e', 'pause where all'] || 9        | 'Nothing was done.'
    'nothing to plan'| ['plan', '-H', 'unix:///no.sock', '-e', 'ps where all']   || 9        | 'Nothing was done.'
    'no script'      | ['run', '/no/such.groovy']                                || 2        | 'there is no script'
    'a wrong script' | ['run', '-e', 'pasue where all']                          || 2        | '-e:1:1: UNKNOWN_VERB'
    'no audit log'   | ['stop', '--where', 'all', '--engine', 'sim', '--audit', '/dev/full'] || 8        | 'What cannot be recorded is not sent'
  }

  def "every verb is a command, and its dry run changes nothing: #verb"() {
    given:
    def command = [verb, '--where', "name == 'db'", '--dry-run', '--engine', 'sim']
    def special = [
      migrate: ['--to', 'unix:///run/other.sock'],
      copy: ['--to', 'dumps/', '--', '/backup/app.dump'], rewind: ['--to', '1h ago', '--', 'hourly'],
      cloneFrom: ['--to', 'db2', '--', 'hourly'], awaitPort: ['--', '5432'], awaitProbe: ['--', 'exec:true']]
    def words = special[verb] ?: OperationCatalog.named(verb).argument().present ? ['--', 'true'] : []

    expect:
    thaw.ok(*command, *words).contains('Nothing is changed by planning.')

    where:
    verb << OperationCatalog.verbs()
  }

  def "the help of a verb with an argument shows it where it belongs: #verb"() {
    expect:
    thaw.ok(verb, '--help').replaceAll(/\s+/, ' ').contains(example)

    where:
    verb               || example
    'pause'            || "thaw pause --where all --dry-run in a script:"
    'exec'             || "thaw exec --where all --dry-run -- ls / in"
    'copy'             || "thaw copy --where all --dry-run --to dumps/ -- /backup/app.dump in"
    'checkpoint'       || "thaw checkpoint --where \"label.tier == 'batch'\" -- nightly thaw"
    'checkpoints'      || "thaw checkpoints --where all --dry-run in"
    'rewind'           || "thaw rewind --where \"name == 'cache'\" --to 10.minutes.ago -- hourly thaw"
    'removeCheckpoint' || "thaw removeCheckpoint --where all --dry-run --max 3 -- nightly in"
  }

  def "an argument that may be left out may be left out on the command line, too"() {
    expect:
    thaw.ok('checkpoints', '--where', "name == 'db'", '--engine', 'sim').contains('1 observed')
    thaw.ok('restore', '--where', "name == 'report'", '--dry-run', '--engine', 'sim').contains('report')
    thaw.run('checkpoint', '--where', "name == 'db'", '--engine', 'sim') == 2
  }

  def "a one-off command does what its statement does"() {
    expect:
    thaw.ok('kill', '--where', "name == 'db'", '--signal', 'KILL', '--timeout', '5s', '--engine', 'sim')
        .contains('db kill changed')
    thaw.ok('exec', '--where', "name == 'db'", '--engine', 'sim', '--', 'pg_dump', '-Fc', 'a b')
        .contains('db | pg_dump: done')
  }

  def "a word that begins with @ is that word, not a file's contents"() {
    given:
    def words = file('words', "--where all")

    expect:
    thaw.run('pause', "@$words", '--engine', 'sim') == 2
    thaw.ok('exec', '--where', "name == 'db'", '--dry-run', '--engine', 'sim', '--', 'echo', "@$words")
        .contains("[\"echo\",\"@$words\"]")
  }

  def "a one-off command is recorded by the values that it acts on, however they are written"() {
    given:
    def log = home.resolve('audit.jsonl')
    def run = { String... words ->
      Files.deleteIfExists(log)
      thaw.ok('kill', *words, '--engine', 'sim', '--audit', log.toString())
      Files.readAllLines(log).collect { Cli.json(it).scriptSha256 }.unique()
    }

    expect:
    run('--where', "name == 'db'", '--signal', 'KILL') ==
        [dev.thaw.script.Digest.of("kill --where 'name == \\'db\\'' --signal 'KILL'".bytes)]
    run('--signal=KILL', "--where=name == 'db'") == run('--where', "name == 'db'", '--signal', 'KILL')
    run('--where', "name == 'cache'") != run('--where', "name == 'db'")
  }

  def "the plan tells targets, readings and requests"() {
    given:
    def plan = thaw.ok('plan', '--engine', 'sim', '-e',
        "unpause where label.auto_resume == 'true' when { mem < 80% }")

    expect:
    plan.contains('+ batch-3  (mem is 35.16%)')
    plan =~ /POST \/containers\/[0-9a-f]{64}\/unpause/
    plan.contains('- batch-4  skipped: guard does not hold: mem is 95.7%')
    plan.contains('= batch-1  unchanged: already running')
    plan.endsWith('1 to do, 2 unchanged, 1 skipped.\n')
  }

  def "later steps are planned on what earlier ones bring about"() {
    given:
    def plan = thaw.ok('plan', '--engine', 'sim', '-e',
        "stop where name == 'db'\nstart where name == 'db' && state == 'exited'")

    expect:
    plan.contains('as earlier steps are expected to leave the containers')
    plan.count('  + db') == 2
  }

  def "what a script asks is asked before anything is done: #answers"() {
    given:
    thaw.terminal = true
    thaw.input = answers

    expect:
    thaw.run('run', '--engine', 'sim', '-e', "confirm 'Stop\\u001b[2J it?'\nconfirm 'Really?'\npause where name == 'db'") == code
    thaw.err.startsWith('Stop\\u001b[2J it? [y/N] ')
    thaw.err.contains('Really?') == both
    thaw.out.contains('1 changed') == (code == 0)

    where:
    answers      || code | both
    'y\nYES\n'   || 0    | true
    'yes\nno\n'  || 3    | true
    '\ny\n'      || 3    | false
    ''           || 3    | false
  }

  def "nobody there to ask: nothing done, and the cure is told; --yes says yes; a plan asks nothing"() {
    given:
    def script = "confirm 'Really?'\npause where name == 'db'"

    expect:
    thaw.run('run', '--engine', 'sim', '-e', script) == 3
    thaw.err == 'thaw: the script asks: Really? Nobody is there to answer. Nothing was done. To say yes beforehand, give --yes.\n'
    thaw.ok('run', '--yes', '--engine', 'sim', '-e', script).contains('1 changed')
    thaw.ok('run', '--dry-run', '--engine', 'sim', '-e', script).contains('a run asks: Really?')
    thaw.ok('plan', '--engine', 'sim', '-e', script).contains('a run asks: Really?')
  }

  def "a file of what must never be done holds for #command"() {
    given:
    def never = file('never.groovy', "never {\n  change where name == 'db'\n}")

    expect:
    thaw.run(command, '--never', never, '--engine', 'sim', '-e', "pause where name in ['db', 'cache']") == 3
    thaw.out.contains("denied: never change where name == 'db' ($never:2:3): name is db")

    where:
    command << ['run', 'plan']
  }

  def "no #command leaves the scope"() {
    expect:
    thaw.run(*command, '--scope', "label.tier == 'batch'", '--engine', 'sim') == 3
    thaw.out.contains("outside the scope label.tier == 'batch': label.tier is data")

    where:
    command << [
      ['run', '-e', "pause where name == 'db'"],
      ['plan', '-e', "pause where name == 'db'"],
      ['pause', '--where', "name == 'db'"],
      ['pause', '--where', "name == 'db'", '--dry-run'],
    ]
  }

  def "how far a run may go is told in its plan"() {
    when:
    def text = thaw.ok('plan', '--engine', 'sim', '--scope', 'running', '--scope', "name == 'db'", '--max-targets', '3', '-e', 'ps where all')
    def json = Cli.json(thaw.ok('plan', '--json', '--engine', 'sim', '--scope', 'running', '--max-targets', '3', '-e', 'ps where all'))

    then:
    text.contains("    only within the scope running\n    only within the scope name == 'db'\n    at most 3 containers changed\n")
    json.scopes == ['running']
    json.maxTargets == 3
  }

  def "a run may be given a deadline"() {
    expect:
    thaw.ok('run', '-n', '--deadline', '90s', '--engine', 'sim', '-e', 'ps where all').contains('    ends after 90 seconds\n')
    thaw.ok('run', '-n', '--deadline', '2h', '--engine', 'sim', '-e', 'timebox 1.hour\nps where all deadline 5.minutes')
        .contains('    ends after 1 hour\n')
    thaw.run('run', '--deadline', 'soon', '--engine', 'sim', '-e', 'ps where all') == 2
    thaw.err.contains('--deadline soon: ')
  }

  def "more than --max-targets is denied before anything is sent"() {
    expect:
    thaw.run(command, '--engine', 'sim', '--max-targets', '1', '-e', "pause where name in ['db', 'cache']") == 3
    (thaw.out + thaw.err).contains('2 containers would be changed, more than --max-targets 1: cache, db.')

    where:
    command << ['run', 'plan']
  }

  def "--#option #value is refused"() {
    expect:
    thaw.run('pause', '--where', 'all', '--engine', 'sim', "--$option", value) == 2
    thaw.err.contains(message)

    where:
    option        | value         || message
    'scope'       | 'mem <'       || 'thaw: --scope:1:'
    'scope'       | 'nam == "a"'  || 'UNKNOWN_FACT'
    'max-targets' | '0'           || '--max-targets 0 is no number of containers. Write a whole number from 1.'
    'max-targets' | 'ten'         || '--max-targets ten is no number of containers.'
    'max-targets' | '99999999999' || '--max-targets 99999999999 is no number of containers.'
  }

  def "a file of what must never be done holds nothing else: #text"() {
    given:
    def never = file('never.groovy', text)
    def good = file('good.groovy', 'pause where all')

    expect:
    thaw.run('run', '--never', never, '--engine', 'sim', good) == 2
    thaw.run('check', '--never', never, good) == 2
    (thaw.err + thaw.out).contains(message)

    where:
    text                                               || message
    "never { change where all }\nps where all"         || 'never.groovy holds more than never blocks, or none.'
    "param 'a', 'b'\nnever { change where name == a }" || 'never.groovy holds more than never blocks, or none.'
    'never { chnge where all }'                        || 'never.groovy:1:9: UNKNOWN_VERB'
  }

  def "clauses are options of every verb that stands alone: #options"() {
    expect:
    thaw.ok('ps', '--where', "image == 'acme/batch:4.2'", '--dry-run', '--engine', 'sim', *options).contains("\n    $told\n")

    where:
    options                                                   || told
    ['--order-by', 'mem', '--first', '2']                     || 'orderBy mem, first 2'
    ['--order-by=-mem', '--random', '1']                      || 'orderBy -mem, random 1'
    ['--until', 'running', '--within', '2m']                  || 'until { running } within 2.minutes'
    ['--retry', '2', '--backoff', '500ms..10s']               || 'retry 2 backoff 500.ms..10.seconds'
    ['--backoff', '1.second']                                 || 'retry 3 backoff 1.second..1.second'
    ['--concurrency', '4', '--timeout', '1m']                 || 'timeout 1.minute, concurrency 4'
    ['--order-by', "label['a-b']"]                            || "orderBy label['a-b']"
  }

  def "what is no fact gets no further into the statement: #fact"() {
    expect:
    thaw.run('ps', '--where', 'all', '--engine', 'sim', "--order-by=$fact") == 2

    where:
    fact << ['mem first 1', '', '--mem', 'mem\nstop where all', "label['a\\'b']", 'nothing', 'running']
  }

  def "more matches than max: denied, and nothing sent, planned or run"() {
    expect:
    thaw.run(command, '--engine', 'sim', '-e', 'stop where all max 2') == 3

    where:
    command << ['plan', 'run']
  }

  def "no engine: one clear line, and a way out"() {
    expect:
    thaw.run('run', '-H', "unix://$home/none.sock", '-e', 'pause where all') == 9
    thaw.out == ''
    thaw.err.startsWith("thaw: unix://$home/none.sock: ")
    thaw.err.contains(' Nothing was done.')
    thaw.err.contains('--engine sim')
  }

  def "a run records who did what to what"() {
    given:
    def log = home.resolve('audit.jsonl')

    when:
    thaw.ok('run', '--engine', 'sim', '--audit', log.toString(), '-e', "pause where name == 'db'")
    def records = Files.readAllLines(log).collect { Cli.json(it) }

    then:
    records*.phase == ['intent', 'result']
    records[0].calls.size() == 1
    records[0].before == 'running'
    records[1].after == 'paused'
    records[1].changed
    records*.scriptSha256.unique() == [dev.thaw.script.Digest.of("pause where name == 'db'".bytes)]
    records.every { it.v == 1 && it.name == 'db' && it.verb == 'pause' && it.user && it.host && it.run }
  }

  def "an audit log that cannot be written: nothing done"() {
    expect:
    thaw.run('run', '--engine', 'sim', '--audit', '/dev/full', '-e', "pause where name == 'db'") == 8
    thaw.err.contains('What cannot be recorded is not sent')
  }

  def "a check tells all problems of all scripts, by place"() {
    given:
    def good = file('good.groovy', 'stop where all')
    def bad = file('bad.groovy', "pasue where all\npause wher all\npause where mem < 2.minutes")

    expect:
    thaw.run('check', good, bad) == 2
    thaw.out.readLines().size() == 4
    thaw.out.readLines().init().every { it.startsWith("$bad:") }
    thaw.out.readLines().last() == '2 files: 3 errors'
    thaw.ok('check', good) == '1 script is right.\n'
  }

  def "a graph is printed as text, JSON and a diagram"() {
    given:
    def script = "parallel { pause where name == 'a'\n stop where name == 'b' }\nps where all"

    expect:
    thaw.ok('graph', '-e', script).readLines() == [
        "s1  pause where { name == 'a' }", "s2  stop where { name == 'b' }",
        'j1  branches meet  (after s1, s2)', 's3  ps where { all }  (after j1)']
    thaw.ok('graph', '-e', script, '--format', 'mermaid').startsWith('flowchart TD\n')
    Cli.json(thaw.ok('graph', '-e', script, '--format', 'json')).schema == dev.thaw.graph.OperationGraph.SCHEMA
  }

  def "the catalogue is listed"() {
    given:
    def table = thaw.ok('ops')

    expect:
    OperationCatalog.verbs().every { table.contains(it) }
  }

  def "docs/operations.md is what the catalogue says"() {
    given:
    def page = Path.of('../docs/operations.md').toFile()

    expect:
    page.getText('UTF-8') == thaw.ok('ops', '--markdown')
  }
}
