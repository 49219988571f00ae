package dev.thaw.engine

import dev.thaw.engine.docker.DockerEngine
import dev.thaw.operation.EngineCall
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What Thaw builds on, on Podman 5.4 as {@code engine.podman} tells it; its words are Podman's own. */
@OnEngine('podman')
class PodmanContractSpec extends Specification {
    private static final String UNKNOWN = '0' * 64
    private static final Duration LONG = Duration.ofSeconds(30)

    @AutoCleanup
    Bench bench = new Fixture(LabEngine.connect('podman'))

    private String one(Map<String, Object> traits = [:]) {
        bench.put(c: traits).c
    }

    private Answered act(String id, String request, Map<String, String> query = [:]) {
        switch (request) {
            case 'rm': return bench.ask('DELETE', "/containers/$id")
            case 'exec': return bench.ask('POST', "/containers/$id/exec", [:], [Cmd: ['true'], AttachStdout: true])
            default: return bench.ask('POST', "/containers/$id/$request", query)
        }
    }

    private List<String> actions(String id) {
        def offset = EngineClock.offset(bench.engine, bench.surroundings.clock(), LONG)
        EventHistory.read(bench.engine, bench.surroundings.clock().instant() + offset, LONG).of(id)*.action()
    }

    def "tells who it is, the same each time, and is known by its ping"() {
        expect:
        with(EngineInfo.read(bench.engine)) {
            it.id() ==~ /podman-[0-9a-f]{32}/
            it.id() == EngineInfo.read(bench.engine).id()
            it.version().startsWith('5.')
        }
        try (def plain = DockerEngine.on(Path.of(bench.engine.address() - 'unix://'))) {
            assert plain.libpod(LONG).get().startsWith('5.')
            assert EngineInfo.read(plain).id() != EngineInfo.read(plain).id()
        }
    }

    def "#request of a container that is #before: #status; then it is #after"() {
        given:
        String id = one([state: before, exitCode: 3])

        when:
        def answer = act(id, request)

        then:
        answer.status == status
        status < 400 || answer.message.contains(words)
        after == 'gone' ? bench.ask('GET', "/containers/$id/json").status == 404 : bench.state(id) == after

        where:
        request   | before    || status | after     | words
        'pause'   | 'running' || 204    | 'paused'  | ''
        'pause'   | 'paused'  || 409    | 'paused'  | 'is already paused'
        'pause'   | 'exited'  || 409    | 'exited'  | "is not running, can't pause"
        'pause'   | 'created' || 409    | 'created' | "is not running, can't pause"
        'unpause' | 'paused'  || 204    | 'running' | ''
        'unpause' | 'running' || 500    | 'running' | 'is not paused'
        'unpause' | 'exited'  || 500    | 'exited'  | 'is not paused'
        'start'   | 'created' || 204    | 'running' | ''
        'start'   | 'running' || 304    | 'running' | ''
        'start'   | 'paused'  || 409    | 'paused'  | 'must be in Created or Stopped state'
        'stop'    | 'running' || 204    | 'exited'  | ''
        'stop'    | 'paused'  || 204    | 'exited'  | ''
        'stop'    | 'exited'  || 304    | 'exited'  | ''
        'stop'    | 'created' || 204    | 'created' | ''
        'restart' | 'running' || 204    | 'running' | ''
        'restart' | 'paused'  || 204    | 'running' | ''
        'kill'    | 'running' || 204    | 'exited'  | ''
        'kill'    | 'paused'  || 204    | 'exited'  | ''
        'kill'    | 'exited'  || 409    | 'exited'  | 'can only kill running containers'
        'exec'    | 'paused'  || 409    | 'paused'  | 'is paused'
        'exec'    | 'exited'  || 409    | 'exited'  | 'can only create exec sessions on running containers'
        'rm'      | 'running' || 409    | 'running' | 'as it is running'
        'rm'      | 'paused'  || 409    | 'paused'  | 'as it is paused'
        'rm'      | 'exited'  || 204    | 'gone'    | ''
    }

    def "#request of a container that is not there: 404"() {
        expect:
        with(act(UNKNOWN, request)) {
            it.status == 404
            it.message.startsWith('no container with ') && it.message.endsWith(" \"$UNKNOWN\" found: no such container")
        }

        where:
        request << ['pause', 'unpause', 'start', 'stop', 'restart', 'kill', 'exec', 'rm']
    }

    def "of four pauses at once one succeeds"() {
        given:
        String id = one()
        def threads = Executors.newFixedThreadPool(4)

        expect:
        threads.invokeAll([{ act(id, 'pause').status }] * 4)*.get().sort() == [204, 409, 409, 409]
        bench.state(id) == 'paused'

        cleanup:
        threads.shutdownNow()
    }

    def "an unknown signal is refused; HUP and TERM reach a paused container when it is thawed"() {
        given:
        String id = one([state: 'paused'])

        expect:
        act(id, 'kill', [signal: 'NOPE']).with { [it.status, it.message] } == [400, 'invalid signal: NOPE']
        act(id, 'kill', [signal: 'TERM']).status == 204
        bench.state(id) == 'paused'
        act(id, 'unpause').status == 204
        bench.await('it has ended') { bench.state(id) == 'exited' }
    }

    def "a pause leaves StartedAt as it is, a restart of a paused one moves it"() {
        given:
        String id = one()
        String started = bench.inspect(id).path('State').path('StartedAt').asText()

        expect:
        act(id, 'pause').status == 204
        bench.inspect(id).path('State').path('StartedAt').asText() == started
        act(id, 'restart').status == 204
        bench.inspect(id).path('State').path('StartedAt').asText() > started
    }

    def "list and inspection tell the same facts"() {
        given:
        int port = bench.port
        def ids = bench.put(
            up: [networks: ['front'], volumes: ['data'], ports: [port], labels: [app: 'web']],
            over: [state: 'exited', exitCode: 3, ports: [port + 1]], held: [state: 'paused'], fresh: [state: 'created'])
        def inventory = new Inventory(bench.engine, bench.surroundings)

        expect:
        def listed = inventory.list(bench.filters())
        listed*.name() == ['fresh', 'held', 'over', 'up'].collect { bench.name(it) }
        listed*.state()*.word() == ['created', 'paused', 'exited', 'running']
        listed.each { assert inventory.inspect(it.id()).get().listing() == it.listing() }
        with(listed[3]) {
            it.listing().ports() == [port] as Set
            it.listing().networks() == [bench.name('front')] as Set
            it.listing().volumes() == [bench.name('data')] as Set
            it.image() == 'docker.io/thaw-test/busybox:latest'
        }
        listed[2].listing().ports().empty
        listed[1].listing().networks() == ['podman'] as Set
        inventory.inspect(ids.over).get().inspection().exitCode() == 3

        and: 'a filter by state is left to whoever judges, the others narrow'
        bench.names([status: ['exited'], label: ['app=web']]) == ['up']
        bench.names([status: ['exited']]).size() == 4
    }

    def "statistics: one sample tells memory, two a share of the processor, and none is told of what has ended"() {
        given:
        def ids = bench.put(c: [memory: [limit: 64 << 20, held: 20_000_000]], over: [state: 'exited'])

        expect:
        with(SnapshotReader.usage(bench.ask('GET', "/containers/$ids.c/stats", [stream: 'false', 'one-shot': 'true']).json)) {
            it.memoryLimit() == 64 << 20
            it.memory() in 20_000_000L..(64L << 20)
            it.processes() >= 1
            it.processorPercent().empty
        }
        SnapshotReader.usage(bench.ask('GET', "/containers/$ids.c/stats", [stream: 'false']).json).processorPercent().present
        with(bench.ask('GET', "/containers/$ids.over/stats", [stream: 'false'])) {
            it.status == 200
            SnapshotReader.usage(it.json).memoryBytes().empty
        }
    }

    def "events: a pause is told at once, and so is all else that a hold asks about"() {
        given:
        String id = one()

        when:
        ['pause', 'unpause', 'pause'].each { assert act(id, it).status == 204 }

        then:
        actions(id).findAll { it in ['pause', 'unpause'] } == ['pause', 'unpause', 'pause']

        when:
        act(id, 'stop')

        then:
        bench.await('its end is told') { actions(id).with { it.contains('die') && it.count('unpause') == 2 } }
    }

    def "256 events are told at most, though Podman keeps them all"() {
        expect:
        bench.ask('GET', '/events', [since: '0', until: '9999999999']).text.readLines().size() <= 256
    }

    def "commands and logs come in frames"() {
        given:
        String id = one([logs: ['one', 'two', 'three']])

        when:
        def made = bench.ask('POST', "/containers/$id/exec", [:],
            [AttachStdout: true, AttachStderr: true, Cmd: ['sh', '-c', 'echo out; echo err >&2; exit 7']])
        String exec = made.json.path('Id').asText()
        def run = bench.ask('POST', "/exec/$exec/start", [:], [Detach: false, Tty: false])

        then:
        run.lines.collect { "$it.stream $it.text".toString() }.sort() == ['STDERR err', 'STDOUT out']
        bench.ask('GET', "/exec/$exec/json").json.path('ExitCode').asInt() == 7
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true', stderr: 'true', tail: '2']).lines*.text == ['two', 'three']
    }

    def "files go in and come out of one that is #state"() {
        given:
        String id = one([state: state, files: ['/data/a': 'hello']])
        def archive = new EngineCall('PUT', "/containers/$id/archive", new TreeMap([path: '/data', noOverwriteDirNonDir: '1']), '',
            dev.thaw.operation.Payload.of(dev.thaw.host.Tar.of { file('new', 'more') }))

        expect:
        Answered.of(bench.engine.send(archive, LONG)).status == 200
        bench.ask('GET', "/containers/$id/archive", [path: '/data/new']).text.contains('more')
        bench.ask('GET', "/containers/$id/archive", [path: '/data/none']).status == 404

        where:
        state << ['running', 'paused', 'exited']
    }
}
