package dev.thaw.plan;

import dev.thaw.graph.Node;
import dev.thaw.plan.Plan.PlannedTarget;
import java.util.List;
import java.util.Optional;

/**
 * What takes back what a step is to do.
 *
 * @param targets all that the step leaves as it is to leave it: those that it brought there itself,
 *     and with the verdict to leave them those that were there before
 * @param anyOf how many of the step's targets it takes, where it is open which
 * @param onFailure whether its step is run only if something before it fails
 */
public record PlannedRelease(
    Node.Release release, List<PlannedTarget> targets, Optional<Integer> anyOf, boolean onFailure) {
  public PlannedRelease {
    targets = List.copyOf(targets);
  }
}
