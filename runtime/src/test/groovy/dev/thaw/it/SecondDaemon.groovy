package dev.thaw.it

import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineInfo
import dev.thaw.engine.LabEngine
import dev.thaw.engine.docker.DockerEngine
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/**
 * A daemon that a specification may stop and start: one more in the tree of an engine of {@code .ci/engine},
 * with network, processes, runtime folders and data of its own. That engine itself notices nothing.
 */
final class SecondDaemon implements Closeable {
  private static final Path LAB = Path.of(System.getProperty('thaw.it.lab') ?: System.getenv('THAW_LAB') ?: '/var/tmp/thaw-lab')

  final Path folder
  private final Process namespaces
  private final String image

  private SecondDaemon(Path folder, Process namespaces, String image) {
    this.folder = folder
    this.namespaces = namespaces
    this.image = image
  }

  /** Starts it, with the image of that engine. */
  static SecondDaemon start(String name, boolean liveRestore) {
    def properties = new Properties()
    Files.newBufferedReader(LAB.resolve(name).resolve('engine.properties')).withCloseable { properties.load(it) }
    // Below the folder that the tree has under the same path as this machine.
    def folder = Files.createTempDirectory(Path.of(properties.socket).parent, 'second')
    def script = """
      set -e
      mount --make-rprivate /
      mount -t proc proc /proc
      mount -t tmpfs tmpfs /run
      busybox ip link set lo up
      while :; do
        until test -e $folder/flags; do sleep 0.05; done
        flags=\$(cat $folder/flags)
        rm $folder/flags
        dockerd \$flags --data-root $folder/data --exec-root $folder/exec --pidfile $folder/pid -H unix://$folder/sock \\
          >>$folder/log 2>&1 </dev/null || true
        touch $folder/ended
      done
    """
    def namespaces = new ProcessBuilder('nsenter', '-m', '-t', properties.pid as String, '--',
        'unshare', '-m', '-n', '-p', '-f', '--kill-child', 'sh', '-c', script.toString())
        .redirectErrorStream(true).redirectOutput(folder.resolve('init.log').toFile()).start()
    def daemon = new SecondDaemon(folder, namespaces, properties.image as String)
    daemon.up(liveRestore)
    sh("curl -fsS --unix-socket $properties.socket http://engine/images/$daemon.image/get |" +
        " curl -fsS --unix-socket $daemon.socket -H 'Content-Type: application/x-tar' --data-binary @- http://engine/images/load")
    daemon
  }

  Path getSocket() {
    folder.resolve('sock')
  }

  LabEngine lab() {
    LabEngine.of('second', DockerEngine.on(socket), image)
  }

  /** Starts the daemon, and waits until it answers. */
  void up(boolean liveRestore) {
    Files.deleteIfExists(folder.resolve('ended'))
    def flags = Files.writeString(folder.resolve('flags.new'), liveRestore ? '--live-restore' : '--live-restore=false')
    Files.move(flags, folder.resolve('flags'))
    OnDocker.until('the second daemon answers') {
      assert namespaces.alive: Files.readString(folder.resolve('init.log'))
      assert !Files.exists(folder.resolve('ended')): Files.readString(folder.resolve('log'))
      answers()
    }
  }

  private boolean answers() {
    try {
      DockerEngine.on(socket).withCloseable { EngineInfo.read(it) }
      true
    } catch (EngineException absent) {
      false
    }
  }

  /** Ends the daemon as a service manager does, and waits until it has. */
  void down() {
    def own = "$folder/data".toString()
    def daemons = new File('/proc').list().findAll { it.isLong() }.findAll { pid ->
      try {
        def words = Files.readString(Path.of("/proc/$pid/cmdline")).split('\0') as List
        words[0] == 'dockerd' && words.contains(own)
      } catch (IOException ended) {
        false
      }
    }
    assert daemons.size() == 1
    sh("kill -TERM ${daemons[0]}")
    OnDocker.until('the second daemon has ended') { Files.exists(folder.resolve('ended')) }
  }

  /** Every container of it must have been removed: what is frozen does not die. */
  @Override
  void close() {
    namespaces.destroyForcibly().waitFor(60, TimeUnit.SECONDS)
    OnDocker.until('its namespaces are gone') {
      new ProcessBuilder('rm', '-rf', '--one-file-system', '--', folder.toString()).start().waitFor() == 0
    }
  }

  private static void sh(CharSequence command) {
    def process = new ProcessBuilder('sh', '-c', command.toString()).redirectErrorStream(true).start()
    def said = process.inputStream.text
    assert process.waitFor() == 0: said
  }
}
