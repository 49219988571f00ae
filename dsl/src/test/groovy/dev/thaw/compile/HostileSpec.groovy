package dev.thaw.compile

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification

/** Scripts that would do harm if anything of them ran: each is refused, and nothing runs. */
class HostileSpec extends Specification {
    def 'refused at #place: #script'() {
        when:
        def compilation = Compiled.script(script)

        then:
        compilation.graph().empty
        compilation.diagnostics()[0].span().toString() == place
        compilation.diagnostics().every { it.span().line() >= 1 && !it.problem().empty && !it.cure().empty }
        !Files.exists(Path.of('CANARY'))

        where:
        script                                                                  || place
        "@Grab('org.example:evil:1.0') import evil.Evil"                        || '1:1'
        "@Grab('org.example:evil:1.0')\ndef x = 1"                              || '1:1'
        "@groovy.transform.ASTTest(value = { System.exit(1) }) def x = 1"       || '1:1'
        "@groovy.transform.Field def x = new File('CANARY').text = ''"          || '1:1'
        '@groovy.transform.AnnotationCollector @interface A { }'                || '1:1'
        "@Newify(File) def x = File('CANARY').text = 'x'"                       || '1:1'
        'import java.lang.Runtime as R'                                         || '1:1'
        'import static java.lang.System.exit'                                   || '1:1'
        'import java.io.*'                                                      || '1:1'
        'package java.lang'                                                     || '1:1'
        "new File('CANARY').text = 'x'"                                         || '1:1'
        "def f = new File('CANARY')"                                            || '1:9'
        "def f = new ProcessBuilder('touch', 'CANARY').start()"                 || '1:9'
        "def f = ['CANARY'] as File"                                            || '1:9'
        "def f = (File) 'CANARY'"                                               || '1:9'
        "File f = ['CANARY']"                                                   || '1:1'
        "'touch CANARY'.execute()"                                              || '1:1'
        "def p = 'touch CANARY'.execute()"                                      || '1:24'
        "def p = ['touch', 'CANARY'].execute()"                                 || '1:29'
        "def p = \"\${'touch CANARY'.execute()}\""                              || '1:27'
        "def p = \"\${-> 'touch CANARY'.execute()}\""                           || '1:11'
        "exec \"\${'touch CANARY'.execute()}\" where all"                       || '1:24'
        "pause where { 'touch CANARY'.execute() }"                              || '1:30'
        "pause where { name == 'touch CANARY'.execute().text }"                 || '1:38'
        "pause where name.execute()"                                            || '1:18'
        "pause where { new File('CANARY') << 'x'; true }"                       || '1:15'
        "pause where { System.exit(1) }"                                        || '1:22'
        'System.exit(1)'                                                        || '1:1'
        "System.getenv('HOME')"                                                 || '1:1'
        "def home = System.getenv('HOME')"                                      || '1:19'
        "Runtime.runtime.exec('touch CANARY')"                                  || '1:1'
        "java.lang.Runtime.getRuntime().exec('touch CANARY')"                   || '1:1'
        "Class.forName('java.lang.Runtime')"                                    || '1:1'
        "def c = ''.class.forName('java.lang.Runtime')"                         || '1:18'
        "def c = ''['class']"                                                   || '1:9'
        "def c = this.class.classLoader"                                        || '1:9'
        "this.metaClass.x = { }"                                                || '1:1'
        "String.metaClass.trim = { -> 'x' }"                                    || '1:1'
        "def m = System.&exit"                                                  || '1:9'
        "def m = System::exit"                                                  || '1:9'
        "def f = { x -> x }"                                                    || '1:9'
        "def f = x -> x"                                                        || '1:9'
        "def f = { System.exit(1) }"                                            || '1:9'
        "evaluate('System.exit(1)')"                                            || '1:1'
        "run(new File('CANARY'))"                                               || '1:5'
        "println 'x'"                                                           || '1:1'
        "Eval.me('1')"                                                          || '1:1'
        "def x = \"a\".\"\${'cl' + 'ass'}\""                                    || '1:9'
        "\"\${'ev' + 'aluate'}\"('1')"                                          || '1:1'
        "'a'.'execute'()"                                                       || '1:1'
        'class A { static { System.exit(1) } }'                                 || '1:1'
        'interface A { }'                                                       || '1:1'
        'enum A { B }'                                                          || '1:1'
        'trait A { }'                                                           || '1:1'
        'record A(int b) { }'                                                   || '1:1'
        'def a() { System.exit(1) }'                                            || '1:1'
        'static void main(String[] a) { System.exit(1) }'                       || '1:1'
        'def a(b = System.exit(1)) { }'                                         || '1:1'
        'while (true) { }'                                                      || '1:1'
        'do { } while (true)'                                                   || '1:1'
        'for (;;) { }'                                                          || '1:1'
        'try { ps where all } catch (e) { }'                                    || '1:1'
        'Thread.start { }'                                                      || '1:1'
        'synchronized (this) { }'                                               || '1:1'
        'switch (1) { default: ps where all }'                                  || '1:1'
        'assert false'                                                          || '1:1'
        "throw new Error('x')"                                                  || '1:1'
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
        'binding.setVariable("a", 1)'                                           || '1:1'
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
