package dev.thaw.compile

import dev.thaw.value.Value
import spock.lang.Specification

class ParametersSpec extends Specification {
    def 'a parameter of default #fallback takes "#given" as #value'() {
        expect:
        Compiled.graph("param 'p', $fallback", [p: given]).parameters()['p'].source() == value

        where:
        fallback    | given        || value
        "'batch'"   | 'etl'        || "'etl'"
        "'batch'"   | ''           || "''"
        "'batch'"   | '10'         || "'10'"
        '10'        | '7'          || '7'
        '10'        | '-7.50'      || '-7.5'
        'true'      | 'false'      || 'false'
        '80%'       | '90%'        || '90%'
        '80%'       | '90 percent' || '90%'
        '512.MB'    | '2GiB'       || '2.GiB'
        '5.seconds' | '2m'         || '2.minutes'
        '2.days.ago' | '3.hours.ago' || '3.hours.ago'
        '2.days.ago' | '3h ago'    || '3.hours.ago'
        '2.days.ago' | '2026-11-01T00:00:00+01:00' || "'2026-10-31T23:00:00Z'"
        '5.seconds' | '30.seconds' || '30.seconds'
    }

    def 'the value of a parameter is a constant of the script'() {
        expect:
        Compiled.graph("param 'tier', 'batch'\npause where label.tier == tier", given)
            .steps().toList()[0].where().source() == predicate

        where:
        given         || predicate
        [:]           || "label.tier == 'batch'"
        [tier: 'etl'] || "label.tier == 'etl'"
    }

    def 'a parameter without default is a text that must be given'() {
        expect:
        Compiled.graph("param 'n'", [n: '5']).parameters() == [n: new Value.Text('5')]
        Compiled.problems("param 'n'") == [
            "script:1:7: PARAMETER: The parameter n has no value. " +
                "Give it with -p n=VALUE, or write a default: param 'n', 'value'."
        ]
    }

    def '#script with #given is refused'() {
        expect:
        Compiled.problems(script, given) == [problem]

        where:
        script                       | given       || problem
        "param 'tier', 'a'"          | [teir: 'b'] || 'script:1:1: PARAMETER: The script has no parameter teir. Did you mean tier?'
        ''                           | [n: 'b']    || "script:1:1: PARAMETER: The script has no parameter n. Leave it out, or declare it: param 'n'."
        "param 'n', 5"               | [n: 'x']    || "script:1:7: PARAMETER: For the parameter n, 'x' is not a number. Write one, as 10."
        "param 'n', 5"               | [n: '5s']   || "script:1:7: PARAMETER: For the parameter n, '5s' is a duration, not a number. Write one, as 10."
        "param 'n', 5.s"             | [n: '5x']   || 'script:1:7: PARAMETER: For the parameter n, There is no unit x. Write 30.seconds.'
        "param 'n', 2.days.ago"      | [n: '-2.days.ago'] || "script:1:7: PARAMETER: For the parameter n, '-2.days.ago' is no moment. Write one as 2026-11-01T00:00:00Z, or as 2.days.ago."
        "param 'n', 2.days.ago"      | [n: '2026-11-01'] || "script:1:7: PARAMETER: For the parameter n, '2026-11-01' is no moment. Write one as 2026-11-01T00:00:00Z, or as 2.days.ago."
        "param 'n', 2.days.ago\nif (n < 1.day.ago) { ps where all }" | [n: '2026-11-01T00:00:00Z'] || "script:2:5: WRONG_TYPE: How '2026-11-01T00:00:00Z' lies to 1.day.ago depends on the clock. Compare each with a fact, as in created < 2.days.ago."
        "param 'n', true"            | [n: 'yes']  || "script:1:7: PARAMETER: For the parameter n, 'yes' is neither true nor false. Write true or false."
    }
}
