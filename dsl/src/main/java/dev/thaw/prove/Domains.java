package dev.thaw.prove;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds for each fact finitely many values that stand for all: however a container lies to what is
 * asked, some choice of these lies alike, or a stranger stands for it.
 */
final class Domains {
  private static final List<Value> FLAGS = List.of(new Value.Flag(false), new Value.Flag(true));

  private static final int OF_CHOICE = 1;
  private static final int OF_TEXT = 2;
  private static final int OF_AMOUNT = 8;

  /** Facts that are compared with each other, and so need each other's values. */
  private static final class Group {
    final List<Variable> members = new ArrayList<>();
    final Set<Value> constants = new LinkedHashSet<>();
    final Set<Matching> matchings = new LinkedHashSet<>();
    boolean open;

    void take(Group other) {
      members.addAll(other.members);
      constants.addAll(other.constants);
      matchings.addAll(other.matchings);
      open |= other.open;
    }
  }

  private final Map<Variable, Group> groups = new LinkedHashMap<>();

  private final Allowance allowance;

  private Domains(Collection<Leaf> leaves, Allowance allowance) {
    this.allowance = allowance;
    for (Leaf leaf : leaves) {
      for (Variable variable : leaf.variables()) {
        Group group = group(variable);
        leaf.constants().stream()
            .filter(constant -> constant.kind() == variable.kind())
            .forEach(group.constants::add);
        leaf.matching().ifPresent(group.matchings::add);
        group.open |= !leaf.understood();
      }
    }
    leaves.stream().filter(Leaf::links).forEach(this::link);
  }

  /** Returns the choices for every fact that the leaves ask for, the most usual first. */
  static Map<Variable, List<Choice>> of(Collection<Leaf> leaves, Allowance allowance) {
    var domains = new Domains(leaves, allowance);
    var choices = new LinkedHashMap<Variable, List<Choice>>();
    for (Group group : new LinkedHashSet<>(domains.groups.values())) {
      List<Choice> shared = shared(group, allowance);
      allowance.take((long) OF_CHOICE * group.members.size() * shared.size());
      group.members.forEach(member -> choices.put(member, own(member, shared)));
    }
    return choices;
  }

  /** Returns the choices for a fact that nothing is asked of. */
  static List<Choice> unasked(Variable variable, Allowance allowance) {
    var group = new Group();
    group.members.add(variable);
    return own(variable, shared(group, allowance));
  }

  private Group group(Variable variable) {
    return groups.computeIfAbsent(variable, member -> {
      var group = new Group();
      group.members.add(member);
      return group;
    });
  }

  private void link(Leaf leaf) {
    Group first = group(leaf.variables().get(0));
    for (Variable variable : leaf.variables()) {
      Group other = group(variable);
      boolean alike = variable.kind() == first.members.get(0).kind();
      if (other != first && alike) {
        allowance.take(other.members.size());
        first.take(other);
        other.members.forEach(member -> groups.put(member, first));
      }
    }
  }

  private static List<Choice> shared(Group group, Allowance allowance) {
    Variable first = group.members.get(0);
    if (first.kind() == ValueKind.TEXT) {
      return texts(group, allowance);
    }
    if (first.kind() == ValueKind.FLAG) {
      return known(FLAGS);
    }
    var choices = new ArrayList<Choice>();
    boolean open =
        group.open || group.members.stream().map(Grid::fineness).distinct().count() > 1;
    if (Grid.orders(first.kind())) {
      long cuts = group.constants.size() + 2L;
      allowance.take(OF_AMOUNT * cuts * group.members.size());
      choices.addAll(known(Grid.of(first, group.constants).representatives(group.members.size())));
    } else {
      open = true;
    }
    if (open) {
      choices.add(new Choice.Stranger(Map.of(), true, "what is asked of " + first.source()));
    }
    return choices;
  }

  /** Words of a closed list are ever the same, so a group of such facts alone needs no others. */
  private static List<Choice> texts(Group group, Allowance allowance) {
    Set<Value> texts = new LinkedHashSet<>();
    for (Variable member : group.members) {
      words(member).forEach(word -> texts.add(new Value.Text(word)));
    }
    texts.addAll(group.constants);
    List<Choice> constants = known(texts);
    if (group.members.stream().allMatch(Variable::closed)) {
      return constants;
    }
    allowance.take((long) OF_TEXT * (texts.size() + group.members.size()));
    Set<String> taken = new LinkedHashSet<>();
    texts.forEach(text -> taken.add(text.display()));
    var choices = new ArrayList<>(new Texts(group.members, taken, group.matchings, allowance)
        .fresh(group.members.size(), group.open));
    choices.addAll(constants);
    return choices;
  }

  /** Of states the usual ones come first: they make the plainer examples. */
  private static List<String> words(Variable variable) {
    Set<String> words = new LinkedHashSet<>();
    if (variable.equals(Variable.STATE)) {
      words.addAll(List.of("running", "exited", "paused"));
    }
    words.addAll(variable.fact().words());
    return List.copyOf(words);
  }

  private static List<Choice> known(Collection<? extends Value> values) {
    var choices = new ArrayList<Choice>();
    values.forEach(value -> choices.add(new Choice.Known(Optional.of(value), "")));
    return choices;
  }

  /** What cannot be at all in any state is left to the relations. */
  private static List<Choice> own(Variable member, List<Choice> shared) {
    var choices = new ArrayList<Choice>();
    boolean unheard = !Relations.covers(member.fact().name());
    if (member.fact().keyed()) {
      choices.add(new Choice.Known(Optional.of(Value.Absent.NULL), ""));
    }
    for (Choice choice : shared) {
      boolean word = !(choice instanceof Choice.Known known)
          || known.value().filter(value -> !isWord(member, value)).isEmpty();
      if (!member.closed() || choice instanceof Choice.Known && word) {
        choices.add(choice);
      }
    }
    if (unheard && !member.fact().keyed()) {
      choices.add(new Choice.Known(Optional.of(Value.Absent.NULL), ""));
    }
    choices.add(new Choice.Known(Optional.empty(), ""));
    return choices;
  }

  private static boolean isWord(Variable member, Value value) {
    return value instanceof Value.Text text && member.fact().words().contains(text.text());
  }
}
