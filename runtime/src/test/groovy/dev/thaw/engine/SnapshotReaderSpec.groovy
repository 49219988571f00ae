package dev.thaw.engine

import dev.thaw.json.JsonTree
import spock.lang.Specification

class SnapshotReaderSpec extends Specification {
  static final String ID = 'ab12' * 16

  static listed(Map<String, Object> given) {
    SnapshotReader.listed(JsonTree.read(Json.of([Id: ID, Names: ['/db'], Image: 'pg', State: 'running'] + given).bytes))
  }

  def "of the names #names the container's own is #name"() {
    expect:
    listed(Names: names).name() == name

    where:
    names                       || name
    ['/db']                     || 'db'
    ['/web/db', '/db']          || 'db'
    ['/db', '/web/db']          || 'db'
    ['/web/db']                 || 'web/db'
    []                          || ''
  }

  def "a container whose identifier is #id is refused"() {
    when:
    listed(Id: id)

    then:
    def refusal = thrown(EngineException)
    refusal.fault() == EngineException.Fault.INVALID
    refusal.message.startsWith("the engine's reply holds a container whose Id is no identifier: ")

    where:
    id << ['', 'abc', '../../images/prune', 'AB12' * 16, ID + 'a', 'ab12' * 4 + '\n', null]
  }

  def "an identifier of #digits digits is one"() {
    expect:
    listed(Id: 'a' * digits).id() == 'a' * digits

    where:
    digits << [12, 64]
  }
}
