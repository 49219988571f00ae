package dev.thaw.prove

import dev.thaw.compile.ScriptCompiler
import dev.thaw.fact.FactCatalog
import dev.thaw.graph.Comparison
import dev.thaw.graph.Operand
import dev.thaw.graph.Predicate
import dev.thaw.value.Value
import spock.lang.Specification

class ProofSpec extends Specification {
  static Predicate predicate(String text) {
    def compilation = ScriptCompiler.compilePredicate('p', text)
    assert compilation.diagnostics().empty
    compilation.predicate().get()
  }

  static String told(Object answer) {
    answer instanceof Witness ? answer.toString() : answer instanceof Satisfiability.Impossible
        ? 'never' : "unproved: ${answer.reason()}"
  }

  def "#text can hold: #answer"() {
    expect:
    told(Proof.satisfiable(predicate(text))) == answer

    where:
    text                                                          || answer
    'all'                                                         || 'any container'
    '!all'                                                        || 'never'
    "label.tier == 'db'"                                          || "label.tier = 'db'"
    "label.tier == 'db' && label.tier == 'web'"                   || 'never'
    "label.tier == 'db' && label.tier != 'web'"                   || "label.tier = 'db'"
    "label.tier == null && label.tier != 'web'"                   || 'label.tier = null'
    "label.tier == null && label.tier == 'web'"                   || 'never'
    "label.tier != null"                                          || "label.tier = 'other'"
    "label.tier == label.app && label.tier == 'x'"                || "label.tier = 'x', label.app = 'x'"
    "label.a != label.b && label.b != label.c && label.a != label.c" || "label.a = null, label.b = 'other', label.c = 'x'"
    "label.a == label.b && label.b == label.c && label.a != label.c" || 'never'
    "label.a in ['x', 'y'] && label.a !in ['y', 'z']"             || "label.a = 'x'"
    "label.a in ['x', 'y'] && label.a !in ['x', 'y', 'z']"        || 'never'
    "label.a in []"                                               || 'never'
    "label.a !in []"                                              || 'any container'
    "name != 'db'"                                                || "name = 'other'"
    "name == 'a b'"                                               || "unproved: whether name can be 'a b'"
    "running"                                                     || "state = 'running'"
    "running && paused"                                           || 'never'
    "!running && !paused"                                         || "state = 'exited'"
    "running || !running"                                         || "state = 'running'"
    "state == 'running' && !running"                              || 'never'
    "paused && state != 'paused'"                                 || 'never'
    "state !in ['created', 'running', 'paused', 'restarting', 'removing', 'exited']" || "state = 'dead'"
    "state !in ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead']" || 'never'
    "exitCode == 0"                                               || "state = 'exited', exitCode = 0"
    "exitCode == 0 && running"                                    || 'never'
    "exitCode == 0 && state == 'dead'"                            || "state = 'dead', exitCode = 0"
    "exitCode > 1 && exitCode < 2"                                || 'never'
    "exitCode > 1 && exitCode < 3"                                || "state = 'exited', exitCode = 2"
    "exitCode == 1.5"                                             || 'never'
    "exitCode > 200"                                              || "state = 'exited', exitCode = 227"
    "exitCode == 300"                                             || 'unproved: whether exitCode can be 300'
    "exitCode != 0 && exitCode != 1"                              || "state = 'exited', exitCode = 128"
    "mem < 80%"                                                   || "state = 'running', mem = 0%"
    "mem > 80%"                                                   || "state = 'running', mem = 90%"
    "mem > 80% && mem < 80.01%"                                   || 'never'
    "mem > 80% && mem < 81%"                                      || "state = 'running', mem = 80.5%"
    "mem < 0%"                                                    || 'never'
    "mem > 80% && exitCode == 0"                                  || 'never'
    "mem > 80% && state == 'exited'"                              || 'never'
    "!(mem > 80%) && state == 'exited'"                           || 'never'
    "mem > 80% || state == 'exited'"                              || "state = 'running', mem = 90%"
    "mem > 80% && mem > 512.MB"                                   || "state = 'running', mem as a percentage = 90%, mem as a size = 768.MB"
    "mem > 512.MiB && mem < 512.MB"                               || 'never'
    "mem == cpu && mem > 5% && cpu < 5%"                          || 'never'
    "mem < cpu && cpu < 5% && mem > 4%"                           || "state = 'running', mem = 4.5%, cpu = 4.51%"
    "mem < cpu && cpu < 0.02% && mem > 0%"                        || 'never'
    "pids > 3 && pids < 4"                                        || 'never'
    "pids == 0"                                                   || 'unproved: whether pids can be 0'
    "health == 'healthy' && running"                              || "state = 'running', health = 'healthy'"
    "health == 'healthy' && paused"                               || "unproved: whether health can be 'healthy'"
    "health == 'healthy' && health == 'none'"                     || 'never'
    "name =~ /^web-/"                                             || "name = 'web-'"
    "name ==~ /web|db/ && name != 'web'"                          || "name = 'db'"
    "name ==~ /web|db/ && name != 'web' && name != 'db'"          || 'never'
    "name =~ /^web-/ && !(name =~ /^web-/)"                       || 'never'
    "name =~ /^web-/ && name == 'db'"                             || 'never'
    "name =~ /^web-/ && name =~ /db\$/"                           || "name = 'web-db'"
    "name ==~ /web-\\d+/ && name ==~ /db-\\d+/"                   || 'unproved: 2 regular expressions on name'
    "label.a =~ /x/ && label.a == null"                           || 'never'
    "label.x ==~ /😀{2}/ && label.x != 'other'"                   || 'unproved: the regular expression on label.x'
    "label.x ==~ /😀{2}/ && label.x == '😀😀'"                     || "label.x = '😀😀'"
    "name in ['a', 'b', 'c'] && mem in [1%, 2%] && mem != 1%"     || "state = 'running', name = 'a', mem = 2%"
    "name =~ /(?=x)y/"                                            || 'unproved: the regular expression on name'
    "name =~ /(?=x)x/ && name == 'x'"                             || "name = 'x'"
    "id =~ /^abc/"                                                || "id = '" + 'abc' + '0' * 61 + "'"
    "id =~ /^xyz/"                                                || 'unproved: the regular expression on id'
    "project == 'x' && label['com.docker.compose.project'] == 'y'" || 'never'
    "project == 'x' && service == null"                           || "label.com.docker.compose.project = 'x', label.com.docker.compose.service = null"
    "uptime > 1.hour && state == 'exited'"                        || 'never'
    "uptime > 1.hour && age < 1.minute"                           || 'unproved: how the facts of one container hang together'
    "uptime > 1.hour && uptime < 3.hours"                         || "state = 'running', uptime = 2.hours"
    "restarts > 3 && restarts < 4"                                || 'never'
    "restartPolicy == 'no' && restartPolicy == 'always'"          || 'never'
    "tty && !tty"                                                 || 'never'
    "tty"                                                         || 'tty = true'
    "oomKilled && running"                                        || 'unproved: whether oomKilled can be true'
    "oomKilled && running && paused"                              || 'never'
    "created < 2.days.ago && created > 1.day.ago"                || 'unproved: what is asked of created'
    "engine == 'a' && engine == 'b'"                              || 'never'
    "host.load > 1 && host.load < 0.5"                            || 'never'
    "name ==~ /[a-c]{2}[0-9]?(x|y)+\\.z/"                         || "name = 'aax.z'"
  }

  def "#forbidden touches what #selected takes: #answer"() {
    given:
    def overlap = Proof.overlap(predicate(selected), predicate(forbidden))

    expect:
    (overlap instanceof Overlap.Possible ? overlap.counterexample() : overlap.class.simpleName).toString() == answer

    where:
    selected                       | forbidden                     || answer
    'all'                          | "label.tier == 'db'"          || "label.tier = 'db'"
    "label.tier == 'web'"          | "label.tier == 'db'"          || 'Disjoint'
    "label.tier == 'db'"           | "label.tier in ['db', 'x']"   || 'Certain'
    "label.tier == 'db'"           | "name == 'x'"                 || "label.tier = 'db', name = 'x'"
    "!all"                         | "all"                         || 'Disjoint'
    "state == 'exited'"            | "mem > 80%"                   || "state = 'exited', mem unknown"
    "running"                      | "mem > 80%"                   || "state = 'running', mem = 90%"
    "state == 'exited'"            | "exitCode >= 0"               || 'Unproved'
    "exitCode in [0, 1]"           | "state in ['exited', 'dead']" || "state = 'exited', exitCode = 0"
    "name ==~ /web-\\d/"           | "name ==~ /db-\\d/"           || 'Unproved'
    "name ==~ /web-\\d/"           | "name =~ /^web-/"             || 'Unproved'
    "name == 'web-1'"              | "name ==~ /web-\\d/"          || 'Certain'
    "mem < 50%"                    | "mem < 80%"                   || 'Certain'
    "mem < 80%"                    | "mem < 50%"                   || "state = 'running', mem = 0%"
    "mem >= 80%"                   | "mem < 80%"                   || 'Disjoint'
  }

  def "#premise implies #consequence: #answer"() {
    given:
    def implication = Proof.implies(predicate(premise), predicate(consequence))

    expect:
    (implication instanceof Implication.Fails ? implication.counterexample() : implication.class.simpleName).toString() == answer

    where:
    premise                | consequence             || answer
    'running'              | "state == 'running'"    || 'Follows'
    'running'              | '!paused'               || 'Follows'
    'mem > 80%'            | 'mem > 50%'             || 'Follows'
    'mem > 50%'            | 'mem > 80%'             || "state = 'running', mem = 65%"
    'exitCode == 0'        | '!running'              || 'Follows'
    '!all'                 | "name == 'x'"           || 'Follows'
    'running'              | 'mem >= 0%'             || "state = 'running', mem unknown"
    "label.a == 'x'"       | "label.a != null"       || 'Follows'
    "label.a != 'x'"       | "label.a != null"       || 'label.a = null'
    "name ==~ /web|db/"    | "name in ['web', 'db']" || 'Follows'
  }

  def "what never holds is told, and what is in doubt is not"() {
    expect:
    Proof.never(predicate(text)) == never

    where:
    text                             || never
    'all'                            || false
    '!all'                           || true
    "label.a == 'x' && running"      || false
    "label.a == 'x' && label.b == 'y'" || false
    "label.a == 'x' && label.a == 'y'" || true
    "state == 'exited'"              || false
    "exitCode == 300"                || false
  }

  def "a form that is not understood is proved neither way, unless it does not matter"() {
    given:
    // No script can write this: texts have no order in the language.
    def below = new Predicate.Compare(
        new Operand.FactRef(FactCatalog.named('label'), 'a'),
        Comparison.LESS,
        new Operand.Literal(new Value.Text('m')))

    expect:
    told(Proof.satisfiable(new Predicate.And([below, predicate("label.a == 'b'")]))) == "label.a = 'b'"
    told(Proof.satisfiable(new Predicate.And([below, predicate("label.a == 'z'")]))) == "unproved: what is asked of label.a"
    told(Proof.satisfiable(new Predicate.Or([below, predicate("label.b == 'b'")]))) == "label.a = null, label.b = 'b'"
    told(Proof.satisfiable(new Predicate.And([below, predicate('running && paused')]))) == 'never'
    Proof.overlap(predicate("label.a != 'b'"), below) instanceof Overlap.Unproved
    !Proof.never(new Predicate.And([below, new Predicate.Not(below)]))
  }

  def "it gives up what takes too long"() {
    given:
    // Eleven containers' worth of labels, all different, of ten values.
    def labels = (1..11).collect { "label.l$it in [${(1..10).collect { "'v$it'" }.join(', ')}]" }
    def differ = (1..11).collectMany { a -> (1..<a).collect { b -> "label.l$a != label.l$b" } }

    expect:
    told(Proof.satisfiable(predicate((labels + differ).join(' && ')))) == 'unproved: too many combinations'
  }

  def "no example rests on the facts of which no relation is told"() {
    expect:
    FactCatalog.all()*.name().findAll { !Relations.covers(it) } == [
        'created', 'networks', 'volumes', 'ports', 'startedAt', 'finishedAt', 'oomKilled', 'mem.ofHost', 'engine',
        'host.mem', 'host.load', 'host.cpus']
  }

  def "an example is the same each time"() {
    given:
    def text = "(mem > 50% || name =~ /^web/) && label.a != label.b && exitCode !in [0, 1]"

    expect:
    (1..5).collect { told(Proof.satisfiable(predicate(text))) }.toSet().size() == 1
  }
}
