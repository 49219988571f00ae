package dev.thaw.diagnostic;

/** The kinds of problem that a script can have. The names are printed, and stay as they are. */
public enum DiagnosticCode {
  /** Not text that can be a script: encoding, forbidden symbols, size. */
  UNREADABLE,
  /** The grammar was broken. */
  SYNTAX,
  /** Deeper, longer or more than the bounds allow. */
  TOO_LARGE,
  /** A form of Groovy that runbooks do not have. */
  NOT_ALLOWED,
  UNKNOWN_VERB,
  UNKNOWN_CLAUSE,
  UNKNOWN_OPTION,
  UNKNOWN_FACT,
  UNKNOWN_UNIT,
  UNKNOWN_NAME,
  /** A key that a configuration file of that kind does not have. */
  UNKNOWN_KEY,
  /** A clause or option without its value, or with more than one. */
  MISSING_VALUE,
  /** A required option, or the selector, is not there. */
  MISSING,
  /** A clause, option or name stands twice. */
  REPEATED,
  /** A name that the language keeps for itself. */
  RESERVED_NAME,
  /** A value of the wrong type or unit. */
  WRONG_TYPE,
  /** A value outside of what is possible. */
  OUT_OF_RANGE,
  /** A clause where it cannot stand. */
  MISPLACED,
  /** A parameter without value, or a value for none. */
  PARAMETER,
  /** A file that cannot be included. */
  INCLUDE,
  /** Steps or files that come after or hold each other in a circle. */
  CYCLE,
  /** A parameter that nothing uses. */
  UNUSED,
  /** Conditions of which never all hold. */
  CONTRADICTION,
  /** An operation that no container can ever come to. */
  NEVER_RUNS,
  /** A condition that holds for every container. */
  ALWAYS_HOLDS,
  /** Containers that are paused when the run ends. */
  LEFT_PAUSED,
  /** What touches containers that are frozen meanwhile. */
  HELD,
  /** What the script, or a file of rules, says must never be done. */
  FORBIDDEN
}
