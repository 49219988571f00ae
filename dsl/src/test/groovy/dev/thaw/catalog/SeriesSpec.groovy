package dev.thaw.catalog

import dev.thaw.value.Value
import java.time.Instant
import spock.lang.Specification

class SeriesSpec extends Specification {
    static final A = '20261121T110559Z-4f3a2b1c'
    static final B = '20261122T110559Z-00000000'

    def 'the next of #series with #there there is #name'() {
        expect:
        Series.next(series, A, there*.toString()) == name
        Series.newestFirst((there + name)*.toString()).first() == name.toString()

        where:
        series    | there                                                   || name
        'nightly' | []                                                      || "nightly.$A"
        'nightly' | ['other']                                               || "nightly.$A"
        'nightly' | ["nightly.$A"]                                          || "nightly.${A}.2"
        'nightly' | ["nightly.${A}.2"]                                      || "nightly.${A}.3"
        'nightly' | ["nightly.${A}.9", "nightly.${A}.10"]                   || "nightly.${A}.11"
    }

    def 'of #there, #series are #members, the newest first'() {
        expect:
        Series.members(series.toString(), there*.toString()) == members*.toString()

        where:
        series        | there                                             || members
        'nightly'     | ["nightly.$A", "nightly.$B", "nightlyx.$B"]       || ["nightly.$B", "nightly.$A"]
        'nightly'     | ["nightly.${A}.2", "nightly.${A}.10", 'nightly']  || ["nightly.${A}.10", "nightly.${A}.2", 'nightly']
        'a.b'         | ["a.b.$A", "a.$A"]                                || ["a.b.$A"]
        "nightly.$A"  | ["nightly.$A", "nightly.$B"]                      || ["nightly.$A"]
        'by-hand'     | ['by-hand', 'other']                              || ['by-hand']
    }

    def 'by #moment there were #found'() {
        expect:
        Series.by(Instant.parse(moment), ["a.$B".toString(), "a.$A".toString(), 'by-hand', 'a.20269921T990559Z-4f3a2b1c']) == found*.toString()

        where:
        moment                 || found
        '2026-11-21T11:05:58Z' || []
        '2026-11-21T11:05:59Z' || ["a.$A"]
        '2026-11-22T11:05:59Z' || ["a.$B", "a.$A"]
    }

    def '#name is #fit'() {
        expect:
        Series.unfit(new Value.Text(name)).isEmpty() == fit

        where:
        name            || fit
        'nightly'       || true
        'a1'            || true
        'a'             || false
        ''              || false
        '../x'          || false
        '.hidden'       || false
        'a b'           || false
        'x' * 80        || true
        'x' * 81        || false
    }
}
