package dev.thaw.compile

import spock.lang.Specification

class BlocksSpec extends Specification {
    def 'the order of #script is #edges'() {
        expect:
        Compiled.graph(script).nodes().collect { it.id() + it.after() } == edges

        where:
        script                                                                 || edges
        'ps where all\nps where all\nps where all'                             || ['s1[]', 's2[s1]', 's3[s2]']
        'parallel { }\nps where all'                                           || ['s1[]']
        'parallel { ps where all }\nps where all'                              || ['s1[]', 's2[s1]']
        'parallel { ps where all\nps where all }\nps where all'                || ['s1[]', 's2[]', 'j1[s1, s2]', 's3[j1]']
        'ps where all\nparallel { ps where all; ps where all }'                || ['s1[]', 's2[s1]', 's3[s1]', 'j1[s2, s3]']
        'parallel { for (i in 1..3) ps where all }\nps where all'              || ['s1[]', 's2[]', 's3[]', 'j1[s1, s2, s3]', 's4[j1]']
        'parallel { ps where all\n parallel { ps where all; ps where all } }'  || ['s1[]', 's2[]', 's3[]', 'j1[s2, s3]', 'j2[s1, j1]']
        'parallel { parallel { ps where all } }\nps where all'                 || ['s1[]', 's2[s1]']
        'parallel { ps where all; ps where all }\n' * 2                        || ['s1[]', 's2[]', 'j1[s1, s2]', 's3[j1]', 's4[j1]', 'j2[s3, s4]']
        'if (true) { parallel { ps where all; ps where all } }'                || ['s1[]', 's2[]', 'j1[s1, s2]']
        '{ ps where all }\nps where all'.replace('{ ', '').replace(' }', '')   || ['s1[]', 's2[s1]']
    }

    def 'names of a block end with it'() {
        expect:
        Compiled.codes(script) == problems

        where:
        script                                                      || problems
        'if (true) { def a = 1 }\nps where pids == a'               || ['2:18 UNKNOWN_FACT']
        'for (a in 1..2) { def b = a }\nfor (a in 1..2) { }'        || []
        'def a = 1\nfor (a in 1..2) { }'                            || ['2:6 REPEATED']
        'def a = 1\ndef a = 2'                                      || ['2:5 REPEATED']
    }
}
