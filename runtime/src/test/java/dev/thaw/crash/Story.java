package dev.thaw.crash;

/**
 * Tells what happens in a case, for who repeats one: {@code -Dthaw.crash.case=FROZEN,KILL,26,1}.
 */
final class Story {
  static final String CASE = System.getProperty("thaw.crash.case", "");
  static final boolean TOLD = !CASE.isEmpty();

  private Story() {}

  static void always(String what) {
    System.out.println("crash matrix: " + what);
  }

  static void tell(String what) {
    if (TOLD) {
      System.out.println(what);
    }
  }
}
