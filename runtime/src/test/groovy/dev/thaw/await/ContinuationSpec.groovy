package dev.thaw.await

import spock.lang.Specification

class ContinuationSpec extends Specification {
    def 'first #first, #before before and #after after #what'() {
        expect:
        Continuation.broken(first, before, after, false).empty == goesOn

        where:
        first                          | before                          | after                            || goesOn
        '1'                            | '41'                            | '42'                             || true
        '1'                            | '41'                            | '1'                              || false
        '1'                            | '1'                             | '2'                              || true
        '1'                            | '1'                             | '1'                              || false
        'tick 1 of 9'                  | 'tick 5 of 9'                   | 'tick 6 of 9'                    || true
        'tick 1 of 9'                  | 'tick 5 of 9'                   | 'tick 1 of 9'                    || false
        '10:00:00 n=1'                 | '10:59:59 n=41'                 | '11:00:01 n=42'                  || true
        '10:00:00 n=1'                 | '10:59:59 n=41'                 | '11:00:01 n=1'                   || false
        '2026-11-21T10:00:00.5Z start' | '2026-11-21T10:09:00Z served 9' | '2026-11-21T10:10:00Z served 10' || true
        '2026-11-21T10:00:00.5Z start' | '2026-11-21T10:09:00Z served 9' | '2026-11-21T11:00:00Z start'     || false
        'Starting'                     | 'Ready'                         | 'Request'                        || true
        'Starting'                     | 'Ready'                         | 'Starting'                       || false
        'beat'                         | 'beat'                          | 'beat'                           || true
        what = goesOn ? 'goes on' : 'has begun anew'
    }

    def 'rewound from #before to #after, after #first at first: #what'() {
        expect:
        Continuation.broken(first, before, after, true).empty == goesOn

        where:
        first         | before   | after      || goesOn
        '1'           | '649'    | '417'      || true
        '1'           | '649'    | '1'        || false
        'Starting'    | 'Ready'  | 'Starting' || false
        'Starting'    | 'Ready'  | 'Working'  || true
        what = goesOn ? 'goes on' : 'has begun anew'
    }
}
