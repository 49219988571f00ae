package dev.thaw.crash;

/** What breaks at some moment of a run. */
enum Fault {
  /** Nothing: to count the moments. */
  NONE,
  /** The process is killed, or the machine loses its power. */
  KILL,
  /** SIGTERM. */
  TERM,
  /** Something is thrown that nobody has foreseen. */
  BUG,
  /** From now on there is no room for the journal, the audit log, or both. */
  DISK_FULL,
  /** This one write, or request, fails. */
  IO_ERROR,
  /** From now on nobody answers, until somebody else recovers. */
  ENGINE_GONE
}
