package dev.thaw.compile

import dev.thaw.value.SourceText
import spock.lang.Specification

/** A script is what its reader sees: nothing invisible, and no letter that only looks like another. */
class InvisibleSpec extends Specification {
    def 'U+#hex is refused wherever it stands'() {
        given:
        def symbol = Character.toString(Integer.parseInt(hex, 16))

        expect:
        Compiled.codes(script.replace('#', symbol)) == [place + ' UNREADABLE']

        where:
        [hex, [script, place]] << [
            ['00AD', '034F', '115F', '180E', '200B', '200C', '200D', '200E', '2060', '2064', '206F', '3164', 'FE0F',
             'FFA0', 'FFF9', '1D173', 'E0001', 'E0041', 'E0100', '0008', '007F', '009F', '2029'],
            [["ps where name == 'a#'", '1:20'], ['ps where all // #', '1:17'], ['/* \n#*/', '2:1'], ['p#s where all', '1:2'],
             ['#', '1:1']]
        ].combinations()
    }

    def 'an emoji may stand in texts and comments: #emoji'() {
        expect:
        Compiled.codes("ps where name == '$emoji' // $emoji") == []

        where:
        emoji << ['😀', '❤️', '👩‍🚀', '👩🏽‍🚀', '👨‍👩‍👧', '🏳️‍🌈', '🇪🇺']
    }

    def 'what holds emoji together stands nowhere else: #text'() {
        expect:
        Compiled.codes("// $text")*.toString()*.replaceAll(/.* /, '') == ['UNREADABLE']

        where:
        text << ['a\u200db', '😀\u200db', 'a\u200d😀', '😀\u200d', '1\ufe0f', '❤\ufe0f\ufe0f']
    }

    def 'a text with #text.inspect() is printed so that it reads back'() {
        given:
        def source = SourceText.quote(text)

        expect:
        source == printed
        Compiled.predicate("name == $source").source() == "name == $source"

        where:
        text                        || printed
        'a\u200bb'                  || "'a\\u200bb'"
        '\udb40\udc41'              || "'\\udb40\\udc41'"
        '👩‍🚀'                        || "'👩\\u200d🚀'"
        '\u3164'                    || "'\\u3164'"
    }

    def 'a name is read in plain letters: #script'() {
        expect:
        Compiled.problems(script) == [message]

        where:
        script                       || message
        'pаuse where all'            || 'script:1:2: SYNTAX: In pаuse the letter U+0430 only looks like a. Write pause in plain letters.'
        'ps where label.аpp == null' || 'script:1:16: SYNTAX: In аpp the letter U+0430 only looks like a. Write app in plain letters.'
        'ｐｓ where all'              || 'script:1:1: SYNTAX: In ｐｓ the letter U+FF50 only looks like p. Write ps in plain letters.'
        "def größe = 5"              || 'script:1:7: SYNTAX: The name größe has the letter ö. Write names with a to z, digits and _, and everything else in quotes.'
    }

    def 'the key of a label may have other letters'() {
        expect:
        Compiled.codes('ps where label.größe == null') == []
    }
}
