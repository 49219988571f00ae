package dev.thaw.engine

import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ProcFilesSpec extends Specification {
  static final Machine HERE = new Machine('unix:///var/run/docker.sock', 'vm', 2, 16_000L * 1024, '6.1.0')

  @TempDir
  Path proc

  def setup() {
    file('meminfo', 'MemTotal:       16000 kB\nMemFree:  100 kB\nMemAvailable:    4000 kB\n')
    file('loadavg', '1.25 0.50 2.72 3/138 7136\n')
    file('stat', 'cpu  1 2\ncpu0 1 2\ncpu1 1 2\nintr 5\n')
    file('sys/kernel/osrelease', '6.1.0\n')
  }

  private void file(String name, String text) {
    Files.createDirectories(proc.resolve(name).parent)
    Files.writeString(proc.resolve(name), text)
  }

  def "memory in use is what is not available, and the load that of a minute"() {
    expect:
    with(new ProcFiles(proc).read(HERE).get()) {
      it.memory() == 12_000L * 1024
      it.load() == 1.25
    }
  }

  def "an engine #why is not certainly here"() {
    expect:
    new ProcFiles(proc).read(machine).empty

    where:
    why                   | machine
    'over TCP'            | new Machine('tcp://127.0.0.1:2375', 'vm', 2, 16_000L * 1024, '6.1.0')
    'with more memory'    | new Machine('unix:///x', 'vm', 2, 16_001L * 1024, '6.1.0')
    'of other processors' | new Machine('unix:///x', 'vm', 4, 16_000L * 1024, '6.1.0')
    'on another kernel'   | new Machine('unix:///x', 'vm', 2, 16_000L * 1024, '6.1.1')
  }

  def "#name of #text tells nothing"() {
    given:
    file(name, text)

    expect:
    new ProcFiles(proc).read(HERE).empty

    where:
    name      | text
    'meminfo' | ''
    'meminfo' | 'MemTotal: 16000 kB\n'
    'meminfo' | 'MemTotal: lots\nMemAvailable: 1 kB\n'
    'loadavg' | ''
    'loadavg' | 'busy 1 2'
  }

  def "where there are no such files nothing is told"() {
    expect:
    new ProcFiles(proc.resolve('none')).read(HERE).empty
  }
}
