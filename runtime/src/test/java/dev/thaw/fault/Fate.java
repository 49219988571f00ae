package dev.thaw.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A fault with the details that a seed decides, for one request.
 *
 * @param salt any number
 * @param dealt whether the proxy has done with the request what it is to do, but for the reply
 */
record Fate(Fault fault, int salt, CountDownLatch dealt) {
  static final Fate NONE = of(Fault.NONE, 0);

  static Fate of(Fault fault, int salt) {
    return new Fate(fault, salt, new CountDownLatch(1));
  }

  /** Waits until the proxy has dealt with it: on a busy machine that may be after the client. */
  void await() {
    try {
      if (!dealt.await(1, TimeUnit.MINUTES)) {
        throw new AssertionError(fault + " was never dealt with");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns one of several variants. */
  String one(String... variants) {
    return variants[Math.floorMod(salt, variants.length)];
  }
}
