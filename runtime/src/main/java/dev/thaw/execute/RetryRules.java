package dev.thaw.execute;

import dev.thaw.graph.Retry.Backoff;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often and after how long an operation is tried again.
 *
 * <p>Only failures that may pass are retried: no connection, the engine's races (409, 500), 429 and
 * other 5xx. The wait doubles from try to try, with jitter so that many targets do not come back at
 * once; a wait that the engine asks for is honoured.
 */
final class RetryRules {
  /** Tries in all: the first one and three more. */
  static final int ATTEMPTS = 4;

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);
  /** The engine may ask for any wait; beyond this it is not worth holding a run for. */
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

  private final Retry retry;
  private final Backoff backoff;

  /** @param told what the script says, if it does */
  RetryRules(Optional<dev.thaw.graph.Retry> told) {
    this.backoff = told.flatMap(dev.thaw.graph.Retry::backoff).orElse(new Backoff(FIRST, LONGEST));
    RetryConfig config = RetryConfig.custom()
        .maxAttempts(told.map(said -> said.times() + 1).orElse(ATTEMPTS))
        .retryOnException(Passing.class::isInstance)
        .intervalBiFunction(this::wait)
        .build();
    retry = Retry.of("engine", config);
  }

  /**
   * Starts counting the tries of one operation.
   *
   * @param random jitters its waits; nobody else's, so that they do not hang on who comes first
   */
  Series series(RandomGenerator random) {
    Retry.AsyncContext<Object> context = retry.asyncContext();
    return attempt -> {
      if (!mayPass(attempt)) {
        return Optional.empty();
      }
      long wait = context.onError(new Passing(attempt, random));
      return wait < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(wait));
    };
  }

  /** The tries of one operation. */
  interface Series {
    /** Returns how long to wait before the next try, or nothing if there is to be none. */
    Optional<Duration> after(Attempt failed);
  }

  private static boolean mayPass(Attempt attempt) {
    if (attempt instanceof Attempt.Refused refused) {
      int status = refused.status();
      return status == 409 || status == 429 || status >= 500 && status != 501;
    }
    if (attempt instanceof Attempt.Nothing nothing) {
      return nothing.worthRetrying();
    }
    return attempt instanceof Attempt.NotSent notSent
        ? notSent.worthRetrying()
        : !(attempt instanceof Attempt.Ran);
  }

  private Long wait(int tries, Either<Throwable, Object> outcome) {
    var passing = (Passing) outcome.getLeft();
    Attempt attempt = passing.attempt;
    if (attempt instanceof Attempt.Refused refused && refused.retryAfter().isPresent()) {
      Duration asked = refused.retryAfter().get();
      return (asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED).toMillis();
    }
    double longest = backoff.longest().toMillis();
    double wait = Math.min(backoff.first().toMillis() * Math.pow(2, tries - 1), longest);
    return Math.round(Math.min(wait * (0.5 + passing.random.nextDouble()), longest));
  }

  /** Carries an attempt into the library, which counts exceptions. */
  private static final class Passing extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Attempt attempt;
    private final transient RandomGenerator random;

    private Passing(Attempt attempt, RandomGenerator random) {
      super(attempt.reason(), null, false, false);
      this.attempt = attempt;
      this.random = random;
    }
  }
}
