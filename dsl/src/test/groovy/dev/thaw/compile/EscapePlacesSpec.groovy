package dev.thaw.compile

import spock.lang.Specification

/** The places of {@link EscapeSpec} are right by themselves: what is refused there is what stands in them. */
class EscapePlacesSpec extends Specification {
    static final HARMLESS = [
        "'a'", "'drain'", "'text'", '5', '2.minutes', '25%', 'true', 'false', 'running', "it == 'front'", 'mem', '[]', "['a']",
        'ps where all', 'stop where all', 'retry 3', "'A=1'",
    ]
    /** Where nothing may stand: a key that is worked out, a list within a list. */
    static final FORMS = ['option-computed', 'def-list']
    static final IncludeReader ANY_FILE = { String path -> "param 'tier', 'web'\nps where label.tier == tier".bytes }

    def 'something harmless may stand at #name'() {
        expect:
        HARMLESS.any { Compiled.script(place.replace('§', it), [:], ANY_FILE).graph().present }

        where:
        [name, place] << EscapePlacesSpec.getResource('/escape/places.txt').getText('UTF-8')
            .split(/(?m)^==== /).findAll { it =~ /^\S+ @\n/ }.collect { it.split(/ @\n/, 2).toList() }
            .findAll { it[0] !in FORMS }
    }
}
