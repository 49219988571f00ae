package dev.thaw.compile

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/**
 * Scripts that want out. Each is first run by plain Groovy in another process, where it must do its
 * harm: what does none there proves nothing here. Then all of them are compiled, and none may.
 */
class EscapeSpec extends Specification {
    static final CASES = EscapeCase.byId().values().toList()

    @Shared
    @TempDir
    Path fired

    @Shared
    @TempDir
    Path refused

    @Shared
    Map<String, String> outcomes

    @Shared
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.loopbackAddress)

    @Shared
    Map<String, Long> times = [:]

    def setupSpec() {
        outcomes = PlainGroovyProcess.run(CASES, fired)
    }

    def cleanupSpec() {
        listener.close()
    }

    def 'in plain Groovy #hostile.id() has its way'() {
        given:
        def outcome = outcomes[hostile.id()]

        expect:
        outcome == PlainGroovyProcess.FIRED

        where:
        hostile << CASES
    }

    def '#hostile.id() is refused'() {
        given:
        def text = filled(hostile.script(), hostile)
        def start = System.nanoTime()

        when:
        def compilation = Answers.soon { Compiled.script(text, [:], EscapePlacesSpec.ANY_FILE) }
        times[hostile.id()] = System.nanoTime() - start

        then:
        compilation.graph().empty
        !compilation.diagnostics().empty
        Answers.misplaced(text, compilation.diagnostics()).empty

        where:
        hostile << CASES
    }

    def 'as a predicate alone #hostile.id() is refused'() {
        given:
        def text = filled(hostile.text(), hostile)

        when:
        def compilation = Answers.soon { ScriptCompiler.compilePredicate('--where', text) }

        then:
        compilation.predicate().empty
        !compilation.diagnostics().empty
        Answers.misplaced(text, compilation.diagnostics()).empty

        where:
        hostile << CASES.findAll { it.predicate() }
    }

    def 'nothing of what was refused left a trace'() {
        given:
        listener.soTimeout = 1

        when:
        listener.accept()

        then:
        thrown SocketTimeoutException
        Files.list(refused).withCloseable { it.toList() }.empty
    }

    def 'there are as many as there should be'() {
        given:
        def groups = CASES*.group().unique()
        def slowest = times.max { it.value }

        expect:
        CASES.size() >= 320
        groups == EscapeCase.GROUPS
        outcomes.count { it.value == PlainGroovyProcess.FIRED } == CASES.size()
        times.size() == CASES.size()

        cleanup:
        println "escape corpus: ${CASES.size()} variants in ${groups.size()} classes, all fired in plain Groovy, " +
            "all refused; the slowest in ${slowest.value.intdiv(1_000_000)} ms ($slowest.key)"
    }

    private String filled(String text, EscapeCase hostile) {
        EscapeCase.filled(text, refused.resolve(hostile.id()), listener.localPort)
    }
}
