package dev.thaw.prove;

import dev.thaw.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one leaf is for each choice of its facts, judged once. */
final class LeafTable {
  /** Stands for a choice that is not made yet. */
  static final int OPEN = -1;

  private static final int NOT_JUDGED = 0;
  private static final int MOST_ENTRIES = 1 << 16;

  private final Leaf leaf;
  private final int[] places;
  private final List<List<Choice>> choices;
  private final int[] entries;
  private int anyOf = NOT_JUDGED;

  LeafTable(Leaf leaf, List<Variable> variables, List<List<Choice>> choices) {
    this.leaf = leaf;
    this.places = leaf.variables().stream().mapToInt(variables::indexOf).toArray();
    this.choices = choices;
    long size = 1;
    for (int place : places) {
      size = Math.min(MOST_ENTRIES + 1, size * choices.get(place).size());
    }
    entries = new int[size > MOST_ENTRIES ? 0 : (int) size];
  }

  /** Returns what it can be if each fact is as chosen, or open. */
  int truths(int[] chosen) {
    int entry = 0;
    for (int place : places) {
      if (chosen[place] == OPEN) {
        return places.length == 1 ? ofAnyChoice(chosen) : Truths.ANY;
      }
      entry = entry * choices.get(place).size() + chosen[place];
    }
    if (entries.length == 0) {
      return judge(chosen);
    }
    if (entries[entry] == NOT_JUDGED) {
      entries[entry] = judge(chosen);
    }
    return entries[entry];
  }

  private int ofAnyChoice(int[] chosen) {
    if (anyOf == NOT_JUDGED) {
      int[] trial = Arrays.copyOf(chosen, chosen.length);
      for (int choice = 0; choice < choices.get(places[0]).size(); choice++) {
        trial[places[0]] = choice;
        anyOf |= truths(trial);
      }
    }
    return anyOf;
  }

  private int judge(int[] chosen) {
    Map<Variable, Optional<Value>> facts = new HashMap<>();
    for (int index = 0; index < places.length; index++) {
      Choice choice = choices.get(places[index]).get(chosen[places[index]]);
      if (choice instanceof Choice.Stranger stranger) {
        return leaf.ofStranger(stranger);
      }
      facts.put(leaf.variables().get(index), ((Choice.Known) choice).value());
    }
    return leaf.understood()
        ? Truths.of(leaf.predicate().judge(new MadeUpContainer(facts)))
        : Truths.ANY;
  }
}
