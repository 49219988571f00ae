package dev.thaw.compile

import dev.thaw.operation.OptionType
import spock.lang.Specification

class LiteralTextSpec extends Specification {
    def '"#text" is #source as #type'() {
        expect:
        LiteralText.parse(text, type).value().get().source() == source

        where:
        text            | type                || source
        'SIGHUP'        | OptionType.TEXT     || "'SIGHUP'"
        '5'             | OptionType.TEXT     || "'5'"
        'A=1'           | OptionType.VARIABLES || "['A=1']"
        'A=1'           | OptionType.TEXTS    || "['A=1']"
        'ls -l "a b"'   | OptionType.COMMAND  || "['ls', '-l', 'a b']"
        '10'            | OptionType.COUNT    || '10'
        '1000000000'    | OptionType.COUNT    || '1000000000'
        'true'          | OptionType.FLAG     || 'true'
        '5s'            | OptionType.DURATION || '5.seconds'
        '30.seconds'    | OptionType.DURATION || '30.seconds'
        ' 1.5 hours '   | OptionType.DURATION || '90.minutes'
        '500ms'         | OptionType.DURATION || '500.ms'
        '1s'            | OptionType.DURATIONS || '[1.second, 1.second]'
        '500ms..10s'    | OptionType.DURATIONS || '[500.ms, 10.seconds]'
        '1.5s .. 2.m'   | OptionType.DURATIONS || '[1500.ms, 2.minutes]'
    }

    def '"#text" is not #type: #problem'() {
        when:
        def read = LiteralText.parse(text, type)

        then:
        read.value().empty
        read.problem() + ' ' + read.cure() == problem

        where:
        text         | type                || problem
        'ls "a'      | OptionType.COMMAND  || "A quote or backslash in the command has no end. Close it, or give the words one by one, as ['echo', 'a b']."
        'A'          | OptionType.VARIABLES || "'A' names no variable and its value. Write 'KEY=value'."
        ' '          | OptionType.COMMAND  || "The command is empty. Write one, as 'ls -l'."
        '-1'         | OptionType.COUNT    || '-1 is not a whole number from 0 to 1000000000. Write one, as 10.'
        '1.5'        | OptionType.COUNT    || '1.5 is not a whole number from 0 to 1000000000. Write one, as 10.'
        '1000000001' | OptionType.COUNT    || '1000000001 is not a whole number from 0 to 1000000000. Write one, as 10.'
        'ten'        | OptionType.COUNT    || "'ten' is not a number. Write one, as 10."
        '010'        | OptionType.COUNT    || "'010' begins with a zero. Write a number without it."
        '-05s'       | OptionType.DURATION || "'-05s' begins with a zero. Write a duration without it."
        '1'          | OptionType.FLAG     || "'1' is neither true nor false. Write true or false."
        '5'          | OptionType.DURATION || "'5' is a number, not a duration. Write one, as 30.seconds."
        '0s'         | OptionType.DURATION || '0.ms is no time in which anything can be done. Write a duration of at least 1.ms.'
        '-1s'        | OptionType.DURATION || '-1.seconds is no time in which anything can be done. Write a duration of at least 1.ms.'
        '2s..1s'     | OptionType.DURATIONS || '2.seconds is longer than 1.second. Write the shorter one first.'
        '1s..'       | OptionType.DURATIONS || "'' is not a duration. Write one, as 30.seconds."
        '5x'         | OptionType.DURATION || 'There is no unit x. Write 30.seconds.'
        '5 secnds'   | OptionType.DURATION || 'There is no unit secnds. Did you mean seconds?'
        '9999999999d'| OptionType.DURATION || "'9999999999d' is too large to count. Write a smaller one."
    }

    def 'the words of #command are #words'() {
        expect:
        CommandWords.split(command) == Optional.ofNullable(words)

        where:
        command            || words
        ''                 || []
        '  a  b\tc\n'      || ['a', 'b', 'c']
        "a 'b c' \"d e\""  || ['a', 'b c', 'd e']
        "a''b"             || ['ab']
        "''"               || ['']
        'a\\ b'            || ['a b']
        '"a\\"b\\n"'       || ['a"b\\n']
        "'a\\'"            || ['a\\']
        '$HOME * ~ | &'    || ['$HOME', '*', '~', '|', '&']
        "'a"               || null
        '"a'               || null
        'a\\'              || null
    }
}
