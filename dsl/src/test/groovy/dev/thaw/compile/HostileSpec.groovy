package dev.thaw.compile

import spock.lang.Specification

/**
 * What is refused although it does no harm by itself: forms that harm needs. Scripts that do it are
 * in {@link EscapeSpec}.
 */
class HostileSpec extends Specification {
    def 'refused at #place: #script'() {
        when:
        def compilation = Compiled.script(script)

        then:
        compilation.graph().empty
        compilation.diagnostics()[0].span().toString() == place
        compilation.diagnostics().every { it.span().line() >= 1 && !it.problem().empty && !it.cure().empty }

        where:
        script                                                                  || place
        '@groovy.transform.AnnotationCollector @interface A { }'                || '1:1'
        'import java.io.*'                                                      || '1:1'
        'package java.lang'                                                     || '1:1'
        "def f = new File('CANARY')"                                            || '1:9'
        "def c = ''['class']"                                                   || '1:9'
        "def m = System.&exit"                                                  || '1:9'
        "def m = System::exit"                                                  || '1:9'
        "def f = { x -> x }"                                                    || '1:9'
        "def f = x -> x"                                                        || '1:9'
        "def f = { System.exit(1) }"                                            || '1:9'
        'interface A { }'                                                       || '1:1'
        'enum A { B }'                                                          || '1:1'
        'trait A { }'                                                           || '1:1'
        'record A(int b) { }'                                                   || '1:1'
        'def a() { System.exit(1) }'                                            || '1:1'
        'def a(b = System.exit(1)) { }'                                         || '1:1'
        'try { ps where all } catch (e) { }'                                    || '1:1'
        'switch (1) { default: ps where all }'                                  || '1:1'
        'return 1'                                                              || '1:1'
        'def a = [*(1..3)]'                                                     || '1:10'
        'def a = [*: x]'                                                        || '1:10'
        'def a = x?.y'                                                          || '1:9'
        'def a = x*.y'                                                          || '1:9'
        'def a = x.@y'                                                          || '1:11'
        'def a = true ? 1 : 2'                                                  || '1:9'
        'def a = 1 ?: 2'                                                        || '1:9'
        'def a = ~/x/'                                                          || '1:9'
        'def (a, b) = [1, 2]'                                                   || '1:1'
        'def a = 1 instanceof Integer'                                          || '1:22'
        'def a = 1..'                                                           || '1:12'
        'owner.delegate = this'                                                 || '1:18'
    }

    def 'what a script names is never loaded'() {
        when:
        Compiled.script("""
            dev.thaw.compile.HostileSpec\$Harm.strike()
            def a = dev.thaw.compile.HostileSpec.Harm.struck
            import dev.thaw.compile.HostileSpec.Harm
            def b = new Harm()
        """)

        then:
        System.getProperty('dev.thaw.compile.harm') == null
    }

    static class Harm {
        static boolean struck

        static {
            System.setProperty('dev.thaw.compile.harm', 'loaded')
        }

        static void strike() {
            struck = true
        }
    }
}
