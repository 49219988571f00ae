package dev.thaw.operation;

import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Inspection;
import dev.thaw.fact.Snapshot;
import dev.thaw.value.Value;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything that Thaw knows of one verb. The language, its checks, the command line, the plan, the
 * executor and the documentation read it from here and from nowhere else.
 */
public final class OperationSpec {
  private final Builder is;

  private OperationSpec(Builder is) {
    this.is = is;
  }

  /** Starts the specification of an operation that only reads. */
  public static Builder observe(String name, String summary) {
    return new Builder(name, Effect.OBSERVE, summary);
  }

  /** Starts the specification of an operation that changes what can be changed back. */
  public static Builder change(String name, String summary) {
    return new Builder(name, Effect.CHANGE, summary);
  }

  /** Starts the specification of an operation that loses something for good. */
  public static Builder destroy(String name, String summary) {
    return new Builder(name, Effect.DESTROY, summary);
  }

  /** Returns the verb. */
  public String name() {
    return is.name;
  }

  /** Returns what it acts on. */
  public TargetKind target() {
    return TargetKind.CONTAINER;
  }

  /** Returns what it does to the world. */
  public Effect effect() {
    return is.effect;
  }

  /**
   * Returns what it does to the world with these arguments: what runs a command inside of a
   * container may change anything.
   */
  public Effect effect(Arguments arguments) {
    return is.commands.test(arguments) ? Effect.CHANGE : is.effect;
  }

  /** Returns whether it waits for something, so that {@code within} says for how long. */
  public boolean waits() {
    return is.waits;
  }

  /** Returns what it does, in one line. */
  public String summary() {
    return is.summary;
  }

  /** Returns a statement that shows it. */
  public String example() {
    return is.example;
  }

  /** Returns its own options, without those that every operation has. */
  public List<Option> options() {
    return is.options;
  }

  /** Returns the option of that name, if it has one. */
  public Optional<Option> option(String name) {
    return is.options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  /** Returns the option that a plain argument gives, if there is one. */
  public Optional<Option> argument() {
    return is.options.stream().filter(Option::positional).findFirst();
  }

  /** Returns the options of which exactly one is to be said; none for most operations. */
  public List<String> alternatives() {
    return is.alternatives;
  }

  /**
   * Returns whether it makes sense in that state; targets in others are skipped with the reason.
   */
  public boolean appliesTo(ContainerState state) {
    return is.states.contains(state);
  }

  /** Returns the states in which it makes sense. */
  public Set<ContainerState> states() {
    return EnumSet.copyOf(is.states);
  }

  /**
   * Returns why an engine would not do what these arguments say: it would ignore one of them, and
   * do something else than was asked for.
   */
  public Optional<String> unsupported(Arguments arguments, Dialect dialect) {
    return is.options.stream()
        .filter(option -> arguments.find(option.name()).isPresent())
        .filter(option -> !dialect.atLeast(option.since()))
        .findFirst()
        .map(option -> "the option " + option.name() + " of " + is.name + " needs API "
            + option.since() + ", and the engine speaks " + dialect + ", so it would ignore it"
            + ". Leave " + option.name() + " out, or upgrade the engine.");
  }

  /**
   * Returns what is wrong with a value by itself, though its type is right: in words that go on
   * from the value, and say what to write instead.
   */
  public Optional<Unfit> unfit(String option, Value value) {
    return is.check.unfit(option, value);
  }

  /** Why a value cannot be meant, and what to write instead: a sentence each. */
  public record Unfit(String problem, String cure) {}

  /** Looks at one option's value. */
  @FunctionalInterface
  public interface Check {
    Optional<Unfit> unfit(String option, Value value);
  }

  /**
   * One of the operations that a statement stands for.
   *
   * @param until how many of those right after it must have succeeded for it to stay; else it is
   *     taken back, whatever happens. 0 if it stays in any case
   */
  public record Part(OperationSpec operation, Arguments arguments, int until) {

    /** Makes one that stays. */
    public Part(OperationSpec operation, Arguments arguments) {
      this(operation, arguments, 0);
    }
  }

  /**
   * Returns what a statement of it stands for, in order: for most operations themselves alone. One
   * that is not among them is carried out by others.
   */
  public List<Part> parts(Arguments arguments) {
    return is.parts.apply(this, arguments);
  }

  /** Returns the values of its options that say nothing. */
  public Arguments usual() {
    var values = new TreeMap<String, Value>();
    is.options.forEach(
        option -> option.defaultValue().ifPresent(value -> values.put(option.name(), value)));
    return new Arguments(values);
  }

  /** Returns its arguments as they are in one run, which what it makes is named by. */
  public Arguments during(Supplier<String> run, Arguments arguments) {
    return is.during.apply(run, arguments);
  }

  /**
   * Returns how far apart requests of its kind must be on one engine, one ending and the next
   * beginning; zero if that does not matter, and then they may also go on side by side.
   */
  public Duration apart() {
    return is.apart;
  }

  /** Returns what it is to reach with these arguments. */
  public Goal goal(Arguments arguments) {
    return is.goal.apply(arguments);
  }

  /** Returns the requests that it sends for a target. */
  public Request lower(Snapshot target, Arguments arguments, Dialect dialect) {
    return is.lowering.lower(target, arguments, dialect);
  }

  /** Returns what takes back what it did. */
  public Undoing undoing() {
    return is.undoing;
  }

  /**
   * Returns whether a script can have it taken back at a certain end, whatever happens: what undoes
   * it then loses nothing.
   */
  public boolean canBeHeld() {
    return is.held;
  }

  /** Returns how many containers its selector must match if the script does not say. */
  public int defaultMin() {
    return is.min;
  }

  /** Returns how many containers its selector may match at most, whatever the script says. */
  public int most() {
    return is.most;
  }

  /**
   * Returns how long the operation on one target may take, all tries included, if the script does
   * not say and nothing is known of the target yet.
   */
  public Duration deadline(Arguments arguments) {
    return deadline(arguments, Inspection.NOT_READ);
  }

  /**
   * Returns how long it may take on a target that has been inspected, if the script does not say.
   */
  public Duration deadline(Arguments arguments, Inspection target) {
    return is.deadline.apply(arguments, target);
  }

  @Override
  public String toString() {
    return is.name;
  }

  /**
   * Collects what an operation is. Without further words it applies to all states and reaches
   * nothing.
   */
  public static final class Builder {
    private final String name;
    private final Effect effect;
    private final String summary;
    private String example = "";
    private List<Option> options = List.of();
    private List<String> alternatives = List.of();
    private Set<ContainerState> states = EnumSet.complementOf(EnumSet.of(ContainerState.UNKNOWN));
    private Function<Arguments, Goal> goal = arguments -> new Goal.Unobservable();
    private Lowering lowering = (target, arguments, dialect) -> new Request.Nothing();
    private BiFunction<OperationSpec, Arguments, List<Part>> parts =
        (operation, arguments) -> List.of(new Part(operation, arguments));
    private BiFunction<Supplier<String>, Arguments, Arguments> during =
        (run, arguments) -> arguments;
    private Duration apart = Duration.ZERO;
    private Undoing undoing = Undoing.NOTHING_TO_UNDO;
    private Check check = (option, value) -> Optional.empty();
    private int min;
    private int most = Integer.MAX_VALUE;
    private boolean held;
    private boolean waits;
    private Predicate<Arguments> commands = arguments -> false;
    private BiFunction<Arguments, Inspection, Duration> deadline =
        (arguments, target) -> Duration.ofSeconds(30);

    private Builder(String name, Effect effect, String summary) {
      this.name = name;
      this.effect = effect;
      this.summary = summary;
    }

    public Builder example(String statement) {
      example = statement;
      return this;
    }

    public Builder options(Option... all) {
      options = List.of(all);
      return this;
    }

    public Builder exactlyOneOf(String... names) {
      alternatives = List.of(names);
      return this;
    }

    public Builder appliesTo(ContainerState first, ContainerState... others) {
      states = EnumSet.of(first, others);
      return this;
    }

    public Builder refuses(Check check) {
      this.check = check;
      return this;
    }

    public Builder reaches(ContainerState state) {
      return reaches(arguments -> new Goal.Reaches(state));
    }

    public Builder reaches(Function<Arguments, Goal> goal) {
      this.goal = goal;
      return this;
    }

    public Builder sends(Lowering lowering) {
      this.lowering = lowering;
      return this;
    }

    /** Says what a statement of it stands for. */
    public Builder standsFor(BiFunction<OperationSpec, Arguments, List<Part>> parts) {
      this.parts = parts;
      return this;
    }

    /** Says what its arguments become in a run of that name. */
    public Builder during(BiFunction<Supplier<String>, Arguments, Arguments> during) {
      this.during = during;
      return this;
    }

    /** Says how far apart its requests must be on one engine. */
    public Builder apart(Duration gap) {
      apart = gap;
      return this;
    }

    public Builder undoneBy(String verb) {
      return undoneBy(verb, "");
    }

    public Builder undoneBy(String verb, String caveat) {
      undoing = new Undoing(verb, caveat);
      return this;
    }

    public Builder undoneByNothing(String why) {
      undoing = new Undoing("", why);
      return this;
    }

    /** Says that what undoes it can be relied on to do so, as a hold's end. */
    public Builder canBeHeld() {
      held = true;
      return this;
    }

    /**
     * Says that it waits.
     *
     * @param commands whether it runs a command meanwhile with such arguments
     */
    public Builder waits(Predicate<Arguments> commands) {
      this.waits = true;
      this.commands = commands;
      return this;
    }

    public Builder min(int matches) {
      min = matches;
      return this;
    }

    /** Says that it makes sense for one container alone. */
    public Builder exactlyOne() {
      min = 1;
      most = 1;
      return this;
    }

    public Builder within(BiFunction<Arguments, Inspection, Duration> deadline) {
      this.deadline = deadline;
      return this;
    }

    /**
     * Returns the specification, having added it to {@code catalog}.
     *
     * @throws IllegalStateException if it has no example
     */
    public OperationSpec addTo(List<OperationSpec> catalog) {
      if (example.isEmpty()) {
        throw new IllegalStateException(name + " has no example");
      }
      var operation = new OperationSpec(this);
      catalog.add(operation);
      return operation;
    }
  }
}
