package dev.thaw.execute

import static dev.thaw.event.ExitCode.DENIED
import static dev.thaw.event.ExitCode.DONE
import static dev.thaw.event.ExitCode.FAILED

import dev.thaw.engine.Reply
import dev.thaw.event.RunEvent
import dev.thaw.host.HostDirectory
import dev.thaw.host.HostDirectorySpec
import dev.thaw.host.Receipt
import dev.thaw.host.Tar
import dev.thaw.operation.EngineCall
import dev.thaw.plan.Planner
import dev.thaw.plan.Reach
import dev.thaw.render.PlanText
import dev.thaw.script.Digest
import dev.thaw.text.Style
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Copies out of containers: what comes, what does not, and what is told of it. */
class CopySpec extends Specification {
  static final WORLD = '''
    containers:
      - {name: db, labels: {app: db}, files: {/backup/app.dump: hello, /etc/app/a: one, /etc/app/sub/b: two}}
      - {name: db-2, labels: {app: db}, state: paused, files: {/backup/app.dump: other}}
      - {name: over, state: exited, files: {/x: last}}
      - {name: dead, state: dead, files: {/x: gone}}
  '''

  @TempDir
  Path files

  @AutoCleanup
  RunFixture run = new RunFixture(WORLD)

  def setup() {
    run.files = new HostDirectory(files)
  }

  List<String> all() {
    HostDirectorySpec.all(files).findAll { !it.endsWith('/') }
  }

  private List<String> plan(String script) {
    def planner = new Planner(run.engine, RunFixture.surroundings(run.time), run.workers).on(run.files)
    PlanText.lines(planner.plan(RunFixture.graph(script), Reach.UNBOUNDED), Style.PLAIN)*.strip()
  }

  def "#script brings #come"() {
    expect:
    run.run(script) == DONE
    all() == come
    run.engine.changes() == []

    where:
    script                                                    || come
    "copy '/backup/app.dump', to: 'dumps/' where name == 'db'"  || ['dumps/app.dump=hello']
    "copy '/backup/app.dump', to: 'a/b' where name == 'db'"     || ['a/b=hello']
    "copy '/backup/app.dump' to '.' where name == 'db-2'"       || ['app.dump=other']
    "copy '/etc/app', to: 'conf' where name == 'db'"            || ['conf/a=one', 'conf/sub/b=two']
    "copy '/etc/app/', to: 'conf/' where name == 'db'"          || ['conf/app/a=one', 'conf/app/sub/b=two']
    "copy '/backup/app.dump', to: 'x' where label.app == 'db'"  || ['x/db-2/app.dump=other', 'x/db/app.dump=hello']
    "copy '/x', to: 'x' where name in ['over']"                 || ['x=last']
  }

  def "what a run will do, its plan says: #script"() {
    when:
    def told = plan(script)

    then:
    told.findAll { it.startsWith('writes ') || it.startsWith('fails') || it.startsWith('GET ') }*.replaceAll(/[0-9a-f]{64}/, 'ID').sort() == lines
    all() == []

    where:
    script                                                     || lines
    "copy '/backup/app.dump', to: 'dumps/' where name == 'db'" || ['GET /containers/ID/archive?path=%2Fbackup%2Fapp.dump', 'writes dumps/app.dump']
    "copy '/x', to: 'x' where all"                             ||
        ['GET /containers/ID/archive?path=%2Fx'] * 3 + ['writes x/db-2/x', 'writes x/db/x', 'writes x/over/x']
    "copy '/x', to: 'x' where name == 'db' then pause"         || ['GET /containers/ID/archive?path=%2Fx', 'writes x']
    "copy '/x', to: 'x' where all random 1"                    ||
        ['GET /containers/ID/archive?path=%2Fx'] * 3 + ['writes x'] * 3
  }

  def "a plan tells what is there already"() {
    given:
    Files.writeString(files.resolve('x'), 'mine')

    expect:
    plan("copy '/x', to: 'x' where name == 'db'").contains('fails, as x is there already and overwrite is not true')
    plan("copy '/x', to: 'x' where name == 'db' overwrite true").contains('writes x, over what is there')
    all() == ['x=mine']
  }

  def "nothing on this machine is replaced unless that is said, and then nothing is even asked for"() {
    given:
    Files.writeString(files.resolve('x'), 'mine')

    expect:
    run.run("copy '/x', to: 'x' where name == 'over'") == FAILED
    run.events.of('over').reason() == 'nothing was sent: x is there already. Remove it, or say overwrite true.'
    all() == ['x=mine']
    run.engine.calls.every { !it.path().contains('archive') }

    and:
    run.run("copy '/x', to: 'x' where name == 'over' overwrite true") == DONE
    all() == ['x=last']
  }

  def "what came is told with its digest, after the intent and before the end"() {
    when:
    run.run("copy '/etc/app', to: 'conf' where name == 'db'")

    then:
    run.events.all(RunEvent.Copied)*.receipt() == [new Receipt('conf', 2, 6, Digest.of('onetwo'.bytes))]
    run.events.events.findAll { it instanceof RunEvent.Intent || it instanceof RunEvent.Copied || it instanceof RunEvent.Finished }
        *.class.simpleName == ['Intent', 'Copied', 'Finished']
  }

  def "what is not there fails at once, with the engine's words"() {
    expect:
    run.run("copy '/none', to: 'x/' where name == 'db'") == FAILED
    run.events.of('db').reason() ==
        "the engine answers 404: Could not find the file /none in container ${run.id('db')}"
    run.events.of('db').attempts() == 1
    all() == []
    Files.list(files).count() == 0
  }

  def "a dead container is left"() {
    expect:
    run.run("copy '/x', to: 'x' where name == 'dead'") == DONE
    run.events.outcomes() == [dead: 'copy skipped']
  }

  def "what does not come whole is asked for again, and leaves nothing: #what"() {
    given:
    int asked = 0
    def whole = Tar.of { file('app.dump', 'hello') }
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      if (call.path().endsWith('/archive') && asked++ < 2) {
        return answer.call(whole)
      }
      send()
    }

    expect:
    run.run("copy '/backup/app.dump', to: 'dumps/' where name == 'db'") == DONE
    run.events.of('db').attempts() == 3
    all() == ['dumps/app.dump=hello']

    where:
    what                  | answer
    'cut in the content'  | { Reply.of(200, 'application/x-tar', Arrays.copyOf(it, 515)) }
    'cut before its end'  | { Reply.of(200, 'application/x-tar', Arrays.copyOf(it, 1024)) }
    'nothing at all'      | { Reply.of(200, 'application/x-tar', new byte[0]) }
    'a page of a proxy'   | { Reply.of(200, 'text/html', ('<html>' * 200).bytes) }
    'a failure inside'    | { Reply.of(500, 'application/json', '{"message": "boom"}'.bytes) }
    'a gateway'           | { Reply.of(502, 'text/html', 'no'.bytes) }
    'a busy engine'       | { Reply.of(503, 'application/json', '{"message": "busy"}'.bytes) }
  }

  def "what never comes whole fails, and is not in doubt"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      call.path().endsWith('/archive')
          ? Reply.of(200, 'application/x-tar', Arrays.copyOf(Tar.of { file('x', 'hello') }, 600)) : send()
    }

    expect:
    run.run("copy '/backup/app.dump', to: 'a/b/' where name == 'db' retry 1") == FAILED
    run.events.outcomes() == [db: 'copy failed']
    run.events.of('db').attempts() == 2
    run.events.of('db').reason().startsWith('the archive did not come whole: ')
    Files.list(files).count() == 0
  }

  def "an archive with what has no place here is not asked for again"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      call.path().endsWith('/archive')
          ? Reply.of(200, 'application/x-tar', Tar.of { folder('x'); file('x/../../y', 'bad') }) : send()
    }

    expect:
    run.run("copy '/x', to: 'x' where name == 'db'") == FAILED
    run.events.of('db').reason() ==
        'not written: the entry x/../../y leads out of what is copied. Nothing of the copy was kept.'
    run.events.of('db').attempts() == 1
    Files.list(files).count() == 0
  }

  def "a container with a name that is none has a folder of its identifier"() {
    given:
    run.engine.between = { EngineCall call, Closure<Reply> send ->
      def reply = send()
      call.path() == '/containers/json'
          ? Reply.of(200, 'application/json', new String(reply.bytes(), 'UTF-8').replace('"/db-2"', '"/../../db-2"').bytes) : reply
    }

    expect:
    run.run("copy '/backup/app.dump', to: 'x' where label.app == 'db'") == DONE
    all() == ["x/${run.id('db-2').take(12)}/app.dump=other".toString(), 'x/db/app.dump=hello'].sort()
  }

  def "what must never be done to a container is not done out of it either"() {
    expect:
    run.run("never { copy where name == 'db' }\ncopy '/backup/app.dump', to: 'x' where label.app == 'db'") == DENIED
    all() == ['x/db-2/app.dump=other']
  }

  def "a paused container can be copied out of while it is held"() {
    expect:
    run.run("frozen where { name == 'db' } during { copy '/backup/app.dump', to: 'x' where name == 'db' }") == DONE
    all() == ['x=hello']
    run.state('db') == 'running'
  }
}
