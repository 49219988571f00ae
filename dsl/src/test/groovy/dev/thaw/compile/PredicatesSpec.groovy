package dev.thaw.compile

import dev.thaw.graph.Predicate
import spock.lang.Specification

class PredicatesSpec extends Specification {
    static final FACTS = dev.thaw.fact.FactCatalog.all()*.name().join(', ')
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
        '2.days.ago < 1.day.ago'                          || 'all'
        '48.hours.ago == 2.days.ago'                      || 'all'
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
        'pids in 1..3'                                    || 'pids in 1..3'
        'exitCode !in 1..<126'                            || '!(exitCode in 1..<126)'
        'mem in 50%..80.5%'                               || 'mem in 50%..80.5%'
        'mem in 50%..<80%'                                || 'mem in 50%..<80%'
        'mem in 512.MB..1024.MiB'                         || 'mem in 512.MB..1.GiB'
        'age in 1.hour..2.days'                           || 'age in 1.hour..2.days'
        'host.load in -0.5..1.5'                          || 'host.load in -0.5..1.5'
        'created in 3.days.ago..1.day.ago'                || 'created in 3.days.ago..1.day.ago'
        "created in '2026-11-01T00:00:00Z'..'2026-11-02T00:00:00+01:00'" || "created in '2026-11-01T00:00:00Z'..'2026-11-01T23:00:00Z'"
        'created < 2.days.ago'                            || 'created < 2.days.ago'
        '2.days.ago > created'                            || 'created < 2.days.ago'
        "created < '2026-11-01T00:00:00Z'"                || "created < '2026-11-01T00:00:00Z'"
        "'2026-11-01T00:00:00Z' <= startedAt"             || "startedAt >= '2026-11-01T00:00:00Z'"
        'startedAt >= created'                            || 'startedAt >= created'
        'finishedAt == null'                              || 'finishedAt == null'
        'age > 2.days && uptime < 90.seconds'             || 'age > 2.days && uptime < 90.seconds'
        'mem.ofHost > 5% && host.mem < 80%'               || 'mem.ofHost > 5% && host.mem < 80%'
        "restartPolicy in ['always', 'unless-stopped']"   || "restartPolicy in ['always', 'unless-stopped']"
        "project == 'shop' && service != null"            || "project == 'shop' && service != null"
        "name.startsWith('web-')"                         || "name.startsWith('web-')"
        "!name.endsWith('x')"                             || "!(name.endsWith('x'))"
        "name.toLowerCase().trim().contains('web')"       || "name.toLowerCase().trim().contains('web')"
        "name.equalsIgnoreCase(label.name)"               || "name.equalsIgnoreCase(label.name)"
        "label.tier.toUpperCase() == 'WEB'"               || "label.tier == 'WEB'".replace('tier', 'tier.toUpperCase()')
        "label['a-b'].startsWith('x')"                    || "label['a-b'].startsWith('x')"
        "'web-1'.startsWith(label.prefix)"                || "'web-1'.startsWith(label.prefix)"
        "name.matches('web-\\\\d+')"                    || "name ==~ 'web-\\\\d+'"
        "name.toLowerCase() =~ /^web/"                    || "name.toLowerCase() =~ '^web'"
        "name.toLowerCase() in ['a', 'b']"                || "name.toLowerCase() in ['a', 'b']"
        'name.size() > 5 && 3 < name.length()'            || 'name.length() > 5 && name.length() > 3'
        'name.length() in 1..3'                           || 'name.length() in 1..3'
        "'aB'.toLowerCase() == name"                      || "name == 'ab'"
        "'web-1'.startsWith('web') && 'a'.matches('b')"   || 'all && !all'
        "'front' in networks"                             || "'front' in networks"
        "'front' !in networks"                            || "!('front' in networks)"
        'networks.contains("front")'                      || "'front' in networks"
        '80 in ports && label.net in networks'            || '80 in ports && label.net in networks'
        'networks.any { it =~ /^front/ }'                 || "networks.any { it =~ '^front' }"
        'networks.all { it.startsWith("a") || it == "b" }' || "networks.all { it.startsWith('a') || it == 'b' }"
        'volumes.none { it in ["a"] }'                    || "volumes.none { it in ['a'] }"
        'ports.any { it < 1024 && it != 80 }'             || 'ports.any { it < 1024 && it != 80 }'
        'ports.any { it in 8000..8999 }'                  || 'ports.any { it in 8000..8999 }'
        'ports.all { it >= 1024\n it < 2000 }'           || 'ports.all { it >= 1024 && it < 2000 }'
        'networks.any { it.toLowerCase().length() > 3 }'  || 'networks.any { it.toLowerCase().length() > 3 }'
        'networks.size() > 1'                             || 'networks.size() > 1'
        '!ports.isEmpty()'                                || '!(ports.size() == 0)'
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
        "networks == 'x'"              || "--where:1:1: WRONG_TYPE: networks is a set of texts, and not compared as a whole. Write 'x' in networks."
        "networks in ['x']"            || "--where:1:13: WRONG_TYPE: networks is a set of texts, and not compared as a whole. Write 'x' in networks."
        'ports > 80'                   || '--where:1:1: WRONG_TYPE: ports is a set of numbers, and not compared as a whole. Write 80 in ports.'
        'networks'                     || '--where:1:1: WRONG_TYPE: networks is a set and no condition. Ask for what is in it, as in !networks.isEmpty().'
        'networks =~ /x/'              || '--where:1:13: WRONG_TYPE: networks is a set, and only text matches a regular expression. Write it of its elements, as in networks.any { it =~ /^a/ }.'
        '80 in networks'               || "--where:1:1: WRONG_TYPE: 80 is a number, and networks is a set of texts. Write 'text' in networks."
        "'x' in name"                  || "--where:1:1: WRONG_TYPE: name is text, and nothing is in it. Write name.contains('x')."
        '5 in age'                     || '--where:1:1: WRONG_TYPE: age is a duration, and nothing is in it. Write a list, a range or a set after in: networks, volumes, ports.'
        "name in 'a'..'c'"             || "--where:1:9: WRONG_TYPE: name is text, but".replace("name is text, but", "'a'..'c' is no range: text has no order. Write one of numbers, percentages, sizes, durations or moments, as 1..125.")
        'pids in 5..1'                 || '--where:1:9: OUT_OF_RANGE: Nothing is in 5..1: it goes backwards. Write 1..5.'
        'mem in 5..80%'                || '--where:1:8: WRONG_TYPE: mem is a percentage or a size, but is compared with 5, a number. Compare it with a percentage or a size, as 80% or 512.MB.'
        'mem in 5.MB..80%'             || '--where:1:8: WRONG_TYPE: 5.MB..80% is no range: its ends differ. Write one of numbers, percentages, sizes, durations or moments, as 1..125.'
        'pids in 1<..5'                || '--where:1:9: SYNTAX: A range begins with its least value. Write 1..5, or 1..<5 to leave the end out.'
        "created < 'yesterday'"        || "--where:1:1: WRONG_TYPE: 'yesterday' is no moment. Write one as '2026-11-01T00:00:00Z', or as 2.days.ago."
        'created < 2.days'             || '--where:1:1: WRONG_TYPE: created is a moment, but is compared with 2.days, a duration. Compare it with a moment, as 2.days.ago.'
        'age < 2.days.ago'             || '--where:1:1: WRONG_TYPE: age is a duration, but is compared with 2.days.ago, a moment. Compare it with a duration, as 30.seconds.'
        'created < (0 - 2).days.ago'   || '--where:1:11: OUT_OF_RANGE: -2.days.ago has not come yet. Write a positive duration before ago.'
        'created == null'              || '--where:1:1: WRONG_TYPE: created is never null. Leave the comparison out; what is unknown never acts.'
        "name.startWith('x')"          || '--where:1:6: NOT_ALLOWED: There is no function startWith of text. Did you mean startsWith?'
        'name.foo()'                   || '--where:1:6: NOT_ALLOWED: There is no function foo of text. Write one of: startsWith, endsWith, contains, matches, equalsIgnoreCase, toLowerCase, toUpperCase, trim, length, size.'
        'networks.foo()'               || '--where:1:10: NOT_ALLOWED: There is no function foo of a set. Write one of: contains, any, all, none, size, isEmpty.'
        'pids.foo()'                   || '--where:1:6: NOT_ALLOWED: There is no function foo of a number. Compare it, as in pids == 10.'
        'name.length()'                || '--where:1:1: WRONG_TYPE: name.length() is a number and no condition. Compare it, as in name.length() == 10.'
        'name.startsWith()'            || "--where:1:6: MISSING_VALUE: startsWith takes one value in its parentheses. Write name.startsWith('text')."
        'name.trim(1) == 5'            || '--where:1:6: MISSING_VALUE: trim takes nothing in its parentheses. Write name.trim().'
        'name.startsWith(5)'           || '--where:1:17: WRONG_TYPE: 5 is a number, and startsWith takes text. Write it in quotes.'
        "name.matches('*(')"           || "--where:1:14: SYNTAX: The regular expression is wrong at its symbol 1: Dangling meta character '*'. Correct it; a symbol that means itself is written after a backslash."
        "name.startsWith('x') == true" || "--where:1:1: WRONG_TYPE: name.startsWith('x') is a condition, and no value to compare. Write it alone, or with ! before it."
        'networks.any { name == "x" }' || '--where:1:16: NOT_ALLOWED: name is a fact of the container, and this block is about one element. Move the condition out of the block; inside, write it for the element.'
        'networks.any { it < 5 }'      || "--where:1:16: WRONG_TYPE: it is text, but is compared with 5, a number. Compare it with text, as 'text'."
        'networks.some { it == "x" }'  || "--where:1:10: NOT_ALLOWED: networks.some takes no block. Only sets do, in any, all and none: networks.any { it == 'front' }."
        'name.any { it == "x" }'       || "--where:1:6: NOT_ALLOWED: name.any takes no block. Only sets do, in any, all and none: networks.any { it == 'front' }."
        'it == "x"'                    || "--where:1:1: UNKNOWN_FACT: There is no it here. Write it inside of a block on a set, as in networks.any { it == 'front' }."
        'networks.any { it.x == 5 }'   || '--where:1:16: UNKNOWN_FACT: it has no parts. Write it alone.'
        'host < 5'                     || '--where:1:1: UNKNOWN_FACT: There is no fact host. Put texts in quotes; the facts are ' + FACTS + '.'
        'host.men < 5%'                || '--where:1:1: UNKNOWN_FACT: There is no fact host.men. Did you mean host.mem?'
        'mem.ofhost < 5%'              || '--where:1:1: UNKNOWN_FACT: mem has no parts. Did you mean mem.ofHost?'
        'runing'                       || '--where:1:1: UNKNOWN_FACT: There is no fact runing. Did you mean running?'
        'running } ; stop where { all' || '--where:1:9: SYNTAX: Nothing is open that this } could close. Remove it.'
        'running) && (all'             || '--where:1:8: SYNTAX: Nothing is open that this ) could close. Remove it.'
        '@Grab("x") all'               || '--where:1:1: NOT_ALLOWED: Annotations are not part of the language. Remove it.'
        'running\u202e'                || '--where:1:8: UNREADABLE: The symbol U+202E is invisible or reorders the text. Remove it; in a text it may be written as an escape.'
    }
}
