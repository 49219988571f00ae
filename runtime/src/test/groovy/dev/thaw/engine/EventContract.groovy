package dev.thaw.engine

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.engine.EngineException.Fault
import dev.thaw.json.JsonTree
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What engines tell of what happened, the same for every engine. */
abstract class EventContract extends Specification {
    static final Duration LONG = Duration.ofSeconds(30)

    @AutoCleanup
    Bench bench = openBench()

    private final Set<EngineEvent> seen = new LinkedHashSet<>()

    /** Opens the engine under test; called for each feature. */
    abstract Bench openBench()

    private String one(Map<String, Object> traits = [:]) {
        bench.put(c: traits).c
    }

    private Instant now() {
        def offset = EngineClock.offset(bench.engine, bench.surroundings.clock(), LONG)
        bench.surroundings.clock().instant() + offset
    }

    /** What was seen once stays: on a busy engine it may be gone from the backlog a second later. */
    private List<String> actions(String id, Instant since) {
        seen.addAll(EventHistory.read(bench.engine, now(), LONG).of(id))
        seen.findAll { it.container() == id && !it.at().isBefore(since) }*.action()
    }

    private int act(String id, String request) {
        switch (request) {
            case 'pause':
                int status = bench.ask('POST', "/containers/$id/pause").status
                // An unpause within some milliseconds makes real engines tell of both twice: their race with containerd.
                EventHistory.read(bench.engine, now(), LONG)
                return status
            case 'rm': return bench.ask('DELETE', "/containers/$id").status
            case 'exec': return bench.ask('POST', "/containers/$id/exec", [:], [Cmd: ['true']]).status
            case 'stop -t 1': return bench.ask('POST', "/containers/$id/stop", [t: '1']).status
            default: return bench.ask('POST', "/containers/$id/$request").status
        }
    }

    /** With stop and die in one order: the daemon's thread that stops and the one that sees the process end race to tell. */
    private static List<String> inOrder(List<String> told) {
        told.join(' ').replace('die stop', 'stop die').tokenize(' ')
    }

    private static Map<String, String> during(Instant since, Instant until, Map<String, List<String>> filters) {
        [since: EventHistory.seconds(since), until: EventHistory.seconds(until), filters: Json.of(filters)]
    }

    private List<JsonNode> told(Map<String, String> query) {
        def answer = bench.ask('GET', '/events', query)
        assert answer.status == 200
        answer.text.readLines().findAll().collect { JsonTree.read(it.bytes) }
    }

    def "the engine's clock is ours, on this machine"() {
        given:
        one()

        expect:
        EngineClock.offset(bench.engine, bench.surroundings.clock(), LONG).abs() < Duration.ofSeconds(1)
    }

    def "of a container that is #before, #requests gives #statuses: #told"() {
        given:
        String id = one(state: before.replace('stubborn', 'running'), stubborn: before == 'stubborn')
        Instant since = now()

        expect:
        requests.tokenize(',').collect { act(id, it.strip()) } == statuses
        bench.await("the engine tells of $told") { actions(id, since).size() >= told.size() }
        inOrder(actions(id, since)) == told

        where:
        before     | requests         || statuses   | told
        'running'  | 'pause'          || [204]      | ['pause']
        'running'  | 'pause, pause'   || [204, 409] | ['pause']
        'paused'   | 'pause'          || [409]      | []
        'exited'   | 'pause'          || [409]      | []
        'paused'   | 'unpause'        || [204]      | ['unpause']
        'running'  | 'unpause'        || [500]      | []
        'created'  | 'start'          || [204]      | ['start']
        'running'  | 'start'          || [304]      | []
        'paused'   | 'start'          || [409]      | []
        'running'  | 'stop'           || [204]      | ['kill', 'stop', 'die']
        'paused'   | 'stop'           || [204]      | ['kill', 'unpause', 'stop', 'die']
        'stubborn' | 'stop -t 1'      || [204]      | ['kill', 'kill', 'stop', 'die']
        'exited'   | 'stop'           || [304]      | []
        'running'  | 'restart'        || [204]      | ['kill', 'stop', 'die', 'start', 'restart']
        'paused'   | 'restart'        || [204]      | ['kill', 'unpause', 'stop', 'die', 'start', 'restart']
        'created'  | 'restart'        || [204]      | ['start', 'restart']
        'running'  | 'kill'           || [204]      | ['kill', 'die']
        'paused'   | 'kill'           || [204]      | ['kill', 'die']
        'exited'   | 'kill'           || [409]      | []
        'running'  | 'exec'           || [201]      | ['exec_create']
        'paused'   | 'exec'           || [409]      | []
        'running'  | 'rm'             || [409]      | []
        'exited'   | 'rm'             || [204]      | ['destroy']
    }

    def "a command is told of when it is made, begins and ends"() {
        given:
        String id = one(exec: [exitCode: 7, output: ''])
        Instant since = now()

        when:
        def made = bench.ask('POST', "/containers/$id/exec", [:], [AttachStdout: true, Cmd: ['sh', '-c', 'exit 7']])
        bench.ask('POST', "/exec/${made.json.path('Id').asText()}/start", [:], [Detach: false, Tty: false])
        bench.await('it has ended') { actions(id, since).size() >= 3 }

        then:
        actions(id, since) == ['exec_create', 'exec_start', 'exec_die']

        and:
        with(told(during(since, now(), [container: [id]]))) {
            it*.path('Action')*.asText() == ['exec_create: sh -c exit 7', 'exec_start: sh -c exit 7', 'exec_die']
            it.every { it.at('/Actor/Attributes/execID').asText() == made.json.path('Id').asText() }
            it[2].at('/Actor/Attributes/exitCode').asText() == '7'
        }
    }

    def "each container has its own events, in the order in which they happened"() {
        given:
        def ids = bench.put(a: [:], b: [:])
        Instant since = now()

        when:
        act(ids.a, 'pause')
        act(ids.b, 'pause')
        act(ids.a, 'unpause')
        def history = EventHistory.read(bench.engine, now(), LONG)

        then:
        history.reaches(since)
        def ofA = history.of(ids.a).findAll { !it.at().isBefore(since) }
        def ofB = history.of(ids.b).findAll { !it.at().isBefore(since) }
        ofA*.action() == ['pause', 'unpause']
        ofB*.action() == ['pause']
        ofA[0].at() <= ofB[0].at() && ofB[0].at() <= ofA[1].at()
        (ofA + ofB)*.container() == [ids.a, ids.a, ids.b]
    }

    def "no event tells that a pause makes unhealthy; one tells of the recovery"() {
        given:
        String id = one(healthcheck: true)
        Instant since = now()

        when:
        act(id, 'pause')

        then:
        bench.health(id) == 'unhealthy'
        actions(id, since).findAll { !it.startsWith('exec_') } == ['pause']

        when:
        act(id, 'unpause')

        then:
        bench.await('a probe passes') { actions(id, since).findAll { !it.startsWith('exec_') } == ['pause', 'unpause', 'health_status: healthy'] }
    }

    def "an event says what it is about, and both bounds include its own nanosecond"() {
        given:
        String id = one(labels: [app: 'web'])
        Instant since = now()
        act(id, 'pause')

        when:
        def event = told(during(since, now(), [container: [id]]))[0]
        def at = Instant.ofEpochSecond(0, event.path('timeNano').asLong())

        then:
        event.path('Type').asText() == 'container'
        event.path('Action').asText() == 'pause'
        event.path('status').asText() == 'pause'
        event.path('scope').asText() == 'local'
        event.path('time').asLong() == at.epochSecond
        event.at('/Actor/ID').asText() == id
        event.at('/Actor/Attributes/name').asText() == bench.name('c')
        event.at('/Actor/Attributes/app').asText() == 'web'
        event.at('/Actor/Attributes/image').asText() == event.path('from').asText()

        and:
        told(during(at, at, [container: [id]])) == [event]
        told(during(at.plusNanos(1), at.plusNanos(9), [container: [id]])) == []
        told(during(at.minusNanos(9), at.minusNanos(1), [container: [id]])) == []
    }

    def "the events by #what: #found"() {
        given:
        String id = one(labels: [app: 'web'])
        Instant since = now()
        ['pause', 'unpause', 'exec'].each { act(id, it) }
        def filters = filter.collectEntries { key, values -> [key, values.collect { it.replace('ID', id).replace('NAME', bench.name('c')) }] }

        expect:
        told(during(since, now(), [container: [id]] + filters))*.path('Action')*.asText()*.replaceFirst(':.*', '') == found

        where:
        filter                             || found
        [:]                                || ['pause', 'unpause', 'exec_create']
        [container: ['NAME']]              || ['pause', 'unpause', 'exec_create']
        [container: [('0' * 64)]]          || []
        [type: ['container']]              || ['pause', 'unpause', 'exec_create']
        [type: ['image']]                  || []
        [event: ['pause']]                 || ['pause']
        [event: ['pause', 'unpause']]      || ['pause', 'unpause']
        [event: ['paus']]                  || []
        [event: ['exec_create']]           || ['exec_create']
        [label: ['app=web']]               || ['pause', 'unpause', 'exec_create']
        [label: ['app=web', 'tier']]       || []
        what = filter.toString()
    }

    def "since=#since until=#until: #status, #words"() {
        given:
        one()

        when:
        def answer = bench.ask('GET', '/events', [since: since, until: until])

        then:
        answer.status == status
        answer.message == words

        where:
        since  | until || status | words
        '20'   | '10'  || 400    | '`since` time (20) cannot be after `until` time (10)'
        'soon' | '10'  || 500    | 'strconv.ParseInt: parsing "soon": invalid syntax'
        '10'   | 'x'   || 500    | 'strconv.ParseInt: parsing "x": invalid syntax'
    }

    def "a request whose end is still to come goes on with what happens until then"() {
        given:
        String id = one()
        act(id, 'pause')
        Instant end = now() + Duration.ofSeconds(1)

        when:
        def reply = bench.engine.send(EngineCall.get('/events', [until: EventHistory.seconds(end), filters: Json.of([container: [id], event: ['pause', 'unpause']])]), LONG)
        act(id, 'unpause')

        then:
        new String(reply.bytes()).readLines()*.replaceFirst(/.*"Action":"(\w+)".*/, '$1') == ['pause', 'unpause']
        now() >= end - Duration.ofMillis(100)
    }

    def "a request without an end goes on to its deadline, and tells nothing of before"() {
        given:
        String id = one()
        act(id, 'pause')
        def filters = Json.of([container: [id]])

        when:
        def reply = bench.engine.send(EngineCall.get('/events', [filters: filters]), Duration.ofSeconds(2))
        act(id, 'unpause')
        def line = new BufferedReader(new InputStreamReader(reply.body())).readLine()

        then:
        line.contains('"Action":"unpause"')

        when:
        reply.body().readAllBytes()

        then:
        def late = thrown(EngineException)
        late.fault() == Fault.TIMEOUT

        cleanup:
        reply?.close()
    }

    def "256 events are remembered, and a history knows that it does not reach further"() {
        given:
        String id = one()
        Instant before = now()

        bench.ask('POST', "/containers/$id/stop", [t: '1'])
        bench.ask('POST', "/containers/$id/start")

        when:
        300.times { act(id, 'exec') }
        def history = EventHistory.read(bench.engine, now(), LONG)
        def last = history.of(id).last().at()

        then:
        history.of(id).size() <= EventHistory.BACKLOG
        told([since: '0', until: EventHistory.seconds(last)]).size() <= EventHistory.BACKLOG
        !history.reaches(before.minusSeconds(1))
        history.reaches(last)
    }
}
