package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.graph.Pace.Rollout;
import dev.thaw.graph.Pace.Share;
import dev.thaw.operation.OptionType;
import dev.thaw.value.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads in which batches a block takes its targets: {@code rolling(25%, pause: 10.seconds)}. */
final class RolloutReader {
  private static final String PAUSE = "pause";
  private static final String CANARY = "canary";
  private static final String MAX_FAILURES = "maxFailures";
  private static final BigDecimal MOST = BigDecimal.valueOf(100);

  private final SettingReader values;
  private final Problems problems;

  RolloutReader(SettingReader values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  Optional<Rollout> read(Call call) {
    int before = problems.count();
    if (call.values().size() != 2) {
      problems.report(
          DiagnosticCode.MISSING_VALUE,
          call.at(),
          "rolling does not say how many containers a batch has.",
          "Write " + Examples.ofBlock(call.word()) + ".");
      return Optional.empty();
    }
    Calls.namedWithin(call, new TreeSet<>(Set.of(PAUSE, CANARY, MAX_FAILURES)), problems);
    Optional<Share> batch =
        share(new Setting("the batch", call.at(), call.values().get(0)), BigDecimal.ONE);
    Optional<Share> canary =
        Calls.named(call, CANARY, problems).flatMap(setting -> share(setting, BigDecimal.ONE));
    Optional<Duration> pause = Calls.named(call, PAUSE, problems).flatMap(values::duration);
    Optional<Share> failures = Calls.named(call, MAX_FAILURES, problems)
        .flatMap(setting -> share(setting, BigDecimal.ZERO));
    return problems.count() > before || batch.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rollout(
            batch.get(),
            canary,
            pause.orElse(Duration.ZERO),
            failures.orElseGet(() -> new Share(Value.Number.of(0)))));
  }

  private Optional<Share> share(Setting setting, BigDecimal least) {
    Optional<Value> value = values.constant(setting);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (within(value.get(), least)) {
      return value.map(Share::new);
    }
    problems.report(
        value.get() instanceof Value.Number || value.get() instanceof Value.Percent
            ? DiagnosticCode.OUT_OF_RANGE
            : DiagnosticCode.WRONG_TYPE,
        setting.value(),
        Kinds.shown(value.get()) + " is no share of the containers.",
        "Write a whole number from " + least + ", or a percentage up to 100%.");
    return Optional.empty();
  }

  private static boolean within(Value value, BigDecimal least) {
    if (value instanceof Value.Percent percent) {
      return percent.percent().signum() >= least.signum() && percent.percent().compareTo(MOST) <= 0;
    }
    return OptionValues.accept(OptionType.COUNT, value).value().isPresent()
        && ((Value.Number) value).number().compareTo(least) >= 0;
  }
}
