package dev.thaw.catalog

import dev.thaw.diagnostic.SourceSpan
import dev.thaw.fact.ContainerState
import dev.thaw.fact.Health
import dev.thaw.fact.Inspection
import dev.thaw.fact.Snapshot
import dev.thaw.graph.Action
import dev.thaw.operation.Arguments
import dev.thaw.operation.Dialect
import dev.thaw.operation.Effect
import dev.thaw.operation.OperationSpec
import dev.thaw.operation.Option
import dev.thaw.operation.Request
import dev.thaw.operation.Undoing
import dev.thaw.value.Value
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class ContainerOperationsSpec extends Specification {
  static final Snapshot TARGET =
      Snapshot.listed('c0ffee', 'db', 'pg', [:], ContainerState.RUNNING)

  static Arguments arguments(OperationSpec operation, Map<String, Value> given) {
    def defaults = operation.options().findAll { it.defaultValue().present }
        .collectEntries { Option option -> [option.name(), option.defaultValue().get()] }
    Arguments.of(defaults + given)
  }

  static Value time(int millis) {
    new Value.Time(Duration.ofMillis(millis))
  }

  static Value text(String text) {
    new Value.Text(text)
  }

  static Value list(String... texts) {
    new Value.Listing(texts.collect { new Value.Text(it) })
  }

  def "#verb #given sends #calls"() {
    given:
    def operation = OperationCatalog.named(verb)

    expect:
    operation.lower(TARGET, arguments(operation, given), Dialect.OLDEST).calls()*.toString() == calls

    where:
    verb      | given                              || calls
    'pause'   | [:]                                || ['POST /containers/c0ffee/pause']
    'unpause' | [:]                                || ['POST /containers/c0ffee/unpause']
    'start'   | [:]                                || ['POST /containers/c0ffee/start']
    'stop'    | [:]                                || ['POST /containers/c0ffee/stop']
    'stop'    | [grace: time(5000), signal: text('SIGINT')] || ['POST /containers/c0ffee/stop?signal=SIGINT&t=5']
    'stop'    | [grace: time(1)]                   || ['POST /containers/c0ffee/stop?t=1']
    'restart' | [grace: time(2000)]                || ['POST /containers/c0ffee/restart?t=2']
    'kill'    | [:]                                || ['POST /containers/c0ffee/kill?signal=SIGKILL']
    'kill'    | [signal: text('HUP')]              || ['POST /containers/c0ffee/kill?signal=HUP']
    'ps'      | [:]                                || []
    'logs'    | [:]                                || ['GET /containers/c0ffee/logs?stderr=true&stdout=true&tail=100&timestamps=false']
    'copy'    | [inside: text('/a b'), to: text('x/')] || ['GET /containers/c0ffee/archive?path=%2Fa+b']
    'copy'    | [inside: text('/a'), from: text('x')] || ['PUT /containers/c0ffee/archive?noOverwriteDirNonDir=1&path=%7BFolder%7D']
    'exec'    | [command: list('ls', '-l')]        || [
        'POST /containers/c0ffee/exec {"AttachStdout":true,"AttachStderr":true,"Cmd":["ls","-l"]}',
        'POST /exec/{Id}/start {"Detach":false,"Tty":false}', 'GET /exec/{Id}/json']
  }

  def "a command may go through a shell, as a user, somewhere, with variables"() {
    given:
    def operation = OperationCatalog.named('exec')

    when:
    def request = operation.lower(TARGET, arguments(operation, [
        command: text('a | b'), shell: new Value.Flag(true), user: text('pg'),
        workdir: text('/tmp'), env: list('A=1')]), Dialect.OLDEST) as Request.Command

    then:
    request.create().body() == '{"AttachStdout":true,"AttachStderr":true,' +
        '"Cmd":["sh","-c","a | b"],"User":"pg","WorkingDir":"/tmp","Env":["A=1"]}'
  }

  def "#verb #given on an engine of API #api: #refusal"() {
    given:
    def operation = OperationCatalog.named(verb)

    expect:
    operation.unsupported(arguments(operation, given), Dialect.parse(api)).orElse('') == refusal

    where:
    verb      | given                  | api    || refusal
    'stop'    | [signal: text('INT')]  | '1.41' || 'the option signal of stop needs API 1.42, and the engine speaks 1.41, so it would ignore it. Leave signal out, or upgrade the engine.'
    'restart' | [signal: text('INT')]  | '1.41' || 'the option signal of restart needs API 1.42, and the engine speaks 1.41, so it would ignore it. Leave signal out, or upgrade the engine.'
    'stop'    | [signal: text('INT')]  | '1.42' || ''
    'stop'    | [grace: time(1000)]    | '1.41' || ''
    'kill'    | [signal: text('INT')]  | '1.41' || ''
  }

  def "a command's later requests get its identifier, if it is one"() {
    given:
    def exec = OperationCatalog.named('exec')
    def request = exec.lower(TARGET, arguments(exec, [command: list('ls')]), Dialect.OLDEST) as Request.Command

    expect:
    request.identified('ab12' * 16).get().calls()*.path() ==
        ['/containers/c0ffee/exec', '/exec/' + 'ab12' * 16 + '/start', '/exec/' + 'ab12' * 16 + '/json']
    request.identified('x/../../containers/prune').empty
    request.identified('').empty
  }

  def "#verb has at least #seconds s"() {
    given:
    def operation = OperationCatalog.named(verb)

    expect:
    operation.deadline(arguments(operation, given)).toSeconds() == seconds

    where:
    verb    | given                || seconds
    'pause' | [:]                  || 30
    'stop'  | [:]                  || 40
    'stop'  | [grace: time(60000)] || 90
    'exec'  | [:]                  || 600
  }

  def "a container's own stop timeout of #own s gives #verb #given with timeout #said: #seconds s"() {
    given:
    def operation = OperationCatalog.named(verb)
    def options = arguments(operation, given)
    def action = Action.of(operation, options, Action.ALWAYS,
        said ? Duration.ofSeconds(said) : operation.deadline(options), SourceSpan.at(1, 1))
    def target = new Inspection(Health.NONE, 0, Instant.EPOCH, Instant.EPOCH, false,
        Optional.ofNullable(own).map { Duration.ofSeconds(it) }, false, 0, 'no')

    expect:
    action.deadline(target).toSeconds() == seconds

    where:
    verb      | given               | said | own  || seconds
    'stop'    | [:]                 | 0    | null || 40
    'stop'    | [:]                 | 0    | 120  || 150
    'restart' | [:]                 | 0    | 120  || 150
    'stop'    | [:]                 | 0    | 0    || 30
    'stop'    | [:]                 | 0    | -1   || 630
    'stop'    | [grace: time(5000)] | 0    | 120  || 35
    'stop'    | [:]                 | 7    | 120  || 7
    'pause'   | [:]                 | 0    | 120  || 30
  }

  def "only SIGKILL is sure to end a container: #signal"() {
    given:
    def operation = OperationCatalog.named('kill')

    expect:
    operation.goal(arguments(operation, [signal: text(signal)])).observable() == sure

    where:
    signal    || sure
    'SIGKILL' || true
    'KILL'    || true
    '9'       || true
    'SIGTERM' || false
    'HUP'     || false
  }

  def "#operation does not apply to a state that Thaw does not know"() {
    expect:
    !operation.appliesTo(ContainerState.UNKNOWN)
    !operation.summary().endsWith('.')
    operation.example().startsWith(operation.name())

    where:
    operation << OperationCatalog.all()
  }

  def "what #operation did is undone by an operation that there is, or it says why not"() {
    given:
    def undoing = operation.undoing()

    expect:
    undoing.verb().empty || OperationCatalog.find(undoing.verb()).present
    operation.effect() == Effect.OBSERVE
        ? undoing == Undoing.NOTHING_TO_UNDO
        : !undoing.verb().empty || !undoing.caveat().empty

    where:
    operation << OperationCatalog.all()
  }

  def "#verb: #sentence"() {
    expect:
    OperationCatalog.named(verb).undoing().sentence() == sentence

    where:
    verb      || sentence
    'pause'   || 'Undone by unpause.'
    'stop'    || 'Undone by start: its processes begin anew, and what they held in memory is lost.'
    'restart' || 'Nothing undoes it: its processes began anew, and what they held in memory is lost.'
    'ps'      || 'It changes nothing, so there is nothing to undo.'
  }
}
