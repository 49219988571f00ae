package dev.thaw.execute

import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED

import dev.thaw.cli.Cli
import dev.thaw.engine.EngineException
import dev.thaw.engine.OutputLine
import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.operation.EngineCall
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

class SecretsSpec extends Specification {
  static final String VALUE = 'correct "horse"\\ battery & staple'
  static final String SCRIPT = "param 'pw', secret: true\nexec 'dump', env: [\"PGPASSWORD=\${pw}\", 'A=1'] where name == 'db'"

  @TempDir
  Path home

  @AutoCleanup
  RunFixture run = new RunFixture("containers: [{name: db, exec: {output: '${VALUE}'}}]")

  def setup() {
    run.secrets = [pw: VALUE]
  }

  def "the engine gets the value, and nobody else"() {
    when:
    def code = run.run(SCRIPT)

    then:
    code == DONE
    Cli.json(run.engine.changes()[0].body()).Env == ["PGPASSWORD=$VALUE".toString(), 'A=1']
    Cli.json(run.events.all(RunEvent.Intent)[0].calls()[0].body()).Env == ['PGPASSWORD=***', 'A=1']
    run.events.all(RunEvent.Output)*.line() == ['***']
    !run.events.events.toString().contains('horse')
  }

  def "an engine that tells what it was told: #what"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      call.mutates() ? Reply.of(400, 'text/plain', echo.call(call).bytes) : send()
    }

    expect:
    run.run(SCRIPT) == FAILED
    run.events.of('db').reason().contains('***')
    !run.events.events.toString().contains('horse')
    !run.events.events.toString().contains('aG9yc2U')

    where:
    what             | echo
    'as JSON'        | { EngineCall call -> call.body() }
    'plainly'        | { EngineCall call -> "no: $VALUE" as String }
    'as a message'   | { EngineCall call -> new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString([message: VALUE]) }
    'for the web'    | { EngineCall call -> URLEncoder.encode(VALUE, 'UTF-8') }
    'cut short'      | { EngineCall call -> 'x' * 380 + VALUE }
  }

  def "a connection that breaks with the request in its words"() {
    given:
    run.engine.between = { EngineCall call, Closure send ->
      if (call.mutates()) {
        throw new EngineException(fault, "broke within $call")
      }
      send()
    }

    expect:
    run.run(SCRIPT) == FAILED
    run.events.of('db').reason().contains('PGPASSWORD=***')
    run.events.all(RunEvent.Retrying).every { it.reason().contains('***') }
    !run.events.events.toString().contains('horse')

    where:
    fault << [EngineException.Fault.LOST, EngineException.Fault.UNREACHABLE]
  }

  def "what a text may give away is taken out: #text"() {
    expect:
    new Secrets([one: 'opensesame', two: 'first line\nsecond line\n']).conceal(text) == told

    where:
    text                         || told
    'open sesame'                || 'open sesame'
    'say opensesame twice'       || 'say *** twice'
    'it ends with opens…'        || 'it ends with ***…'
    'it ends with ope'           || 'it ends with ope'
    'only the second line of it' || 'only the *** of it'
    'b3BlbnNlc2FtZQ=='           || '***=='
    'firopensesamesecond line'   || 'fir***'
  }

  def "a line that comes in pieces, the value over two of them: #before before it, #after after it"() {
    given:
    def output = 'x' * before + VALUE + 'y' * after
    run.close()
    run = new RunFixture("containers: [{name: db, exec: {output: '$output'}}]")
    run.secrets = [pw: VALUE]

    expect:
    run.run(SCRIPT) == DONE
    def told = run.events.all(RunEvent.Output)*.line()
    told.join('').replace('***', '') == 'x' * before + 'y' * after
    told.join('').contains('***')
    told.size() == pieces
    told.every { it.length() < (64 << 10) + 64 }

    where:
    before  | after   || pieces
    65_530  | 0       || 2
    65_535  | 0       || 2
    65_536  | 3       || 2
    65_503  | 0       || 2
    65_503  | 20      || 2
    131_060 | 200_000 || 6
  }

  def "of two values one of which begins like the other, the longer one's end is not shown: #pieces"() {
    given:
    def told = []
    def output = new ConcealedOutput(new Secrets([one: 'pass', two: 'password1', three: 'word1234']), { error, text -> told << text })

    when:
    pieces[0..-2].each { output.take(new OutputLine(OutputLine.Stream.STDOUT, it, false)) }
    output.take(new OutputLine(OutputLine.Stream.STDERR, 'pass', true))
    output.take(new OutputLine(OutputLine.Stream.STDOUT, pieces[-1], true))

    then:
    told.remove(told.size() - 2) == '***'
    told.join('') ==~ line

    where:
    pieces                                                || line
    ['a long beginning, xpass', 'word1 and an end']       || /a long beginning, x\*+ and an end/
    ['a long beginning, xpassword', '1', '234 and more']  || /a long beginning, x\*+ and more/
    ['a long beginning, p', 'ass', 'wor', 'd1', '234']    || /a long beginning, \*+/
    ['a long beginning, p', 'a', 'nd no password']        || /a long beginning, pand no \*+/
  }

  def "what was held back of a line that never ends is told in the end"() {
    given:
    def told = []
    def output = new ConcealedOutput(new Secrets([one: 'opensesame']), { error, text -> told << text })

    when:
    output.take(new OutputLine(OutputLine.Stream.STDOUT, 'say opens', false))
    output.end()
    output.end()

    then:
    told.join('') == 'say ***'
  }

  def "the program: neither its log, nor its report, nor its plan hold the value; #format"() {
    given:
    def thaw = new Cli(home)
    def log = home.resolve('audit.jsonl')
    def file = home.resolve('pw')
    Files.writeString(file, 'hunter2-and-more\n')
    def world = home.resolve('w.yaml')
    Files.writeString(world, "containers: [{name: db, exec: {exitCode: $exitCode, output: 'got hunter2-and-more'}}]")
    def options = ['--engine', "sim:$world", '-e', SCRIPT, *format] as String[]

    when:
    def code = thaw.run('run', '--audit', log.toString(), '--secret', "pw=file:$file", *options)

    then:
    code == (exitCode == 0 ? 0 : 1)
    thaw.out.contains('got ***')
    Files.readString(log).contains('***') || Files.readString(log).contains('${pw}')
    !(thaw.out + thaw.err + Files.readString(log)).contains('hunter2')

    when:
    thaw.environment = [PW: 'hunter2-and-more']

    then:
    thaw.run('run', '--secret', 'pw=env:PW', *options) == code
    !(thaw.out + thaw.err).contains('hunter2')
    thaw.ok('plan', '--engine', 'sim', '-e', SCRIPT).contains('PGPASSWORD=***')
    thaw.ok('graph', '-e', SCRIPT).contains('${pw}')

    where:
    format     | exitCode
    []         | 0
    ['--json'] | 0
    ['-q']     | 3
  }

  def "a secret that is not given rightly: nothing is done, and the cure is told: #options"() {
    given:
    def thaw = new Cli(home)
    thaw.environment = [PW: 'x']

    expect:
    thaw.run('run', '--engine', 'sim', '-e', SCRIPT, *options) == 2
    thaw.err.contains(message)

    where:
    options                                             || message
    []                                                  || "the script's secret pw has no value. Give it with --secret pw=env:VARIABLE or --secret pw=file:PATH."
    ['--secret', 'pw=hunter2']                          || '--secret pw does not say where its value is. Write pw=env:VARIABLE or pw=file:PATH.'
    ['--secret', 'pw=env:NONE']                         || 'the variable NONE is not set, or empty'
    ['--secret', 'pw=file:/none']                       || '/none cannot be read'
    ['--secret', 'pw=file:/dev/null']                   || '/dev/null is empty'
    ['--secret', 'pw=file:/dev/zero']                   || '--secret pw: /dev/zero holds more than 64 KiB. Name another file.'
    ['--secret', 'xx=env:PW']                           || '--secret xx: the script has no such secret parameter. It has pw.'
    ['--secret', 'pw=env:PW', '--secret', 'pw=env:PW']  || '--secret pw is given twice'
  }
}
