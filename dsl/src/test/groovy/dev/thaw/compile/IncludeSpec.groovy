package dev.thaw.compile

import spock.lang.Specification

class IncludeSpec extends Specification {
    Map<String, String> files = [:]
    IncludeReader reader = { String path ->
        if (!files.containsKey(path)) {
            throw new IncludeReader.Unreadable("There is no file $path.", 'Check the path.')
        }
        files[path].getBytes('UTF-8')
    }

    Compilation compile(String text, Map<String, String> parameters = [:]) {
        ScriptCompiler.compile(new ScriptSource('ops/main.groovy', text), parameters, reader)
    }

    def 'an included file stands where it is included, with its own parameters, names and places'() {
        given:
        files['lib/drain.groovy'] = "param 'tier'\ndef wait = 5.seconds\nstop where label.tier == tier grace wait"

        when:
        def graph = compile('''\
            param 'tier', 'batch'
            ps where all
            include 'lib/drain.groovy', tier: tier
            def wait = 'mine'
            include 'lib/drain.groovy', tier: 'web'
            ps where name == wait
            '''.stripIndent()).graph().get()

        then:
        graph.nodes().collect { it.id() + it.after() } == ['s1[]', 's2[s1]', 's3[s2]', 's4[s3]']
        graph.nodes()*.where()*.source() == ['all', "label.tier == 'batch'", "label.tier == 'web'", "name == 'mine'"]
        graph.nodes()*.span()*.toString() == ['2:1', 'lib/drain.groovy:3:1', 'lib/drain.groovy:3:1', '6:1']
        graph.parameters().keySet() == ['tier'] as Set
    }

    def 'the lock of an included file counts for the whole run, unless it is left out: #script'() {
        given:
        files = ['a.groovy': "lock 'a'\nstop where name == 'x'", 'b.groovy': "lock 'b'\nstop where name == 'y'"]

        expect:
        def compiled = compile(script)
        compiled.graph().map { it.runbook().lock() }.orElse('') == lock
        compiled.diagnostics()*.toString() == problems

        where:
        script                                                       || lock | problems
        "include 'a.groovy'"                                         || 'a'  | []
        "lock 'a'\ninclude 'a.groovy'\ninclude 'a.groovy'"           || 'a'  | []
        "if (false) { include 'a.groovy' }\nps where all"            || ''   | []
        "include 'a.groovy'\ninclude 'b.groovy'"                     || ''   | ["ops/b.groovy:1:1: REPEATED: The script has the lock 'a' already, and a run holds one. Give both the same name."]
        "include 'a.groovy'\nlock 'b'"                               || ''   | ["ops/main.groovy:2:1: REPEATED: The script has the lock 'a' already, and a run holds one. Remove one of them."]
    }

    def 'problems of an included file name it as the user would'() {
        given:
        files['lib/x.groovy'] = 'ps where all\npuase where all'

        expect:
        compile("include 'lib/x.groovy'").diagnostics()*.toString() ==
            ['ops/lib/x.groovy:2:1: UNKNOWN_VERB: There is no operation puase. Did you mean pause?']
    }

    def 'of #script is said: #problem'() {
        given:
        files = ['a.groovy': "include 'lib/b.groovy'", 'lib/b.groovy': "include '../a.groovy'",
                 'self.groovy': "include 'self.groovy'", 'back.groovy': "include 'main.groovy'",
                 'needs.groovy': "param 'n', 5\nps where pids == n", 'bytes.groovy': 'ps where all',
                 'lib/up.groovy': "include '../../x.groovy'"]

        expect:
        compile(script).diagnostics()*.toString() == [problem]

        where:
        script                              || problem
        "include 'x.groovy'"                || "ops/main.groovy:1:1: INCLUDE: There is no file x.groovy. Check the path."
        "include '/etc/x.groovy'"           || "ops/main.groovy:1:9: INCLUDE: '/etc/x.groovy' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include '../x.groovy'"             || "ops/main.groovy:1:9: INCLUDE: '../x.groovy' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include 'lib/../../x.groovy'"      || "ops/main.groovy:1:9: INCLUDE: 'lib/../../x.groovy' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include 'lib/up.groovy'"           || "ops/lib/up.groovy:1:9: INCLUDE: '../../x.groovy' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include 'C:\\\\x.groovy'"          || "ops/main.groovy:1:9: INCLUDE: 'C:\\\\x.groovy' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include ''"                        || "ops/main.groovy:1:9: INCLUDE: '' is no file in the script's folder or below. Write its path from here, as 'lib/drain.groovy'."
        "include 'a.groovy'"                || "ops/lib/b.groovy:1:1: CYCLE: These files include each other in a circle: ops/main.groovy → ops/a.groovy → ops/lib/b.groovy → ops/a.groovy. Move what they share into a file of its own."
        "include 'self.groovy'"             || "ops/self.groovy:1:1: CYCLE: These files include each other in a circle: ops/main.groovy → ops/self.groovy → ops/self.groovy. Move what they share into a file of its own."
        "include 'back.groovy'"             || "ops/back.groovy:1:1: CYCLE: These files include each other in a circle: ops/main.groovy → ops/back.groovy → ops/main.groovy. Move what they share into a file of its own."
        "include 'needs.groovy', n: 'x'"    || "ops/needs.groovy:1:7: PARAMETER: For the parameter n, 'x' is text, not a number. Give one, as 10."
        "include 'needs.groovy', m: 1"      || "ops/needs.groovy:1:1: PARAMETER: The script has no parameter m. Leave it out, or declare it: param 'm'."
        "include 'needs.groovy', n: k"      || "ops/main.groovy:1:28: UNKNOWN_NAME: Nothing is called k here. Put texts in quotes, or define it: def k = …"
        "include"                           || "ops/main.groovy:1:1: MISSING_VALUE: include takes one file, and values for its parameters by their names. Write include 'lib/drain.groovy', tier: 'web'."
    }

    def 'a script that is no file includes nothing'() {
        expect:
        Compiled.problems("include 'x.groovy'") ==
            ['script:1:1: INCLUDE: A script that is no file includes nothing. Save it as a file first.']
    }

    def 'files that multiply are bounded'() {
        given:
        11.times { files["f${it}.groovy".toString()] = "include 'f${it + 1}.groovy'\ninclude 'f${it + 1}.groovy'".toString() }
        files['f11.groovy'] = 'ps where all'

        expect:
        compile("include 'f0.groovy'").diagnostics()*.code()*.name().toSet() == ['TOO_LARGE'] as Set
    }
}
