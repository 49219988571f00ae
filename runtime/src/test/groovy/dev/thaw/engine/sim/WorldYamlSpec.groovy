package dev.thaw.engine.sim

import dev.thaw.fact.ContainerState
import dev.thaw.fact.Health
import dev.thaw.operation.Dialect
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

class WorldYamlSpec extends Specification {
  @TempDir Path folder

  def "everything but a name has a default"() {
    when:
    def world = WorldYaml.parse('world.yaml', 'containers: [{name: web-1}]')

    then:
    world.engine() == EngineSpec.DEFAULT
    world.latency() == Duration.ZERO
    world.faults().isEmpty()
    with(world.containers()[0]) {
      name() == 'web-1'
      image() == 'busybox'
      labels().isEmpty()
      state() == ContainerState.RUNNING
      health().isEmpty()
      memory() == MemorySpec.DEFAULT
      cpu() == 0
      pids() == 1
      restartPolicy() == 'no'
      restarts() == 0
      age() == Duration.ofHours(2)
      attachments() == new AttachmentSpec(['bridge'], [], [])
      !tty()
      exitCode() == 0
      !oomKilled()
      logs().isEmpty()
      exec() == ExecSpec.DEFAULT
      stop() == StopSpec.DEFAULT
      process() == new ProcessSpec(['sleep', 'infinity'], ['PATH=/bin'], Optional.empty())
      !autoRemove()
    }
  }

  def "a world can say all this"() {
    when:
    def world = WorldYaml.parse('world.yaml', '''\
      engine: {version: 26.1, api: 1.44, minApi: "1.40", experimental: false, memory: 8GiB, cpus: 2, kernel: 6.12.48, driver: btrfs, cgroup: 1, root: /var/lib/docker, criu: false, checkpointRaces: true}
      host: {mem: 55.5%, load: 1.5}
      containers:
        - name: web-1
          image: "nginx:1.27"
          labels: {app: web, canary: no, zip: 010, on: true}
          state: paused
          health: {status: starting, healthyAfter: 3s, interval: 1.minute}
          memory: {usage: 300MB, cache: 1.5 MB, limit: 512MB}
          cpu: 12.5
          pids: 7
          restartPolicy: on-failure
          restarts: 4
          age: 3d
          networks: [front, back]
          volumes: [data]
          ports: [8080, 443]
          tty: true
          exitCode: 3
          oomKilled: true
          logs: [one, "two: 2"]
          exec: {exitCode: 1, output: "out", takes: 2s}
          stop: {exitCode: 0, takes: 250ms}
        - {name: "batch-{n}", count: 3, labels: {shard: "s{n}"}, counts: 50.ms, autoRemove: true, env: ["A=b=c"]}
        - {name: once, command: [sh, -c, "sleep 9"]}
      latency: 2ms
      faults:
        - {on: "POST /containers/*/pause", every: 10, reply: 500, body: "boom"}
        - {on: "* /info", delay: 2s}
        - {on: "GET /a", reset: before}
        - {on: "GET /b", reset: after}
        - {on: "GET /c", truncate: true}
        - {on: "POST /containers/*/start", criu: "criu failed: type NOTIFY errno 0"}
      '''.stripIndent())
    def web = world.containers()[0]

    then: 'a text is what is written, whatever YAML 1.1 would make of it'
    world.engine() == new EngineSpec('26.1', new Dialect(1, 44), new Dialect(1, 40), false, 8L << 30, 2,
        new MachineSpec('6.12.48', 'btrfs', 1, '/var/lib/docker'), new CriuSpec(false, true))
    web.labels() == [app: 'web', canary: 'no', zip: '010', on: 'true']

    and:
    web.state() == ContainerState.PAUSED
    web.health().get() == new HealthSpec(Health.STARTING, Optional.of(Duration.ofSeconds(3)), Duration.ofMinutes(1))
    web.memory() == new MemorySpec(300_000_000, 1_500_000, OptionalLong.of(512_000_000))
    [web.cpu(), web.pids(), web.restartPolicy(), web.tty(), web.exitCode(), web.oomKilled()] ==
        [12.5, 7, 'on-failure', true, 3, true]
    [web.restarts(), web.age()] == [4, Duration.ofDays(3)]
    web.attachments() == new AttachmentSpec(['front', 'back'], ['data'], [8080, 443])
    world.host().get() == new HostSpec(55.5G, 1.5G)
    web.logs() == ['one', 'two: 2']
    web.exec() == new ExecSpec(1, 'out', Duration.ofSeconds(2))
    web.stop() == new StopSpec(0, Duration.ofMillis(250))

    and: 'the number counts from 1, in labels too'
    world.containers()[1..3]*.name() == ['batch-1', 'batch-2', 'batch-3']
    world.containers()[1..3]*.labels()*.shard == ['s1', 's2', 's3']
    world.containers()[1..3]*.process().every { it == new ProcessSpec([], ['A=b=c'], Optional.of(Duration.ofMillis(50))) }
    world.containers()*.autoRemove() == [false, true, true, true, false]
    world.containers()[4].command() == ['sh', '-c', 'sleep 9']

    and:
    world.latency() == Duration.ofMillis(2)
    world.faults() == [
        new FaultSpec('POST', '/containers/*/pause', 10, new FaultSpec.Refuse(500, 'boom')),
        new FaultSpec('*', '/info', 1, new FaultSpec.Delay(Duration.ofSeconds(2))),
        new FaultSpec('GET', '/a', 1, new FaultSpec.ResetBefore()),
        new FaultSpec('GET', '/b', 1, new FaultSpec.ResetAfter()),
        new FaultSpec('GET', '/c', 1, new FaultSpec.Truncate()),
        new FaultSpec('POST', '/containers/*/start', 1, new FaultSpec.CriuFails('criu failed: type NOTIFY errno 0'))]
  }

  def "#what is a problem with its place"() {
    expect:
    problems(yaml) == [problem]

    where:
    what | yaml || problem
    'an empty file' | '' || "1:1: MISSING: The file is empty. Give it at least one container: containers: [{name: web-1}]."
    'a file of comments' | '# later\n' || "1:1: MISSING: The file is empty. Give it at least one container: containers: [{name: web-1}]."
    'a share above all' | 'host: {mem: 101%}' || "1:13: WRONG_TYPE: mem is '101%'. Write a percentage from 0% to 100%."
    'no port' | 'containers: [{name: web, ports: [70000]}]' || "1:34: OUT_OF_RANGE: ports is 70000. It can be 1 to 65535."
    'a list at the top' | '- a' || "1:1: WRONG_TYPE: the world is a sequence. Write a mapping: {key: value}."
    'a misspelt key' | 'contaners: []' || "1:1: UNKNOWN_KEY: There is no key of the world 'contaners'. Did you mean containers?"
    'a strange key' | 'xyz: 1' || "1:1: UNKNOWN_KEY: There is no key of the world 'xyz'. Write one of: engine, host, containers, latency, faults."
    'a misspelt key below' | c('name: ab, stat: paused') || "2:16: UNKNOWN_KEY: There is no key of a container 'stat'. Did you mean state?"
    'a merge key' | c('name: ab, <<: {tty: true}') || "2:16: UNKNOWN_KEY: There is no key of a container '<<'. Write one of: name, count, image, labels, state, health, memory, cpu, pids, restartPolicy, restarts, age, networks, volumes, ports, tty, exitCode, oomKilled, logs, exec, stop, files, command, env, counts, autoRemove."
    'a key that is no word' | '{[a]: 1, latency: 1ms}' || "1:2: WRONG_TYPE: a key of the world is a sequence. Write a word."
    'a key twice' | c('name: ab, tty: true, tty: false') || "2:27: REPEATED: The key tty stands here again. Keep one of them."
    'a label twice' | c('name: ab, labels: {a: 1, a: 2}') || "2:31: REPEATED: The key a stands here again. Keep one of them."
    'no name' | c('image: a') || "2:5: MISSING: This container has no name. Add name: web-1."
    'an empty name' | c('name: ') || "2:11: MISSING_VALUE: name has no value. Give it one, or leave the key out."
    'a name of null' | c('name: ~') || "2:12: MISSING_VALUE: name has no value. Give it one, or leave the key out."
    'a name that is a list' | c('name: [a]') || "2:12: WRONG_TYPE: name is a sequence. Write text."
    'a name of one letter' | c('name: a') || "2:12: WRONG_TYPE: 'a' cannot be a container's name. Use two or more of a-z A-Z 0-9 _ . - and begin with a letter or a digit."
    'a name with escapes' | c('name: "a\\e[31mb"') || "2:12: WRONG_TYPE: 'a\\u001b[31mb' cannot be a container's name. Use two or more of a-z A-Z 0-9 _ . - and begin with a letter or a digit."
    'a count without number' | c('name: ab, count: 2') || "2:12: MISPLACED: With a count all names would be the same. Put the number into the name: \"ab-{n}\"."
    'a number without count' | c('name: "a{n}"') || "2:12: MISSING: The name has a number, but there is no count. Add count: 10."
    'a count of none' | c('name: "a{n}", count: 0') || "2:27: OUT_OF_RANGE: count is 0. It can be 1 to 100000."
    'far too many' | c('name: "a{n}", count: 100001') || "2:27: OUT_OF_RANGE: count is 100001. It can be 1 to 100000."
    'a count as text' | c('name: "a{n}", count: "2"') || "2:27: WRONG_TYPE: count is '2'. Write a number, without quotes."
    'a count with a fraction' | c('name: "a{n}", count: 1.5') || "2:27: WRONG_TYPE: count is '1.5'. Write a whole number."
    'an octal or decimal number' | c('name: ab, pids: 010') || "2:22: WRONG_TYPE: pids is '010'. Write a plain decimal number."
    'a number with an exponent' | c('name: ab, cpu: 1e9') || "2:21: WRONG_TYPE: cpu is '1e9'. Write a plain decimal number."
    'a number of many digits' | c('name: ab, pids: ' + '9' * 50) || "2:22: WRONG_TYPE: pids is '${'9' * 50}'. Write a plain decimal number."
    'a share below nothing' | c('name: ab, cpu: -1') || "2:21: OUT_OF_RANGE: cpu is -1. It can be 0 to 100000."
    'an exit code too high' | c('name: ab, exitCode: 256') || "2:26: OUT_OF_RANGE: exitCode is 256. It can be 0 to 255."
    'a flag that says no' | c('name: ab, tty: no') || "2:21: WRONG_TYPE: tty is 'no'. Write true or false."
    'a flag in quotes' | c('name: ab, tty: "true"') || "2:21: WRONG_TYPE: tty is 'true'. Write true or false, without quotes."
    'a misspelt state' | c('name: ab, state: pausd') || "2:23: UNKNOWN_NAME: There is no state 'pausd'. Did you mean paused?"
    'an unknown policy' | c('name: ab, restartPolicy: yes') || "2:31: UNKNOWN_NAME: There is no restartPolicy 'yes'. Write one of: no, always, unless-stopped, on-failure."
    'health as a word' | c('name: ab, health: healthy') || "2:24: WRONG_TYPE: health is 'healthy'. Write a mapping: {key: value}."
    'health that is none' | c('name: ab, health: {status: none}') || "2:33: UNKNOWN_NAME: There is no status 'none'. Write one of: starting, healthy, unhealthy."
    'an interval of 0' | c('name: ab, health: {interval: 0s}') || "2:35: OUT_OF_RANGE: interval is 0. Write 1ms or more."
    'a size without unit' | c('name: ab, memory: {usage: 300}') || "2:32: WRONG_TYPE: usage is '300'. Write a size with its unit: 512MB."
    'a misspelt unit' | c('name: ab, memory: {usage: 300Mb}') || "2:32: UNKNOWN_UNIT: There is no unit of a size 'Mb'. Did you mean MB?"
    'a size below nothing' | c('name: ab, memory: {usage: -3MB}') || "2:32: WRONG_TYPE: usage is '-3MB'. Write a size with its unit: 512MB."
    'a size beyond counting' | c('name: ab, memory: {limit: 9999999999TB}') || "2:32: OUT_OF_RANGE: limit is beyond what can be counted. Write less."
    'more used than allowed' | c('name: ab, memory: {usage: 2GB, limit: 1GB}') || "2:32: OUT_OF_RANGE: The usage is above the limit. The kernel would have killed it: write state: exited and oomKilled: true."
    'a duration with a size' | 'latency: 2MB' || "1:10: WRONG_TYPE: latency is '2MB'. Write a duration: 500ms."
    'a duration without unit' | 'latency: 5x' || "1:10: UNKNOWN_UNIT: There is no unit of a duration 'x'. Write one of: ms, millis, milliseconds, millisecond, seconds, second, s, sec, minutes, minute, m, min, hours, hour, h, days, day, d."
    'lines that are none' | c('name: ab, logs: one') || "2:22: WRONG_TYPE: logs is 'one'. Write a list: [a, b]."
    'containers that are none' | 'containers: {name: ab}' || "1:13: WRONG_TYPE: containers is a mapping. Write a list: [a, b]."
    'a name twice' | 'containers:\n  - {name: ab}\n  - {name: ab}' || "3:12: REPEATED: A container of the name ab is already there. Give each a name of its own."
    'a version of two lines' | 'engine: {version: "1\\r\\nX: y"}' || "1:19: WRONG_TYPE: version is '1\\r\\nX: y'. Write a version: \"26.1.5\"."
    'an API that is none' | 'engine: {api: 45}' || "1:15: WRONG_TYPE: api is '45'. Write an API version: \"1.45\"."
    'APIs in the wrong order' | 'engine: {api: 1.41, minApi: 1.44}' || "1:29: OUT_OF_RANGE: The oldest API version, 1.44, is newer than the newest, 1.41. Lower minApi."
    'a fault on nothing' | f('reply: 500') || "2:5: MISSING: This fault strikes nothing. Add on: \"POST /containers/*/pause\"."
    'a fault on half a request' | f('on: /info, reply: 500') || "2:10: WRONG_TYPE: on is no request. Write a method and a path: \"POST /containers/*/pause\"."
    'a fault of no effect' | f('on: GET /info') || "2:5: MISSING: This fault does nothing. Add one of: reply, delay, reset, truncate, criu."
    'a fault of two effects' | f('on: GET /info, reply: 500, delay: 1s') || "2:40: REPEATED: The fault has reply already. Make delay a fault of its own."
    'a body without reply' | f('on: GET /info, delay: 1s, body: a') || "2:38: MISPLACED: A body needs a reply. Add reply: 500."
    'a reply of success' | f('on: GET /info, reply: 200') || "2:28: OUT_OF_RANGE: reply is 200. It can be 400 to 599."
    'a fault of every none' | f('on: GET /info, reply: 500, every: 0') || "2:40: OUT_OF_RANGE: every is 0. It can be 1 to 2147483647."
    'a reset at no time' | f('on: GET /info, reset: never') || "2:28: UNKNOWN_NAME: There is no reset 'never'. Write one of: before, after."
    'a cut that is none' | f('on: GET /info, truncate: false') || "2:31: MISPLACED: A fault that does not truncate does nothing. Leave the fault out."
    'a request without CRIU' | f('on: POST /containers/*/stop, criu: no') || "2:41: MISPLACED: CRIU does nothing in this request. Write on: \"POST /containers/*/checkpoints\" or \"POST /containers/*/start\"."
    'a CRIU of no words' | f('on: POST /containers/*/start, criu: ') || "2:41: MISSING_VALUE: criu has no value. Give it one, or leave the key out."
    'counting too fast' | c('name: ab, counts: 0ms') || "2:24: OUT_OF_RANGE: counts is below a millisecond. Write 1ms or more."
    'a variable that is none' | c('name: ab, env: [PATH]') || "2:21: WRONG_TYPE: 'PATH' is no variable. Write NAME=value."
    'removed and started again' | c('name: ab, autoRemove: true, restartPolicy: always') || "2:28: MISPLACED: What is removed at its end cannot be started again by a restart policy. Leave one of them out."
    'a root that is none' | 'engine: {root: "../x"}' || "1:16: WRONG_TYPE: root is '../x'. Write an absolute path: /var/lib/docker."
    'an unknown driver' | 'engine: {driver: overlay}' || "1:18: UNKNOWN_NAME: There is no driver 'overlay'. Did you mean overlay2?"
    'control groups of the future' | 'engine: {cgroup: 3}' || "1:18: OUT_OF_RANGE: cgroup is 3. It can be 1 to 2."
    'two documents' | 'latency: 1ms\n---\nlatency: 2ms' || "2:1: NOT_ALLOWED: A second document begins here. Keep one document in a file."
    'an alias' | 'containers: [&a {name: ab}, *a]' || "1:29: NOT_ALLOWED: The alias *a stands here. Write the value out."
    'a tag' | 'containers: !!javax.script.ScriptEngineManager []' || "1:13: NOT_ALLOWED: The tag tag:yaml.org,2002:javax.script.ScriptEngineManager stands here. Leave tags out."
    'a tag of a text' | c('name: !!str ab') || "2:12: NOT_ALLOWED: The tag tag:yaml.org,2002:str stands here. Leave tags out."
    'a file that breaks off' | 'containers: [{name: ab' || "1:23: SYNTAX: This is not YAML: expected ',' or '}', but got <stream end>. Look for a missing bracket, quote or space here or just before."
    'a tab for indentation' | 'engine:\n\tapi: 1' || "2:1: SYNTAX: This is not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation). Look for a missing bracket, quote or space here or just before."
    'a NUL' | 'latency: 1ms\nengine: a\u0000' || "2:10: UNREADABLE: The symbol U+0000 cannot stand in YAML. Remove it."
    'great depth' | 'a: ' + '[' * 30 || "1:23: TOO_LARGE: The nesting is deeper than 20. Nothing in a world lies that deep."
    'great size' | '#' * ((4 << 20) + 1) || "1:1: TOO_LARGE: The file has more than 4194304 characters. Use count for containers of one kind."
  }

  def "columns count as editors do, also behind symbols outside of the basic plane"() {
    expect:
    problems(c('image: "\ud83d\ude00", name: [a]')) == ['2:25: WRONG_TYPE: name is a sequence. Write text.']
  }

  def "all problems come at once, in order of their places"() {
    expect:
    problems('''\
      latency: never
      engine: {api: x, memory: much}
      containers:
        - {image: a}
        - {name: ab, state: gone}
        - !!x {name: ac}
      faults: [{}]
      '''.stripIndent())*.replaceFirst(/: (\w+): .*/, ' $1') ==
        ['1:10 WRONG_TYPE', '2:15 WRONG_TYPE', '2:26 WRONG_TYPE', '4:5 MISSING', '5:23 UNKNOWN_NAME',
            '6:5 NOT_ALLOWED', '7:10 MISSING', '7:10 MISSING']
  }

  def "an alias bomb is named, not counted out"() {
    given:
    def bomb = 'a: &a [x]\n' + ('a'..'y').collect { "b$it: &${it.next()} [${(["*$it"] * 9).join(', ')}]\n" }.join()

    when:
    def found = problems(bomb)

    then:
    found.size() == 101
    found[0] == '2:9: NOT_ALLOWED: The alias *a stands here. Write the value out.'
    found[100].endsWith('TOO_LARGE: There are more than 100 problems. Mend those above first.')
  }

  def "a file that is not UTF-8 is told with its offset"() {
    given:
    def file = folder.resolve('world.yaml')
    Files.write(file, 'latency: 1ms\nx: \u00ff\n'.getBytes('ISO-8859-1'))

    when:
    WorldYaml.read(file)

    then:
    def invalid = thrown(InvalidWorldException)
    invalid.message == "$file:2:4: UNREADABLE: The file is not UTF-8: the byte at offset 16 fits nothing. Save it as UTF-8."
  }

  def "a byte order mark and CRLF change nothing"() {
    given:
    def file = folder.resolve('world.yaml')
    Files.writeString(file, '\ufefflatency: 1ms\r\ncontainers:\r\n  - name: ab\r\n')

    expect:
    WorldYaml.read(file) == WorldYaml.parse('', 'latency: 1ms\ncontainers:\n  - name: ab\n')
  }

  def "the built-in world has something for every example"() {
    given:
    def world = World.builtIn()

    expect:
    world.containers().size() == 12
    world.containers()*.state().countBy { it.word() } == [running: 8, paused: 3, exited: 1]
    world.containers().findAll { it.health().isPresent() }*.name() == ['db', 'web-1', 'web-2', 'web-3']
    world.containers().findAll { it.labels()['thaw.protect'] == 'true' }*.name() == ['gateway']
    world.containers().findAll { it.labels().auto_resume == 'true' && it.state() == ContainerState.PAUSED }
        .collectEntries { [it.name(), it.memory().usage() / it.memory().limit().getAsLong() < 0.8] } ==
        ['batch-3': true, 'batch-4': false]
    world.containers().find { it.name() == 'report' }.exitCode() == 137
  }

  private static String c(String container) {
    "containers:\n  - {$container}"
  }

  private static String f(String fault) {
    "faults:\n  - {$fault}"
  }

  private static List<String> problems(String yaml) {
    try {
      WorldYaml.parse('world.yaml', yaml)
      []
    } catch (InvalidWorldException invalid) {
      invalid.diagnostics().collect { it.toString() - 'world.yaml:' }
    }
  }
}
