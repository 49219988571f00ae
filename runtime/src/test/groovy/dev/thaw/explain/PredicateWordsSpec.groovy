package dev.thaw.explain

import dev.thaw.fact.FactCatalog
import dev.thaw.value.ValueKind
import spock.lang.Specification

class PredicateWordsSpec extends Specification {
  static final MEMORY =
      ' Unknown is memory of a stopped container: where that leaves the condition open, the container is not taken.'

  def "#where takes: #words"() {
    expect:
    Explained.takes(where) == words

    where:
    where                                         || words
    "all"                                         || "All containers."
    "name == 'db'"                                || "Containers whose name is 'db'."
    "'db' == name"                                || "Containers whose name is 'db'."
    "name != 'db'"                                || "Containers whose name is not 'db'."
    "label.tier == 'batch'"                       || "Containers whose label tier is 'batch'."
    "label.tier != 'web'"                         || "Containers whose label tier is not 'web' (or that is missing)."
    "!(label.tier == 'web')"                      || "Containers whose label tier is not 'web' (or that is missing)."
    "!(label.tier != 'web')"                      || "Containers whose label tier is 'web'."
    "label['auto-resume'] == null"                || "Containers that have no label auto-resume."
    "label.x != null"                             || "Containers that have a label x."
    "label.x !in ['a', 'b']"                      || "Containers whose label x is none of 'a', 'b' (or that is missing)."
    "name in ['a', 'b']"                          || "Containers whose name is one of 'a', 'b'."
    "name =~ /^web-\\d+/"                         || "Containers whose name matches /^web-\\d+/."
    "!(name ==~ /web/)"                           || "Containers whose name does not match /web/ as a whole."
    "!(label.x =~ /web/)"                         || "Containers whose label x does not match /web/ (or that is missing)."
    "name.startsWith('web-')"                     || "Containers whose name starts with 'web-'."
    "!label.x.endsWith('a')"                      || "Containers whose label x does not end with 'a' (or that is missing)."
    "name.toLowerCase() == 'db'"                  || "Containers whose lower-case name is 'db'."
    "networks.size() > 1"                         || "Containers whose number of networks is above 1."
    "'front' in networks"                         || "Containers whose networks hold 'front'."
    "'front' !in networks"                        || "Containers whose networks do not hold 'front'."
    "networks.any { it =~ /^front/ }"             || "Containers of whose networks at least one matches /^front/."
    "ports.all { it > 1000 && it != 8080 }"       || "Containers of whose ports every one is above 1000 and is not 8080."
    "restarts in 1..5"                            || "Containers whose number of restarts is from 1 to 5."
    "running"                                     || "Containers that are running."
    "!paused && tty"                              || "Containers that are not paused and that have a terminal."
    "name == label.x"                             || "Containers whose name is its label x."
    "mem < 80%"                                   || "Containers whose memory in use is below 80% of its limit." + MEMORY
    "!(mem < 512.MB)"                             || "Containers whose memory in use is not below 512MB." + MEMORY
    "running || mem.ofHost >= 5%"                 || "Containers that are running, or whose share of the machine's memory is at least 5%." + MEMORY
    "running && (name == 'a' || name == 'b')"     || "Containers that are running and (whose name is 'a', or whose name is 'b')."
    "running || name == 'a' && name != 'b'"       || "Containers that are running, or (whose name is 'a' and whose name is not 'b')."
    "!(running || name == 'a')"                   || "Containers for which !(running || name == 'a') holds."
    "created < 2.days.ago && age > 1.hour"        || "Containers whose time of creation is before 2 days ago and whose age is above 1 hour."
    "host.load < 4"                               || "Containers where the machine's load average is below 4. Unknown is the machine's load, unless the engine is on this machine: where that leaves the condition open, the container is not taken."
    "exitCode > 128"                              || "Containers whose exit code is above 128. Unknown is the exit code of a container that has not ended: where that leaves the condition open, the container is not taken."
  }

  def "a guard speaks of one container"() {
    expect:
    Explained.point("unpause where all when { mem < 80% && !tty && label.x != 'a' }", 'only if') ==
        "Its memory in use is below 80% of its limit and it has no terminal and its label x is not 'a' (or that is" +
        " missing). Judged for each container just before; if not, it is skipped, also where that stays unknown:" +
        " memory of a stopped container."
  }

  def "every fact has words: #fact"() {
    given:
    def kind = fact.kinds().first()
    def condition = kind == ValueKind.FLAG ? fact.name() : "$fact${fact.keyed() ? '.k' : ''} != ${sample(fact, kind)}"

    expect:
    kind == ValueKind.SET || Explained.takes(condition) ==~ /Containers (whose|that|where) .+\./

    where:
    fact << FactCatalog.all()
  }

  private static String sample(fact, ValueKind kind) {
    switch (kind) {
      case ValueKind.NUMBER: return '3'
      case ValueKind.PERCENT: return '3%'
      case ValueKind.BYTES: return '3.MB'
      case ValueKind.TIME: return '3.hours'
      case ValueKind.INSTANT: return '3.hours.ago'
      default: return fact.name() == 'id' ? "'${'a' * 64}'" : "'${fact.words() ? fact.words()[0] : 'x'}'"
    }
  }
}
