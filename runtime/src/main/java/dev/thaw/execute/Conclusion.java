package dev.thaw.execute;

import dev.thaw.event.Outcome;

/**
 * What follows from what was tried and seen.
 *
 * @param outcome the outcome it has, or would have if there were no more tries
 * @param reason why; empty for plain success
 * @param again whether another try would be right
 */
record Conclusion(Outcome outcome, String reason, boolean again) {

  static Conclusion last(Outcome outcome, String reason) {
    return new Conclusion(outcome, reason, false);
  }
}
