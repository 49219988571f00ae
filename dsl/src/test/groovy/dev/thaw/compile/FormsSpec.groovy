package dev.thaw.compile

import dev.thaw.catalog.OperationCatalog
import dev.thaw.graph.GraphJson
import dev.thaw.graph.Node
import dev.thaw.operation.Arguments
import dev.thaw.value.Value
import java.time.Duration
import spock.lang.Specification

class FormsSpec extends Specification {
    def 'the example of #operation compiles to a step of what it stands for'() {
        when:
        def steps = Compiled.graph(operation.example()).steps().toList()

        then:
        steps.size() == 1
        def arguments = steps[0].actions().find { it.operation() == operation }?.arguments() ?: Arguments.NONE
        steps[0].actions()*.operation() == operation.parts(arguments)*.operation()

        where:
        operation << OperationCatalog.all()
    }

    def '#written means #canonical'() {
        expect:
        Compiled.meaning(written) == Compiled.meaning(canonical)

        where:
        written                                                  | canonical
        "pause where label.tier == 'batch'"                      | "pause where { label.tier == 'batch' }"
        "pause where: { label.tier == 'batch' }"                 | "pause where { label.tier == 'batch' }"
        "pause where: label.tier == 'batch', max: 3"             | "pause where { label.tier == 'batch' } max 3"
        "pause(where: { running }, timeout: 5.seconds)"          | 'pause where { running } timeout 5.seconds'
        'pause.where { running }.timeout(5.seconds)'             | 'pause where { running } timeout 5.seconds'
        'pause where running timeout 5.seconds'                  | 'pause where { running } timeout 5.seconds'
        'pause timeout 5.seconds where running'                  | 'pause where { running } timeout 5.seconds'
        'pause where(running) timeout(5.seconds)'                | 'pause where { running } timeout 5.seconds'
        'pause where (running) && !paused'                       | 'pause where { running && !paused }'
        'pause where(running) && !paused'                        | 'pause where { running && !paused }'
        'pause where !paused max 3'                              | 'pause where { !paused } max 3'
        "pause where name in ['a'] max 3"                        | "pause where { name in ['a'] } max 3"
        "pause where name !in ['a', 'b']"                        | "pause where { !(name in ['a', 'b']) }"
        "pause where name =~ /^web/ max 3"                       | "pause where { name =~ '^web' } max 3"
        "pause where name ==~ /a\\/b/"                           | "pause where { name ==~ 'a/b' }"
        'pause where { running\n label.a == null\n}'             | 'pause where { running && label.a == null }'
        'pause where running &&\n  !paused\n  max 3'             | 'pause where { running && !paused } max 3'
        'pause where running\n  && !paused'                      | 'pause where { running && !paused }'
        'pause where running\n  when mem < 80%\n\n  min 1'       | 'pause where { running } when { mem < 80% } min 1'
        'pause\n  where { running }\n\n  max 3'                   | 'pause where { running } max 3'
        'parallel { pause\n  where running\n ps where all }'     | 'parallel { pause where { running }\n ps where all }'
        "exec 'ls'\n  where running\n  // why\n  user 'x'"       | "exec 'ls' where running user 'x'"
        'pause where running when\n  mem < 80%'                  | 'pause where { running } when { mem < 80% }'
        'restart orderBy -mem first 1 where running'             | 'restart where { running } first 1 orderBy -mem'
        'restart where running\n  orderBy -mem\n  first 1'       | 'restart where { running } orderBy -mem first 1'
        'pause where running then\n  unpause'                    | 'pause where { running } then unpause'
        'pause where running\n  then unpause\n  when mem < 80%'  | 'pause where { running } then unpause when { mem < 80% }'
        "pause where all then exec 'ls' timeout 5.seconds"       | "pause where all then exec('ls', timeout: 5.seconds)"
        "pause where all then exec 'ls', timeout: 5.seconds"     | "pause where all then exec('ls', timeout: 5.seconds)"
        "pause where all then exec ['ls', '-l']"                 | "pause where all then exec('ls', '-l')"
        "exec ['a', 'b c'] where running"                        | "exec(['a', 'b c']) where running"
        "exec 'a', 'b c' where running"                          | "exec(['a', 'b c']) where running"
        "exec 'a \"b c\"' where running"                         | "exec(['a', 'b c']) where running"
        "exec command: 'a b', where: running"                    | "exec 'a b' where running"
        "exec ('ls') where running"                              | "exec 'ls' where running"
        "def c = 'ls'\nexec c where running"                     | "exec 'ls' where running"
        "def c = 'ls'\nexec c + ' -l' where running"             | "exec 'ls -l' where running"
        "def c = 'ls'\npause where all then exec c timeout 1.s"  | "pause where all then exec 'ls' timeout 1.s"
        "kill signal: 'HUP', where: { running }"                 | "kill where running signal 'HUP'"
        'stop grace 5.seconds where running'                     | 'stop where running grace 5s'
        'pause where mem < 512MB'                                | 'pause where mem < 512.MB'
        'pause where mem < 2GB'                                  | 'pause where mem < 2.GB'
        'pause where mem < 1.5GiB'                               | 'pause where mem < 1536.MiB'
        'pause where mem < 80%'                                  | 'pause where mem < 80.percent'
        'pause where running timeout 500ms'                      | 'pause where running timeout 0.5.seconds'
        'pause where running timeout 2days'                      | 'pause where running timeout 48.hours'
        'pause where 80% > mem'                                  | 'pause where mem < 80%'
        "pause where 'db' != name"                               | "pause where name != 'db'"
        'pause where running == true'                            | 'pause where running'
        'pause where running != true'                            | 'pause where !running'
        'pause where running == false'                           | 'pause where !running'
        'pause where !all || paused'                             | 'pause where { (!all) || paused }'
        "pause where 'a' == 'a' && running"                      | 'pause where all && running'
        'ps where all; ps where running'                         | 'ps where all\n\nps where running'
        '#!/usr/bin/env thaw\n/* a */ ps where all // b'         | 'ps where all'
        'if (1 < 2) { ps where all } else { logs where all }'    | 'ps where all'
        'if (false) ps where all\nelse logs where all'           | 'logs where all'
        "for (n in ['a', 'b']) { ps where name == n }"           | "ps where name == 'a'\nps where name == 'b'"
        'for (n in 1..2) ps where pids == n * 10'                | 'ps where pids == 10\nps where pids == 20'
        'for (n in 1..<3) ps where pids == n'                    | 'ps where pids == 1\nps where pids == 2'
        'def n = 7\nps where label.x == "web-${n}" max 1'        | "ps where label.x == 'web-7' max 1"
        'def n = 7\nps where label.x == "web-$n" max 1'          | "ps where label.x == 'web-7' max 1"
        'def a = 1.5; final b = a * 2 - 1\nps where pids == b'   | 'ps where pids == 2'
        'ps where all timeout 1.minute + 30.seconds'             | 'ps where all timeout 90.seconds'
        "ps where label.when == 'x' && label.where.then == 'y'"  | "ps where label['when'] == 'x' && label['where.then'] == 'y'"
        "ps where label.in == label.class timeout 5.s"           | "ps where label['in'] == label['class'] timeout 5.s"
        "ps where label.null == 'x' && label.true\n.if == null" | "ps where label['null'] == 'x' && label['true.if'] == null"
        'ps where mem < 80% - 10%'                               | 'ps where mem < 70%'
        'ps where all timeout 1.minute - 30.seconds'             | 'ps where all timeout 30.seconds'
        'ps where mem < 1.GB - 24.MB + 24.MB'                    | 'ps where mem < 1.GB'
        'pause\n  where\n    running\n  max\n    3'              | 'pause where { running } max 3'
        'pause where running\nthen\n  unpause'                   | 'pause where { running } then unpause'
        "pause where name in\n ['a',\n  'b']"                    | "pause where { name in ['a', 'b'] }"
        "exec 'a',\n  'b' where all"                             | "exec(['a', 'b']) where all"
        'if (true) ps where all else logs where all'             | 'ps where all'
        'if (false) ps where all else logs where all'            | 'logs where all'
        'def n = 0\nif (n == 0) { ps where all } else { ps where pids == 5 / n }' | 'ps where all'
        'for (n in []) { exec n where all timeout n then kill signal n }\nps where all' | 'ps where all'
        'param "n", 0\nif (n != 0) { def m = n; ps where pids == 5 / m max m }' | 'param "n", 0'
        "ps where label['auto-resume'] == 'x'"                   | "ps where label.'auto-resume' == 'x'"
    }

    def 'a step has all that its statement says'() {
        when:
        def step = Compiled.graph(statement).nodes()[0] as Node.Step

        then:
        step.where().source() == "label.app == 'db'"
        step.selector().min() == 1
        step.selector().max() == 3
        step.actions()*.operation()*.name() == ['pause', 'exec', 'unpause']
        step.actions()*.guard()*.source() == ['mem < 80% && !(cpu > 50%)', 'all', 'all']
        step.actions()*.deadline() == [Duration.ofSeconds(5), Duration.ofMinutes(10), Duration.ofSeconds(30)]
        step.actions()[1].arguments().texts('command') == ['sync', 'a b']
        step.span().toString() == '1:1'

        where:
        statement =
            "pause where label.app == 'db' min 1 max 3 timeout 5.seconds when mem < 80% unless cpu > 50% " +
                "then exec \"sync 'a b'\" then unpause"
    }

    def 'options that are left out have their defaults'() {
        expect:
        Compiled.graph('kill where all').steps().toList()[0].actions()[0].arguments().values() ==
            [signal: new Value.Text('SIGKILL')]
        Compiled.graph('logs where all').steps().toList()[0].actions()[0].arguments().count('tail').get() == 100
        Compiled.graph('stop where all grace 5.s').steps().toList()[0].actions()[0].deadline() ==
            Duration.ofSeconds(35)
    }

    def 'a command for a shell stays whole'() {
        expect:
        Compiled.graph(statement).steps().toList()[0].actions()[0].arguments().texts('command') == words

        where:
        statement                                       | words
        "exec 'a | b' where all shell true"             | ['a | b']
        "exec 'a | b', shell: true, where: all"         | ['a | b']
        "exec 'a | b' where all shell false"            | ['a', '|', 'b']
        "exec 'a' where all env 'K=v' user 'root'"      | ['a']
    }

    def 'places are those of the user, whatever was put in'() {
        when:
        def graph = Compiled.graph(script)
        def step = graph.nodes()[0] as Node.Step

        then:
        [step.span().line(), step.span().column(), step.span().endLine(), step.span().endColumn()] == span
        step.actions()[-1].span().toString() == last

        where:
        script                                                  || span          | last
        'pause where mem < 80%'                                 || [1, 1, 1, 22] | '1:1'
        '  pause where mem < 2GB then unpause'                  || [1, 3, 1, 37] | '1:30'
        "// ä\npause where running\n  then exec 'ls'"           || [2, 1, 3, 17] | '3:8'
        "pause where name == '\uD83D\uDE00' then unpause"       || [1, 1, 1, 38] | '1:31'
    }

    def 'an empty script is an empty graph: #text.inspect()'() {
        expect:
        Compiled.graph(text).nodes().empty

        where:
        text << ['', ' \n\n', '// nothing', '/* a\nb */', ';;', '\uFEFF']
    }

    def 'a graph survives its JSON form: #script'() {
        given:
        def graph = Compiled.graph(script)

        expect:
        GraphJson.read(GraphJson.write(graph)) == graph

        where:
        script << [
            '',
            "param 'tier', 'batch'\npause where label.tier == tier && !(mem < 80% || name =~ /x/)",
            "exec 'a', 'b c' where id in ['${'0' * 64}'] env ['A=1'] then unpause when cpu > 150.5%",
            'parallel { ps where all; logs where name != image }\nps where exitCode == -1 timeout 90s'
        ]
    }
}
