package dev.thaw.doctor

import com.fasterxml.jackson.databind.ObjectMapper
import dev.thaw.engine.Engine
import dev.thaw.engine.Reply
import dev.thaw.operation.Dialect
import dev.thaw.operation.EngineCall
import dev.thaw.text.Style
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Specification
import spock.lang.TempDir

/** On a host that is made of files. */
class EngineCheckupSpec extends Specification {
  static final String SOCKET = '/run/docker.sock'

  @TempDir
  Path proc

  List<List<String>> started = []
  Map<String, Programs.Ended> answers = ['--version': new Programs.Ended(0, 'Version: 4.1.1\n'), check: new Programs.Ended(0, 'Looks good.\n')]
  Programs programs = { List<String> words, Duration limit -> started << words; answers[words.last()] } as Programs
  Map info = [ServerVersion: '26.1.5', Driver: 'overlay2', KernelVersion: '6.18', CgroupVersion: '1', OperatingSystem: 'Debian', DockerRootDir: '/data']
  Map version = [Version: '26.1.5', ApiVersion: '1.45', Experimental: true, Components: [[Name: 'Engine']]]
  Map bridge = [Options: ['com.docker.network.bridge.name': 'docker0'], IPAM: [Config: [[Subnet: '172.20.0.0/24', Gateway: '172.20.0.1']]]]

  /** A process as /proc shows it. */
  private Path process(int pid, String comm, Map traits = [:]) {
    def own = Files.createDirectories(proc.resolve("$pid"))
    Files.writeString(own.resolve('comm'), "$comm\n")
    Files.createDirectories(own.resolve('net'))
    Files.writeString(own.resolve('net/unix'), "Num RefCount Protocol Flags Type St Inode Path\n" +
        "ffff: 00000002 00000000 00010000 0001 01 ${traits.inode ?: 77} ${traits.socket ?: SOCKET}\nffff: 3 0 0 1 3 99\n")
    Files.writeString(own.resolve('net/dev'), "Inter-|\n    lo: 1 2\n${traits.bridge == false ? '' : 'docker0: 1 2\n'}")
    Files.createDirectories(own.resolve('fd'))
    Files.createSymbolicLink(own.resolve('fd/3'), Path.of("socket:[${traits.holds ?: 77}]"))
    Files.createDirectories(own.resolve('ns'))
    ['mnt', 'net', 'pid'].each { Files.createSymbolicLink(own.resolve("ns/$it"), Path.of("$it:[${traits.apart == false ? 1 : 2}]")) }
    Files.createDirectories(own.resolve('root/data'))
    if (traits.criu != false) {
      def program = Files.createDirectories(own.resolve('root/opt/bin')).resolve('criu')
      Files.writeString(program, '')
      program.toFile().setExecutable(true)
    }
    Files.writeString(own.resolve('environ'), 'A=1\0PATH=/usr/bin:/opt/bin\0')
    own
  }

  def setup() {
    Files.createDirectories(proc.resolve('self/ns'))
    ['mnt', 'net', 'pid'].each { Files.createSymbolicLink(proc.resolve("self/ns/$it"), Path.of("$it:[1]")) }
    process(5, 'bash')
  }

  private Engine engine(String address = "unix://$SOCKET") {
    def documents = ['/info': info, '/version': version, '/networks/bridge': bridge]
    [address: { address }, dialect: { new Dialect(1, 45) }, close: {}, send: { EngineCall call, Duration deadline ->
      assert !call.mutates()
      def document = documents[call.path()]
      Reply.of(document == null ? 404 : 200, 'application/json', new ObjectMapper().writeValueAsBytes(document ?: [message: 'no']))
    }] as Engine
  }

  private EngineCheckup checkup(boolean root = true, String address = "unix://$SOCKET") {
    EngineCheckup.of(engine(address), proc, root, programs)
  }

  private static Check named(EngineCheckup checkup, String of) {
    checkup.checks().find { it.of() == of }
  }

  def "an engine in namespaces of its own is looked at from within"() {
    given:
    process(11, 'dockerd')
    def found = checkup()

    expect:
    found.checks()*.mark().unique() == [Mark.GOOD]
    named(found, 'files of its host').is() == '/data can be read; process 11, in namespaces of its own: mnt, net, pid'
    named(found, 'CRIU').is() == '4.1.1, and its check is content'
    started == ['--version', 'check'].collect { ['nsenter', '-t', '11', '-m', '-p', '-n', '--', '/opt/bin/criu', it] }
    found.traits().criu().get() == '4.1.1'
    found.findings()*.code() == ['settling', 'copies-in-tmp']
  }

  def "one that shares ours needs no entering"() {
    given:
    process(11, 'dockerd', [apart: false])
    checkup()

    expect:
    started == [['/opt/bin/criu', '--version'], ['/opt/bin/criu', 'check']]
  }

  def "of several the one that holds the socket is it, and another path is nobody's"() {
    given:
    process(11, 'dockerd', [holds: 76])
    process(12, 'dockerd')
    process(13, 'dockerd', [socket: '/run/other.sock', inode: 78, holds: 78])

    expect:
    EngineProcess.listeningAt(SOCKET, proc).get().pid() == 12
    EngineProcess.listeningAt('/run/other.sock', proc).get().pid() == 13
    EngineProcess.listeningAt('/run/none.sock', proc).empty
    EngineProcess.listeningAt(SOCKET, proc.resolve('none')).empty
  }

  def "CRIU: #what is #mark, #is"() {
    given:
    process(11, 'dockerd', [criu: there])
    answers.check = new Programs.Ended(code, output)
    def found = checkup(root)

    expect:
    named(found, 'CRIU').mark() == mark
    named(found, 'CRIU').is() == is
    found.findings()[0].code() == finding

    where:
    what                    | there | root  | code | output                                            || mark         | is                                            | finding
    'that is not there'     | false | true  | 0    | ''                                                || Mark.WARNING | "there is no criu in the engine's PATH"       | 'criu-missing'
    'that finds a fault'    | true  | true  | 1    | 'Warn x\nError (a.c:1): no seccomp\nmore'         || Mark.WARNING | '4.1.1: Error (a.c:1): no seccomp'            | 'criu-check'
    'that says little'      | true  | true  | 3    | ''                                                || Mark.WARNING | '4.1.1: criu check ended with 3'              | 'criu-check'
    'that takes too long'   | true  | true  | -1   | ''                                                || Mark.WARNING | '4.1.1: criu check took longer than 20 s'     | 'criu-check'
    'without root'          | true  | false | 0    | ''                                                || Mark.UNKNOWN | "its check needs root's rights"               | 'criu-unknown'
  }

  def "a missing bridge is told with the commands that make it again"() {
    given:
    process(11, 'dockerd', [bridge: false])
    def check = named(checkup(), 'default bridge')

    expect:
    check.mark() == Mark.PROBLEM
    check.commands() == ['nsenter -t 11 -n -- ip link add name docker0 type bridge',
      'nsenter -t 11 -n -- ip addr add 172.20.0.1/24 dev docker0', 'nsenter -t 11 -n -- ip link set docker0 up']
    new CheckupText(Style.PLAIN).checks([check])[0] == '✗ default bridge   docker0 is missing: containers on the network bridge cannot be started'
  }

  def "what an engine tells of its bridge never becomes another command: #name"() {
    given:
    process(11, 'dockerd', [bridge: false])
    bridge = [Options: ['com.docker.network.bridge.name': name], IPAM: [Config: [[Subnet: '172.20.0.0/24; reboot', Gateway: '1.2.3.4']]]]
    def check = named(checkup(), 'default bridge')

    expect:
    check.commands().every { !it.contains('reboot') }

    where:
    name << ['docker0', 'docker0; reboot', 'docker0\nreboot']
  }

  def "an engine without a bridge has none to miss"() {
    given:
    process(11, 'dockerd', [bridge: false])
    bridge = null

    expect:
    named(checkup(), 'default bridge').mark() == Mark.NOTE
  }

  def "of an engine elsewhere the host is not known: #address"() {
    given:
    def found = checkup(true, address)

    expect:
    named(found, 'files of its host').mark() == Mark.UNKNOWN
    named(found, 'CRIU').mark() == Mark.UNKNOWN
    named(found, 'default bridge') == null
    started == []

    where:
    address << ["unix://$SOCKET", 'tcp://1.2.3.4:2376', 'sim']
  }

  def "experimental features off are a note, refused for checkpoints alone; warnings are passed on"() {
    given:
    version.Experimental = false
    info.Warnings = ['WARNING: no swap limit support', null]
    def found = checkup()

    expect:
    named(found, 'experimental features').mark() == Mark.NOTE
    found.findings()[0].code() == 'experimental-off'
    named(found, 'the engine warns').is() == 'WARNING: no swap limit support'
    found.checks()*.mark().every { it != Mark.PROBLEM }
  }

  def "programs are ended when they take too long, and read nothing"() {
    expect:
    Programs.ofThisMachine().run(['sh', '-c', 'cat; echo out; echo err >&2; exit 3'], Duration.ofSeconds(10)) == new Programs.Ended(3, 'out\nerr\n')
    Programs.ofThisMachine().run(['sh', '-c', 'sleep 30; echo late'], Duration.ofMillis(200)).exitCode() == -1

    when:
    Programs.ofThisMachine().run(['/no/such/program'], Duration.ofSeconds(1))

    then:
    thrown(IOException)
  }
}
