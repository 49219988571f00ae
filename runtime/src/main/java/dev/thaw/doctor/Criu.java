package dev.thaw.doctor;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CRIU on an engine's host, as the engine would find it.
 *
 * @param version its version, if it is there
 * @param problem what its own check says, or that it is not there; nothing if all is well
 * @param unseen why nobody could look; empty if somebody could
 */
public record Criu(Optional<String> version, Optional<String> problem, String unseen) {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern VERSION = Pattern.compile("Version:\\s*(\\S+)");
  private static final int LONGEST = 300;

  /**
   * Looks. The check asks the kernel what it can, and keeps the answers in {@code /run/criu.kdat}
   * as each use of CRIU does.
   *
   * @param root whether this process has root's rights, without which the check is refused
   */
  static Criu of(EngineProcess engine, boolean root, Programs programs) {
    if (!root) {
      return unseen("its check needs root's rights");
    }
    Optional<String> program = engine.program("criu");
    if (program.isEmpty()) {
      return new Criu(Optional.empty(), Optional.of("there is no criu in the engine's PATH"), "");
    }
    try {
      Programs.Ended told = run(engine, programs, program.get(), "--version");
      Matcher matcher = VERSION.matcher(told.output());
      String version = matcher.find() ? matcher.group(1) : "unknown";
      Programs.Ended check = run(engine, programs, program.get(), "check");
      return new Criu(Optional.of(version), problem(check), "");
    } catch (IOException impossible) {
      return unseen("it cannot be run: " + impossible.getMessage());
    }
  }

  /** Says why nobody could look. */
  static Criu unseen(String why) {
    return new Criu(Optional.empty(), Optional.empty(), why);
  }

  private static Programs.Ended run(
      EngineProcess engine, Programs programs, String program, String argument) throws IOException {
    // Without the engine's processes CRIU does not find itself in /proc.
    var words = new ArrayList<>(engine.entering("mnt", "pid", "net"));
    words.addAll(List.of(program, argument));
    return programs.run(words, LIMIT);
  }

  private static Optional<String> problem(Programs.Ended check) {
    if (check.exitCode() == 0) {
      return Optional.empty();
    }
    if (check.exitCode() < 0) {
      return Optional.of("criu check took longer than " + LIMIT.toSeconds() + " s");
    }
    String last = check
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.contains("rror"))
        .findFirst()
        .or(() ->
            check.output().lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst())
        .orElse("criu check ended with " + check.exitCode());
    return Optional.of(last.length() > LONGEST ? last.substring(0, LONGEST) + "…" : last);
  }
}
