package dev.thaw.checkpoint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells from CRIU's log why it failed, and what to do. The texts are those of CRIU's source, 3.17
 * to 4.1; those marked <em>measured</em> were seen with 4.1.1.
 *
 * @param lines what CRIU itself says of it, at most {@link #MOST_LINES}
 * @param reason a sentence; empty if these lines are not known
 * @param cure a sentence; empty as the reason is
 */
public record CriuDiagnosis(List<String> lines, String reason, String cure) {
  private static final int MOST_LINES = 3;

  private static final Pattern ERROR = Pattern.compile("Error \\([^)]*\\): (.*)");

  /** What follows from another error, or is none. */
  private static final Pattern NOISE = Pattern.compile("Can't setup RLIMIT_NOFILE.*"
      + "|.*cgroupd: recv req error.*|Dumping FAILED.*|Restoring FAILED.*"
      + "|Dump files \\(pid: .*|Unable to open fd=.*|Killing processes because of failure.*"
      + "|.*exited, status=.*|.*killed by signal.*");

  private static final Pattern VERSION = Pattern.compile("Version: (\\d+(\\.\\d+)+)");

  /**
   * One kind of failure.
   *
   * @param line what CRIU says; its groups stand in the reason as {@code {1}}
   */
  private record Row(Pattern line, String reason, String cure) {
    Row(String line, String reason, String cure) {
      this(Pattern.compile(line), reason, cure);
    }
  }

  private static final List<Row> ROWS = List.of(
      // Measured.
      new Row(
          "Connected TCP socket|tcp-established",
          "It has established TCP connections, and Docker's engine does not ask CRIU to save them.",
          "Let them end first, or take the checkpoint when it has none; Podman can save them."),
      // Measured.
      new Row(
          "Can't open file (\\S+)(?: on restore)?: No such file",
          "A file that it had open is not there: /{1}.",
          "Put it back as it was: a checkpoint holds processes, not their files."),
      new Row(
          "File (\\S+) has bad (?:size|mode|build-id)",
          "A file that it had open has changed since the checkpoint: /{1}.",
          "Put it back as it was then, or take a checkpoint that ends the container."),
      new Row(
          "tty: .*(?:inherit|slave|dangling|Unpaired|peer)|--shell-job",
          "It has a terminal that this CRIU cannot save.",
          "Make it without a terminal: no -t."),
      new Row(
          "[Ss]eccomp",
          "This CRIU or kernel cannot save its seccomp filters.",
          "Try it with --security-opt seccomp=unconfined, or upgrade CRIU."),
      new Row(
          "vdso|VDSO",
          "This CRIU does not know the vDSO of the host's kernel.",
          "Upgrade CRIU to 4.1 or later."),
      new Row(
          "io_uring|anon_inode:\\[(?!eventpoll|eventfd|signalfd|timerfd|inotify|fanotify)\\S*\\]",
          "It uses something of the kernel's that CRIU cannot save.",
          "Have it do without, as by its own settings for io_uring."),
      new Row(
          "fsnotify|inotify|irmap",
          "It watches a file that CRIU cannot name again.",
          "Have it watch no files, or files of a volume."),
      new Row(
          "half of stream unix connection|External socket|external unix",
          "It is connected by a unix socket to a process outside.",
          "Close that connection first; is the engine's own socket mounted into it?"),
      new Row(
          "[Uu]nable to freeze|[Cc]an't freeze|freezer|cgroup\\.freeze",
          "The control group could not be frozen.",
          "Look whether something else freezes or thaws it, or it is stuck in the kernel."),
      new Row(
          "doesn't have a proper root mount|master_id|unreachable sharing|overmounted|external mount",
          "It has a mount that CRIU cannot make again.",
          "Leave shared and nested mounts out of it, as --mount with bind-propagation=shared."),
      new Row(
          "Pid \\d+ do(?:es)? not match|File exists",
          "A process number that it needs is taken.",
          "Give it a process namespace of its own: not --pid host."),
      new Row(
          "iptables|nft|network-lock",
          "CRIU cannot lock the network: it needs iptables or nftables on the engine's host.",
          "Install iptables there."),
      new Row(
          "No space left",
          "The disk of the engine is full.",
          "Make room, or keep checkpoints in another directory: dir."),
      new Row(
          "Cannot allocate memory|Out of memory",
          "There is not enough memory.",
          "Make room, or raise the limit of the container."),
      new Row(
          "Unknown .*image|Magic doesn't match|Can't read|Unexpected EOF|Corrupted",
          "The checkpoint's files are not whole.",
          "See checkpoints … verify true; take another one."),
      new Row(
          "[Kk]ernel (?:is too old|doesn't support)|not supported by (?:the )?kernel|kerndat",
          "The host's kernel lacks something that CRIU needs.",
          "Run criu check there; upgrade CRIU and the kernel together."));

  public CriuDiagnosis {
    lines = List.copyOf(lines);
  }

  /** Reads a log, or its end; nothing if it tells of no error. */
  public static Optional<CriuDiagnosis> of(String log) {
    List<String> errors = log.lines()
        .map(ERROR::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).strip())
        .filter(error -> !NOISE.matcher(error.replaceFirst("^rlimit: ", "")).matches())
        .distinct()
        .limit(MOST_LINES)
        .toList();
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ROWS.stream()
        .flatMap(row -> errors.stream()
            .map(row.line()::matcher)
            .filter(Matcher::find)
            .map(found -> new CriuDiagnosis(errors, filled(row.reason(), found), row.cure())))
        .findFirst()
        .orElseGet(() -> new CriuDiagnosis(errors, "", "")));
  }

  /** Returns the version of CRIU that wrote a log, if it says. */
  public static Optional<String> version(String log) {
    Matcher version = VERSION.matcher(log);
    return version.find() ? Optional.of(version.group(1)) : Optional.empty();
  }

  private static String filled(String reason, Matcher found) {
    return found.groupCount() > 0 && found.group(1) != null
        ? reason.replace("{1}", found.group(1).replaceFirst("^/", ""))
        : reason;
  }

  /** Returns it in a line. */
  public String text() {
    String known = reason.isEmpty() ? "" : reason + " " + cure + " ";
    return known + "CRIU says: " + lines.stream().collect(Collectors.joining("; "));
  }
}
