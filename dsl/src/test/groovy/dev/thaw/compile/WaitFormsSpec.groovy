package dev.thaw.compile

import dev.thaw.graph.Node
import dev.thaw.operation.Effect
import dev.thaw.operation.Probe
import java.time.Duration
import spock.lang.Specification

/** How waits are written, and what is said of those that cannot be meant. */
class WaitFormsSpec extends Specification {

    def '#written means #canonical'() {
        expect:
        Compiled.meaning(written) == Compiled.meaning(canonical)

        where:
        written                                                     | canonical
        "awaitProbe http(':8080/x') where all"                      | "awaitProbe 'http://:8080/x' where all"
        "awaitProbe http('http://lb.example.org') where all"        | "awaitProbe 'http://lb.example.org:80/' where all"
        'awaitProbe tcp(5432) where all'                            | "awaitProbe('tcp:5432') where all"
        "awaitProbe tcp('10.0.0.1:5432') where all"                 | "awaitProbe('tcp:10.0.0.1:5432') where all"
        "awaitHealthy where all probe exec('test -f /x')"           | "awaitHealthy where all probe 'exec:test -f /x'"
        'awaitPort 80 where all within 1.minute'                    | 'awaitPort(tcpPort: 80, where: { all }, within: 1.minute)'
        'awaitLog(/rea.y/) where all'                               | "awaitLog 'rea.y' where all"
        'awaitHealthy where running within 1.minute'                | 'awaitHealthy where { running } timeout 1.minute'
        'defaults { within 1.minute }\nawaitRunning where all'      | 'awaitRunning where all within 1.minute'
        'waitUntil { host.mem < 70% } within 1.minute'              | 'waitUntil({ host.mem < 70% }).within(1.minute)'
        'defaults { within 1.minute }\nwaitUntil { host.load < 2 }' | 'waitUntil { host.load < 2 } within 1.minute'
    }

    def '#script: #problem'() {
        expect:
        Compiled.problems(script) == [problem]

        where:
        script                                                | problem
        "awaitProbe 'ftp://x' where all"                      | "script:1:12: OUT_OF_RANGE: 'ftp://x' is no probe. Write http(':8080/healthz'), tcp(5432) or exec('cat /ready')."
        'awaitProbe tcp(70000) where all'                     | "script:1:12: OUT_OF_RANGE: 'tcp:70000' is no probe. Write http(':8080/healthz'), tcp(5432) or exec('cat /ready')."
        'awaitProbe http() where all'                         | "script:1:12: MISSING_VALUE: http takes one value. Write http(':8080/healthz'), tcp(5432) or exec('cat /ready')."
        'awaitProbe where all'                                | "script:1:1: MISSING: awaitProbe has no probe. Write it as in awaitProbe http(':8080/healthz') where label.app == 'web' period 500.ms."
        "awaitLog('[') where all"                             | "script:1:10: OUT_OF_RANGE: '[' is no regular expression: Unclosed character class. Write one as java.util.regex reads it, as 'ready to accept'."
        'awaitPort 0 where all'                               | 'script:1:11: OUT_OF_RANGE: 0 is no port. Write one from 1 to 65535.'
        'awaitExited where all code 300'                      | 'script:1:28: OUT_OF_RANGE: 300 is no exit code. Write codes from 0 to 255, as [0, 143].'
        "awaitHealthy where all ifNoHealthcheck 'fine'"       | "script:1:40: OUT_OF_RANGE: 'fine' is no rule for containers without a healthcheck. Write 'running' if it is enough that they run, or leave it out."
        'awaitHealthy where all successThreshold 0'           | 'script:1:41: OUT_OF_RANGE: With successThreshold 0 nothing is waited for. Write 1 or more.'
        'awaitRunning where all within 1.minute timeout 5.seconds' | 'script:1:24: MISPLACED: awaitRunning has both within and timeout, which say the same of it. Leave timeout out.'
        'pause where all within 1.minute'                     | 'script:1:17: MISPLACED: within says how long until may wait, but there is no until. Write until { … } before it, or timeout for the operation itself.'
        'waitUntil { host.mem < 70% }'                        | 'script:1:1: MISSING: waitUntil does not say for how long to wait. Write behind it within 5.minutes.'
        "waitUntil { name == 'db' } within 1.minute"          | "script:1:11: NOT_ALLOWED: name is a fact of a container, and waitUntil is about none. Write one of the machine, as host.mem, or wait for containers, as in awaitHealthy where label.app == 'web'."
        'waitUntil { host.mem < 70% } max 3'                  | 'script:1:30: MISPLACED: max cannot follow waitUntil. Write within 5.minutes behind it, and nothing else.'
        'sleep'                                               | 'script:1:1: MISSING_VALUE: sleep has no value. Write it as in sleep 10.seconds.'
        'sleep 5'                                             | 'script:1:7: WRONG_TYPE: 5 is a number, not a duration. Write a duration, as 30.seconds.'
        'sleep 5.seconds within 3.seconds'                    | 'script:1:17: MISPLACED: within cannot follow sleep. Begin a new statement.'
    }

    def 'without words a wait takes two minutes, and one container must match'() {
        given:
        def step = Compiled.graph('awaitHealthy where all').steps().findFirst().get()

        expect:
        step.actions()[0].deadline() == Duration.ofMinutes(2)
        step.selector().min() == 1
        step.observes()
    }

    def 'a probe by a command changes something, another one does not: #probe'() {
        given:
        def step = Compiled.graph("awaitProbe $probe where all").steps().findFirst().get()

        expect:
        step.actions()[0].effect() == effect
        step.observes() == (effect == Effect.OBSERVE)

        where:
        probe            || effect
        "exec('true')"   || Effect.CHANGE
        'tcp(80)'        || Effect.OBSERVE
        "http(':80/')"   || Effect.OBSERVE
    }

    def 'waits without containers stand in order, also in branches'() {
        given:
        def nodes = Compiled.graph('sleep 1.second\nparallel { waitUntil { host.load < 2 } within 1.minute\nps where all }\nps where all').nodes()

        expect:
        nodes.findAll { it instanceof Node.Wait }*.source() == ['sleep 1.second', 'waitUntil { host.load < 2 } within 1.minute']
        nodes*.id() == ['w1', 'w2', 's1', 'j1', 's2']
        nodes[1].after() == ['w1']
    }

    def 'the text #text is #probe'() {
        expect:
        Probe.parse(text).map { it.source() }.orElse('none') == probe

        where:
        text                      || probe
        'http://:80/a?b=c'        || 'http://:80/a?b=c'
        'http://host'             || 'http://host:80/'
        'http://host:/'           || 'none'
        'http://a b/'             || 'none'
        'http://x:80/a\r\nHost: b' || 'none'
        'https://x/'              || 'none'
        'tcp:'                    || 'none'
        'tcp:0'                   || 'none'
        'tcp:65535'               || 'tcp:65535'
        'exec: '                  || 'none'
        'exec:a b'                || 'exec:a b'
    }
}
