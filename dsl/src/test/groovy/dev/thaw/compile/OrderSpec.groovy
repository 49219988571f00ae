package dev.thaw.compile

import spock.lang.Specification

class OrderSpec extends Specification {
    static String PS = 'ps where all'

    def 'the order of #script is #edges'() {
        expect:
        Compiled.graph(script).nodes().collect { it.id() + it.after() + Compiled.start(it) } == edges

        where:
        script                                                                     || edges
        "sequence { $PS\n$PS }\n$PS"                                               || ['s1[]', 's2[s1]', 's3[s2]']
        "parallel { sequence { $PS\n$PS }\n$PS }"                                  || ['s1[]', 's2[s1]', 's3[]', 'j1[s2, s3]']
        "parallel { for (i in 1..2) { $PS\n$PS } }"                                || ['s1[]', 's2[s1]', 's3[]', 's4[s3]', 'j1[s2, s4]']
        "parallel { if (true) { $PS\n$PS }\n$PS }"                                 || ['s1[]', 's2[s1]', 's3[]', 'j1[s2, s3]']
        "parallel { def a = 1\n$PS\nps where pids == a }"                          || ['s1[]', 's2[]', 'j1[s1, s2]']
        "note 'a'\n$PS\nnote 'b'"                                                  || ['n1[]', 's1[n1]', 'n2[s1]']
        "attempt { $PS } recover { $PS }\n$PS"                                     || ['s1[]', 's2[s1]F', 'j1[s1, s2]ANY', 's3[j1]']
        "attempt { $PS } ensure { $PS }\n$PS"                                      || ['s1[]', 's2[s1]A', 'j1[s1, s2]', 's3[j1]']
        "attempt {\n$PS\n$PS\n}\nrecover {\n$PS\n}\nensure {\n$PS\n}"              || ['s1[]', 's2[s1]', 's3[s2, s1]F', 'j1[s2, s3]ANY', 's4[j1, s1]A', 'j2[j1, s4]']
        "attempt { $PS } recover { parallel { $PS; $PS } }"                        || ['s1[]', 's2[s1]F', 's3[s1]F', 'j1[s2, s3]', 'j2[s1, j1]ANY']
        "rolling(2) { $PS }\n$PS"                                                  || ['s1[]', 's2[s1]']
        "step('a') { $PS }\nstep('b') { $PS }"                                     || ['s1[]', 's2[s1]']
        "step('a') { $PS }\nstep('b', after: []) { $PS }\nstep('c', after: ['a', 'b']) { $PS\n$PS }" || ['s1[]', 's2[]', 's3[s1, s2]', 's4[s3]']
        "step('a', after: ['b']) { $PS }\nstep('b', after: []) { $PS }"            || ['s2[]', 's1[s2]']
        "$PS named 'a'\n$PS\n$PS after 'a'"                                        || ['s1[]', 's2[s1]', 's3[s1]']
        "$PS after 'z'\nparallel { $PS named 'z' after []\n$PS }"                  || ['s2[]', 's1[s2]', 's3[s1]', 'j1[s2, s3]']
        "parallel { $PS named 'a'\n$PS after 'a' }"                                || ['s1[]', 's2[s1]', 'j1[s1, s2]']
    }

    def 'a rollout is #rollout for #head'() {
        given:
        def pace = Compiled.graph("$head { $PS concurrency 3 }\n$PS").nodes()*.pace()

        expect:
        pace[0].concurrency() == 3
        pace[1].rollout().empty
        with(pace[0].rollout().get()) {
            [batch().value(), canary().map { it.value() }.orElse(null), maxFailures().value()]*.source() == rollout[0..2]
            pause().toSeconds() == rollout[3]
        }

        where:
        head                                                               || rollout
        'rolling(25%)'                                                     || ['25%', null, '0', 0]
        'rolling 25%'                                                      || ['25%', null, '0', 0]
        'rolling 2, pause: 10.seconds'                                     || ['2', null, '0', 10]
        'rolling(5, canary: 1, pause: 1.minute, maxFailures: 10%)'         || ['5', '1', '10%', 60]
    }

    def 'defaults hold where a statement says nothing'() {
        given:
        def graph = Compiled.graph('''\
            defaults {
              retry 3, backoff: 500.ms..10.seconds; timeout 30.seconds
              concurrency 16
              max 5
              within 1.minute
              continueOnError true
            }
            stop where all
            stop where all retry 0 backoff 1.s timeout 1.s concurrency 2 max 9 continueOnError false until { running } within 5.s
            stop where all until { running }
            '''.stripIndent())
        def (first, second, third) = graph.nodes()

        expect:
        [first, second]*.pace()*.concurrency() == [16, 2]
        [first, second]*.selector()*.max() == [5, 9]
        [first, second]*.continueOnError() == [true, false]
        [first, second].collect { it.actions()[0].deadline().toSeconds() } == [30, 1]
        [first, second].collect { it.actions()[0].retry().get().toString() } == [
            'Retry[times=3, backoff=Optional[Backoff[first=PT0.5S, longest=PT10S]]]',
            'Retry[times=0, backoff=Optional[Backoff[first=PT1S, longest=PT1S]]]']
        [first, second, third].collect { it.actions()[0].until().map { it.within().toSeconds() }.orElse(0) } == [0, 5, 60]
    }

    def 'clauses may follow one another after commas, with colons'() {
        expect:
        Compiled.meaning("stop where all $clauses") ==
            Compiled.meaning('stop where all retry 2 backoff 1.s..5.s timeout 9.s')

        where:
        clauses << ['retry 2, backoff: 1.s..5.s timeout 9.s', 'retry 2, backoff: 1.s..5.s, timeout: 9.s',
                    'retry 2,\n  backoff: 1.s..5.s\n  timeout 9.s']
    }

    def 'what a script says of itself is in its graph'() {
        given:
        def graph = Compiled.graph('''\
            runbook 'nightly', 'Freezes'
            lock 'backup'; timebox 2.hours
            param 'pw', secret: true
            require 'why', { name == 'db' && running }
            require 'few', { running } max 3
            confirm 'Really?'
            never {
              change where label.tier == 'db'
              pause where name == 'x'
            }
            exec 'id', env: ["PW=${pw}", 'A=1'] where name == 'db'
            '''.stripIndent())

        expect:
        graph.runbook().toString() == 'Runbook[name=nightly, description=Freezes, lock=backup, timebox=Optional[PT2H]]'
        graph.secrets() == ['pw'] as Set
        graph.parameters().isEmpty()
        graph.requirements().collect { [it.why(), it.where().source(), it.min(), it.max()] } == [
            ['why', "name == 'db' && running", 1, Integer.MAX_VALUE], ['few', 'running', 0, 3]]
        graph.confirmations()*.question() == ['Really?']
        graph.prohibitions()*.source() == ["change where label.tier == 'db'", "pause where name == 'x'"]
        graph.nodes()[0].actions()[0].arguments().find('env').get().source() == '["PW=${pw}", \'A=1\']'
        graph.nodes()[0].actions()[0].arguments().find('env').get().display() == 'PW=*** A=1'
    }

    def 'a selector takes #sample of those that match, by #order'() {
        given:
        def selector = Compiled.graph("ps where all $clauses").nodes()[0].selector()

        expect:
        selector.order().map { it.source() }.orElse('') == order
        selector.sample().map { "${it.count()} ${it.random()}".toString() }.orElse('') == sample

        where:
        clauses               || order  | sample
        'first 3'             || ''     | '3 false'
        'random 2'            || ''     | '2 true'
        'orderBy mem first 1' || 'mem'  | '1 false'
        'orderBy -mem'        || '-mem' | ''
        'orderBy label.n'     || 'label.n' | ''
        'orderBy(-cpu) first 2' || '-cpu' | '2 false'
    }

    def 'within an attempt a failure is never borne, nor can others come after a part of it: #script'() {
        expect:
        Compiled.problems(script) == [problem]

        where:
        script || problem
        "attempt { $PS continueOnError true } recover { $PS }" || 'script:1:11: MISPLACED: continueOnError stands inside of a block, and would hide the failure from what follows it. Remove it; what must be done in any case belongs into ensure.'
        "attempt { $PS } ensure { $PS named 'clean' }\n$PS after 'clean'" || "script:2:1: MISPLACED: clean is a part of a block that may not come to it, or that must end first. Name the block: step('clean') { attempt { … } }."
    }

    def 'defaults do not bear the failures of an attempt'() {
        expect:
        Compiled.graph("defaults { continueOnError true }\nattempt { $PS } recover { $PS }\n$PS")
            .steps().map { it.continueOnError() }.toList() == [false, false, true]
    }

    def 'a check needs no values for what is required'() {
        given:
        def text = "param 'host'\nparam 'n', type: 'number'\nparam 'kind', oneOf: ['a', 'b']\n" +
            "stop where name == host && pids < n && label.kind == kind min 1\nstop where state == host"

        when:
        def alone = ScriptCompiler.check('s', text.bytes, [n: '5'], true, IncludeReader.NONE)
        def other = ScriptCompiler.check('s', 'ps where all'.bytes, [n: '5'], false, IncludeReader.NONE)

        then:
        alone.diagnostics().empty
        other.diagnostics().empty
    }
}
