package dev.thaw.prove;

import dev.thaw.graph.Predicate;

/**
 * What a made-up container is to make of a predicate.
 *
 * @param truths any of these
 */
record Aim(Predicate predicate, int truths) {

  static Aim certainly(Predicate predicate) {
    return new Aim(predicate, Truths.TRUE);
  }

  static Aim perhaps(Predicate predicate) {
    return new Aim(predicate, Truths.UNKNOWN);
  }

  static Aim perhapsNot(Predicate predicate) {
    return new Aim(predicate, Truths.FALSE | Truths.UNKNOWN);
  }
}
