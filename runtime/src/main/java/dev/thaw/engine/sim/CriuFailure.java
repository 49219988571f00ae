package dev.thaw.engine.sim;

/** The words of what lies below the daemon, as measured. */
final class CriuFailure {
  /** What runc says where there is no CRIU: measured on 20.10. */
  static final String ABSENT =
      "CRIU version check failed: exec: \"criu\": executable file not found in $PATH";

  private CriuFailure() {}

  static String dump(String id, String reason) {
    return "runc did not terminate successfully: exit status 1: " + reason + " path= " + folder(id)
        + "criu-dump.log: unknown";
  }

  static String restore(String id, String reason) {
    return "OCI runtime restore failed: " + reason + "\nlog file: " + folder(id)
        + "work/restore.log: unknown";
  }

  /** What containerd says to what it is given again before it has forgotten it: moby#42900. */
  static String exists(String id) {
    return "content sha256:" + Containers.digest("content of " + id) + ": already exists";
  }

  private static String folder(String id) {
    return "/run/containerd/io.containerd.runtime.v2.task/moby/" + id + "/";
  }
}
