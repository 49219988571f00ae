package dev.thaw.diagnostic;

/** How bad it is: an error keeps the script from running, the others do not. */
public enum Severity {
  ERROR,
  WARNING,
  HINT
}
