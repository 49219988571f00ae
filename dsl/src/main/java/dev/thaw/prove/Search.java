package dev.thaw.prove;

import dev.thaw.graph.Predicate;
import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
  private static final int SETUP = 60;
  private static final int SETUP_OF_LEAF = 30;
  private static final int SETUP_OF_WEIGHT = 2;

  /** What a predicate may make of a regular expression that was given up here. */
  private static final int DEAR = 20_000;

  private final List<Aim> aims;
  private final List<Formula> formulas = new ArrayList<>();
  private final List<Variable> variables;
  private final List<List<Choice>> choices = new ArrayList<>();
  private final IdentityHashMap<Leaf, LeafTable> tables;
  private final int[] chosen;
  private boolean doubtful;
  private String doubt = "";
  private final Allowance allowance;
  private final long weight;

  /**
   * Prepares it, which is most of the work for small predicates.
   *
   * @throws Allowance.Spent if that alone takes too much
   */
  Search(List<Aim> aims, Allowance allowance) {
    this.aims = aims;
    this.allowance = allowance;
    weight = aims.stream().mapToLong(aim -> Weight.of(aim.predicate())).sum();
    allowance.take(SETUP + SETUP_OF_WEIGHT * weight);
    var leaves = new LinkedHashMap<Predicate, Leaf>();
    aims.forEach(aim -> formulas.add(Formula.of(aim.predicate(), leaves)));
    allowance.take((long) SETUP_OF_LEAF * leaves.size());
    Set<Variable> asked = new LinkedHashSet<>();
    leaves.values().forEach(leaf -> asked.addAll(leaf.variables()));
    variables = ordered(asked);
    Map<Variable, List<Choice>> domains = Domains.of(leaves.values(), allowance);
    for (Variable variable : variables) {
      List<Choice> domain = domains.get(variable);
      choices.add(domain == null ? Domains.unasked(variable, allowance) : domain);
    }
    tables = tables(leaves.values());
    chosen = new int[variables.size()];
    Arrays.fill(chosen, LeafTable.OPEN);
  }

  /** Each leaf is one object however often it stands there, and its equality may take long. */
  private IdentityHashMap<Leaf, LeafTable> tables(Collection<Leaf> leaves) {
    var places = new HashMap<Variable, Integer>();
    variables.forEach(variable -> places.put(variable, places.size()));
    var made = new IdentityHashMap<Leaf, LeafTable>();
    int room = LeafTable.MOST_OF_ALL;
    for (Leaf leaf : leaves) {
      var table = new LeafTable(leaf, places, choices, room, allowance);
      room -= table.size();
      made.put(leaf, table);
    }
    return made;
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

  /**
   * Looks.
   *
   * @throws Allowance.Spent if it takes too much
   */
  Satisfiability run() {
    if (descend(0)) {
      return new Witness(facts());
    }
    doubtful = true;
    return descend(0) ? new Satisfiability.Unproved(doubt) : new Satisfiability.Impossible();
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
      if (fits(depth) && descend(depth + 1)) {
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
    allowance.take(1);
    return tables.get(leaf).truths(chosen);
  }

  private boolean fits(int depth) {
    allowance.take(1);
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
    allowance.take(weight + chosen.length);
    if (tables.values().stream().anyMatch(LeafTable::gaveUp)) {
      allowance.take(DEAR);
    }
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
    allowance.take(chosen.length);
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
    var kinds = new HashMap<String, Integer>();
    variables.forEach(variable -> kinds.merge(variable.source(), 1, Integer::sum));
    var facts = new LinkedHashMap<String, Optional<Value>>();
    world().forEach((variable, value) -> {
      String source = variable.source();
      boolean several = kinds.get(source) > 1;
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
