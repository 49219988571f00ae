package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED
import static dev.thaw.event.ExitCode.UNKNOWN

import dev.thaw.engine.EngineException
import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.host.HostDirectory
import dev.thaw.host.PackingSpec
import dev.thaw.host.Receipt
import dev.thaw.operation.EngineCall
import dev.thaw.plan.Planner
import dev.thaw.plan.Reach
import dev.thaw.render.PlanText
import dev.thaw.script.Digest
import dev.thaw.text.Style
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Copies into containers: what goes where, what does not, and what is told of it. */
class CopyInSpec extends Specification {
  static final WORLD = '''
    containers:
      - {name: web, labels: {app: web}, files: {/etc/app/a: old, /etc/app/sub/b: two}}
      - {name: web-2, labels: {app: web}, state: paused, files: {/etc/app/sub/b: two}}
      - {name: over, state: exited, files: {/etc/x: last}}
      - {name: dead, state: dead, files: {/x: gone}}
  '''

  @TempDir
  Path files

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def setup() {
    run.files = new HostDirectory(files)
    Files.createDirectories(files.resolve('conf/sub'))
    Files.writeString(files.resolve('conf/a'), 'new')
    Files.writeString(files.resolve('conf/sub/c'), 'three')
    Files.writeString(files.resolve('a'), 'alone')
  }

  List<String> holds(String name, String path) {
    def call = EngineCall.get("/containers/$name/archive", [path: path])
    run.engine.engine.send(call, Duration.ofSeconds(1)).withCloseable { reply ->
      assert reply.status() == 200
      PackingSpec.entries(reply.bytes())*.replaceAll(/ \d+ 0:0$/, '')
    }
  }

  private List<String> plan(String script) {
    def planner = new Planner(run.engine, RunFixture.surroundings(run.time), run.workers).on(run.files)
    PlanText.lines(planner.plan(RunFixture.graph(script), Reach.UNBOUNDED), Style.PLAIN)*.strip()
        .findAll { it =~ /^(reads |writes |fails: |PUT )/ }*.replaceAll(/[0-9a-f]{64}/, 'ID')
  }

  def "#script puts #come there"() {
    expect:
    run.run("$script where name == 'web'") == DONE
    holds('web', '/etc') == come
    run.engine.changes()*.method() == ['PUT']
    run.events.outcomes() == [web: 'copy changed']

    where:
    script                                       || come
    "copy '/etc/app/new', from: 'a'"             || ['etc/', 'etc/app/', 'etc/app/a=old', 'etc/app/new=alone', 'etc/app/sub/', 'etc/app/sub/b=two']
    "copy '/etc/app/sub/' from 'a'"              || ['etc/', 'etc/app/', 'etc/app/a=old', 'etc/app/sub/', 'etc/app/sub/a=alone', 'etc/app/sub/b=two']
    "copy '/etc/app/sub' from 'a'"               || ['etc/', 'etc/app/', 'etc/app/a=old', 'etc/app/sub/', 'etc/app/sub/a=alone', 'etc/app/sub/b=two']
    "copy '/etc/app/a' from 'a' overwrite true"  || ['etc/', 'etc/app/', 'etc/app/a=alone', 'etc/app/sub/', 'etc/app/sub/b=two']
    "copy '/etc/app' from 'a' overwrite true"    || ['etc/', 'etc/app/', 'etc/app/a=alone', 'etc/app/sub/', 'etc/app/sub/b=two']
    "copy '/etc/new' from 'conf'"                || ['etc/', 'etc/app/', 'etc/app/a=old', 'etc/app/sub/', 'etc/app/sub/b=two', 'etc/new/', 'etc/new/a=new',
                                                      'etc/new/sub/', 'etc/new/sub/c=three']
    "copy '/etc/app' from 'conf/sub' overwrite true" || ['etc/', 'etc/app/', 'etc/app/a=old', 'etc/app/sub/', 'etc/app/sub/b=two', 'etc/app/sub/c=three']
  }

  def "it goes into one that is paused, and one that has ended, and the state stays"() {
    expect:
    run.run("copy '/etc/' from 'a' where name in ['web-2', 'over']") == DONE
    run.events.outcomes() == ['web-2': 'copy changed', over: 'copy changed']
    holds('web-2', '/etc/a') == ['a=alone']
    holds('over', '/etc/a') == ['a=alone']
    run.state('web-2') == 'paused'
  }

  def "#script is refused and nothing is sent: #reason"() {
    given:
    Files.createSymbolicLink(files.resolve('link'), Path.of('/etc/passwd'))

    expect:
    run.run("$script where name == 'web'") == FAILED
    run.events.of('web').reason() == "nothing was sent: $reason"
    run.events.of('web').changed() == Optional.of(false)
    run.events.all(RunEvent.Intent) == []
    run.engine.changes() == []
    plan("$script where name == 'web'") == ["fails: $reason".toString()]

    where:
    script                                      || reason
    "copy '/etc/app/a' from 'a'"                || '/etc/app/a is there already in the container. Remove it, or say overwrite true.'
    "copy '/etc/app/' from 'a'"                 || '/etc/app/a is there already in the container. Remove it, or say overwrite true.'
    "copy '/etc/app/a/' from 'a'"               || '/etc/app/a/ is no folder in the container. Make it first, or leave the / out.'
    "copy '/none/' from 'a'"                    || '/none/ is no folder in the container. Make it first, or leave the / out.'
    "copy '/none/x' from 'a'"                   || '/none is no folder in the container. Make it first.'
    "copy '/etc/app/a/x' from 'a'"              || '/etc/app/a is no folder in the container. Make it first.'
    "copy '/etc/app/a' from 'conf' overwrite true" || '/etc/app/a is a file in the container, and is not replaced by a folder.'
    "copy '/etc/app' from 'nothing'"            || 'nothing is not there. Name a file or folder that is.'
    "copy '/etc/app/' from 'link'"              || 'link is a link. Name where it leads.'
  }

  def "what a run will do, its plan says, and only looks: #script"() {
    expect:
    plan("$script where name == 'web'") == lines
    run.engine.changes() == []

    where:
    script                                      || lines
    "copy '/etc/app/new' from 'a'"              || ['PUT /containers/ID/archive?noOverwriteDirNonDir=1&path=%2Fetc%2Fapp', 'reads a: 1 file, 5 bytes', 'writes /etc/app/new in the container']
    "copy '/etc' from 'conf'"                   || ['PUT /containers/ID/archive?noOverwriteDirNonDir=1&path=%2Fetc', 'reads conf: 2 files, 8 bytes', 'writes /etc/conf in the container']
    "copy '/etc/app/' from 'a' overwrite true"  || ['PUT /containers/ID/archive?noOverwriteDirNonDir=1&path=%2Fetc%2Fapp', 'reads a: 1 file, 5 bytes', 'writes /etc/app/a in the container, over what is there']
  }

  def "what went in is told with its digest, after the intent and before the end"() {
    when:
    run.run("copy '/etc/new' from 'conf' where name == 'web'")

    then:
    run.events.all(RunEvent.Copied)*.receipt() == [new Receipt('/etc/new', 2, 8, Digest.of('newthree'.bytes))]
    run.events.all(RunEvent.Intent)*.calls()*.toString()*.replaceAll(/[0-9a-f]{64}/, 'ID') ==
        ['[PUT /containers/ID/archive?noOverwriteDirNonDir=1&path=%2Fetc]']
    run.events.events.findAll { it instanceof RunEvent.Intent || it instanceof RunEvent.Copied || it instanceof RunEvent.Finished }
        *.class.simpleName == ['Intent', 'Copied', 'Finished']
  }

  def "a reply that is lost leaves it unknown, and it is not sent again: #what"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send -> call.mutates() ? lose.call(send) : send() }

    expect:
    run.run("copy '/etc/new' from 'a' where name == 'web' retry 3") == UNKNOWN
    run.events.outcomes() == [web: 'copy unknown']
    run.events.of('web').changed() == Optional.empty()
    run.events.of('web').attempts() == 1
    run.engine.changes().size() == 1
    run.events.all(RunEvent.Copied) == []

    where:
    what           | lose
    'after it'     | { it(); throw new EngineException(EngineException.Fault.LOST, 'broke') }
    'before it'    | { throw new EngineException(EngineException.Fault.LOST, 'broke') }
    'in time'      | { throw new EngineException(EngineException.Fault.TIMEOUT, 'late') }
    'a gateway'    | { Reply.of(502, 'text/html', 'no'.bytes) }
    'a failure'    | { Reply.of(500, 'application/json', '{"message": "no space left on device"}'.bytes) }
  }

  def "what never left, or was declined, is sent again: #what"() {
    given:
    int sent = 0
    run.engine.between = { EngineCall call, Closure<Reply> send -> call.mutates() && sent++ < 2 ? fail.call() : send() }

    expect:
    run.run("copy '/etc/new' from 'a' where name == 'web'") == DONE
    run.events.of('web').attempts() == 3
    holds('web', '/etc/new') == ['new=alone']

    where:
    what       | fail
    'refused'  | { throw new EngineException(EngineException.Fault.UNREACHABLE, 'nobody') }
    'busy'     | { Reply.of(503, 'application/json', '{"message": "busy"}'.bytes) }
  }

  def "the engine's plain no is a failure"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      call.mutates() ? Reply.of(403, 'application/json', '{"message": "container rootfs is marked read-only"}'.bytes) : send()
    }

    expect:
    run.run("copy '/etc/new' from 'a' where name == 'web'") == FAILED
    run.events.of('web').reason() == 'the engine answers 403: container rootfs is marked read-only'
    run.events.of('web').changed() == Optional.of(false)
  }

  def "a dead container is left, a forbidden one denied"() {
    expect:
    run.run("never { copy where name == 'web' }\ncopy '/etc/' from 'conf' where name in ['web', 'dead']") == DENIED
    run.events.outcomes() == [web: 'copy denied', dead: 'copy skipped']
    run.engine.changes() == []
  }

  def "a look that makes no sense sends nothing: #header"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      call.method() == 'HEAD' ? new Reply(200, header, InputStream.nullInputStream()) : send()
    }

    when:
    run.run("copy '/etc/new' from 'a' where name == 'web'")

    then: 'the engine is taken for one that cannot be asked'
    def nothing = thrown(Executor.NothingDone)
    nothing.message == 'the engine does not tell what a path in a container leads to'
    run.engine.changes() == []

    where:
    header << [[:], ['X-Docker-Container-Path-Stat': '{}'], ['X-Docker-Container-Path-Stat': 'e30='], ['X-Docker-Container-Path-Stat': 'eyJtb2RlIjoieCJ9']]
  }
}
