package dev.thaw.compile

import dev.thaw.graph.Predicate
import spock.lang.Specification

class PredicatesSpec extends Specification {
    static final ID = '0123456789abcdef' * 4

    def '#text is read as #source, which reads back as itself'() {
        when:
        def predicate = Compiled.predicate(text)

        then:
        predicate.source() == source
        Compiled.predicate(source) == predicate

        where:
        text                                              || source
        'all'                                             || 'all'
        '{ all }'                                         || 'all'
        '!all'                                            || '!all'
        '!!all'                                           || 'all'
        '!(!all)'                                         || 'all'
        'running'                                         || 'running'
        '!running'                                        || '!running'
        '!!running'                                       || '!(!running)'
        'all && !all || running'                          || '(all && !all) || running'
        'running && paused && all'                        || 'running && paused && all'
        'running && (paused && all)'                      || 'running && paused && all'
        'running || paused || (all || running)'           || 'running || paused || all || running'
        'running && (paused || all)'                      || 'running && (paused || all)'
        '!(running && paused)'                            || '!(running && paused)'
        '!(running || !paused)'                           || '!(running || !paused)'
        '{ running; paused }'                             || 'running && paused'
        ' {\n  running\n\n  paused || all\n}\n'           || 'running && (paused || all)'
        'running &&\n paused'                             || 'running && paused'
        'running == true'                                 || 'running'
        'false == running'                                || '!running'
        'true'                                            || 'all'
        '1 > 2'                                           || '!all'
        "name == 'db'"                                    || "name == 'db'"
        "'db' == name"                                    || "name == 'db'"
        'name == "d\\"b\'"'                               || "name == 'd\"b\\''"
        "name == 'a\\nb\\u0000'"                          || "name == 'a\\nb\\u0000'"
        "name == 'it costs \$5'"                          || "name == 'it costs \$5'"
        'name == image'                                   || 'name == image'
        'label.a.b-5 == null'.replace('-5', '')           || 'label.a.b == null'
        "label['a-b'] != 'x'"                             || "label['a-b'] != 'x'"
        "label.'a.b' == 'x'"                              || "label.a.b == 'x'"
        "label['in'] == 'x'"                              || "label.in == 'x'"
        "label['class'] == label.def"                     || 'label.class == label.def'
        'label.é == null'                                 || "label['é'] == null"
        'mem < 80%'                                       || 'mem < 80%'
        '80% >= mem'                                      || 'mem <= 80%'
        'mem > 1024KiB'                                   || 'mem > 1.MiB'
        'mem < 0.B'                                       || 'mem < 0.B'
        'cpu > 150.50%'                                   || 'cpu > 150.5%'
        'mem == mem'                                      || 'mem == mem'
        'exitCode == -1'                                  || 'exitCode == -1'
        'exitCode != +1'                                  || 'exitCode != 1'
        'pids in [1, 2, 3]'                               || 'pids in [1, 2, 3]'
        'pids in 1..3'                                    || 'pids in [1, 2, 3]'
        'mem in [80%, 5.MB]'                              || 'mem in [80%, 5.MB]'
        'name in []'                                      || 'name in []'
        "label.x in ['a', null]"                          || "label.x in ['a', null]"
        "name !in ['a', \"b\${1 + 1}\"]"                  || "!(name in ['a', 'b2'])"
        "state in ['running', 'exited']"                  || "state in ['running', 'exited']"
        "health != 'healthy'"                             || "health != 'healthy'"
        'name =~ /^web-\\d+$/'                            || "name =~ '^web-\\\\d+\$'"
        "image ==~ 'a.*'"                                 || "image ==~ 'a.*'"
        "id == '${ID}'"                                   || "id == '${ID}'"
        'id =~ /^abc/'                                    || "id =~ '^abc'"
    }

    def 'several lines all hold, as && says'() {
        expect:
        Compiled.predicate('{ running\n paused }') ==
            new Predicate.And([Compiled.predicate('running'), Compiled.predicate('paused')])
    }

    def 'the predicate #text is refused: #problem'() {
        expect:
        ScriptCompiler.compilePredicate('--where', text).diagnostics()*.toString() == [problem]

        where:
        text                           || problem
        ''                             || '--where:1:1: MISSING_VALUE: The predicate is empty. Write a condition, or all to take every container.'
        '{ }'                          || '--where:1:1: MISSING_VALUE: The predicate is empty. Write a condition, or all to take every container.'
        'runing'                       || '--where:1:1: UNKNOWN_FACT: There is no fact runing. Did you mean running?'
        'running } ; stop where { all' || '--where:1:9: SYNTAX: Nothing is open that this } could close. Remove it.'
        'running) && (all'             || '--where:1:8: SYNTAX: Nothing is open that this ) could close. Remove it.'
        '@Grab("x") all'               || '--where:1:1: NOT_ALLOWED: Annotations are not part of the language. Remove it.'
        'running\u202e'                || '--where:1:8: UNREADABLE: The symbol U+202E is invisible or reorders the text. Remove it; in a text it may be written as an escape.'
    }
}
