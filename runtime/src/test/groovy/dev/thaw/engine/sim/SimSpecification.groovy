package dev.thaw.engine.sim

import dev.thaw.engine.Reply
import dev.thaw.operation.EngineCall
import java.time.Duration
import spock.lang.Specification

/** Speaks to a simulated engine whose time stands still until a spec moves it. */
abstract class SimSpecification extends Specification {
  static final Duration LONG = Duration.ofHours(1)

  VirtualClock clock = VirtualClock.standing()
  SimEngine engine

  SimEngine world(String yaml) {
    engine = new SimEngine('sim', WorldYaml.parse('world.yaml', yaml), clock)
  }

  Reply get(String path, Map<String, String> query = [:]) {
    engine.send(EngineCall.get(path, query), LONG)
  }

  Reply post(String path, Map<String, String> query = [:], String body = '') {
    engine.send(EngineCall.post(path, query, body), LONG)
  }

  Reply send(String method, String path) {
    engine.send(new EngineCall(method, path, new TreeMap(), ''), LONG)
  }

  /** The inspection's State, or what else stands at that place. */
  def inspect(String name, String place = '/State') {
    get("/containers/$name/json").json().at(place)
  }

  String state(String name) {
    inspect(name, '/State/Status').asText()
  }

  List<String> names(Map<String, String> query = [all: 'true']) {
    get('/containers/json', query).json().collect { it.at('/Names/0').asText().substring(1) }
  }

  static String id(String name) {
    Containers.digest(name)
  }
}
