package dev.thaw.prove;

import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a made-up container that several predicates see as they are meant to: fact after fact,
 * the most usual value first, going back as soon as what is chosen settles it.
 *
 * <p>Goes through the choices twice: first those that there surely are, for a witness; if there is
 * none, also the doubtful ones, so that nothing is called impossible that is only unknown.
 */
final class Search {
  private static final int MOST_STEPS = 1_000_000;
  private static final int SETUP = 300;
  private static final int SETUP_OF_LEAF = 200;
  private static final int SETUP_OF_CHOICE = 10;
  private static final Satisfiability TOO_MANY =
      new Satisfiability.Unproved("too many combinations");

  private final List<Aim> aims;
  private final List<Formula> formulas = new ArrayList<>();
  private final List<Variable> variables;
  private final List<List<Choice>> choices = new ArrayList<>();
  private final Map<Leaf, LeafTable> tables = new LinkedHashMap<>();
  private final int[] chosen;
  private boolean doubtful;
  private String doubt = "";
  private int steps;

  Search(List<Aim> aims) {
    this.aims = aims;
    var leaves = new LinkedHashMap<Predicate, Leaf>();
    aims.forEach(aim -> formulas.add(Formula.of(aim.predicate(), leaves)));
    Set<Variable> asked = new LinkedHashSet<>();
    leaves.values().forEach(leaf -> asked.addAll(leaf.variables()));
    variables = ordered(asked);
    Map<Variable, List<Choice>> domains = Domains.of(leaves.values());
    for (Variable variable : variables) {
      List<Choice> domain = domains.get(variable);
      choices.add(domain == null ? Domains.unasked(variable) : domain);
    }
    leaves.values().forEach(leaf -> tables.put(leaf, new LeafTable(leaf, variables, choices)));
    chosen = new int[variables.size()];
    Arrays.fill(chosen, LeafTable.OPEN);
  }

  /** The state comes first, as what else can be depends on it. */
  private static List<Variable> ordered(Set<Variable> asked) {
    Set<Variable> ordered = new LinkedHashSet<>();
    if (asked.stream().anyMatch(Relations::hangOnState)) {
      ordered.add(Variable.STATE);
    }
    ordered.addAll(asked);
    return List.copyOf(ordered);
  }

  Satisfiability run() {
    if (descend(0)) {
      return new Witness(facts());
    }
    doubtful = true;
    if (steps <= MOST_STEPS && descend(0)) {
      return new Satisfiability.Unproved(doubt);
    }
    return steps > MOST_STEPS ? TOO_MANY : new Satisfiability.Impossible();
  }

  /** Returns how much it has taken, in steps: to set it up is a part of it. */
  long effort() {
    long setUp = SETUP + (long) SETUP_OF_LEAF * tables.size();
    for (List<Choice> domain : choices) {
      setUp += (long) SETUP_OF_CHOICE * domain.size();
    }
    return setUp + steps;
  }

  private boolean descend(int depth) {
    if (!possible()) {
      return false;
    }
    if (depth == chosen.length) {
      return doubtful ? doubted() : shown();
    }
    for (int choice = 0; choice < choices.get(depth).size(); choice++) {
      chosen[depth] = choice;
      if (steps <= MOST_STEPS && fits(depth) && descend(depth + 1)) {
        return true;
      }
    }
    chosen[depth] = LeafTable.OPEN;
    return false;
  }

  private boolean possible() {
    for (int index = 0; index < formulas.size(); index++) {
      int truths = formulas.get(index).truths(this::truths);
      if ((truths & aims.get(index).truths()) == 0) {
        return false;
      }
    }
    return true;
  }

  private int truths(Leaf leaf) {
    steps++;
    return tables.get(leaf).truths(chosen);
  }

  private boolean fits(int depth) {
    steps++;
    Relations.Fit fit = fit(depth);
    return fit == Relations.Fit.SURELY || doubtful && fit == Relations.Fit.DOUBTFUL;
  }

  private Relations.Fit fit(int depth) {
    Variable variable = variables.get(depth);
    String state = state();
    return choices.get(depth).get(chosen[depth]) instanceof Choice.Known known
        ? Relations.fits(variable, known.value(), state)
        : Relations.fitsStranger(variable, state);
  }

  /** Where no fact hangs on the state, any will do. */
  private String state() {
    boolean first = variables.get(0).equals(Variable.STATE);
    Choice choice = first ? choices.get(0).get(chosen[0]) : Choice.NONE;
    return choice instanceof Choice.Known known
        ? known.value().map(Value::display).orElse(Relations.RUNNING)
        : Relations.RUNNING;
  }

  /** What the choices promise, the predicates themselves must say. */
  private boolean shown() {
    Map<Variable, Optional<Value>> world = world();
    return Relations.fits(world) == Relations.Fit.SURELY && judged(world);
  }

  private boolean judged(Map<Variable, Optional<Value>> world) {
    var container = new MadeUpContainer(world);
    for (Aim aim : aims) {
      Truth truth = aim.predicate().judge(container);
      if ((Truths.of(truth) & aim.truths()) == 0) {
        return false;
      }
    }
    return container.sufficient();
  }

  private boolean doubted() {
    doubt = "";
    for (int index = 0; index < chosen.length && doubt.isEmpty(); index++) {
      Choice choice = choices.get(index).get(chosen[index]);
      boolean sure = choice instanceof Choice.Known && fit(index) == Relations.Fit.SURELY;
      doubt = sure ? "" : reason(variables.get(index), choice);
    }
    if (!doubt.isEmpty()) {
      return true;
    }
    Relations.Fit fit = Relations.fits(world());
    doubt = fit == Relations.Fit.DOUBTFUL
        ? "how the facts of one container hang together"
        : "what is asked of " + variables.get(chosen.length - 1).source();
    return fit != Relations.Fit.NEVER;
  }

  private static String reason(Variable variable, Choice choice) {
    return choice.doubt().isEmpty()
        ? "whether " + variable.source() + " can be "
            + ((Choice.Known) choice).value().map(Value::source).orElse("unknown")
        : choice.doubt();
  }

  /** The fact's name is enough unless it is asked for as two kinds. */
  private Map<String, Optional<Value>> facts() {
    var facts = new LinkedHashMap<String, Optional<Value>>();
    world().forEach((variable, value) -> {
      String source = variable.source();
      boolean several =
          variables.stream().filter(other -> other.source().equals(source)).count() > 1;
      facts.put(several ? source + " as " + variable.kind().phrase() : source, value);
    });
    return facts;
  }

  private Map<Variable, Optional<Value>> world() {
    var world = new LinkedHashMap<Variable, Optional<Value>>();
    for (int index = 0; index < chosen.length; index++) {
      world.put(
          variables.get(index), ((Choice.Known) choices.get(index).get(chosen[index])).value());
    }
    return world;
  }
}
