package dev.thaw.crash;

/** Where a run touches the world. */
enum Moment {
  JOURNAL_WRITE,
  JOURNAL_FORCE,
  JOURNAL_REMOVAL,
  AUDIT_WRITE,
  /** A question to the engine is about to leave. */
  ASKED,
  /** A request that changes something is about to leave. */
  SENT,
  /** The engine has done it, and its reply is here. */
  RECEIVED;

  boolean file() {
    return this == JOURNAL_WRITE
        || this == JOURNAL_FORCE
        || this == JOURNAL_REMOVAL
        || this == AUDIT_WRITE;
  }
}
