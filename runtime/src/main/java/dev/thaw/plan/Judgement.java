package dev.thaw.plan;

import dev.thaw.graph.Requirement;
import dev.thaw.graph.Selector;

/**
 * A requirement, and what was counted.
 *
 * @param matching how many containers certainly match
 * @param undecided of how many that is unknown; where there may be at most so many, they count too
 */
public record Judgement(Requirement requirement, int matching, int undecided) {

  static Judgement of(Requirement requirement, Selection selection) {
    return new Judgement(
        requirement, selection.matches().size(), selection.undecided().size());
  }

  /** Returns whether it certainly holds. */
  public boolean met() {
    return matching >= requirement.min() && matching + undecided <= requirement.max();
  }

  /** Returns what was asked for and what was counted, in one line. */
  public String counted() {
    String most = requirement.max() < Selector.UNLIMITED ? "at most " + requirement.max() : "";
    String least = requirement.min() > 0 || most.isEmpty() ? "at least " + requirement.min() : "";
    return least + (least.isEmpty() || most.isEmpty() ? "" : " and ") + most + " where "
        + requirement.where().source() + ": " + matching
        + (undecided == 0 ? "" : ", and of " + undecided + " it cannot be judged");
  }

  /** Returns what to tell if it does not hold. */
  public String message() {
    return requirement.why() + " Required (" + requirement.span() + "): " + counted() + ".";
  }
}
