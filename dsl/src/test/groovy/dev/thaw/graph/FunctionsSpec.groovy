package dev.thaw.graph

import static dev.thaw.graph.Truth.FALSE
import static dev.thaw.graph.Truth.TRUE
import static dev.thaw.graph.Truth.UNKNOWN

import dev.thaw.compile.ScriptCompiler
import dev.thaw.fact.ContainerState
import dev.thaw.fact.Listing
import dev.thaw.fact.Snapshot
import java.time.Instant
import spock.lang.Specification

class FunctionsSpec extends Specification {
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')
  static final Snapshot LISTED = Snapshot
      .listed('a' * 64, 'Web-1', 'nginx', [tier: ' Front ', prefix: 'Web', big: 'a' * 100], ContainerState.RUNNING)
      .with(new Listing(Optional.of(NOW.minusSeconds(3600)), ['front', 'back'] as Set, [] as Set, [80, 8080] as Set))
      .at(NOW)

  private static Predicate predicate(String text) {
    def read = ScriptCompiler.compilePredicate('p', text)
    assert read.diagnostics() == []
    read.predicate().get()
  }

  def "#text is #truth, and the opposite of its negation"() {
    expect:
    predicate(text).judge(LISTED) == truth
    predicate("!($text)").judge(LISTED) == truth.negate()

    where:
    text                                             || truth
    "name.startsWith('Web-')"                        || TRUE
    "name.startsWith('web-')"                        || FALSE
    "name.startsWith('')"                            || TRUE
    "name.endsWith('-1')"                            || TRUE
    "name.contains('eb')"                            || TRUE
    "name.matches('[A-Z]eb-.')"                      || TRUE
    "name.matches('eb')"                             || FALSE
    "name.equalsIgnoreCase('WEB-1')"                 || TRUE
    "name.toLowerCase().startsWith('web')"           || TRUE
    "name.toUpperCase() == 'WEB-1'"                  || TRUE
    "label.tier.trim().length() == 5"                || TRUE
    "label.tier.size() == 7"                         || TRUE
    "name.startsWith(label.prefix)"                  || TRUE
    "name.startsWith(label.none)"                    || FALSE
    "'Web-1'.contains(label.prefix)"                 || TRUE
    "label.none.startsWith('')"                      || FALSE
    "label.none.contains('')"                        || FALSE
    "label.none.matches('.*')"                       || FALSE
    "label.none.toLowerCase() == null"               || TRUE
    "label.none.toLowerCase() != 'x'"                || TRUE
    "label.none.length() > 0"                        || FALSE
    "label.none.length() in 0..5"                    || FALSE
    "label.big.matches('(.*a){30}b')"                || UNKNOWN
    "'front' in networks"                            || TRUE
    "'x' in networks"                                || FALSE
    "'x' !in networks"                               || TRUE
    "label.none in networks"                         || FALSE
    "80 in ports && 443 !in ports"                   || TRUE
    "networks.contains('back')"                      || TRUE
    "networks.any { it =~ /^fr/ }"                   || TRUE
    "networks.all { it =~ /^fr/ }"                   || FALSE
    "networks.none { it == 'x' }"                    || TRUE
    "networks.any { it.toUpperCase() == 'BACK' }"    || TRUE
    "ports.any { it < 1024 }"                        || TRUE
    "ports.all { it in 80..8080 }"                   || TRUE
    "ports.all { it in 80..<8080 }"                  || FALSE
    "networks.size() > 1"                            || TRUE
    "volumes.isEmpty()"                              || TRUE
    "volumes.any { it == 'x' }"                      || FALSE
    "volumes.all { it == 'x' }"                      || TRUE
    "volumes.none { it == 'x' }"                     || TRUE
    "created in 2.hours.ago..1.hour.ago"             || TRUE
    "created in 2.hours.ago..<1.hour.ago"            || FALSE
    "created < 1.hour.ago"                           || FALSE
    "created < 59.minutes.ago"                       || TRUE
    "created == '2026-11-21T12:00:00+01:00'"         || TRUE
    "age in 1.hour..2.days"                          || TRUE
    "age in [1.hour]"                                || TRUE
    "startedAt > 1.day.ago"                          || UNKNOWN
    "startedAt in 2.days.ago..1.day.ago"             || UNKNOWN
    "exitCode in 1..125"                             || UNKNOWN
    "restartPolicy.startsWith('a')"                  || UNKNOWN
    "restartPolicy.startsWith('a') && name == 'x'"   || FALSE
    "restartPolicy.length() == 2"                    || UNKNOWN
  }

  def "of an assumed state ports are unknown, whatever is asked of them: #text"() {
    expect:
    predicate(text).judge(LISTED.assumed(ContainerState.EXITED)) == UNKNOWN

    where:
    text << ['80 in ports', 'ports.any { it == 80 }', 'ports.all { it == 80 }', 'ports.none { it == 80 }',
        'ports.isEmpty()', 'ports.size() < 3']
  }

  def "without a moment of reading nothing is ago"() {
    expect:
    predicate('created < 1.minute.ago').judge(Snapshot.listed('a' * 64, 'x', 'i', [:], ContainerState.RUNNING)) == UNKNOWN
  }

  def "readings are told as the script writes them: #text"() {
    given:
    def told = []

    when:
    predicate(text).read(LISTED) { name, value -> told << "$name is ${value.map { it.display() }.orElse('unknown')}".toString() }

    then:
    told == readings

    where:
    text                                          || readings
    "name.toLowerCase().startsWith(label.prefix)" || ['name.toLowerCase() is web-1', 'label.prefix is Web']
    "name.length() > 5"                           || ['name.length() is 5']
    "label.none in networks"                      || ['label.none is null', 'networks is [back, front]']
    "networks.any { it == 'x' }"                  || ['networks is [back, front]']
    "ports.isEmpty()"                             || ['ports.size() is 2']
    "age in 1.hour..2.days"                       || ['age is 1 hour']
    "created < 2.days.ago"                        || ['created is 2026-11-21T11:00:00Z']
  }

  def "#text asks for #facts, at the cost of #cost, of the machine: #host"() {
    expect:
    with(predicate(text)) {
      it.facts()*.source() == facts
      it.cost().name() == cost
      it.asksOfHost() == host
    }

    where:
    text                                              || facts                   | cost      | host
    "name.toLowerCase().startsWith(label.a)"          || ['name', 'label.a']     | 'LIST'    | false
    "networks.any { it == 'x' } && restarts > 3"      || ['networks', 'restarts'] | 'INSPECT' | false
    "mem.ofHost in 1%..5%"                            || ['mem.ofHost']          | 'STATS'   | true
    "engine.startsWith('x')"                          || ['engine']              | 'LIST'    | true
  }

  def "constants know the functions of texts, too: #expression"() {
    given:
    def script = "param 'tier', 'Batch'\nif ($expression) { ps where all }\nelse { pause where all }"
    def read = ScriptCompiler.compile(new dev.thaw.compile.ScriptSource('s', script), [:])

    expect:
    read.diagnostics() == []
    read.graph().get().steps().toList()[0].actions()[0].operation().name() == 'ps'

    where:
    expression << ["tier.startsWith('B')", "tier.toLowerCase() == 'batch'", "tier.length() == 5", "!tier.matches('b.*')"]
  }
}
