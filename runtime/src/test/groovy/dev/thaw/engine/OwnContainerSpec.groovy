package dev.thaw.engine

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** In which container this process runs, by what Linux tells. */
class OwnContainerSpec extends Specification {
  static final String ONE = '3f' * 32
  static final String TWO = '7a' * 32

  @TempDir
  Path proc

  private OwnContainer own(Map<String, String> files) {
    files.each { name, text ->
      def file = proc.resolve(name)
      Files.createDirectories(file.parent)
      Files.write(file, text.getBytes('ISO-8859-1'))
    }
    OwnContainer.in(proc)
  }

  def "the control group #group"() {
    expect:
    own('self/cgroup': group + '\n').digits() == ids as Set

    where:
    group                                                                   || ids
    "12:memory:/docker/$ONE"                                                || [ONE]
    "0::/system.slice/docker-${ONE}.scope"                                  || [ONE]
    "0::/machine.slice/libpod-${ONE}.scope/container"                       || [ONE]
    "0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ONE}.scope" || [ONE]
    "1:name=systemd:/libpod_parent/libpod-$ONE"                             || [ONE]
    "4:cpu:/kubepods/burstable/pod8f2c/$ONE"                                || [ONE]
    "0::/kubepods.slice/kubepods-pod8f2c.slice/cri-containerd-${ONE}.scope" || [ONE]
    "0::/system.slice/containerd.service/kubepods-pod8.slice:cri-containerd:$ONE" || [ONE]
    "2:pids:/docker/$ONE/docker/$TWO"                                       || [ONE, TWO]
    '0::/'                                                                  || []
    '0::/user.slice/user-1000.slice/session-3.scope'                        || []
    "1:cpu:/build/${ONE}ab"                                                 || []
    "1:cpu:/build/${ONE.take(63)}"                                          || []
  }

  def "the mount #root over #point"() {
    expect:
    own('self/mountinfo': "746 727 254:1 $root $point rw,relatime - ext4 /dev/vda1 rw\n").digits() == ids as Set

    where:
    root                                                             | point                  || ids
    "/var/lib/docker/containers/$ONE/hostname"                       | '/etc/hostname'        || [ONE]
    "/containers/$ONE/resolv.conf"                                   | '/etc/resolv.conf'     || [ONE]
    "/containers/storage/overlay-containers/$ONE/userdata/hosts"     | '/etc/hosts'           || [ONE]
    "/var/lib/docker/containers/$ONE/mounts/shm"                     | "/var/lib/docker/containers/$ONE/mounts/shm" || []
    "/var/lib/docker/overlay2/$ONE/merged"                           | '/'                    || []
    "/var/lib/docker/containers/$ONE/hostname"                       | '/mnt/hostname'        || []
    "/srv/hosts"                                                     | '/etc/hosts'           || []
  }

  def "the host name #name"() {
    expect:
    own('sys/kernel/hostname': name + '\n').is(ONE) == found

    where:
    name          || found
    ONE.take(12)  || true
    ONE           || true
    ONE.take(11)  || false
    TWO.take(12)  || false
    'web-1'       || false
  }

  def "all of it together, and the lines that say nothing"() {
    expect:
    own(
        'self/cgroup': '0::/\nnonsense\n\n',
        'self/mountinfo': "short line\n746 727 254:1 /var/lib/docker/containers/$ONE/hosts /etc/hosts rw - ext4 /dev/vda1 rw\n1 2 3 \u00ff /\u00fe rw\n",
        'sys/kernel/hostname': ONE.take(12) + '\n').is(ONE)
    !OwnContainer.in(proc).is(TWO)
  }

  def "another system tells nothing"() {
    expect:
    OwnContainer.in(proc.resolve('none')) == OwnContainer.NONE
    !OwnContainer.NONE.is(ONE)
  }
}
