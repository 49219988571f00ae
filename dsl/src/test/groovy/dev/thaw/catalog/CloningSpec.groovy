package dev.thaw.catalog

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.JsonNodeFactory
import dev.thaw.json.JsonTree
import dev.thaw.value.Value
import spock.lang.Specification

class CloningSpec extends Specification {
  static final ID = 'ab' * 32

  static JsonNode json(Object value) {
    def nodes = JsonNodeFactory.instance
    switch (value) {
      case Map: return value.inject(nodes.objectNode()) { object, key, item -> object.set(key as String, json(item)) }
      case List: return value.inject(nodes.arrayNode()) { array, item -> array.add(json(item)) }
      case Integer: return nodes.numberNode(value as int)
      case Boolean: return nodes.booleanNode(value as boolean)
      default: return nodes.textNode(value as String)
    }
  }

  static plain(JsonNode node) {
    if (node.object) {
      return node.fieldNames().collectEntries { [it, plain(node.get(it))] }
    }
    node.array ? node.collect { plain(it) } : node.number ? node.intValue() : node.null || node.missingNode ? null : node.textValue()
  }

  static parsed(String text) {
    plain(JsonTree.read(text.getBytes('UTF-8')))
  }

  static changes(Map<String, Integer> kinds) {
    json(kinds.collect { path, kind -> [Path: path, Kind: kind] })
  }

  def "of what a container has changed, #copied is copied"() {
    expect:
    ChangedFiles.of(changes(kinds), mounts).copied() == copied

    where:
    kinds                                                     | mounts       || copied
    ['/tmp': 0, '/tmp/open': 1]                               | []           || ['/tmp/open']
    ['/new': 1, '/new/a': 1, '/new/b': 1]                     | []           || ['/new']
    ['/etc': 0, '/etc/passwd': 0]                             | []           || ['/etc/passwd']
    ['/etc': 0, '/etc/gone': 2]                               | []           || []
    ['/data': 1]                                              | ['/data']    || []
    ['/srv': 1, '/srv/data': 1, '/srv/own': 1]                | ['/srv/data'] || ['/srv/own']
    ['/a': 1, '/ab': 1, '/a/b': 1]                            | []           || ['/a', '/ab']
    [:]                                                       | []           || []
  }

  def "nothing changed is told as null, and removals are counted"() {
    expect:
    ChangedFiles.of(JsonTree.read('null'.bytes), []).copied() == []
    ChangedFiles.of(changes(['/bin': 0, '/bin/ls': 2, '/bin/cp': 2]), []).removed() == 2
  }

  static Map inspect(Map more = [:]) {
    [
      Id: ID, Image: 'sha256:11',
      Config: [Image: 'app:1', Hostname: ID[0..11], Env: ['A=1'], MacAddress: 'x', Labels: ['app': 'cache']] + (more.Config ?: [:]),
      HostConfig: [NetworkMode: 'front', Memory: 5, ContainerIDFile: '/x'] + (more.HostConfig ?: [:]),
      NetworkSettings: [Networks: more.Networks ?: [front: [Aliases: ['web', ID[0..11]]]]],
      Mounts: more.Mounts ?: [],
    ]
  }

  static ClonedConfiguration cloned(Map inspect, List images = [[Id: 'sha256:11']], List running = []) {
    ClonedConfiguration.of(json(inspect), json(images), json(running), 'run-1')
  }

  def "a clone has the configuration, but for what two cannot have at once"() {
    given:
    def made = cloned(inspect())
    def body = parsed(made.body()) as Map

    expect:
    body.Image == 'app:1'
    body.Env == ['A=1']
    !body.containsKey('Hostname')
    !body.containsKey('MacAddress')
    body.Labels == ['app': 'cache', 'thaw.clone.of': ID, 'thaw.clone.run': 'run-1']
    body.HostConfig.Memory == 5
    !body.HostConfig.containsKey('ContainerIDFile')
    body.NetworkingConfig.EndpointsConfig.front.Aliases == ['web']
    made.remarks() == []
  }

  def "a name that means another image by now is not taken"() {
    expect:
    parsed(cloned(inspect(), [[Id: 'sha256:22']]).body()).Image == 'sha256:11'
  }

  def "a port that is taken is left out, and said; another stays"() {
    given:
    def bindings = ['80/tcp': [[HostPort: '8080']], '81/tcp': [[HostPort: '']], '82/udp': [[HostPort: '8082']]]
    def made = cloned(inspect(HostConfig: [PortBindings: bindings]), [],
      [[Ports: [[PrivatePort: 80, PublicPort: 8080, Type: 'tcp'], [PrivatePort: 1, Type: 'tcp'], [PublicPort: 8082, Type: 'tcp']]]])

    expect:
    parsed(made.body()).HostConfig.PortBindings.keySet() == ['81/tcp', '82/udp'] as Set
    made.remarks() == ['without the port 8080 of the machine, which is taken']
  }

  def "what else it does not have is said: #remark"() {
    expect:
    cloned(inspect(more)).remarks() == [remark]

    where:
    more                                                                        | remark
    [Config: [Labels: ['com.docker.compose.project': 'p']]]                     | 'without the labels com.docker.compose.*: it is no part of that project'
    [Networks: [front: [IPAMConfig: [IPv4Address: '10.0.0.9']]]]                | 'without the fixed address in the network front'
    [Mounts: [[Type: 'volume', Destination: '/d', RW: true]]]                   | 'with an empty volume of its own at /d'
    [HostConfig: [Binds: ['v:/d']], Mounts: [[Type: 'volume', Destination: '/d', RW: true]]] | 'warning: both write to what is mounted at /d'
  }

  def "further networks are connected afterwards"() {
    given:
    def made = cloned(inspect(Networks: [front: [Aliases: ['web']], back: [Aliases: ['db']]]))

    expect:
    made.networks().keySet() == ['back'] as Set
    parsed(made.networks().back) == [Container: '{Id}', EndpointConfig: [Aliases: ['db'], Links: null, DriverOpts: null]]
  }

  def "a container's name is checked: #name"() {
    expect:
    Cloning.unfit('to', new Value.Text(name)).present == unfit

    where:
    name         || unfit
    'cache-2'    || false
    'a'          || true
    '../x'       || true
    'x y'        || true
    '-rf'        || true
  }
}
