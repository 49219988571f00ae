package dev.thaw.engine.sim

import java.time.Duration

/** Filters as moby's {@code daemon/list.go} has them; each line was measured on Docker 26.1.5. */
class SimListSpec extends SimSpecification {
  static final String WORLD = '''\
      containers:
        - {name: web, image: "nginx:1", labels: {app: web, empty: ""}}
        - {name: web-1, labels: {app: web, a.b: "x=y"}, state: paused, health: {interval: 10s}}
        - {name: db, labels: {app: db}, health: {status: healthy}}
        - {name: old, labels: {app: web}, state: exited, exitCode: 3}
        - {name: new, state: created}
        - {name: loop, state: restarting}
      '''

  def "#query lists #found"() {
    given:
    world(WORLD)

    expect:
    names(query) == found

    where:
    query                                                     || found
    [:]                                                       || ['loop', 'db', 'web-1', 'web']
    [all: 'false']                                            || ['loop', 'db', 'web-1', 'web']
    [all: '1']                                                || ['loop', 'new', 'old', 'db', 'web-1', 'web']
    [all: 'maybe']                                            || ['loop', 'new', 'old', 'db', 'web-1', 'web']
    [limit: '2']                                              || ['loop', 'new']
    [filters: '{}']                                           || ['loop', 'db', 'web-1', 'web']
    [filters: '{"status":["running"]}']                       || ['db', 'web']
    [filters: '{"status":["paused"]}']                        || ['web-1']
    [filters: '{"status":["exited"]}']                        || ['old']
    [filters: '{"status":["exited","created"]}']              || ['new', 'old']
    [filters: '{"status":{"exited":true}}']                   || ['old']
    [filters: '{"name":["web"]}']                             || ['web-1', 'web']
    [filters: '{"name":["^web$"]}']                           || ['web']
    [filters: '{"name":["^/web$"]}']                          || ['web']
    [filters: '{"name":["e.-1"]}']                            || ['web-1']
    [filters: '{"name":["("]}']                               || []
    [filters: '{"name":["db","web-1"]}']                      || ['db', 'web-1']
    [filters: '{"label":["app"]}']                            || ['db', 'web-1', 'web']
    [filters: '{"label":["app=web"]}']                        || ['web-1', 'web']
    [filters: '{"label":["app=web","empty"]}']                || ['web']
    [filters: '{"label":["empty="]}']                         || ['web']
    [filters: '{"label":["a.b=x=y"]}']                        || ['web-1']
    [all: '1', filters: '{"label":["app=web"]}']              || ['old', 'web-1', 'web']
    [filters: '{"health":["healthy"]}']                       || ['db']
    [filters: '{"health":["unhealthy"]}']                     || ['web-1']
    [filters: '{"health":["none"]}']                          || ['loop', 'web']
    [filters: '{"ancestor":["nginx:1"]}']                     || ['web']
    [all: '1', filters: '{"exited":["3"]}']                   || ['old']
    [filters: '{"exited":["3"]}']                             || []
    [filters: '{"id":["' + id('db').substring(0, 9) + '"]}']  || ['db']
    [filters: '{"id":["zz"]}']                                || []
  }

  def "#query is refused with #status: #message"() {
    given:
    world(WORLD)

    when:
    def reply = get('/containers/json', query)

    then:
    reply.status() == status
    reply.message() == message

    where:
    query                                  || status | message
    [filters: 'xx']                        || 400    | 'invalid filter'
    [filters: '[]']                        || 400    | 'invalid filter'
    [filters: '{"label":"app"}']           || 400    | 'invalid filter'
    [filters: '{"bogus":["x"]}']           || 400    | "invalid filter 'bogus'"
    [filters: '{"status":["x"]}']          || 400    | "invalid filter 'status=x'"
    [filters: '{"health":["x"]}']          || 400    | 'unrecognized filter value for health: x'
    [filters: '{"volume":["x"]}']          || 501    | "the simulator does not have the filter 'volume'"
    [limit: 'x']                           || 500    | 'strconv.Atoi: parsing "x": invalid syntax'
  }

  def "an entry tells what docker ps shows"() {
    given:
    world(WORLD)
    def created = clock.now().minus(Duration.ofHours(2)).epochSecond

    expect:
    get('/containers/json', [all: '1']).json().collectEntries {
      [it.at('/Names/0').asText(), it.path('State').asText() + ': ' + it.path('Status').asText()]
    } == ['/web': 'running: Up About an hour', '/web-1': 'paused: Up About an hour (Paused)',
        '/db': 'running: Up About an hour (healthy)', '/old': 'exited: Exited (3) 10 minutes ago',
        '/new': 'created: Created', '/loop': 'restarting: Restarting (0) 10 minutes ago']
    with(get('/containers/json', [filters: '{"name":["^web$"]}']).json().get(0)) {
      path('Id').asText() == id('web')
      path('Image').asText() == 'nginx:1'
      at('/Labels/app').asText() == 'web'
      path('Created').asLong() == created
    }
  }

  def "#seconds s are #words"() {
    expect:
    StatusText.roughly(Duration.ofSeconds(seconds)) == words

    where:
    seconds    || words
    0          || 'Less than a second'
    1          || '1 second'
    59         || '59 seconds'
    60         || 'About a minute'
    119        || 'About a minute'
    120        || '2 minutes'
    3599       || '59 minutes'
    3600       || 'About an hour'
    5400       || '2 hours'
    172_799    || '2 days'
    1_209_600  || '2 weeks'
    5_184_000  || '2 months'
    63_072_000 || '2 years'
  }
}
