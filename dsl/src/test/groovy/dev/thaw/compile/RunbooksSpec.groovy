package dev.thaw.compile

import dev.thaw.catalog.Clause
import dev.thaw.catalog.Keyword
import dev.thaw.catalog.OperationCatalog
import dev.thaw.diagnostic.Severity
import dev.thaw.fact.FactCatalog
import dev.thaw.graph.Each
import dev.thaw.graph.GraphJson
import dev.thaw.graph.TextRelation
import dev.thaw.graph.ValueFunction
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/**
 * What people write: {@code runbooks/} has it, and all of it compiles. Parameters stand in a comment, as
 * {@code -p tier=etl}. What they include is in {@code runbooks/lib/}.
 */
class RunbooksSpec extends Specification {
    static final FOLDER = Path.of(RunbooksSpec.getResource('/runbooks').toURI())
    static final RUNBOOKS = Files.list(FOLDER).withCloseable { files ->
        files.filter { Files.isRegularFile(it) }.sorted().collect { [(it.fileName.toString() - '.groovy'): Files.readString(it)] }.sum([:])
    } as Map<String, String>
    static final IncludeReader LIBRARY = { String path -> Files.readAllBytes(FOLDER.resolve(path)) }

    /** Words are looked for in these: what stands in a comment or a text is not what it is called for. */
    static final CODE = RUNBOOKS.values()*.replaceAll(/(?m)'[^'\n]*'|\/\/.*$/, "''")

    def '#name compiles'() {
        expect:
        Compiled.script(text, parameters(text), LIBRARY).diagnostics().findAll { it.severity() != Severity.HINT } == []

        where:
        [name, text] << RUNBOOKS.collect { [it.key, it.value] }
    }

    def 'the graph of #name is the same each time, and survives its JSON form'() {
        given:
        def graph = Compiled.graph(text, parameters(text), LIBRARY)
        def bytes = GraphJson.write(graph)

        expect:
        GraphJson.read(bytes) == graph
        GraphJson.write(GraphJson.read(bytes)) == bytes
        GraphJson.write(Compiled.graph(text, parameters(text), LIBRARY)) == bytes

        where:
        [name, text] << RUNBOOKS.collect { [it.key, it.value] }
    }

    def 'there are many, and no two say the same'() {
        expect:
        RUNBOOKS.size() >= 220
        RUNBOOKS.values().toUnique().size() == RUNBOOKS.size()
    }

    def 'the word #word is in some of them'() {
        expect:
        CODE.any { it =~ /\b$word\b/ }

        where:
        word << [
            OperationCatalog.verbs(),
            OperationCatalog.all().collectMany { it.options()*.name() }.unique() - ['command', 'series'],
            FactCatalog.all()*.name(),
            Clause.values()*.word(),
            Keyword.values()*.word(),
            ValueFunction.values()*.word(),
            TextRelation.values()*.word(),
            Each.Quantifier.values()*.word(),
            ['change', 'oneOf', 'type', 'secret', 'required', 'description', 'canary', 'maxFailures'],
            ['matches', 'isEmpty', 'it', 'ago', 'in', 'null', 'for', 'if', 'else', 'def'],
        ].flatten().unique()
    }

    def 'a parameter of the type #type is in some of them'() {
        expect:
        RUNBOOKS.values().any { it =~ /(?m)^param .*\btype: '$type'/ }

        where:
        type << ['text', 'number', 'percent', 'size', 'duration', 'moment', 'flag', 'list']
    }

    def 'the form #form is in some of them'() {
        expect:
        CODE.any { it.contains(form) }

        where:
        form << ['..<', '!in', '==~', '=~', 'orderBy -', 'after []', ' && ', ' || ', '!(', '.ago..', '"']
    }

    private static Map<String, String> parameters(String text) {
        def comments = text.readLines().findAll { it.startsWith('//') }.join('\n')
        (comments =~ /-p (\w+)=(\S+)/).collect { [it[1], it[2]] }.collectEntries()
    }
}
