package dev.thaw.fact

import static dev.thaw.fact.ContainerState.CREATED
import static dev.thaw.fact.ContainerState.EXITED
import static dev.thaw.fact.ContainerState.PAUSED
import static dev.thaw.fact.ContainerState.RUNNING

import dev.thaw.value.Value
import dev.thaw.value.ValueKind
import java.time.Duration
import java.time.Instant
import spock.lang.Specification

class FactSpec extends Specification {
  static final Instant NOW = Instant.parse('2026-11-21T12:00:00Z')
  static final Instant MADE = Instant.parse('2026-11-19T12:00:00Z')
  static final Instant BEGUN = Instant.parse('2026-11-21T11:58:30.5Z')
  static final Host MACHINE = new Host(Optional.of('vm'), 4, 1000, 550, Optional.of(1.5G))

  private static Snapshot listed(ContainerState state, Map<String, String> labels = [:]) {
    Snapshot.listed('a' * 64, 'web', 'nginx', labels, state)
        .with(new Listing(Optional.of(MADE), ['front', 'back'] as Set, ['data'] as Set, [8080, 443] as Set))
        .at(NOW)
  }

  private static Snapshot inspected(ContainerState state, Instant begun = BEGUN, Instant ended = Instant.EPOCH) {
    def list = listed(state)
    new Snapshot(FactCost.INSPECT, false, list.id(), list.name(), list.image(), list.labels(), state, list.listing(),
        new Inspection(Health.NONE, 0, begun, ended, true, Optional.empty(), true, 7, 'on-failure'),
        Usage.UNKNOWN, list.circumstances())
  }

  private static String read(Snapshot snapshot, String name) {
    def fact = FactCatalog.named(name)
    fact.read(snapshot, '', fact.kinds().first()).map { it.display() }.orElse('unknown')
  }

  def "the list tells #name: #value"() {
    expect:
    read(listed(RUNNING, ['com.docker.compose.project': 'shop']), name) == value

    where:
    name            || value
    'created'       || '2026-11-19T12:00:00Z'
    'age'           || '2 days'
    'networks'      || '[back, front]'
    'volumes'       || '[data]'
    'ports'         || '[443, 8080]'
    'project'       || 'shop'
    'service'       || 'null'
    'startedAt'     || 'unknown'
    'uptime'        || 'unknown'
    'tty'           || 'unknown'
    'restartPolicy' || 'unknown'
    'engine'        || 'unknown'
    'host.cpus'     || 'unknown'
  }

  def "an inspection of one that is #state tells #name: #value"() {
    expect:
    read(inspected(state, begun, ended), name) == value

    where:
    name            | state   | begun         | ended         || value
    'startedAt'     | RUNNING | BEGUN         | Instant.EPOCH || '2026-11-21T11:58:30.500Z'
    'startedAt'     | CREATED | Instant.EPOCH | Instant.EPOCH || 'null'
    'finishedAt'    | RUNNING | BEGUN         | Instant.EPOCH || 'null'
    'finishedAt'    | EXITED  | BEGUN         | NOW           || '2026-11-21T12:00:00Z'
    'uptime'        | RUNNING | BEGUN         | Instant.EPOCH || '89500 ms'
    'uptime'        | PAUSED  | BEGUN         | Instant.EPOCH || '89500 ms'
    'uptime'        | EXITED  | BEGUN         | NOW           || 'unknown'
    'uptime'        | RUNNING | NOW + Duration.ofSeconds(5) | Instant.EPOCH || '0 ms'
    'oomKilled'     | EXITED  | BEGUN         | NOW           || 'true'
    'restarts'      | EXITED  | BEGUN         | NOW           || '7'
    'tty'           | EXITED  | BEGUN         | NOW           || 'true'
    'restartPolicy' | EXITED  | BEGUN         | NOW           || 'on-failure'
  }

  def "where a dry run assumes the state, #name is #value"() {
    expect:
    read(inspected(RUNNING).assumed(EXITED), name) == value

    where:
    name            || value
    'created'       || '2026-11-19T12:00:00Z'
    'networks'      || '[back, front]'
    'restartPolicy' || 'on-failure'
    'tty'           || 'true'
    'ports'         || 'unknown'
    'startedAt'     || 'unknown'
    'finishedAt'    || 'unknown'
    'uptime'        || 'unknown'
    'oomKilled'     || 'unknown'
    'restarts'      || 'unknown'
  }

  def "without a moment of reading there is no age"() {
    given:
    def timeless = Snapshot.listed('a' * 64, 'web', 'nginx', [:], RUNNING).with(listed(RUNNING).listing())

    expect:
    read(timeless, 'created') == '2026-11-19T12:00:00Z'
    read(timeless, 'age') == 'unknown'
  }

  def "the machine tells #name as #kind: #value"() {
    given:
    def snapshot = inspected(RUNNING).withUsage(FactCost.STATS, new Usage(100, 200, 1, Optional.empty())).on(MACHINE)

    expect:
    FactCatalog.named(name).read(snapshot, '', kind).map { it.display() }.get() == value

    where:
    name         | kind               || value
    'engine'     | ValueKind.TEXT     || 'vm'
    'host.mem'   | ValueKind.PERCENT  || '55%'
    'host.mem'   | ValueKind.BYTES    || '550B'
    'host.load'  | ValueKind.NUMBER   || '1.5'
    'host.cpus'  | ValueKind.NUMBER   || '4'
    'mem.ofHost' | ValueKind.PERCENT  || '10%'
  }

  def "the Compose facts narrow the list by their labels, as #filter"() {
    expect:
    FactCatalog.named(name).filter('', new Value.Text('x')) == Optional.of(new EngineFilter('label', filter, true))
    FactCatalog.named(name).filter('', Value.Absent.NULL).empty

    where:
    name      || filter
    'project' || 'com.docker.compose.project=x'
    'service' || 'com.docker.compose.service=x'
  }
}
