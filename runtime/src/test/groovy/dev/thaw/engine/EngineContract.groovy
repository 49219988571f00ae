package dev.thaw.engine

import static org.junit.jupiter.api.Assumptions.assumeTrue

import dev.thaw.fact.FactCatalog
import dev.thaw.fact.Snapshot
import dev.thaw.graph.Comparison
import dev.thaw.graph.Operand
import dev.thaw.graph.Predicate
import dev.thaw.operation.Dialect
import dev.thaw.plan.Selection
import dev.thaw.value.Value
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Executors
import spock.lang.AutoCleanup
import spock.lang.Specification

/**
 * What Thaw builds on, one case a fact, the same for every engine: statuses, words, and what changes.
 * Where versions differ, the difference is data in {@link #WORDS}.
 */
abstract class EngineContract extends Specification {
    private static final Dialect NEW = Dialect.parse('1.42')
    private static final Dialect NEWEST = Dialect.parse('1.51')
    private static final String UNKNOWN = '0' * 64

    /** What engines say for it: of old (Docker 20.10), today (26.1), and by now (28.5) if that is something else again. ID and NAME stand for the container's. */
    private static final Map<String, List<String>> WORDS = [
        'nothing'           : ['', ''],
        'already paused'    : ['Container ID is already paused'] * 2,
        'not paused'        : ['Container ID is not paused'] * 2,
        'not running'       : ['Container ID is not running', 'container ID is not running'],
        'restarting'        : ['Container ID is restarting, wait until the container is running'] * 2,
        'paused, no start'  : ['cannot start a paused container, try unpause instead'] * 2,
        'paused, no exec'   : ['Container ID is paused, unpause the container before exec'] * 2,
        'not to be killed'  : ['Cannot kill container: ID: Container ID is not running', 'cannot kill container: ID: container ID is not running'],
        'unknown signal'    : ['Invalid signal: NOPE', 'cannot kill container: ID: invalid signal: NOPE'],
        'running, no rm'    : [
            'You cannot remove a running container ID. Stop the container before attempting removal or force remove',
            'cannot remove container "/NAME": container is running: stop the container before removing or force remove',
            'cannot remove container "ID": container is running: stop the container before removing or force remove',
        ],
        'paused, no rm'     : [
            'You cannot remove a paused container ID. Unpause and then stop the container before attempting removal or force remove',
            'cannot remove container "/NAME": container is paused and must be unpaused first',
            'cannot remove container "ID": container is paused and must be unpaused first',
        ],
        'no such container' : ['No such container: ID'] * 2,
        'none to kill'      : ['Cannot kill container: ID: No such container: ID', 'cannot kill container: ID: No such container: ID'],
        'no such exec'      : ['No such exec instance: ID'] * 2,
        'one-shot, no stream': ['cannot have stream=true and one-shot=true'] * 2,
        'unknown filter'    : ["Invalid filter 'nope'", "invalid filter 'nope'"],
        'unknown status'    : [
            "Invalid filter 'status=nope'", "invalid filter 'status=nope'",
            "invalid filter 'status=nope': invalid value for state (nope): must be one of created, running, paused, restarting, removing, exited, dead",
        ],
    ]

    @AutoCleanup
    Bench bench = openBench()

    /** Opens the engine under test; called for each feature. */
    abstract Bench openBench()

    String words(String key, String id, String name = 'c') {
        def words = WORDS[key]
        int version = [NEW, NEWEST].count { bench.engine.dialect().atLeast(it) }
        words[Math.min(version, words.size() - 1)].replace('ID', id).replace('NAME', bench.name(name))
    }

    String one(Map<String, Object> traits) {
        bench.put(c: traits).c
    }

    Answered act(String id, String request, Map<String, String> query = [:]) {
        switch (request) {
            case 'rm': return bench.ask('DELETE', "/containers/$id")
            case 'exec': return bench.ask('POST', "/containers/$id/exec", [:], [Cmd: ['true'], AttachStdout: true])
            default: return bench.ask('POST', "/containers/$id/$request", query)
        }
    }

    def "tells who it is"() {
        expect:
        with(EngineInfo.read(bench.engine)) {
            !it.id().empty
            !it.version().empty
        }
        bench.engine.dialect().atLeast(Dialect.OLDEST)
    }

    def "#request of a container that is #before: #status, #words; then it is #after"() {
        given:
        String id = one([state: before, exitCode: 3])

        when:
        def answer = act(id, request)

        then:
        answer.status == status
        answer.message == this.words(words, id)
        after == 'gone' ? bench.ask('GET', "/containers/$id/json").status == 404 : bench.state(id) == after

        where:
        request   | before       || status | after        | words
        'pause'   | 'running'    || 204    | 'paused'     | 'nothing'
        'pause'   | 'paused'     || 409    | 'paused'     | 'already paused'
        'pause'   | 'exited'     || 409    | 'exited'     | 'not running'
        'pause'   | 'created'    || 409    | 'created'    | 'not running'
        'pause'   | 'restarting' || 409    | 'restarting' | 'restarting'
        'unpause' | 'paused'     || 204    | 'running'    | 'nothing'
        'unpause' | 'running'    || 500    | 'running'    | 'not paused'
        'unpause' | 'exited'     || 500    | 'exited'     | 'not paused'
        'start'   | 'created'    || 204    | 'running'    | 'nothing'
        'start'   | 'running'    || 304    | 'running'    | 'nothing'
        'start'   | 'paused'     || 409    | 'paused'     | 'paused, no start'
        'stop'    | 'running'    || 204    | 'exited'     | 'nothing'
        'stop'    | 'paused'     || 204    | 'exited'     | 'nothing'
        'stop'    | 'exited'     || 304    | 'exited'     | 'nothing'
        'stop'    | 'created'    || 304    | 'created'    | 'nothing'
        'restart' | 'running'    || 204    | 'running'    | 'nothing'
        'restart' | 'paused'     || 204    | 'running'    | 'nothing'
        'restart' | 'created'    || 204    | 'running'    | 'nothing'
        'kill'    | 'running'    || 204    | 'exited'     | 'nothing'
        'kill'    | 'paused'     || 204    | 'exited'     | 'nothing'
        'kill'    | 'exited'     || 409    | 'exited'     | 'not to be killed'
        'exec'    | 'paused'     || 409    | 'paused'     | 'paused, no exec'
        'exec'    | 'exited'     || 409    | 'exited'     | 'not running'
        'rm'      | 'running'    || 409    | 'running'    | 'running, no rm'
        'rm'      | 'paused'     || 409    | 'paused'     | 'paused, no rm'
        'rm'      | 'exited'     || 204    | 'gone'       | 'nothing'
    }

    def "#request of a container that is not there: 404"() {
        given:
        one([:])

        when:
        def answer = act(UNKNOWN, request)

        then:
        answer.status == 404
        answer.message == this.words(words, UNKNOWN)

        where:
        request   | words
        'pause'   | 'no such container'
        'unpause' | 'no such container'
        'start'   | 'no such container'
        'stop'    | 'no such container'
        'restart' | 'no such container'
        'kill'    | 'none to kill'
        'exec'    | 'no such container'
        'rm'      | 'no such container'
    }

    def "a paused container still counts as running in State.Running"() {
        given:
        String id = one([state: 'paused'])

        expect:
        with(bench.inspect(id).path('State')) {
            it.path('Status').asText() == 'paused'
            it.path('Running').asBoolean()
            it.path('Paused').asBoolean()
        }
    }

    def "of four pauses at once one succeeds, the others are told that it is paused already"() {
        given:
        String id = one([:])
        bench.engine.dialect()
        def threads = Executors.newFixedThreadPool(4)

        when:
        def statuses = threads.invokeAll([{ act(id, 'pause').status }] * 4)*.get()

        then:
        statuses.sort() == [204, 409, 409, 409]
        bench.state(id) == 'paused'

        cleanup:
        threads.shutdownNow()
    }

    def "a signal thaws a paused container that has no stop signal of its own: #signal"() {
        given:
        String id = one([state: 'paused'])

        expect:
        act(id, 'kill', [signal: signal]).status == 204
        bench.await('it is thawed') { bench.state(id) == after }

        where:
        signal | after
        'HUP'  | 'running'
        'KILL' | 'exited'
    }

    def "a paused container with a stop signal of its own stays paused on any other"() {
        given:
        assumeTrue(bench.has('stopSignal'))
        String id = one([state: 'paused', stopSignal: 'SIGQUIT'])

        expect:
        act(id, 'kill', [signal: 'HUP']).status == 204
        bench.state(id) == 'paused'
    }

    def "a stop by a signal of one's own is one from API 1.42 on, older engines take no notice"() {
        given:
        String id = one([:])

        when:
        act(id, 'stop', [signal: 'KILL', t: '10'])

        then:
        bench.inspect(id).path('State').path('ExitCode').asInt() == (bench.engine.dialect().atLeast(NEW) ? 137 : 143)
    }

    def "an unknown signal is refused, and nothing happens"() {
        given:
        String id = one([:])

        when:
        def answer = act(id, 'kill', [signal: 'NOPE'])

        then:
        answer.status == 400
        answer.message == words('unknown signal', id)
        bench.state(id) == 'running'
    }

    def "a stop timeout of the container's own is told by its inspection: #traits"() {
        given:
        assumeTrue(bench.has('stopTimeout'))

        expect:
        SnapshotReader.inspected(bench.inspect(one(traits))).inspection().stopTimeout() == Optional.ofNullable(timeout)

        where:
        traits             || timeout
        [:]                || null
        [stopTimeout: 120] || Duration.ofSeconds(120)
        [stopTimeout: 0]   || Duration.ZERO
        [stopTimeout: -1]  || Duration.ofSeconds(-1)
    }

    def "exit codes: #how gives #code"() {
        given:
        String id = one(traits)

        when:
        if (request) {
            act(id, request, query)
        }

        then:
        bench.inspect(id).path('State').path('ExitCode').asInt() == code

        where:
        how                       | traits                         | request | query            || code
        'its own end'             | [state: 'exited', exitCode: 3] | null    | [:]              || 3
        'a stop'                  | [:]                            | 'stop'  | [:]              || 143
        'a stop that it ignores'  | [stubborn: true]               | 'stop'  | [t: '1']         || 137
        'a kill'                  | [:]                            | 'kill'  | [signal: '9']    || 137
    }

    def "#request begins a new life: StartedAt moves"() {
        given:
        String id = one([state: before])
        Instant started = Instant.parse(bench.inspect(id).path('State').path('StartedAt').asText())

        when:
        act(id, request)

        then:
        Instant.parse(bench.inspect(id).path('State').path('StartedAt').asText()) > started

        where:
        request   | before
        'restart' | 'running'
        'restart' | 'paused'
        'restart' | 'exited'
        'start'   | 'exited'
    }

    def "#request leaves StartedAt as it is"() {
        given:
        String id = one([state: before])
        String started = bench.inspect(id).path('State').path('StartedAt').asText()

        when:
        act(id, request)

        then:
        bench.inspect(id).path('State').path('StartedAt').asText() == started

        where:
        request   | before
        'pause'   | 'running'
        'unpause' | 'paused'
    }

    def "the daemon goes on with a stop whose client has gone"() {
        given:
        String id = one([stubborn: true])
        bench.engine.dialect()

        when:
        bench.ask('POST', "/containers/$id/stop", [t: '1'], null, Duration.ofMillis(100))

        then:
        EngineException failure = thrown()
        failure.fault() == EngineException.Fault.TIMEOUT

        and:
        bench.await('it has ended') { bench.state(id) == 'exited' }
    }

    def "the list by #filter: #found"() {
        given:
        bench.put(
            'web-1': [labels: [app: 'web', tier: 'front']],
            'web-2': [labels: [app: 'web'], state: 'paused'],
            'my-web': [labels: [app: 'db', tier: 'front']],
            'old': [labels: [app: 'web'], state: 'exited', exitCode: 3],
            'new': [state: 'created'])
        Map<String, List<String>> real = filter.collectEntries { key, values ->
            [key, key == 'name' ? values*.replace('^', '^/?' + bench.name('')) : values]
        }

        expect:
        bench.names(real, all) == found

        where:
        filter                                  | all   || found
        [:]                                     | true  || ['my-web', 'new', 'old', 'web-1', 'web-2']
        [:]                                     | false || ['my-web', 'web-1', 'web-2']
        [status: ['running']]                   | true  || ['my-web', 'web-1']
        [status: ['paused']]                    | true  || ['web-2']
        [status: ['exited']]                    | false || ['old']
        [status: ['running', 'paused']]         | true  || ['my-web', 'web-1', 'web-2']
        [label: ['app']]                        | true  || ['my-web', 'old', 'web-1', 'web-2']
        [label: ['app=web']]                    | true  || ['old', 'web-1', 'web-2']
        [label: ['app=web', 'tier=front']]      | true  || ['web-1']
        [name: ['web']]                         | true  || ['my-web', 'web-1', 'web-2']
        [name: ['^web']]                        | true  || ['web-1', 'web-2']
        [exited: ['3']]                         | true  || ['old']
        [label: ['app=nobody']]                 | true  || []
    }

    def "the list is narrowed by an identifier's beginning, too"() {
        given:
        def ids = bench.put(a: [:], b: [:])

        expect:
        bench.names([id: [ids.a]]) == ['a']
        bench.names([id: [ids.a.substring(0, 20)]]) == ['a']
        bench.names([id: [ids.a, ids.b]]) == ['a', 'b']
    }

    def "a filter that the engine does not know is refused: #filter"() {
        given:
        one([:])

        when:
        def answer = bench.ask('GET', '/containers/json', [filters: Json.of(filter)])

        then:
        answer.status == 400
        answer.message == this.words(words, '')

        where:
        filter             | words
        [nope: ['x']]      | 'unknown filter'
        [status: ['nope']] | 'unknown status'
    }

    def "list and inspection tell the same of a container, by Thaw's own reading"() {
        given:
        String id = one([labels: [app: 'web', 'a.b': 'ä "quoted"']])

        when:
        def listed = SnapshotReader.listed(bench.list().get(0))
        def inspected = SnapshotReader.inspected(bench.inspect(id))

        then:
        [listed, inspected].each {
            assert it.id() == id
            assert it.name() == bench.name('c')
            assert it.state().word() == 'running'
            assert it.labels().findAll { key, value -> key != Fixture.LABEL } == [app: 'web', 'a.b': 'ä "quoted"']
            assert it.image() == listed.image()
        }
    }

    private static Object read(Snapshot snapshot, String fact) {
        def known = FactCatalog.named(fact).with { it.read(snapshot, '', it.kinds().first()) }
        known.map { it == Value.Absent.NULL ? 'null' : it instanceof Value.Members ? it.items()*.display() : it }.orElse('unknown')
    }

    def "the facts of a container that is #state: list and inspection tell the same"() {
        given:
        int port = bench.port
        String id = one([
            state: state, tty: true, restartPolicy: 'on-failure', networks: ['front'], volumes: ['data'], ports: [port],
            labels: ['com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web']])
        def inventory = new Inventory(bench.engine, bench.surroundings)

        when:
        def listed = inventory.list(bench.filters([:]))[0]
        def inspected = inventory.inspect(id).get()

        then:
        [listed, inspected].each {
            assert read(it, 'networks') == [bench.name('front')]
            assert read(it, 'volumes') == [bench.name('data')]
            assert read(it, 'ports') == (state in ['running', 'paused'] ? ["$port"] : [])
            assert read(it, 'project').display() == 'shop'
            assert read(it, 'service').display() == 'web'
            assert read(it, 'age').time() < Duration.ofHours(3)
        }
        read(listed, 'created') == read(inspected, 'created')
        read(listed, 'tty') == 'unknown'
        read(inspected, 'tty').flag()
        read(inspected, 'restartPolicy').display() == 'on-failure'
        read(inspected, 'restarts').display() == '0'
        !read(inspected, 'oomKilled').flag()
        (read(inspected, 'startedAt') == 'null') == (state == 'created')
        (read(inspected, 'finishedAt') == 'null') == (state != 'exited')
        (read(inspected, 'uptime') == 'unknown') == !(state in ['running', 'paused'])
        state == 'created' || read(inspected, 'startedAt').instant() >= read(inspected, 'created').instant()
        // Docker notes a start when it has heard that it worked: a container that ends sooner has "ended before it began".
        state != 'exited' || read(inspected, 'finishedAt').instant() >= read(inspected, 'startedAt').instant() - Duration.ofSeconds(1)

        where:
        state << ['created', 'running', 'paused', 'exited']
    }

    def "what a container has not is told alike, too"() {
        given:
        String id = one([:])
        def inventory = new Inventory(bench.engine, bench.surroundings)

        expect:
        [inventory.list(bench.filters([:]))[0], inventory.inspect(id).get()].each {
            assert read(it, 'networks') == ['bridge']
            assert read(it, 'volumes') == []
            assert read(it, 'ports') == []
            assert read(it, 'project') == 'null'
        }
        read(inventory.inspect(id).get(), 'restartPolicy').display() == 'no'
    }

    def "a container that the kernel ended for lack of memory says so"() {
        given:
        String id = one([state: 'exited', oom: true])
        def inspected = new Inventory(bench.engine, bench.surroundings).inspect(id).get()

        expect:
        read(inspected, 'oomKilled').flag()
        read(inspected, 'exitCode').display() == '137'
    }

    def "the engine describes its machine"() {
        given:
        one([:])
        def inventory = new Inventory(bench.engine, bench.surroundings)
        def snapshot = inventory.list(bench.filters([:]))[0].on(inventory.host())

        expect:
        read(snapshot, 'engine').display() != ''
        read(snapshot, 'host.cpus').number() > 0
        snapshot.circumstances().host().memory() > 1_000_000_000
    }

    def "when a tag has moved, the list calls the image by its identifier, an inspection by its name"() {
        given:
        assumeTrue(bench.has('images'))
        String image = bench.image()
        String id = one([state: 'created', image: image])

        expect:
        SnapshotReader.listed(bench.list().get(0)).image() == image

        when:
        bench.image()

        then:
        SnapshotReader.listed(bench.list().get(0)).image().startsWith('sha256:')
        SnapshotReader.inspected(bench.inspect(id)).image() == image

        and:
        def where = new Predicate.Compare(Operand.FactRef.to('image'), Comparison.EQUAL, new Operand.Literal(new Value.Text(image)))
        try (def workers = new Workers(2)) {
            assert Selection.select(new Inventory(bench.engine, bench.surroundings), workers, where).matches()*.id() == [id]
        }
    }

    def "a list may be stale for a moment after #request, not longer"() {
        given:
        String id = one([:])

        when:
        act(id, request)

        then:
        bench.state(id) == after
        bench.await("the list says $after") { bench.list().get(0).path('State').asText() == after }

        where:
        request | after
        'stop'  | 'exited'
        'kill'  | 'exited'
        'pause' | 'paused'
    }

    def "a container without a healthcheck has no health at all"() {
        given:
        String id = one([:])

        expect:
        bench.inspect(id).path('State').path('Health').missingNode
        bench.names([health: ['none']]) == ['c']
    }

    def "pausing turns a healthy container unhealthy; only a probe after the unpause turns it back"() {
        given:
        String id = one([healthcheck: true])

        expect:
        bench.health(id) == 'healthy'
        bench.names([health: ['healthy']]) == ['c']

        when:
        act(id, 'pause')

        then:
        bench.health(id) == 'unhealthy'
        bench.names([health: ['healthy']]) == []
        bench.list().get(0).path('Status').asText().endsWith('(Paused)')

        when:
        act(id, 'unpause')

        then:
        bench.health(id) == 'unhealthy'
        bench.await('a probe passes') { bench.health(id) == 'healthy' }
    }

    def "one-shot statistics of a #state container tell its memory at once, and no rate"() {
        given:
        String id = one([state: state, memory: [limit: 64 << 20, held: 20_000_000]])
        bench.engine.dialect()

        when:
        long start = System.nanoTime()
        def answer = bench.ask('GET', "/containers/$id/stats", [stream: 'false', 'one-shot': 'true'])
        def usage = SnapshotReader.usage(answer.json)

        then:
        answer.status == 200
        Duration.ofNanos(System.nanoTime() - start) < Duration.ofSeconds(1)
        usage.memoryLimit() == 64 << 20
        usage.memory() in 20_000_000L..(64L << 20)
        usage.processes() >= 1
        usage.processorPercent().empty

        where:
        state << ['running', 'paused']
    }

    def "without a limit of its own a container's limit is the machine's memory"() {
        given:
        String id = one([:])

        expect:
        def stats = bench.ask('GET', "/containers/$id/stats", [stream: 'false', 'one-shot': 'true']).json
        stats.path('memory_stats').path('limit').asLong() == bench.ask('GET', '/info').json.path('MemTotal').asLong()
    }

    def "statistics of a container that is #state are empty, so its memory is unknown, not nothing"() {
        given:
        String id = one([state: state])

        when:
        def answer = bench.ask('GET', "/containers/$id/stats", [stream: 'false', 'one-shot': 'true'])

        then:
        answer.status == 200
        with(SnapshotReader.usage(answer.json)) {
            it.memoryBytes().empty
            it.memoryPercent().empty
            it.processes() == -1
        }

        where:
        state << ['exited', 'created']
    }

    def "two samples give a share of the processor"() {
        given:
        String id = one([:])

        expect:
        SnapshotReader.usage(bench.ask('GET', "/containers/$id/stats", [stream: 'false']).json).processorPercent().present
    }

    def "one-shot and a stream exclude each other"() {
        given:
        String id = one([:])

        when:
        def answer = bench.ask('GET', "/containers/$id/stats", [stream: 'true', 'one-shot': 'true'])

        then:
        answer.status == 400
        answer.message == words('one-shot, no stream', id)
    }

    def "the share of memory is the one that docker stats shows"() {
        given:
        assumeTrue(bench.has('docker stats'))
        String id = one([state: 'paused', memory: [limit: 64 << 20, held: 20_000_000]])

        when:
        def ours = SnapshotReader.usage(bench.ask('GET', "/containers/$id/stats", [stream: 'false', 'one-shot': 'true']).json)
        def process = ['docker', '-H', bench.engine.address(), 'stats', '--no-stream', '--format', '{{.MemPerc}}', id].execute([], null)
        def theirs = process.text.trim()

        then:
        // Two readings at two moments: the kernel charges a page more or less between them.
        (ours.memoryPercent().get() - new BigDecimal(theirs - '%')).abs() < 1.0G
    }

    def "a command runs to its output and its exit code"() {
        given:
        String id = one([exec: [exitCode: 7, output: 'one\ntwo\n']])

        when:
        def made = bench.ask('POST', "/containers/$id/exec", [:],
            [AttachStdout: true, AttachStderr: true, Cmd: ['sh', '-c', 'echo one; echo two; exit 7']])
        String exec = made.json.path('Id').asText()
        def run = bench.ask('POST', "/exec/$exec/start", [:], [Detach: false, Tty: false])
        def outcome = bench.ask('GET', "/exec/$exec/json").json

        then:
        made.status == 201
        run.status == 200
        run.lines*.text == ['one', 'two']
        run.lines*.stream.unique() == [OutputLine.Stream.STDOUT]
        !outcome.path('Running').asBoolean()
        outcome.path('ExitCode').asInt() == 7
    }

    def "a command that was never made is not found"() {
        given:
        one([:])

        when:
        def answer = bench.ask('POST', "/exec/$UNKNOWN/start", [:], [Detach: false, Tty: false])

        then:
        answer.status == 404
        answer.message == words('no such exec', UNKNOWN)
    }

    def "logs come in frames, as many lines from the end as asked for: #tail"() {
        given:
        String id = one([logs: ['one', 'two', 'three']])

        expect:
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true', stderr: 'true', tail: tail]).lines*.text == lines

        where:
        tail  || lines
        '100' || ['one', 'two', 'three']
        '2'   || ['two', 'three']
        '0'   || []
    }

    def "logs of a container with a terminal come bare"() {
        given:
        String id = one([logs: ['one', 'two'], tty: true])

        expect:
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true', stderr: 'true', tail: '100']).rawLines*.text == ['one', 'two']
    }

    def "logs of a container that has ended can be read"() {
        given:
        String id = one([logs: ['last words'], state: 'exited'])

        expect:
        bench.ask('GET', "/containers/$id/logs", [stdout: 'true', stderr: 'true']).lines*.text == ['last words']
    }
}
