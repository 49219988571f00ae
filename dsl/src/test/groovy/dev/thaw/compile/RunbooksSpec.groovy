package dev.thaw.compile

import dev.thaw.catalog.OperationCatalog
import dev.thaw.diagnostic.Severity
import dev.thaw.fact.FactCatalog
import dev.thaw.graph.GraphJson
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/**
 * What people write: {@code runbooks/} has it, and all of it compiles. Parameters stand in a comment, as
 * {@code -p tier=etl}.
 */
class RunbooksSpec extends Specification {
    static final FOLDER = Path.of(RunbooksSpec.getResource('/runbooks').toURI())
    static final RUNBOOKS = Files.list(FOLDER).withCloseable { files ->
        files.sorted().collect { [(it.fileName.toString() - '.groovy'): Files.readString(it)] }.sum([:])
    } as Map<String, String>

    def '#name compiles'() {
        expect:
        Compiled.script(text, parameters(text)).diagnostics().findAll { it.severity() != Severity.HINT } == []

        where:
        [name, text] << RUNBOOKS.collect { [it.key, it.value] }
    }

    def 'the graph of #name is the same each time, and survives its JSON form'() {
        given:
        def graph = Compiled.graph(text, parameters(text))
        def bytes = GraphJson.write(graph)

        expect:
        GraphJson.read(bytes) == graph
        GraphJson.write(GraphJson.read(bytes)) == bytes
        GraphJson.write(Compiled.graph(text, parameters(text))) == bytes

        where:
        [name, text] << RUNBOOKS.collect { [it.key, it.value] }
    }

    def 'there are many, and no two say the same'() {
        expect:
        RUNBOOKS.size() >= 160
        RUNBOOKS.values().toUnique().size() == RUNBOOKS.size()
    }

    def 'the word #word is in some of them'() {
        expect:
        RUNBOOKS.values().any { it =~ /\b$word\b/ }

        where:
        word << OperationCatalog.verbs() + OperationCatalog.all().collectMany { it.options()*.name() }.unique() +
            FactCatalog.all()*.name()
    }

    private static Map<String, String> parameters(String text) {
        def comments = text.readLines().findAll { it.startsWith('//') }.join('\n')
        (comments =~ /-p (\w+)=(\S+)/).collect { [it[1], it[2]] }.collectEntries()
    }
}
