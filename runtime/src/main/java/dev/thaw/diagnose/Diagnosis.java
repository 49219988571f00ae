package dev.thaw.diagnose;

import java.util.List;

/**
 * What is known of a container, and what is likely behind it. Its texts come from outside: whoever
 * prints them escapes what would steer a terminal.
 *
 * @param id its full identifier
 * @param name its name
 * @param image what it was made from
 * @param state its state, in the engine's word
 * @param findings what is known of it, in order
 * @param causes what is likely behind it, the likeliest first; never empty
 * @param health what its last healthchecks said, the newest last
 * @param log what it wrote last
 * @param missing what could not be read, and why
 */
public record Diagnosis(
    String id,
    String name,
    String image,
    String state,
    List<Finding> findings,
    List<Cause> causes,
    List<String> health,
    List<String> log,
    List<String> missing) {
  public Diagnosis {
    findings = List.copyOf(findings);
    causes = List.copyOf(causes);
    health = List.copyOf(health);
    log = List.copyOf(log);
    missing = List.copyOf(missing);
  }

  /** One thing that is known: what of, and what. */
  public record Finding(String of, String is) {}

  /**
   * Something that is likely behind it.
   *
   * @param code what it is, in a word that stays the same
   * @param weight how likely it is beside the others, 0 to 100
   * @param what it is: a sentence
   * @param evidence what speaks for it
   * @param cure what to do: a sentence
   * @param line a line of a runbook that does it, or looks closer; empty if there is none
   */
  public record Cause(
      String code, int weight, String what, List<String> evidence, String cure, String line) {
    public Cause {
      evidence = List.copyOf(evidence);
    }
  }

  /** Returns the likeliest cause in one line. */
  public String inOneLine() {
    Cause first = causes.get(0);
    return first.what() + " " + first.cure()
        + (first.line().isEmpty() ? "" : " Try: " + first.line());
  }
}
