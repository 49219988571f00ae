package dev.thaw.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tells a process from all others that there were on this machine and elsewhere.
 *
 * @param pid its number, which is given again one day
 * @param started when it began, in the kernel's ticks since the machine did: what a number that is
 *     given again does not share
 * @param host its machine
 */
public record ProcessMark(long pid, long started, String host) {
  /** The fields of /proc/PID/stat behind the name, which may hold anything; it ends with this. */
  private static final String AFTER_NAME = ") ";

  private static final int STARTED = 19;

  /**
   * Returns this process's.
   *
   * @throws IOException if there is no /proc
   */
  public static ProcessMark here() throws IOException {
    long pid = ProcessHandle.current().pid();
    return new ProcessMark(pid, started(pid), hostName());
  }

  /**
   * Returns whether the process may go on. Another machine's processes, or a container's with a
   * name of its own, cannot be seen here: they may.
   */
  public boolean mayLive() {
    try {
      return !host.equals(hostName()) || started(pid) == started;
    } catch (IOException ended) {
      return false;
    }
  }

  /** Returns whether it is one of this machine, which can be seen. */
  public boolean isHere() {
    try {
      return host.equals(hostName());
    } catch (IOException noProc) {
      return false;
    }
  }

  private static long started(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields =
        stat.substring(stat.lastIndexOf(AFTER_NAME) + AFTER_NAME.length()).split(" ", -1);
    return Long.parseLong(fields[STARTED]);
  }

  private static String hostName() throws IOException {
    return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
  }
}
