package dev.thaw.execute;

import dev.thaw.event.ExitCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish to end early. What is under way is brought to its end, so that its outcome is known;
 * nothing new begins. Thread safe.
 */
public final class Interruption {
  private final CompletableFuture<ExitCode> wish = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Wishes the run to end with that code. The first wish counts. */
  public void request(ExitCode code) {
    wish.complete(code);
  }

  /** Returns the wish, if there is one. */
  public Optional<ExitCode> wish() {
    return Optional.ofNullable(wish.getNow(null));
  }

  /** Completes with the first wish, if there ever is one. */
  CompletableFuture<ExitCode> wished() {
    return wish.copy();
  }

  /** Returns whether the run has ended. */
  public boolean over() {
    return ended.getCount() == 0;
  }

  /** Says that the run has ended and told so. */
  public void ended() {
    ended.countDown();
  }

  /**
   * Waits for the run's end.
   *
   * @return whether it came in time
   */
  public boolean awaitEnd(Duration patience) {
    try {
      return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
