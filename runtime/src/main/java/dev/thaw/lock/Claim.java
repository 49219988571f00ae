package dev.thaw.lock;

import java.util.Optional;

/** What comes of asking for a lock. */
public sealed interface Claim permits RunLock, Claim.Busy {

  /**
   * Somebody else holds it.
   *
   * @param holder who, if he has said so
   */
  record Busy(Optional<Holder> holder) implements Claim {}
}
