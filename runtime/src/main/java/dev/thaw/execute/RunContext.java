package dev.thaw.execute;

import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.HostGauge;
import dev.thaw.engine.Inventory;
import dev.thaw.engine.Surroundings;
import dev.thaw.engine.Workers;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.graph.Action;
import dev.thaw.graph.Node;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Retry;
import dev.thaw.host.Host;
import dev.thaw.operation.Arguments;
import dev.thaw.plan.Pins;
import dev.thaw.plan.Reach;
import dev.thaw.plan.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** What all parts of one run share. */
final class RunContext {
  final Engine engine;
  final BreakerEngine breaker;
  final Surroundings surroundings;
  final Inventory inventory;
  /** For looks that must be tried in any case, as what was sent has left. */
  final Inventory settling;

  final Workers workers;
  final EventBus events;
  final RunClock clock;
  final Interruption interruption;
  final Restrictions restrictions;
  final Tally tally;
  final Holds holds;
  final Quota quota;
  final Watching watching;
  private final TimeLimit limit;
  final Patience patience = new Patience(this);
  final Spacing spacing;
  /** Of chains that freeze what they then must wait for a turn with, one at a time. */
  final Semaphore freezing;

  private static final Duration NAP = Duration.ofMillis(100);

  private final AtomicReference<EngineException> firstUnreadable;
  /** Some two minutes: an engine that is being started again, or upgraded, is back by then. */
  private static final Retry PERSISTENT =
      new Retry(70, Optional.of(new Retry.Backoff(Duration.ofMillis(100), Duration.ofSeconds(2))));

  private final Optional<Retry> usualRetry;
  private final RandomGenerator random;
  private final long seed;
  private final ListLag lag;
  private final Map<Optional<Retry>, RetryRules> retries = new ConcurrentHashMap<>();

  /**
   * What a run brings along beside its graph's nodes.
   *
   * @param rules what keeps its operations from containers
   * @param maxTargets how many containers it may change
   * @param longest how long it may take
   * @param secrets what its graph does not hold
   * @param adherence what keeps it to a plan
   * @param done what it need not do, an earlier run having done it
   * @param host starts commands on this machine
   * @param files this machine's files
   * @param name the run's identifier
   */
  record Restrictions(
      List<Rule> rules,
      int maxTargets,
      Optional<Duration> longest,
      Secrets secrets,
      Adherence adherence,
      Done done,
      HostCommands host,
      Host files,
      Supplier<String> name) {
    Restrictions {
      rules = List.copyOf(rules);
    }

    static Restrictions of(OperationGraph graph, Mandate mandate) {
      Reach reach = mandate.reach();
      return new Restrictions(
          reach.rules(graph),
          reach.maxTargets(),
          graph.runbook().timebox(),
          mandate.secrets(),
          new Adherence(mandate.pins(), graph),
          mandate.done(),
          mandate.host(),
          mandate.files(),
          mandate.name());
    }

    /** Of what only takes back its own doing. */
    static Restrictions none(Secrets secrets) {
      return new Restrictions(
          List.of(),
          Reach.UNLIMITED,
          Optional.empty(),
          secrets,
          new Adherence(Pins.NONE, OperationGraph.of(List.of())),
          Done.NONE,
          HostCommands.NONE,
          Host.NONE,
          () -> "unnamed");
    }
  }

  RunContext(
      Engine engine,
      HostGauge gauge,
      Workers workers,
      EventBus events,
      RunClock clock,
      RandomGenerator random,
      Interruption interruption,
      Restrictions restrictions,
      Holds holds) {
    this.breaker = new BreakerEngine(engine, clock, events);
    this.engine = breaker;
    this.surroundings = new Surroundings(() -> clock.wall().instant(), gauge);
    this.inventory = new Inventory(breaker, surroundings);
    this.settling = new Inventory(breaker.urgent(), surroundings);
    this.workers = workers;
    this.events = events;
    this.clock = clock;
    this.random = random;
    this.seed = random.nextLong();
    this.interruption = interruption;
    this.restrictions = restrictions;
    this.tally = new Tally();
    this.holds = holds;
    this.usualRetry = Optional.empty();
    this.quota = new Quota(restrictions.maxTargets());
    this.limit = new TimeLimit(clock, restrictions.longest(), "the run's");
    this.lag = new ListLag(clock);
    this.spacing = new Spacing(clock);
    this.freezing = new Semaphore(1, true);
    this.firstUnreadable = new AtomicReference<>();
    this.watching = new Watching(engine, clock);
  }

  private RunContext(
      RunContext other,
      Interruption interruption,
      EventBus events,
      Workers workers,
      Restrictions restrictions,
      Optional<Retry> usualRetry) {
    this.breaker = other.breaker;
    this.engine = breaker.urgent();
    this.surroundings = other.surroundings;
    this.inventory = other.settling;
    this.settling = other.settling;
    this.workers = workers;
    this.events = events;
    this.clock = other.clock;
    this.random = other.random;
    this.seed = other.seed;
    this.interruption = interruption;
    this.restrictions = restrictions;
    this.tally = other.tally;
    this.holds = other.holds;
    this.usualRetry = usualRetry;
    this.quota = restrictions.equals(other.restrictions)
        ? other.quota
        : new Quota(restrictions.maxTargets());
    this.limit = new TimeLimit(clock, Optional.empty(), "the run's");
    this.lag = other.lag;
    this.spacing = other.spacing;
    this.freezing = other.freezing;
    this.firstUnreadable = other.firstUnreadable;
    this.watching = other.watching;
  }

  /**
   * Returns this run as those parts of it see it that no wish to end reaches, and that try an
   * engine which is left alone otherwise.
   */
  RunContext undisturbed() {
    return new RunContext(this, new Interruption(), events, workers, restrictions, usualRetry);
  }

  /**
   * Returns this run as what takes back its own doing sees it: nothing ends it early, forbids it or
   * keeps it waiting for others, no record is a condition of it, and it is patient.
   *
   * @param free workers of its own
   */
  RunContext takingBack(Workers free) {
    return new RunContext(
        this,
        new Interruption(),
        events.insistent(holds::unrecorded),
        free,
        Restrictions.none(restrictions.secrets()),
        Optional.of(PERSISTENT));
  }

  /**
   * Returns how to try again, as suits the failure or as the script says. Begun at the first
   * failure only: a run without failures does not pay for the library's start.
   */
  RetryRules retries(Optional<Retry> told) {
    return retries.computeIfAbsent(told.or(() -> usualRetry), RetryRules::new);
  }

  /**
   * Returns the randomness of a step, the same for the same run's seed whatever else the run does
   * meanwhile.
   */
  RandomGenerator random(Node.Step step) {
    return random(step.id());
  }

  /** Returns the randomness of something by its name, as that of a step. */
  RandomGenerator random(String name) {
    return new SplittableRandom(seed ^ name.hashCode());
  }

  /** Returns randomness for once. */
  RandomGenerator someRandom() {
    synchronized (random) {
      return new SplittableRandom(random.nextLong());
    }
  }

  /** Returns an operation's arguments as they are in this run. */
  Arguments named(Action action) {
    return action.operation().during(restrictions.name(), action.arguments());
  }

  /** Tells of something that goes on whether or not it can be recorded. */
  void tell(RunEvent event) {
    events.insistent(holds::unrecorded).emit(event);
  }

  /** Notes that the engine could not be asked. */
  void unreadable(EngineException failure) {
    firstUnreadable.compareAndSet(null, failure);
  }

  /** Returns the first failure to ask the engine, if there was one. */
  Optional<EngineException> unreadable() {
    return Optional.ofNullable(firstUnreadable.get());
  }

  /** Notes that the engine's list may tell an old state for a moment from now. */
  void listLags() {
    lag.begin();
  }

  /** Waits until the engine's list tells the states as they are. */
  void awaitList() {
    Duration left = lag.left();
    if (!left.isNegative() && !left.isZero()) {
      pause(left);
    }
  }

  /** Returns whether the run is to end. That its time is up is a wish to end as any other. */
  boolean ending() {
    if (limit.passed()) {
      interruption.request(ExitCode.FAILED);
    }
    return interruption.wish().isPresent();
  }

  /** Returns why the run is to end, where it is. */
  String ends() {
    return limit.passed() ? limit.reason() : "the run is ending";
  }

  /** Waits; returns false if the thread was told to stop. */
  boolean pause(Duration duration) {
    try {
      clock.sleep(duration);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      interruption.request(ExitCode.INTERRUPTED);
      return false;
    }
  }

  /** Waits, in short naps; returns false as soon as the run is to end. */
  boolean pauseUnlessEnding(Duration duration) {
    long until = clock.nanos() + duration.toNanos();
    while (!ending()) {
      Duration left = Duration.ofNanos(until - clock.nanos());
      if (left.isNegative() || left.isZero()) {
        return true;
      }
      pause(left.compareTo(NAP) < 0 ? left : NAP);
    }
    return false;
  }
}
