package dev.thaw.engine.sim

import java.nio.file.Path
import java.time.Duration
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

/** The real docker command line against a simulated engine. */
@Requires(value = { DockerCommand.found() }, reason = 'there is no docker on PATH')
@Timeout(120)
class SimDockerSpec extends Specification {
  @TempDir Path folder
  @AutoCleanup SimServer server

  VirtualClock clock = VirtualClock.standing()

  def "docker ps lists, and filters"() {
    given:
    serve()

    expect:
    docker('ps', '--format', '{{.Names}} {{.Status}}').lines ==
        ['batch-2 Up About an hour (Paused)', 'batch-1 Up About an hour', 'web-1 Up About an hour (healthy)']
    docker('ps', '-a', '--filter', 'status=exited', '--format', '{{.Names}} {{.Status}}').lines ==
        ['report Exited (137) 10 minutes ago']
    docker('ps', '-q', '--no-trunc', '--filter', 'label=app=web').lines == [Containers.digest('web-1')]
  }

  def "docker inspect finds by name, identifier and its beginning"() {
    given:
    serve()

    expect:
    ['web-1', Containers.digest('web-1'), Containers.digest('web-1').substring(0, 12)].every {
      docker('inspect', '-f', '{{.Name}} {{.State.Status}} {{.State.Health.Status}}', it).lines == ['/web-1 running healthy']
    }
    docker('inspect', '--type', 'container', 'nope').with { [code, error] } ==
        [1, 'Error response from daemon: No such container: nope']
  }

  def "docker #command: #output"() {
    given:
    serve()

    when:
    def result = docker(*command.tokenize(' '))

    then:
    [result.code, result.code == 0 ? result.lines : [result.error]] == [code, output]
    docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}}', command.tokenize(' ').find { it =~ /-\d|report/ }).lines == [after]

    where:
    command                   || code | after         | output
    'pause web-1'             || 0    | 'paused 0'    | ['web-1']
    'pause batch-2'           || 1    | 'paused 0'    | ["Error response from daemon: Container ${Containers.digest('batch-2')} is already paused"]
    'unpause batch-2'         || 0    | 'running 0'   | ['batch-2']
    'unpause batch-1'         || 1    | 'running 0'   | ["Error response from daemon: Container ${Containers.digest('batch-1')} is not paused"]
    'start report'            || 0    | 'running 0'   | ['report']
    'start batch-1'           || 0    | 'running 0'   | ['batch-1']
    'stop batch-1'            || 0    | 'exited 143'  | ['batch-1']
    'stop batch-2'            || 0    | 'exited 143'  | ['batch-2']
    'stop report'             || 0    | 'exited 137'  | ['report']
    'restart report'          || 0    | 'running 0'   | ['report']
    'kill batch-1'            || 0    | 'exited 137'  | ['batch-1']
    'kill -s HUP batch-1'     || 0    | 'running 0'   | ['batch-1']
    'kill -s NIX batch-1'     || 1    | 'running 0'   | ['Error response from daemon: cannot kill container: batch-1: invalid signal: NIX']
    'logs web-1'              || 0    | 'running 0'   | ['started', 'ready']
    'logs --tail 1 web-1'     || 0    | 'running 0'   | ['ready']
    'exec web-1 ls'           || 0    | 'running 0'   | ['out']
    'exec -t web-1 ls'        || 0    | 'running 0'   | ['out']
    'exec -d web-1 ls'        || 0    | 'running 0'   | []
    'exec batch-2 ls'         || 1    | 'paused 0'    | ['Error response from daemon: Container batch-2 is paused, unpause the container before exec']
  }

  def "docker stats shows the world's numbers"() {
    given:
    serve()

    expect:
    docker('stats', '--no-stream', '--format', '{{.Name}} {{.CPUPerc}} {{.MemPerc}} {{.PIDs}}', 'web-1', 'batch-2', 'report').lines ==
        ['web-1 12.50% 58.59% 7', 'batch-2 0.00% 1.95% 1', 'report 0.00% 0.00% 0']
  }

  def "docker events tells what has happened"() {
    given:
    serve()

    when:
    ['pause', 'unpause'].each { docker(it, 'web-1') }

    then:
    docker('events', '--since', '2025-12-31T00:00:00Z', '--until', '2026-01-01T00:00:01Z', '--filter', 'container=web-1', '--format', '{{.Action}} {{.Actor.Attributes.name}}').lines ==
        ['pause web-1', 'unpause web-1']
  }

  def "docker exec passes input and the exit code on"() {
    given:
    serve('containers: [{name: c1, exec: {exitCode: 3, output: "out\\n"}}]')

    expect:
    with(docker('exec', '-i', 'c1', 'cat')) {
      code == 3
      lines == ['out']
    }
  }

  def "docker rm removes what is stopped, and by force what is not"() {
    given:
    serve()

    expect:
    docker('rm', 'web-1').error.contains('container is running: stop the container before removing or force remove')
    docker('rm', '-f', 'web-1').lines == ['web-1']
    docker('rm', 'report').lines == ['report']
    docker('ps', '-aq').lines.size() == 2
  }

  def "docker keeps checkpoints, starts from them, and makes containers"() {
    given:
    serve('containers: [{name: c1, counts: 1s, image: "acme/counter:1", restartPolicy: always}]')
    clock.advance(Duration.ofSeconds(2))

    expect:
    docker('update', '--restart', 'no', 'c1').lines == ['c1']
    docker('checkpoint', 'create', 'c1', 'night').lines == ['night']
    docker('checkpoint', 'ls', 'c1').lines == ['CHECKPOINT NAME', 'night']
    docker('inspect', '-f', '{{.State.Status}} {{.State.ExitCode}} {{.HostConfig.RestartPolicy.Name}}', 'c1').lines == ['exited 137 no']
    docker('start', '--checkpoint', 'night', 'c1').with { [code, error] } == [0, '']
    clock.advance(Duration.ofSeconds(1))
    docker('logs', 'c1').lines == ['1', '2', '3', '4']
    docker('checkpoint', 'create', '--leave-running', 'c1', 'night').error ==
        'Error response from daemon: cannot checkpoint container c1: checkpoint with name night already exists for container c1'
    docker('checkpoint', 'rm', 'c1', 'night').with { [code, error] } == [0, '']
    docker('checkpoint', 'ls', 'c1').lines == ['CHECKPOINT NAME']

    and:
    docker('create', '--name', 'c2', '--pull', 'never', '--rm', 'acme/counter:1').with { [code, error] } == [0, '']
    docker('start', 'c2').lines == ['c2']
    docker('logs', 'c2').lines == ['1']
    docker('stop', 'c2').lines == ['c2']
    docker('ps', '-a', '--format', '{{.Names}}').lines == ['c1']
  }

  def "docker version and info know the engine"() {
    given:
    serve()

    expect:
    docker('version', '-f', '{{.Server.Version}} {{.Server.APIVersion}}').lines == ['26.1.5 1.45']
    docker('info', '-f', '{{.Containers}} {{.ContainersRunning}} {{.ContainersPaused}} {{.ContainersStopped}}').lines == ['4 2 1 1']
  }

  def "docker sees a connection break, and a daemon's error"() {
    given:
    serve('''\
      containers: [{name: c1}, {name: c2}, {name: c3}]
      faults:
        - {on: "POST /containers/c1/pause", reset: after}
        - {on: "POST /containers/c2/pause", reply: 500, body: '{"message": "boom"}'}
      '''.stripIndent())

    expect:
    docker('pause', 'c1').with { [code, error.contains('EOF')] } == [1, true]
    docker('inspect', '-f', '{{.State.Status}}', 'c1').lines == ['paused']
    docker('pause', 'c2').error == 'Error response from daemon: boom'
    docker('inspect', '-f', '{{.State.Status}}', 'c2').lines == ['running']
  }

  private void serve(String yaml = '''\
      containers:
        - {name: web-1, image: "nginx:1.27", labels: {app: web}, health: {interval: 5s}, memory: {usage: 300MB, cache: 20MB, limit: 512MB}, cpu: 12.5, pids: 7, logs: [started, ready], exec: {output: "out\\n"}}
        - {name: batch-1}
        - {name: batch-2, state: paused, memory: {limit: 512MB}}
        - {name: report, state: exited, exitCode: 137}
      '''.stripIndent()) {
    server = SimServer.start(new SimEngine('sim', WorldYaml.parse('world.yaml', yaml), clock), folder.resolve('s'))
  }

  private DockerCommand.Result docker(String... arguments) {
    DockerCommand.run(folder.resolve('s'), arguments)
  }
}
