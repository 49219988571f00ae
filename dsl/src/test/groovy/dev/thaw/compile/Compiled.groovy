package dev.thaw.compile

import dev.thaw.graph.GraphJson
import dev.thaw.graph.Node
import dev.thaw.graph.OperationGraph
import dev.thaw.graph.Predicate
import dev.thaw.graph.Start

/** Compiles texts the way that specs ask about them. */
class Compiled {
    private Compiled() {}

    static Compilation script(
            String text, Map<String, String> parameters = [:], IncludeReader includes = IncludeReader.NONE) {
        ScriptCompiler.compile(new ScriptSource('script', text), parameters, includes)
    }

    static OperationGraph graph(
            String text, Map<String, String> parameters = [:], IncludeReader includes = IncludeReader.NONE) {
        def compilation = script(text, parameters, includes)
        assert compilation.diagnostics().findAll { it.error } == []
        compilation.graph().get()
    }

    /** What the script means, wherever its words stand. */
    static String meaning(String text) {
        json(graph(text)).replaceAll(/,?"at":\[[\d,]+]/, '')
    }

    static String json(OperationGraph graph) {
        new String(GraphJson.write(graph), 'UTF-8')
    }

    static List<String> problems(String text, Map<String, String> parameters = [:]) {
        script(text, parameters).diagnostics()*.toString()
    }

    static List<String> codes(String text, Map<String, String> parameters = [:]) {
        script(text, parameters).diagnostics().collect { "${it.span()} ${it.code()}".toString() }
    }

    /** How a node starts, where that is not after success, and which join needs any success. */
    static String start(Node node) {
        def start = node.start() == Start.SUCCESS ? '' : node.start().name()[0]
        node instanceof Node.Join && node.rule() == Node.Join.Rule.ANY ? start + 'ANY' : start
    }

    static Predicate predicate(String text) {
        def compilation = ScriptCompiler.compilePredicate('predicate', text)
        assert compilation.diagnostics().empty
        compilation.predicate().get()
    }
}
