package dev.thaw.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step, as the events of a run tell of it.
 *
 * @param id its identifier in the graph
 * @param begun when it had its targets; nothing if it never had
 * @param ended when it ended for all of them
 * @param targets the containers that it took, by their full identifiers
 * @param matching of how many that matched
 * @param passed whether its turn did not come
 * @param refusal why it was not run; empty if it was
 */
public record KeptStep(
    String id,
    Optional<Instant> begun,
    Optional<Instant> ended,
    List<String> targets,
    int matching,
    boolean passed,
    String refusal) {

  public KeptStep {
    targets = List.copyOf(targets);
  }

  static KeptStep unbegun(String id) {
    return new KeptStep(id, Optional.empty(), Optional.empty(), List.of(), 0, false, "");
  }

  KeptStep begun(Instant at, List<String> taken, int outOf) {
    return new KeptStep(id, Optional.of(at), ended, taken, outOf, passed, refusal);
  }

  KeptStep ended(Instant at) {
    return new KeptStep(id, begun, Optional.of(at), targets, matching, passed, refusal);
  }

  KeptStep passedOver() {
    return new KeptStep(id, begun, ended, targets, matching, true, refusal);
  }

  KeptStep refused(String reason) {
    return new KeptStep(id, begun, ended, targets, matching, passed, reason);
  }
}
