package dev.thaw.checkpoint

import static dev.thaw.checkpoint.Act.CHECKPOINT_AND_STOP
import static dev.thaw.checkpoint.Act.CHECKPOINT_LEAVE_RUNNING
import static dev.thaw.checkpoint.Act.CLONE
import static dev.thaw.checkpoint.Act.RESTORE
import static dev.thaw.checkpoint.Weight.NOTE
import static dev.thaw.checkpoint.Weight.REFUSED
import static dev.thaw.checkpoint.Weight.WARNING

import com.fasterxml.jackson.databind.ObjectMapper
import spock.lang.Shared
import spock.lang.Specification

class PreflightSpec extends Specification {
  static final List<Act> ALL = Act.values().toList()
  static final List<Act> TAKING = [CHECKPOINT_AND_STOP, CHECKPOINT_LEAVE_RUNNING]
  static final List<Act> NEEDING_RESTORE = [CHECKPOINT_AND_STOP, RESTORE, CLONE]

  @Shared Set<String> tried = []

  def cleanupSpec() {
    assert tried == (KnownFailures.ALL + PodmanFailures.ALL)*.code().toSet()
  }

  /** Docker 26.1.5 of trixie with CRIU 4.1.1, unless told otherwise. */
  private static EngineTraits engine(Map<String, Object> other = [:]) {
    def version = [Version: '26.1.5+dfsg1', ApiVersion: '1.45', Experimental: true,
      Components: [[Name: other.product ?: 'Engine'], [Name: 'containerd', Version: '1.7.24~ds1']]] + (other.version ?: [:])
    def info = [Driver: 'overlay2', DriverStatus: [['Backing Filesystem', 'extfs']], KernelVersion: '6.18.44-x', CgroupVersion: '1',
      OperatingSystem: 'Debian', SecurityOptions: ['name=seccomp,profile=builtin'], DefaultRuntime: 'runc'] + (other.info ?: [:])
    def criu = other.containsKey('criu') ? other.criu : '4.1.1'
    EngineTraits.of(tree(info), tree(version)).with(Optional.ofNullable(criu), Optional.ofNullable(other.problem))
  }

  private static ContainerTraits container(Map host = [:], Map config = [:], Map top = [:]) {
    ContainerTraits.of(tree([Config: config, GraphDriver: [Name: 'overlay2'], HostConfig: [NetworkMode: 'bridge', RestartPolicy: [Name: 'no']] + host] + top))
  }

  private static tree(Object value) {
    new ObjectMapper().valueToTree(value)
  }

  private static Map<Act, Weight> found(String code, EngineTraits engine, ContainerTraits container) {
    ALL.collectEntries { act -> [act, Preflight.of(act, engine, container).find { it.code() == code }?.weight()] }.findAll { it.value }
  }

  def "#code is a #weight of #acts"() {
    expect:
    found(code, engine, container) == acts.collectEntries { [it, weight] }
    tried.add(code) || true

    where:
    code                      | weight  | acts                       | engine                                                                  | container
    'podman-clone'            | REFUSED | [CLONE]                    | engine(product: 'Podman Engine')                                        | container()
    'podman-clone'            | REFUSED | []                         | engine()                                                                | container()
    'podman-only-one'         | NOTE    | TAKING                     | engine(product: 'Podman Engine')                                        | container()
    'podman-only-one'         | NOTE    | []                         | engine()                                                                | container()
    'experimental-off'        | REFUSED | ALL                        | engine(version: [Experimental: false])                                  | container()
    'experimental-off'        | REFUSED | []                         | engine()                                                                | container()
    'experimental-off'        | REFUSED | []                         | engine(product: 'Podman Engine', version: [Experimental: false])        | container()
    'api-too-old'             | REFUSED | ALL                        | engine(version: [ApiVersion: '1.40'])                                   | container()
    'api-too-old'             | REFUSED | []                         | engine(version: [ApiVersion: '1.41'])                                   | container()
    'criu-missing'            | REFUSED | ALL                        | engine(criu: null, problem: 'it is not there')                          | container()
    'criu-missing'            | REFUSED | []                         | engine(criu: null)                                                      | container()
    'criu-unknown'            | NOTE    | ALL                        | engine(criu: null)                                                      | container()
    'criu-unknown'            | NOTE    | []                         | engine(criu: null, problem: 'it is not there')                          | container()
    'criu-too-old-for-kernel' | REFUSED | ALL                        | engine(criu: '3.17.1', problem: 'vdso: Unexpected rt vDSO area bounds') | container()
    'criu-too-old-for-kernel' | REFUSED | []                         | engine(criu: '4.1', problem: 'another')                                 | container()
    'criu-old-for-kernel'     | WARNING | ALL                        | engine(criu: '4.0')                                                     | container()
    'criu-old-for-kernel'     | WARNING | []                         | engine(criu: '4.0', info: [KernelVersion: '6.12.9-amd64'])              | container()
    'criu-check'              | REFUSED | ALL                        | engine(problem: 'no seccomp')                                           | container()
    'criu-check'              | REFUSED | []                         | engine(criu: '3.17.1', problem: 'vdso')                                 | container()
    'rootless'                | REFUSED | ALL                        | engine(info: [SecurityOptions: ['name=rootless']])                      | container()
    'rootless'                | REFUSED | ALL                        | engine(info: [Rootless: true])                                          | container()
    'network-lost'            | REFUSED | NEEDING_RESTORE            | engine(version: [Version: '28.5.2'])                                    | container()
    'network-lost'            | REFUSED | NEEDING_RESTORE            | engine(version: [Version: '29.0.0'])                                    | container(NetworkMode: 'none')
    'network-lost'            | REFUSED | []                         | engine(version: [Version: '28.5.2'])                                    | container(NetworkMode: 'host')
    'network-lost'            | REFUSED | []                         | engine(version: [Version: '28.5.2'])                                    | container(NetworkMode: 'container:a')
    'network-lost'            | REFUSED | []                         | engine()                                                                | container()
    'network-lost'            | REFUSED | []                         | engine(product: 'Podman Engine', version: [Version: '28.0.0'])          | container()
    'network-lost-later'      | WARNING | [CHECKPOINT_LEAVE_RUNNING] | engine(version: [Version: '28.5.2+dfsg1'])                              | container(NetworkMode: 'shop_default')
    'network-untried'         | WARNING | NEEDING_RESTORE            | engine(version: [Version: '30.1.0'])                                    | container()
    'network-untried'         | WARNING | []                         | engine(version: [Version: '28.5.2'])                                    | container()
    'digest-lost'             | REFUSED | NEEDING_RESTORE            | engine(version: [Version: '25.0.3'])                                    | container()
    'digest-lost'             | REFUSED | []                         | engine(version: [Version: '25.0.4'])                                    | container()
    'digest-lost'             | REFUSED | []                         | engine(version: [Version: '24.0.9'])                                    | container()
    'starts-afresh'           | REFUSED | NEEDING_RESTORE            | engine(version: [Components: [[Name: 'containerd', Version: 'v1.4.12']]]) | container()
    'starts-afresh'           | REFUSED | []                         | engine(version: [Components: [[Name: 'containerd', Version: '1.6.20~ds1']]]) | container()
    'tty'                     | REFUSED | TAKING                     | engine(version: [Version: '20.10.24'])                                  | container([:], [Tty: true])
    'tty'                     | REFUSED | TAKING                     | engine(criu: '3.19')                                                    | container([:], [Tty: true])
    'tty'                     | REFUSED | []                         | engine()                                                                | container([:], [Tty: true])
    'tty-attach'              | WARNING | ALL                        | engine()                                                                | container([:], [Tty: true])
    'tty-attach'              | WARNING | []                         | engine()                                                                | container()
    'auto-remove'             | REFUSED | [CHECKPOINT_AND_STOP, RESTORE] | engine()                                                            | container(AutoRemove: true)
    'auto-remove'             | REFUSED | []                         | engine()                                                                | container()
    'auto-remove-later'       | WARNING | [CHECKPOINT_LEAVE_RUNNING, CLONE] | engine()                                                         | container(AutoRemove: true)
    'restart-policy'          | NOTE    | [CHECKPOINT_AND_STOP]      | engine()                                                                | container(RestartPolicy: [Name: 'always'])
    'restart-policy'          | NOTE    | []                         | engine()                                                                | container(RestartPolicy: [Name: ''])
    'clone-in-others-cgroup'  | WARNING | [CLONE]                    | engine(info: [CgroupVersion: '2'])                                      | container()
    'clone-in-others-cgroup'  | WARNING | []                         | engine()                                                                | container()
    'clone-without-files'     | WARNING | [CLONE]                    | engine()                                                                | container([:], [:], [Mounts: [[Type: 'volume']]])
    'clone-without-files'     | WARNING | [CLONE]                    | engine()                                                                | container(Tmpfs: ['/run': ''])
    'clone-without-files'     | WARNING | []                         | engine()                                                                | container(Tmpfs: null)
    'crun-hybrid-cgroups'     | WARNING | ALL                        | engine(product: 'Podman Engine', info: [DefaultRuntime: 'crun'])        | container()
    'crun-hybrid-cgroups'     | WARNING | []                         | engine(product: 'Podman Engine', info: [DefaultRuntime: 'crun'])        | container(Runtime: 'runc')
    'crun-hybrid-cgroups'     | WARNING | []                         | engine(product: 'Podman Engine', info: [DefaultRuntime: 'crun', CgroupVersion: '2']) | container()
    'containerd-store'        | WARNING | ALL                        | engine(info: [DriverStatus: [['driver-type', 'io.containerd.snapshotter.v1']]]) | container()
    'containerd-store'        | WARNING | []                         | engine()                                                                | container()
    'tcp-connections'         | NOTE    | TAKING                     | engine()                                                                | container()
    'tcp-connections'         | NOTE    | []                         | engine()                                                                | container(NetworkMode: 'none')
    'tcp-connections'         | NOTE    | []                         | engine(product: 'Podman Engine')                                        | container()
    'settling'                | NOTE    | ALL                        | engine()                                                                | container()
    'copies-in-tmp'           | NOTE    | ALL                        | engine()                                                                | container()
  }

  def "each row has a word of its own, a reason, a way round and a source"() {
    expect:
    KnownFailures.ALL*.code().every { it ==~ /[a-z-]+/ }
    KnownFailures.ALL*.code().toUnique() == KnownFailures.ALL*.code()
    KnownFailures.ALL.every { it.problem().endsWith('.') && it.cure().endsWith('.') && !it.source().empty }
  }

  def "a plain container on the engine that works is refused nothing"() {
    expect:
    Preflight.refused(engine(), container()).empty
    ALL.every { act -> Preflight.of(act, engine(), container())*.weight().every { it == NOTE } }
  }

  def "what was found stands in the words, the worst first"() {
    given:
    def findings = Preflight.of(CHECKPOINT_AND_STOP, engine(version: [Version: '28.5.2+dfsg1']), container(NetworkMode: 'shop_default'))

    expect:
    findings[0].code() == 'network-lost'
    findings[0].text() == 'Docker 28.5.2+dfsg1 cannot restore a container with a network of its own (shop_default): it fails with' +
        " 'bind-mount /proc/0/ns/net: no such file or directory'. Run the container on the host's network (--network host)," +
        ' use Docker 26.1, or Podman. (containerd#12141, criu#2834; measured on 28.5.2)'
    findings*.weight() == findings*.weight().sort()
    findings.every { !it.text().contains('{') }
  }

  def "of an engine alone is told what holds whatever the container"() {
    expect:
    Preflight.of(engine())*.code() == ['settling', 'copies-in-tmp']
    Preflight.of(engine(criu: null, problem: 'there is none'))*.code()[0] == 'criu-missing'

    and: 'and, as a warning, what it refuses for some containers'
    Preflight.of(engine(version: [Version: '28.5.2']))*.code() == ['network-lost', 'settling', 'copies-in-tmp']
    Preflight.of(engine(version: [Version: '28.5.2']))[0].weight() == WARNING
    Preflight.of(engine(version: [Version: '20.10.24']))*.code() == ['tty', 'settling', 'copies-in-tmp']
    Preflight.of(engine(product: 'Podman Engine'))*.code() == ['podman-clone', 'podman-only-one']
  }

  def "documents that hold nothing, or something else, refuse for want of nothing but the flag"() {
    given:
    def traits = EngineTraits.of(tree(json), tree(json))
    def bare = ContainerTraits.of(tree(json))

    expect:
    ALL.every { act -> Preflight.of(act, traits, bare).findAll { it.weight() == REFUSED }*.code() == ['experimental-off'] }
    traits.version() == ''
    bare.restartPolicy() == 'no'

    where:
    json << [[:], [1, 2], [Components: 'x', SecurityOptions: 7, DriverStatus: [['a']], HostConfig: [RestartPolicy: null], Mounts: 5]]
  }

  def "#one is before #other: #before"() {
    expect:
    Version.of(one).before(other) == before

    where:
    one            | other  || before
    '26.1.5+dfsg1' | '26.2' || true
    '4.1'          | '4.1.0' || false
    '1.7.24~ds1'   | '1.5'  || false
    'v1.4.12'      | '1.5'  || true
    'unknown'      | '1.5'  || false
    ''             | '1.5'  || false
    '3.17.1'       | '4.1'  || true
  }
}
