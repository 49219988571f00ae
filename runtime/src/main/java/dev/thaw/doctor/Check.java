package dev.thaw.doctor;

import java.util.List;

/**
 * One thing that was looked at.
 *
 * @param of what
 * @param mark how it is
 * @param is what was found
 * @param cure what to do; empty if there is nothing to do
 * @param commands that do it; none if there are none
 */
public record Check(String of, Mark mark, String is, String cure, List<String> commands) {
  public Check {
    commands = List.copyOf(commands);
  }

  /** Something that is as it should be. */
  public static Check good(String of, String is) {
    return new Check(of, Mark.GOOD, is, "", List.of());
  }

  /** Something without commands. */
  public static Check of(String of, Mark mark, String is, String cure) {
    return new Check(of, mark, is, cure, List.of());
  }
}
