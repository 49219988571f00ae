package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import java.util.Collection;
import org.codehaus.groovy.ast.ASTNode;

/**
 * How much one compilation may evaluate and make.
 *
 * <p>Loops multiply: each bound by itself is harmless, but a list of the largest size in a loop of
 * the most rounds is not. What is evaluated, listed, or put into the graph is paid for here, so
 * that time and memory have one bound whatever a script combines. The largest runbooks by hand,
 * 10,000 steps, take a third of it.
 */
final class Budget {
  static final int UNITS = 2_000_000;

  /** A part of a predicate is some objects, and is written out once more in the graph's file. */
  static final int PART = 4;

  /** A step has places, defaults and an action at least. */
  static final int STEP = 50;

  private static final int EDIT = 8;

  private final Problems problems;
  private long left = UNITS;

  Budget(Problems problems) {
    this.problems = problems;
  }

  /**
   * Pays for work.
   *
   * @throws Exhausted if nothing is left; the script's author has been told then
   */
  void spend(ASTNode place, long units) {
    left -= units;
    if (left < 0) {
      problems.report(
          DiagnosticCode.TOO_LARGE,
          place,
          "Here the script has come to more than " + UNITS + " values, conditions and steps.",
          "Write shorter lists, texts or loops.");
      throw new Exhausted();
    }
  }

  /** Pays for looking through all known names for the one that was meant. */
  void spendSearch(ASTNode place, String name, Collection<String> known) {
    spend(place, (long) known.size() * (EDIT + name.length()));
  }

  /** Returns how much has been spent. */
  long spent() {
    return UNITS - left;
  }

  /** Ends a compilation; the reason has been reported. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Exhausted() {
      super("budget exhausted", null, false, false);
    }
  }
}
