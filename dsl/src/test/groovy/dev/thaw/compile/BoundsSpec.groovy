package dev.thaw.compile

import spock.lang.Specification
import spock.lang.Timeout

@Timeout(20)
class BoundsSpec extends Specification {
    def 'what is within the bounds compiles: #what'() {
        expect:
        Compiled.codes(script) == []

        where:
        what                | script
        'parentheses'       | 'ps where ' + '(' * 198 + 'running' + ')' * 198
        'negations'         | 'ps where ' + '!(' * 198 + 'running' + ')' * 198
        'operators'         | 'ps where ' + 'running && ' * 490 + 'running'
        'sums'              | 'def x = ' + '1 + ' * 900 + '1'
        'a key'             | 'ps where label' + '.a' * 900 + ' == null'
        'a list'            | "ps where name in [${(["'a'"] * 10_000).join(', ')}]"
        'steps'             | 'ps where all\n' * 10_000
        'rounds'            | 'for (i in 1..100) { for (j in 1..99) { } }'
        'signs'             | 'ps where ' + '!' * 10 + 'running'
        'else'              | 'if (true) { } ' + 'else if (true) { } ' * 100
    }

    def 'what is beyond them is refused: #what'() {
        when:
        def found = Compiled.codes(script)

        then:
        found == [place + ' TOO_LARGE']

        where:
        what                | script                                                         || place
        'parentheses'       | 'ps where ' + '(' * 10_000 + 'running' + ')' * 10_000          || '1:210'
        'unclosed ones'     | 'ps where ' + '(' * 10_000                                     || '1:210'
        'braces'            | '{' * 10_000                                                   || '1:201'
        'brackets'          | 'def x = ' + '[' * 10_000                                      || '1:209'
        'texts in texts'    | 'def x = ' + '"${' * 10_000                                    || '1:611'
        'operators'         | 'ps where ' + 'running && ' * 10_000 + 'running'               || '1:10996'
        'signs'             | 'ps where ' + '!' * 10_000 + 'running'                         || '1:20'
        'minuses'           | 'def x = ' + '- ' * 10_000 + '1'                               || '1:29'
        'words'             | 'a ' * 10_000                                                  || '1:2003'
        'calls'             | 'a' + '()' * 10_000                                            || '1:2002'
        'else'              | 'if (true) { } ' + 'else if (true) { } ' * 10_000              || '1:3815'
        'a list'            | "ps where name in [${(["'a'"] * 10_001).join(', ')}]"          || '1:18'
        'a range'           | 'def x = 1..10001'                                             || '1:9'
        'a far range'       | 'def x = 1..1000000000'                                        || '1:9'
        'statements'        | 'ps where all\n' * 10_001                                      || '10001:1'
        'steps'             | 'for (i in 1..101) { for (j in 1..99) { ps where all\nps where all } }' || '1:1'
        'rounds'            | 'for (i in 1..10000) { for (j in 1..10000) { } }'              || '1:33'
        'a text'            | "def x = '${'a' * 70_000}'"                                    || '1:9'
        'a growing text'    | 'def a = "0123456789"\n' + growing('+')                        || '14:9'
        'a growing number'  | 'def a = 1000000000\n' + growing('*')                          || '4:9'
        'a regex'           | "ps where name =~ '${'(' * 2_000}'"                            || '1:18'
    }

    def 'a script of 10 MB is refused before it is read'() {
        when:
        def start = System.nanoTime()
        def codes = ScriptCompiler.compile('script', new byte[10 << 20], [:], IncludeReader.NONE).diagnostics()*.code()*.name()

        then:
        codes == ['TOO_LARGE']
        System.nanoTime() - start < 2_000_000_000L
    }

    def 'an error at the end of a long script does not make it slow'() {
        expect:
        Compiled.codes('ps where all\n' * 9_000 + 'ps where 5 == == 5') == ['9001:12 SYNTAX']
    }

    private static String growing(String operator) {
        ('b'..'z').collect { it }.withIndex().collect { name, index ->
            def before = (char) (('a' as char) + index)
            "def $name = $before $operator $before"
        }.join('\n')
    }
}
