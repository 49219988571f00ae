package dev.thaw.engine

import dev.thaw.engine.EngineException.Fault
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.time.Instant
import java.time.InstantSource
import spock.lang.Specification

/** What is made of an engine's words; what engines say: {@link EventContract}. */
class EventHistorySpec extends Specification {
    static final String ID = 'ab' * 32
    static final Instant NOW = Instant.parse('2026-01-01T00:00:00.000000007Z')

    List<EngineCall> calls = []

    private EventHistory read(String body, int status = 200) {
        EventHistory.read(answering(body, status), NOW, Duration.ofSeconds(1))
    }

    private Engine answering(String body, int status = 200) {
        def engine = new RecordingEngine(null)
        engine.between = { call, send ->
            calls << call
            Reply.of(status, 'application/json', body.getBytes('UTF-8'))
        }
        engine
    }

    private static String event(long nano, String action = 'pause', String id = ID, String type = 'container') {
        Json.of([Type: type, Action: action, Actor: [ID: id, Attributes: [:]], timeNano: nano])
    }

    def "all is asked for, to a little after now"() {
        when:
        read('')

        then:
        calls*.toString() == ['GET /events?since=0&until=1767225600.100000007']
    }

    def "events of a container are in order, to the nanosecond; no command is kept"() {
        given:
        def history = read(event(1_000_000_001) + '\n' + event(5, 'destroy', 'cd' * 32) + event(9, 'pull', 'busybox', 'image')
            + event(7, 'exec_create: sh -c secret') + event(8, 'health_status: healthy'))

        expect:
        history.of(ID) == [
            new EngineEvent(Instant.parse('1970-01-01T00:00:01.000000001Z'), 'pause', ID),
            new EngineEvent(Instant.ofEpochSecond(0, 7), 'exec_create', ID),
            new EngineEvent(Instant.ofEpochSecond(0, 8), 'health_status: healthy', ID)]
        history.of('0' * 64) == []
    }

    def "#count events from #first on #word back to #since"() {
        given:
        def history = read((0..<count).collect { event(first + it, 'pull', 'busybox', 'image') }.join('\n'))

        expect:
        history.reaches(Instant.ofEpochSecond(0, since)) == reaches

        where:
        count | first | since || reaches
        0     | 100   | 1     || true
        255   | 100   | 1     || true
        256   | 100   | 99    || false
        256   | 100   | 100   || true
        300   | 100   | 99    || false
        word = reaches ? 'reach' : 'do not reach'
    }

    def "#what is no history"() {
        when:
        read(body)

        then:
        def failed = thrown(EngineException)
        failed.fault() == Fault.INVALID
        failed.message == message

        where:
        what                       | body                                              || message
        'HTML'                     | '<html>'                                          || 'the engine\'s events are not JSON'
        'half an event'            | event(1) + event(2)[0..20]                        || 'the engine\'s events are not JSON'
        'a list'                   | "[${event(1)}]"                                   || 'the engine tells of an event without its time'
        'a text'                   | '"pause"'                                         || 'the engine tells of an event without its time'
        'null'                     | 'null'                                            || 'the engine tells of an event without its time'
        'too deep a value'         | '[' * 600                                         || 'the engine\'s events are not JSON'
        'a time in words'          | event(1).replace('"timeNano":1', '"timeNano":"1"') || 'the engine tells of an event without its time'
        'a time out of range'      | event(1).replace('Nano":1', 'Nano":' + '9' * 30)  || 'the engine tells of an event without its time'
        'no time'                  | event(0)                                          || 'the engine tells of an event without its time'
        'no type'                  | event(1).replace('"Type"', '"type"')              || 'the engine tells of an event without its Type'
        'no action'                | event(1, '')                                      || 'the engine tells of an event without its Action'
        'no actor'                 | '{"Type": "container", "timeNano": 1}'            || 'the engine tells of an event without its ID'
        'a short identifier'       | event(1, 'pause', 'ab' * 6)                       || 'the engine tells of an event of a container without its identifier'
        'a path as an identifier'  | event(1, 'pause', '../' * 21 + 'x')               || 'the engine tells of an event of a container without its identifier'
        'an endless story'         | event(1) * 10_001                                 || 'the engine tells of more than 10000 events'
    }

    def "a refusal is told in the engine's words"() {
        when:
        read('{"message": "no"}', 500)

        then:
        def failed = thrown(EngineException)
        failed.fault() == Fault.REFUSED
        failed.message == 'the engine answers 500 to GET /events?since=0&until=1767225600.100000007: no'
    }

    def "a clock that says #told in the middle of the request is #offset ahead"() {
        given:
        def moments = [NOW, NOW.plusMillis(20)]
        def wall = { moments.remove(0) } as InstantSource

        expect:
        EngineClock.offset(answering(Json.of([SystemTime: told])), wall, Duration.ofSeconds(1)) == Duration.parse(offset)

        where:
        told                                  || offset
        '2026-01-01T00:00:00.010000007Z'      || 'PT0S'
        '2026-01-01T00:00:05.010000007Z'      || 'PT5S'
        '2026-01-01T02:59:59.010000007+03:00' || 'PT-1S'
    }

    def "of answers that took #millis ms the one that came soonest counts: #offset, after #requests"() {
        given: 'an engine an hour ahead, or one that may have our clock'
        Instant clock = NOW
        def durations = millis as LinkedList
        def engine = answering('')
        engine.between = { call, send ->
            calls << call
            def reply = Reply.of(200, 'application/json', Json.of([SystemTime: clock.plus(ahead).toString()]).bytes)
            clock = clock.plusMillis(durations.remove())
            reply
        }

        expect:
        EngineClock.offset(engine, { clock } as InstantSource, Duration.ofSeconds(1)) == ahead.plusMillis(offset)
        calls.size() == requests

        where:
        millis               | ahead                 || offset | requests
        [20, 10]             | Duration.ofHours(1)   || -10    | 1
        [200, 8, 10]         | Duration.ofHours(1)   || -4     | 2
        [200, 300, 100, 400] | Duration.ofHours(1)   || -50    | 4
        [200, 300, 100, 400] | Duration.ZERO         || 0      | 4
        [20]                 | Duration.ofMillis(19) || -19    | 1
        [20]                 | Duration.ofMillis(21) || -10    | 1
    }

    def "#body tells no time"() {
        when:
        EngineClock.offset(answering(body), { NOW } as InstantSource, Duration.ofSeconds(1))

        then:
        def failed = thrown(EngineException)
        failed.fault() == Fault.INVALID
        failed.message == 'the engine\'s reply to GET /info has no SystemTime'

        where:
        body << ['{}', '[]', '{"SystemTime": 5}', '{"SystemTime": "noon"}', '{"SystemTime": null}']
    }
}
