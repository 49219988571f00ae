package dev.thaw.diagnose;

import java.util.Map;
import java.util.Optional;

/** What exit codes mean: of a shell, of the engine, and of processes that a signal has ended. */
final class ExitCodes {
  private static final int BEHIND_SIGNALS = 128 + 65;

  /** The numbers of Linux on x86 and ARM (signal(7)). */
  private static final Map<Integer, String> SIGNALS = Map.ofEntries(
      Map.entry(1, "SIGHUP"),
      Map.entry(2, "SIGINT"),
      Map.entry(3, "SIGQUIT"),
      Map.entry(4, "SIGILL"),
      Map.entry(5, "SIGTRAP"),
      Map.entry(6, "SIGABRT"),
      Map.entry(7, "SIGBUS"),
      Map.entry(8, "SIGFPE"),
      Map.entry(9, "SIGKILL"),
      Map.entry(10, "SIGUSR1"),
      Map.entry(11, "SIGSEGV"),
      Map.entry(12, "SIGUSR2"),
      Map.entry(13, "SIGPIPE"),
      Map.entry(14, "SIGALRM"),
      Map.entry(15, "SIGTERM"),
      Map.entry(24, "SIGXCPU"),
      Map.entry(25, "SIGXFSZ"),
      Map.entry(31, "SIGSYS"));

  private ExitCodes() {}

  /** Returns the signal that ended it, if one did. */
  static Optional<String> signal(int code) {
    return code > 128 && code < BEHIND_SIGNALS
        ? Optional.of(SIGNALS.getOrDefault(code - 128, "signal " + (code - 128)))
        : Optional.empty();
  }

  /** Returns whether the signal is one of a fault of the program's own. */
  static boolean crash(int code) {
    return switch (code - 128) {
      case 4, 5, 6, 7, 8, 11, 31 -> true;
      default -> false;
    };
  }

  /** Returns whether it could not be started at all; a shell says so too, of its last command. */
  static boolean couldNotStart(int code) {
    return code >= 125 && code <= 127;
  }

  /** Returns what the code means. */
  static String explained(int code, boolean oomKilled) {
    if (code == 137 && oomKilled) {
      return "killed by SIGKILL: the kernel had no memory left for it within its limit";
    }
    return switch (code) {
      case 0 -> "ended well";
      case 1 -> "an error of the program's own";
      case 2 -> "an error of the program's own; of a shell, wrong usage";
      case 125 -> "could not be started: the engine failed";
      case 126 -> "a command is there, but cannot be run: its own, or one of a shell inside";
      case 127 -> "there is no such command: its own, or one of a shell inside";
      case 128 -> "could not be started, or ended with an exit code that is none";
      case 255 -> "an error of the program's own, or an exit code below zero";
      default ->
        signal(code)
            .map(signal -> "killed by " + signal + meaning(code))
            .orElse("an error of the program's own");
    };
  }

  private static String meaning(int code) {
    return switch (code - 128) {
      case 2, 15 -> ": it was asked to end";
      case 6 -> ": it gave itself up, as by abort()";
      case 7, 11 -> ": it touched memory that is not its own";
      case 8 -> ": it divided by zero or the like";
      case 9 -> ": somebody killed it, or a stop that it did not heed in time";
      case 31 -> ": a system call that seccomp forbids";
      default -> "";
    };
  }
}
