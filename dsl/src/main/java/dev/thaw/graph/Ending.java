package dev.thaw.graph;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * A node's end, and whether there was a beginning.
 *
 * <p>What follows from it for the nodes after it is said here, for those who carry a graph out and
 * for those who tell beforehand what would become of it.
 *
 * @param begun whether it was begun; of a join, whether anything before it was
 */
public record Ending(End end, boolean begun) {

  /**
   * Returns the end of a node that does not begin, or nothing if it does.
   *
   * @param start what it makes of how those have ended that it comes after
   */
  public static Optional<End> without(Start start, List<Ending> before) {
    EnumSet<End> ends = ends(before);
    return switch (start) {
      case SUCCESS ->
        bad(ends).or(() -> ends.contains(End.PASSED) ? Optional.of(End.PASSED) : Optional.empty());
      case FAILURE -> bad(ends).isEmpty() ? Optional.of(End.PASSED) : unlessBegun(before, ends);
      case ALWAYS -> passed(ends) ? Optional.of(End.PASSED) : unlessBegun(before, ends);
    };
  }

  /** Where nothing of an attempt was begun, something before it failed: not for it to mend. */
  private static Optional<End> unlessBegun(List<Ending> before, EnumSet<End> ends) {
    return anyBegun(before) ? Optional.empty() : bad(ends);
  }

  /** Returns the ending of a join of those. */
  public static Ending joined(Node.Join.Rule rule, List<Ending> before) {
    EnumSet<End> ends = ends(before);
    boolean begun = anyBegun(before);
    if (rule == Node.Join.Rule.ANY && ends.contains(End.DONE)) {
      return new Ending(End.DONE, begun);
    }
    return new Ending(bad(ends).orElse(passed(ends) ? End.PASSED : End.DONE), begun);
  }

  private static EnumSet<End> ends(List<Ending> before) {
    EnumSet<End> ends = EnumSet.noneOf(End.class);
    for (Ending each : before) {
      ends.add(each.end);
    }
    return ends;
  }

  private static Optional<End> bad(EnumSet<End> ends) {
    return ends.stream().filter(End::bad).reduce(End::or);
  }

  private static boolean passed(EnumSet<End> ends) {
    return ends.equals(EnumSet.of(End.PASSED));
  }

  private static boolean anyBegun(List<Ending> before) {
    for (Ending each : before) {
      if (each.begun) {
        return true;
      }
    }
    return before.isEmpty();
  }
}
