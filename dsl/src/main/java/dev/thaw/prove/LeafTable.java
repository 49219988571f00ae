package dev.thaw.prove;

import dev.thaw.graph.Truth;
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

  /** How many entries the tables of one search may have together; the other leaves have none. */
  static final int MOST_OF_ALL = 1 << 20;

  /** To make a container up takes some steps, too. */
  private static final int JUDGING = 4;

  private static final int ENTRIES_A_STEP = 256;

  private final Leaf leaf;
  private final int[] places;
  private final List<List<Choice>> choices;
  private final Allowance allowance;
  private final int size;
  private byte[] entries = {};
  private int anyOf = NOT_JUDGED;
  private boolean gaveUp;

  /**
   * Begins an empty one.
   *
   * @param room how many entries it may have; it goes without if it needs more
   */
  LeafTable(
      Leaf leaf,
      Map<Variable, Integer> variables,
      List<List<Choice>> choices,
      int room,
      Allowance allowance) {
    this.leaf = leaf;
    this.places = leaf.variables().stream().mapToInt(variables::get).toArray();
    this.choices = choices;
    this.allowance = allowance;
    long needed = 1;
    for (int place : places) {
      needed = Math.min(MOST_ENTRIES + 1, needed * choices.get(place).size());
    }
    this.size = needed > Math.min(MOST_ENTRIES, room) ? 0 : (int) needed;
  }

  /** Returns how many entries it has or will have. */
  int size() {
    return size;
  }

  /** Returns whether a regular expression took so long that its answer was left open. */
  boolean gaveUp() {
    return gaveUp;
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
    if (size == 0) {
      return judge(chosen);
    }
    if (entries.length == 0) {
      allowance.take(size / ENTRIES_A_STEP);
      entries = new byte[size];
    }
    if (entries[entry] == NOT_JUDGED) {
      entries[entry] = (byte) judge(chosen);
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
    allowance.take(JUDGING + leaf.weight());
    Map<Variable, Optional<Value>> facts = new HashMap<>();
    for (int index = 0; index < places.length; index++) {
      Choice choice = choices.get(places[index]).get(chosen[places[index]]);
      if (choice instanceof Choice.Stranger stranger) {
        return leaf.ofStranger(stranger);
      }
      facts.put(leaf.variables().get(index), ((Choice.Known) choice).value());
    }
    return leaf.understood() ? understood(facts) : Truths.ANY;
  }

  /** What is given up may be either. */
  private int understood(Map<Variable, Optional<Value>> facts) {
    Optional<Value> text =
        leaf.matching().isPresent() ? facts.get(leaf.variables().get(0)) : Optional.empty();
    if (text.isPresent() && text.get() instanceof Value.Text known) {
      Truth truth = leaf.matching().get().judge(known.text(), allowance);
      gaveUp |= truth == Truth.UNKNOWN;
      return truth == Truth.UNKNOWN ? Truths.ANY : Truths.of(truth);
    }
    return Truths.of(leaf.judge(new MadeUpContainer(facts)));
  }
}
