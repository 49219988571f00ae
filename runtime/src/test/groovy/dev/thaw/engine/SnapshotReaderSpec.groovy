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
}
