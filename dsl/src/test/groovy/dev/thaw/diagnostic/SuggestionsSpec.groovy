package dev.thaw.diagnostic

import spock.lang.Specification

class SuggestionsSpec extends Specification {
    static final VOCABULARY = ['pause', 'unpause', 'start', 'stop', 'restart', 'checkpoint', 'rm']

    def "'#typed' is taken for #meant"() {
        expect:
        Suggestions.nearest(typed, VOCABULARY) == Optional.ofNullable(meant)

        where:
        typed        | meant
        'pause'      | 'pause'
        'puase'      | 'pause'
        'pauze'      | 'pause'
        'PAUSE'      | 'pause'
        'unpuse'     | 'unpause'
        'restrat'    | 'restart'
        'chekcpiont' | 'checkpoint'
        'rn'         | 'rm'
        'freeze'     | null
        'r'          | null
        ''           | null
    }

    def 'of words equally near the first in natural order is taken'() {
        expect:
        Suggestions.nearest('bat', vocabulary).get() == 'cat'

        where:
        vocabulary << [['cat', 'hat'], ['hat', 'cat']]
    }

    def 'nothing is near in an empty vocabulary'() {
        expect:
        Suggestions.nearest('pause', []).empty
    }
}
