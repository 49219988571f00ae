package dev.thaw.cli;

import dev.thaw.doctor.Check;
import dev.thaw.doctor.Mark;
import dev.thaw.script.PrivateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks whether this user's files can be kept, and what dead runs have left. Makes nothing. */
final class StateCheckup {
  private static final long LEAST_ROOM = 64L << 20;

  private final CliContext context;

  StateCheckup(CliContext context) {
    this.context = context;
  }

  List<Check> checks() {
    var checks = new ArrayList<Check>();
    Path state = Directories.statePlace(context);
    checks.add(folder("state", state));
    checks.add(folder("locks", state.resolve("locks")));
    checks.add(folder("journals", state.resolve("journals")));
    checks.add(folder("kept runs", state.resolve("runs")));
    checks.add(folder("compiled graphs", Directories.cache(context)));
    checks.add(guardian());
    checks.add(leftBehind());
    return checks;
  }

  private static Check folder(String of, Path path) {
    String name = "folder of " + of;
    try {
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        PrivateDirectory.of(path);
        return Files.isWritable(path) ? room(name, path, path.toString()) : unwritable(name, path);
      }
      Path parent = path.toAbsolutePath();
      while (parent != null && !Files.exists(parent)) {
        parent = parent.getParent();
      }
      return parent != null && Files.isDirectory(parent) && Files.isWritable(parent)
          ? room(name, parent, path + ", not made yet")
          : unwritable(name, path);
    } catch (IOException unusable) {
      return Check.of(
          name,
          Mark.PROBLEM,
          "cannot be used: " + unusable.getMessage(),
          "See to it that it is a folder, and yours alone; or name another place by"
              + " XDG_STATE_HOME and XDG_CACHE_HOME.");
    }
  }

  private static Check unwritable(String name, Path path) {
    return Check.of(
        name,
        Mark.PROBLEM,
        path + " cannot be written to",
        "What cannot be recorded is not done. Name another place by XDG_STATE_HOME.");
  }

  private static Check room(String name, Path on, String told) throws IOException {
    long free = Files.getFileStore(on).getUsableSpace();
    return free < LEAST_ROOM
        ? Check.of(
            name,
            Mark.PROBLEM,
            told + ": only " + (free >> 20) + " MiB are free",
            "Make room: a run that cannot record what it does ends.")
        : Check.good(name, told);
  }

  /** Without it, what ends a process's session would end the guardian as well. */
  private static Check guardian() {
    return Files.isExecutable(Path.of("/usr/bin/setsid"))
            || Files.isExecutable(Path.of("/bin/setsid"))
        ? Check.good("guardian", "can be started in a session of its own")
        : Check.of(
            "guardian",
            Mark.WARNING,
            "there is no setsid: what ends the session ends the guardian, too",
            "Install util-linux.");
  }

  /** What a recovery would tell, it tells here. */
  private Check leftBehind() {
    var told = new ByteArrayOutputStream();
    var listening = new PrintStream(told, true, StandardCharsets.UTF_8);
    new LeftBehind(new CliContext(
            context.in(),
            context.out(),
            listening,
            context.environment(),
            context.home(),
            false,
            false,
            false))
        .report();
    String words = told.toString(StandardCharsets.UTF_8).strip();
    return words.isEmpty()
        ? Check.good("left by dead runs", "nothing")
        : Check.of(
            "left by dead runs",
            Mark.PROBLEM,
            words.replace("thaw: ", "").replace("\n", "; "),
            "thaw recover takes it back.");
  }
}
