package dev.thaw.it

import dev.thaw.cli.Main
import java.nio.charset.StandardCharsets
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit

/** Thaw in a process of its own, with surroundings of its own: nothing of the caller's environment. */
final class ThawProcess {
  private static final long PATIENCE = 120

  final Path folder
  private final Process process
  private final Path outFile
  private final Path errFile

  private ThawProcess(Path folder, Process process, Path outFile, Path errFile) {
    this.folder = folder
    this.process = process
    this.outFile = outFile
    this.errFile = errFile
  }

  /**
   * Starts it.
   *
   * @param folder holds home, working directory and output; made if it is not there
   * @param how {@code env}: variables; {@code jvm}: flags; {@code before}: words before java; {@code input}: a
   *     file for its standard input, which is empty otherwise
   */
  static ThawProcess start(Map how, Path folder, String... arguments) {
    def home = Files.createDirectories(folder.resolve('home'))
    def work = Files.createDirectories(folder.resolve('work'))
    def out = Files.createTempFile(folder, 'out', '')
    def err = Files.createTempFile(folder, 'err', '')
    // Whoever runs the tests may have a signal ignored (nohup does), which processes hand on.
    def asUsual = ['env', '--default-signal=HUP,INT,TERM']
    def builder = new ProcessBuilder((asUsual + (how.before ?: []) + command(home, how.jvm ?: []) + arguments.toList())*.toString())
    builder.environment().clear()
    builder.environment().putAll([PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: home.toString(), LC_ALL: 'C.UTF-8'] + (how.env ?: [:]))
    builder.directory(work.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile())
    if (how.input) {
      builder.redirectInput((how.input as Path).toFile())
    }
    def process = builder.start()
    if (!how.input) {
      process.outputStream.close()
    }
    new ThawProcess(folder, process, out, err)
  }

  static ThawProcess start(Path folder, String... arguments) {
    start([:], folder, arguments)
  }

  /** The flags of {@code runtime/bin/thaw}, without its class archive. The user database tells the JVM its home. */
  private static List<String> command(Path home, List<String> flags) {
    ["${System.getProperty('java.home')}/bin/java", '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto',
        '-Dpicocli.disable.closures=true', "-Duser.home=$home", *flags,
        '-cp', System.getProperty('java.class.path'), Main.name]
  }

  /** Tells whether a process here may be given mounts of its own. */
  static boolean mayMount() {
    try {
      new ProcessBuilder('unshare', '-m', 'sh', '-c', 'mount -t tmpfs -o size=4k none /mnt').start().waitFor() == 0
    } catch (IOException absent) {
      false
    }
  }

  /** Waits for its end and returns its exit code. */
  int end() {
    if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
      process.destroyForcibly()
      assert false: "no end in sight\n$out\n$err"
    }
    process.exitValue()
  }

  long getPid() {
    process.pid()
  }

  boolean isAlive() {
    process.alive
  }

  /** Sends SIGTERM. */
  void terminate() {
    process.destroy()
  }

  /** Sends SIGHUP, as a terminal does that is closed. */
  void hangUp() {
    signal('HUP', process.pid().toString())
  }

  /** Sends a signal to all of its group, which it leads if it was started by {@code setsid}. */
  void signalGroup(String name) {
    signal(name, "-${process.pid()}")
  }

  private static void signal(String name, String whom) {
    assert new ProcessBuilder('kill', "-$name".toString(), '--', whom).start().waitFor() == 0
  }

  /** Sends SIGKILL. */
  void kill() {
    process.destroyForcibly()
  }

  byte[] getOutBytes() {
    Files.readAllBytes(outFile)
  }

  byte[] getErrBytes() {
    Files.readAllBytes(errFile)
  }

  String getOut() {
    new String(outBytes, StandardCharsets.UTF_8)
  }

  String getErr() {
    new String(errBytes, StandardCharsets.UTF_8)
  }

  /** Where its audit log is by default. */
  Path getAuditLog() {
    folder.resolve('home/.local/state/thaw/audit.jsonl')
  }
}
