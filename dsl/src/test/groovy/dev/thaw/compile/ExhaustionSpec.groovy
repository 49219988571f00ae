package dev.thaw.compile

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively

import dev.thaw.graph.GraphJson
import java.lang.management.ManagementFactory
import java.time.Duration
import org.junit.jupiter.api.function.ThrowingSupplier
import spock.lang.Specification

/** Scripts that are made to use up time or memory: each is answered soon, most by a bound that it meets. */
class ExhaustionSpec extends Specification {
    static final GENEROUS = Duration.ofSeconds(30)
    static final SOON = Duration.ofSeconds(5)
    static final LISTED = "def a = [${(1..9999).collect { "'n$it'" }.join(', ')}]\n"
    static final LONG = "def a = '${'y' * 60_000}'\n"

    def 'the work of #what is bounded'() {
        when:
        def diagnostics = compiled(script).diagnostics()

        then:
        diagnostics*.code()*.name() == ['TOO_LARGE']
        diagnostics[0].problem() == 'Here the script has come to more than 2000000 values, conditions and steps.'
        diagnostics[0].span().toString() == place

        where:
        what                     | script                                                                || place
        'ranges in a loop'       | 'def a = 1..10000\nfor (i in 1..9999) { ps where exitCode in a }'       || '2:43'
        'nested ranges'          | 'for (i in 1..99) { for (j in 1..99) { def a = 1..10000 } }'          || '1:47'
        'lists in a loop'        | "for (i in 1..9999) { def a = [${'i, ' * 999}i] }"                    || '1:30'
        'a list asked again'     | 'def a = 1..10000\nfor (i in 1..9999) { if (i in a) { } }'            || '2:31'
        'lists compared'         | 'def a = 1..10000\nfor (i in 1..9999) { if (a == a) { } }'            || '2:31'
        'untaken branches'       | "for (i in 1..9999) { if (false) { ${"ps where name == 'a'; " * 1000}} }" || '1:3621'
        'sums in a loop'         | "for (i in 1..9999) { def b = ${'i + ' * 900}1 }"                     || '1:30'
        'conditions in a loop'   | "for (i in 1..9999) { ps where ${'running && ' * 490}paused }"        || '1:4475'
        'patterns in a loop'     | "for (i in 1..9999) { ps where name =~ '${'(a|b)*' * 160}' }"         || '1:31'
        'long texts in a list'   | LONG + "def l = [${'a, ' * 9999}a]"                                   || '2:1606'
        'long texts of steps'    | LONG + 'for (i in 1..9999) ps where name == a'                        || '2:37'
        'long texts put together' | LONG + 'for (i in 1..9999) { def b = a + i }'                        || '2:30'
        'long commands'          | "def a = '${'y ' * 30_000}'\nfor (i in 1..9999) exec a where all"     || '2:25'
    }

    def 'the bound on #what is met'() {
        when:
        def codes = compiled(script).diagnostics().collect { "${it.span()} ${it.code()}".toString() }

        then:
        codes == found

        where:
        what                   | script                                                       || found
        'text from a list'     | LONG + 'def l = [a, a]\ndef b = "$l"'                        || ['3:9 TOO_LARGE']
        'text by a sum'        | LONG + "def b = 'x' + [a, a]"                                || ['2:9 TOO_LARGE']
        'negations'            | "ps where ${'!!!(' * 190}running${')' * 190}"         || ['1:10 TOO_LARGE']
        'negations of a guard' | "ps where all unless ${'!(' * 190}running${')' * 190} && !!paused" || []
        'words'                | fill('a\n')                                                  || ['150001:1 TOO_LARGE']
        'words of a line'      | fill('a ')                                                   || ['1:600001 TOO_LARGE']
        'a name'               | fill('a')                                                    || ['1:1 TOO_LARGE']
        'a key'                | 'ps where label.' + 'a' * 256 + ' == null'                   || ['1:16 TOO_LARGE']
        'clauses'              | 'ps where all\n' + 'where all\n' * 2_000                     || ['500:10 TOO_LARGE']
        'operands'             | '1 ' * 2_000                                                 || ['1:2003 TOO_LARGE']
        'texts in a row'       | "'a' " * 2_000                                               || ['1:4005 TOO_LARGE']
        'a comment'            | fill('/*\n')                                                 || ['1:1 SYNTAX']
        'a long text'          | "def a = '''" + fill('a\n')                                  || ['1:9 SYNTAX']
        'a dollar text'        | fill('$/ ')                                                  || ['1:1 SYNTAX']
        'an open block'        | "parallel {\n${'ps where all\n' * 9_000}"                    || ['1:10 SYNTAX']
        'an error in a block'  | "parallel {\n${'ps where mem < 80%\n' * 9_000} def = 5\n}"   || ['9002:6 SYNTAX']
        'a wrong symbol'       | "parallel {\n${'ps where all\n' * 9_000} §\n}"               || ['9002:2 SYNTAX']
        'empty lines'          | fill('\n')                                                   || []
        'empty lines in block' | "parallel {\n${'\n' * 1_000_000}}"                           || []
        'blanks'               | fill(' \t')                                                  || []
        'comments'             | fill('//\n')                                                 || []
        'semicolons'           | fill(';')                                                    || ['1:300001 TOO_LARGE']
        'branches'             | "parallel { ${'if (true) { } else { }\n' * 3_000} }"         || []
    }

    def '#what are answered'() {
        expect:
        !compiled(script).diagnostics().empty

        where:
        what                   | script
        'ifs'                  | 'if (true) ' * 2_000
        'a double quote'       | '"${' + fill(' "${\n')
        'type arguments'       | fill('a<b,')[0..200_000]
        'types'                | fill('a<b>\n')[0..200_000]
        'types of types'       | 'a<b<' * 400
        'lambdas'              | '(a, ' * 150 + ')' * 150 + ' -> ' * 100
        'choices'              | 'def x = ' + 'a ? b : ' * 400 + 'c'
        'unknown names'          | names('def a%d = 1\n') + names('ps where pids == b%d\n')
    }

    def 'of many problems the first hundred are told: #what'() {
        when:
        def found = compiled(script).diagnostics()

        then:
        found.size() == 101
        found[100].toString() == last

        where:
        what            | script                   || last
        'few'           | '§\n' * 103              || 'script:101:1: TOO_LARGE: There are 3 further problems, here and elsewhere. Mend the first 100, then check again.'
        'many'          | fill('§\n')              || 'script:101:1: TOO_LARGE: There are 19900 or more further problems, here and elsewhere. Mend the first 100, then check again.'
        'unknown verbs' | 'foo where all\n' * 110  || 'script:101:1: TOO_LARGE: There are 10 further problems, here and elsewhere. Mend the first 100, then check again.'
    }

    def 'no message is long'() {
        when:
        def lengths = compiled(script).diagnostics()*.toString()*.length()

        then:
        lengths.max() < 450

        where:
        script << [
            LONG + 'ps where a', LONG + 'ps where [a, a, a, a, a, a, a]', LONG + 'ps where a in [a]',
            LONG + 'exec [1, a] where all', 'ps where 1..1000', LONG + 'kill where all signal [a, a]',
            "ps where id == '${'a' * 60_000}'", "ps where state == '${'a' * 60_000}'", LONG + 'ps where label[a] == 5'
        ]
    }

    def 'a runbook of 10,000 steps takes less than half of the budget'() {
        given:
        def step = "pause where label.tier == 'batch' && !(mem < 80%) timeout 5.s then unpause when cpu < 5%\n"

        expect:
        compiled(step * 9_999).graph().get().nodes().size() == 9_999
    }

    def '#what compile soon'() {
        when:
        def found = compiled(script)

        then:
        found.diagnostics().findAll { it.error } == []
        found.graph().get().nodes().size() == nodes

        where:
        what                    | script                                                                   || nodes
        'rollouts in attempts'  | nested(99, 'attempt {\n', '\n} ensure { note "x" }', 'rolling(2) { ps where all }') || 199
        'attempts in a rollout' | 'rolling(2) {\n' + nested(99, 'attempt {\n', '\n} recover { note "x" }', 'ps where all') + '\n}' || 199
        'steps after each other' | steps(9_999) { it == 0 ? '[]' : "'s${it - 1}'" }                        || 9_999
        'steps after later ones' | steps(9_999) { it == 9_998 ? '[]' : "'s${it + 1}'" }                    || 9_999
        'steps after many'      | steps(1_000) { "[${(0..<it).take(100).collect { "'s$it'" }.join(', ')}]" } || 1_000
        'steps after a long list' | "def l = [${("'s0', " * 9_999)}'s0']\nps where all named 's0'\n" + 'ps where all after l\n' * 90 || 91
    }

    def 'a graph is checked for no longer than a while: #what'() {
        when:
        def worked = 0
        ThrowingSupplier<Compilation> compiling = {
            def threads = ManagementFactory.threadMXBean
            def start = threads.currentThreadCpuTime
            def compilation = Compiled.script(script)
            worked = threads.currentThreadCpuTime - start
            compilation
        }
        def found = assertTimeoutPreemptively(GENEROUS, compiling)

        then:
        found.graph().present
        found.diagnostics().every { !it.error && it.toString().length() < 1_000 }
        found.diagnostics().size() <= 101
        found.diagnostics().count { it.problem().startsWith('From here on the script is too large') } <= 1
        worked < SOON.toNanos()

        where:
        what                    | script
        'rules and steps'       | "never {\n${numbered(9_999, "stop where label.a == 'x%d'")}}\n" + numbered(5_000, "stop where label.b == 'y%d'")
        'rules with lists'      | LISTED + 'never { stop where { name in a } }\n' + "stop where { name !in ['x'] }\n" * 3_000
        'large conditions'      | numbered(3_000, 'stop where { ' + (1..6).collect { "label.a$it == 'x%1\$d' && mem > $it%%" }.join(' || ') + ' }')
        'facts compared'        | numbered(2_000, 'stop where { ' + (1..9).collect { "label.a$it != label.b${it * 3 % 7}" }.join(' && ') + " && name != 'x%d' }")
        'patterns'              | numbered(900, "stop where { name =~ '${'(a|b)*' * 60}%d' }")
        'sets'                  | "stop where { 'a' in networks && ports.any { it < 1024 } && age > 2.days }\n" * 3_000
        'long lists'            | LISTED + 'for (i in 1..90) { stop where { name !in a && label.x !in a && mem > 5% } }'
        'lists'                 | 'def a = 1..900\nfor (i in 1..900) { start where { exitCode in a } }'
        'names'                 | "pause where { name in [${quoted(2_000)}] && state == 'running' && cpu > 50% }"
        'most names'            | "pause where { name in [${quoted(9_000)}] && state == 'running' && cpu > 50% }"
        'names alone'           | "pause where name in [${quoted(9_000)}]"
        'names in a loop'       | "def a = [${quoted(900)}]\nfor (i in 1..900) { pause where { name in a && label.b == \"v\$i\" && cpu > 50% } }"
        'equal steps'           | 'for (i in 1..9999) { ps where exitCode in 1..10000 }'
        'lists in equal steps'  | 'for (i in 1..180) { ps where exitCode in 1..10000 }'
        'different labels'      | "never { unpause where { name == 'x' } }\nfor (i in 1..40) { unpause where { ${different()}; label.i == \"v\$i\" } }"
        'guards'                | "never { unpause where { label.c == 'd' } }\n" + (1..3_000).collect { "pause where label.app == 'a$it' && mem < ${1 + it % 99}% && name =~ /^x$it/ when { cpu < 50% } then unpause\n" }.join()
        'linked labels'         | "ps where {\n${linked()}\n}"
        'patterns to repeat'    | "ps where { name ==~ /${'[a-c]{60}' * 100}/ }"
        'slow patterns'         | numbered(300, "ps where { name ==~ /(a|aa)*(b|bb)*(a*)*%d/ && name =~ /(x*)*y%1\$d\$/ && mem > 5%% }")
        'pauses before others'  | "pause where name == 'a'\n" * 900 + "unpause where name == 'b' && mem > 5%\n" * 900
        'pauses'                | "pause where name =~ /^a/\n" * 900 + "unpause where name =~ /(?=b)b/\n" * 900
    }

    def 'steps in a circle of thousands are told'() {
        when:
        def found = compiled(steps(5_000) { "'s${(it + 1) % 5_000}'" }).diagnostics()

        then:
        found*.code()*.name() == ['CYCLE']
        found[0].toString().length() < 100_000
    }

    def 'files that include each other #what are bounded'() {
        given:
        IncludeReader reader = { String path -> files(path).getBytes('UTF-8') }

        when:
        ThrowingSupplier<Compilation> compiling = { Compiled.script("include 'f1.groovy'", [:], reader) }
        def found = assertTimeoutPreemptively(GENEROUS, compiling)

        then:
        found.diagnostics()*.code()*.name().toSet() == ['TOO_LARGE'] as Set

        where:
        what         | files
        'deeply'     | { "include 'f${it.find(/\d+/).toInteger() + 1}.groovy'" }
        'widely'     | { it == 'f1.groovy' ? (2..200).collect { n -> "include 'f${n}.groovy'\n" }.join() : 'ps where all' }
        'with loops' | { it == 'f1.groovy' ? "for (i in 1..9999) { include 'f2.groovy' }" : 'ps where all' }
        'with steps' | { it == 'f1.groovy' ? "include 'f2.groovy'\n" * 50 : 'ps where all\n' * 5_000 }
    }

    private static String nested(int times, String before, String after, String inner) {
        before * times + inner + after * times
    }

    private static String steps(int count, Closure<String> after) {
        (0..<count).collect { "ps where all named 's$it' after ${after(it)}\n" }.join()
    }

    private static String quoted(int count) {
        (1..count).collect { "'n$it'" }.join(', ')
    }

    /** Nine facts of eight values: far more ways than one can go through, and none that suits. */
    private static String different() {
        def lists = (0..8).collect { "label.a$it in [${(0..7).collect { v -> "'v$v'" }.join(', ')}]" }
        def pairs = (0..8).collectMany { a -> (0..<a).collect { b -> "label.a$a != label.a$b" } }
        (lists + pairs + ["state in ['running', 'paused']"]).join('; ')
    }

    private static String linked() {
        def chain = (0..<237).collect { "label.a$it == label.a${it + 1}" }
        def others = (0..<990).collect { "label.a${it % 238} != label.a${(it * 7 + 3) % 238}" }
        (chain + others).take(990).join('\n')
    }

    private static String numbered(int count, String format) {
        (1..count).collect { String.format(format, it) + '\n' }.join()
    }

    private static Compilation compiled(String script) {
        ThrowingSupplier<Compilation> compiling = {
            def compilation = Compiled.script(script)
            compilation.graph().ifPresent { GraphJson.write(it) }
            compilation
        }
        assertTimeoutPreemptively(GENEROUS, compiling)
    }

    private static String fill(String unit) {
        unit * (int) (ScriptSource.LIMIT / unit.getBytes('UTF-8').length - 100)
    }

    private static String names(String format) {
        (1..5000).collect { String.format(format, it) }.join()
    }
}
