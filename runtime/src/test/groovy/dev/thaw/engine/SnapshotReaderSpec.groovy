package dev.thaw.engine

import dev.thaw.fact.ContainerState
import dev.thaw.json.JsonTree
import spock.lang.Specification

class SnapshotReaderSpec extends Specification {
  static json(String text) {
    JsonTree.read(text.getBytes('UTF-8'))
  }

  def "a usage of #usage is unknown"() {
    when:
    def read = SnapshotReader.usage(json("""{"memory_stats": {"usage": $usage, "limit": 1000}}"""))

    then:
    read.memoryBytes().empty
    read.memoryPercent().empty

    where:
    usage << ['null', '"lots"', 'true', '{}', '-5', '1.5', '99999999999999999999']
  }

  def "a page cache that is no number leaves the usage unknown"() {
    expect:
    SnapshotReader.usage(json('{"memory_stats": {"usage": 900, "limit": 1000, "stats": {"inactive_file": "899"}}}'))
        .memoryBytes().empty
  }

  def "the page cache is taken off as docker stats does: #stats"() {
    expect:
    SnapshotReader.usage(json("""{"memory_stats": {"usage": 900, "limit": 1000, "stats": $stats}}"""))
        .memoryBytes().asLong == bytes

    where:
    stats                                               || bytes
    '{}'                                                || 900
    '{"inactive_file": 100}'                            || 800
    '{"total_inactive_file": 200, "inactive_file": 1}'  || 700
    '{"inactive_file": 1000}'                           || 900
  }

  def "processor time of #used is unknown"() {
    expect:
    SnapshotReader.usage(json("""{
        "cpu_stats": {"cpu_usage": {"total_usage": $used}, "system_cpu_usage": 2000, "online_cpus": 2},
        "precpu_stats": {"cpu_usage": {"total_usage": 100}, "system_cpu_usage": 1000}}"""))
        .processorPercent().empty

    where:
    used << ['null', '"x"', '{}', '50']
  }

  def "labels of #labels are refused, not taken for none"() {
    when:
    SnapshotReader.listed(json("""{"Id": "${'a' * 64}", "Names": ["/x"], "Image": "i", "State": "running",
        "Labels": $labels}"""))

    then:
    def refusal = thrown(EngineException)
    refusal.fault() == EngineException.Fault.INVALID

    where:
    labels << ['[]', '"x"', '1', '{"a": 1}', '{"a": null}']
  }

  def "labels of null are none, and a state that nobody knows is unknown"() {
    given:
    def snapshot = SnapshotReader.listed(json("""{"Id": "${'a' * 64}", "Names": ["/x"], "Image": "i",
        "State": "melting", "Labels": null}"""))

    expect:
    snapshot.labels() == [:]
    snapshot.state() == ContainerState.UNKNOWN
  }

  def "an inspection without #what is refused, not half understood"() {
    when:
    SnapshotReader.inspected(json("""{"Id": "${'a' * 64}", "Name": "/x", "Config": {}, "State": $state}"""))

    then:
    def refusal = thrown(EngineException)
    refusal.fault() == EngineException.Fault.INVALID

    where:
    what        | state
    'Status'    | '{"StartedAt": "2026-01-01T00:00:00Z", "ExitCode": 0}'
    'StartedAt' | '{"Status": "running", "ExitCode": 0}'
    'ExitCode'  | '{"Status": "running", "StartedAt": "2026-01-01T00:00:00Z", "ExitCode": "0"}'
  }
}
