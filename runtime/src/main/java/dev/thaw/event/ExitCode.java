package dev.thaw.event;

import java.util.stream.Stream;

/** How a process ends; the numbers are documented and stay as they are. */
public enum ExitCode {
  DONE(0, "done, or nothing to do"),
  FAILED(1, "ran, and at least one operation failed"),
  INVALID(2, "invalid script, option or configuration"),
  DENIED(3, "denied: by max, a requirement, a rule or a person"),
  STALE(4, "stale plan: something is not as it was planned; nothing done"),
  COMPENSATED(5, "failed, and what was held meanwhile was taken back"),
  UNKNOWN(6, "the outcome of at least one operation is unknown"),
  BUSY(7, "busy: another run holds the lock"),
  UNAUDITED(8, "the audit log, the journal or the lock cannot be written"),
  UNREACHABLE(9, "no engine, nothing done"),
  HUNG_UP(129, "the terminal was closed"),
  INTERRUPTED(130, "interrupted from the keyboard"),
  TERMINATED(143, "told to end");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** Returns the process's exit status. */
  public int number() {
    return number;
  }

  /** Returns what it means, in one line. */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the one that counts where several hold: 8, then 6, an interruption, then 4, 5, 1 and 3.
   */
  public ExitCode or(ExitCode other) {
    return Stream.of(
            UNAUDITED,
            UNKNOWN,
            HUNG_UP,
            INTERRUPTED,
            TERMINATED,
            STALE,
            COMPENSATED,
            FAILED,
            DENIED)
        .filter(code -> code == this || code == other)
        .findFirst()
        .orElse(this == DONE ? other : this);
  }
}
