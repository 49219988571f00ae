package dev.thaw.plan;

import dev.thaw.engine.OwnContainer;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Predicate;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run may reach, whatever its script says.
 *
 * @param scopes what must hold of every container that is changed
 * @param maxTargets how many containers may be changed, from 1; {@link #UNLIMITED} for any number
 * @param own the container that Thaw itself runs in
 */
public record Reach(List<Predicate> scopes, int maxTargets, OwnContainer own) {

  /** Where nobody says how many containers may be changed. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Where nobody says anything. */
  public static final Reach UNBOUNDED = new Reach(List.of(), UNLIMITED, OwnContainer.NONE);

  public Reach {
    scopes = List.copyOf(scopes);
  }

  /** Returns whether there may only be so many. */
  public boolean limited() {
    return maxTargets < UNLIMITED;
  }

  /** Returns all that keeps operations of the graph from containers; the first one tells why. */
  public List<Rule> rules(OperationGraph graph) {
    var rules = new ArrayList<Rule>();
    rules.add(new Rule.Itself(own));
    rules.add(new Rule.Protected());
    scopes.forEach(scope -> rules.add(new Rule.Scope(scope)));
    graph.prohibitions().forEach(prohibition -> rules.add(new Rule.Never(prohibition)));
    return List.copyOf(rules);
  }
}
