package dev.thaw.compile

import spock.lang.Specification

class ScriptSourceSpec extends Specification {
    static final SCRIPT = "pause where name == 'ä'\n  max 3\nps where all\n"

    def 'byte order mark and line ends do not matter: #variant'() {
        when:
        def compilation = ScriptCompiler.compile('script', text.getBytes('UTF-8'), [:], IncludeReader.NONE)

        then:
        compilation.diagnostics().every { !it.error }
        Compiled.json(compilation.graph().get()) == Compiled.json(Compiled.graph(SCRIPT))

        where:
        variant | text
        'BOM'   | '\uFEFF' + SCRIPT
        'CRLF'  | SCRIPT.replace('\n', '\r\n')
        'CR'    | SCRIPT.replace('\n', '\r')
    }

    def 'bytes that are no script are refused: #problem'() {
        expect:
        ScriptCompiler.compile('script', bytes as byte[], [:], IncludeReader.NONE).diagnostics()*.toString() == [problem]

        where:
        bytes                             || problem
        [0x70, 0x73, 0xff]                || 'script:1:3: UNREADABLE: The byte at offset 2, 0xff, is not UTF-8. Save the script as UTF-8.'
        [0x0a, 0x20, 0xc3, 0x28]          || 'script:2:2: UNREADABLE: The byte at offset 2, 0xc3, is not UTF-8. Save the script as UTF-8.'
        [0xc3]                            || 'script:1:1: UNREADABLE: The byte at offset 0, 0xc3, is not UTF-8. Save the script as UTF-8.'
        [0xed, 0xa0, 0x80]                || 'script:1:1: UNREADABLE: The byte at offset 0, 0xed, is not UTF-8. Save the script as UTF-8.'
        [0x00]                            || 'script:1:1: UNREADABLE: The symbol U+0000 is invisible or reorders the text. Remove it; in a text it may be written as an escape.'
        [0x20] * (ScriptSource.LIMIT + 1) || 'script:1:1: TOO_LARGE: The script is larger than 1 MiB. Split it into several scripts.'
    }

    def 'the symbol #point is refused wherever it stands'() {
        expect:
        Compiled.codes("ps where name == 'a${(char) point}'") == ['1:20 UNREADABLE']
        Compiled.codes("ps where all // ${(char) point}") == ['1:17 UNREADABLE']

        where:
        point << [0, 0x1b, 0x7f, 0x85, 0x200e, 0x2028, 0x202e, 0x2066, 0x061c, 0xfeff, 0xd800]
    }
}
