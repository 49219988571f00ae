package dev.thaw.compile

import dev.thaw.catalog.Clause
import dev.thaw.catalog.ContainerOperations
import dev.thaw.catalog.OperationCatalog
import dev.thaw.diagnostic.DiagnosticCode
import dev.thaw.fact.FactCatalog
import spock.lang.Specification

/**
 * Holds every message to its golden form: {@code diagnostics.golden} has scripts, and below each what is
 * said of it. Lists of words stand there by their names, so that a new word does not touch the file.
 */
class DiagnosticsSpec extends Specification {
    static final BLOCKS = DiagnosticsSpec.getResource('diagnostics.golden').getText('UTF-8')
        .replace('{verbs}', OperationCatalog.verbs().join(', '))
        .replace('{facts}', FactCatalog.all()*.name().join(', '))
        .replace('{clauses of pause}', behind { it.standsBehind(ContainerOperations.PAUSE) })
        .replace('{clauses of logs}', behind { it.standsBehind(ContainerOperations.LOGS) })
        .replace('{clauses of frozen}', behind { it.standsBehindFrozen() })
        .split(/(?m)^====.*\n/).findAll { !it.blank }
        .collect { it.split(/(?m)^----\n/) as List<String> }

    private static String behind(Closure<Boolean> wanted) {
        Clause.values().findAll(wanted)*.word().join(', ')
    }

    def 'of #script.inspect() is said what the golden file has'() {
        expect:
        Compiled.problems(script).join('\n') == messages

        where:
        [script, messages] << BLOCKS.collect { [it[0].replaceAll(/\n\z/, ''), it[1].replaceAll(/\n\z/, '')] }
    }

    def 'every sentence ends as one'() {
        expect:
        messages.every { it ==~ /script:\d+:\d+: [A-Z_]+( \((warning|hint)\))?: .+[.?…:)] .+[.?…]/ }

        where:
        messages << BLOCKS.collect { it[1].readLines() }
    }

    def 'the golden file has every code that a script can have'() {
        given:
        def all = DiagnosticCode.values()*.name().toSet()
        def codes = BLOCKS.collectMany { it[1].readLines() }.collect { (it =~ /: ([A-Z_]+)(?: \(\w+\))?: /)[0][1] }.toSet()

        expect:
        // INCLUDE is in IncludeSpec.
        // UNREADABLE is in ScriptSourceSpec, its scripts could not be seen here; only worlds have keys.
        // What a whole graph can have is in GraphCheckSpec.
        all - codes == [
            'UNREADABLE', 'UNKNOWN_KEY', 'INCLUDE', 'CONTRADICTION', 'NEVER_RUNS', 'ALWAYS_HOLDS', 'LEFT_PAUSED', 'HELD', 'FORBIDDEN'].toSet()
    }
}
