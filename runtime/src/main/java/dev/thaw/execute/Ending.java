package dev.thaw.execute;

import dev.thaw.graph.Node;
import dev.thaw.graph.Start;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A node's end, and whether there was a beginning.
 *
 * @param begun whether it was begun; of a join, whether anything before it was
 */
record Ending(End end, boolean begun) {

  /**
   * Returns the end of a node that does not begin, or nothing if it does.
   *
   * @param start what it makes of how those have ended that it comes after
   */
  static Optional<End> without(Start start, List<Ending> before) {
    return switch (start) {
      case SUCCESS ->
        bad(before).or(() -> any(before, End.PASSED) ? Optional.of(End.PASSED) : Optional.empty());
      case FAILURE -> bad(before).isEmpty() ? Optional.of(End.PASSED) : unlessBegun(before);
      case ALWAYS ->
        !before.isEmpty() && before.stream().allMatch(each -> each.end == End.PASSED)
            ? Optional.of(End.PASSED)
            : unlessBegun(before);
    };
  }

  /** Where nothing of an attempt was begun, something before it failed: not for it to mend. */
  private static Optional<End> unlessBegun(List<Ending> before) {
    return before.isEmpty() || before.stream().anyMatch(Ending::begun)
        ? Optional.empty()
        : bad(before);
  }

  /** Returns the ending of a join of those. */
  static Ending joined(Node.Join.Rule rule, List<Ending> before) {
    boolean begun = before.isEmpty() || before.stream().anyMatch(Ending::begun);
    if (rule == Node.Join.Rule.ANY && any(before, End.DONE)) {
      return new Ending(End.DONE, begun);
    }
    boolean passed = !before.isEmpty()
        && before.stream().map(Ending::end).allMatch(Predicate.isEqual(End.PASSED));
    return new Ending(bad(before).orElse(passed ? End.PASSED : End.DONE), begun);
  }

  private static Optional<End> bad(List<Ending> endings) {
    return endings.stream().map(Ending::end).filter(End::bad).reduce(End::or);
  }

  private static boolean any(List<Ending> endings, End end) {
    return endings.stream().anyMatch(each -> each.end == end);
  }
}
