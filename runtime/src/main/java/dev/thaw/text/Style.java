package dev.thaw.text;

/** Colours for a terminal, or none. */
public enum Style {
  PLAIN,
  COLOURED;

  /**
   * Returns the style for an output.
   *
   * @param terminal whether a person looks at it
   * @param noColour the variable NO_COLOR, null if it is not set (no-color.org)
   * @param term the variable TERM, null if it is not set
   */
  public static Style of(boolean terminal, String noColour, String term) {
    boolean wanted = noColour == null || noColour.isEmpty();
    return terminal && wanted && !"dumb".equals(term) ? COLOURED : PLAIN;
  }

  public String bold(String text) {
    return wrap("1", text);
  }

  public String dim(String text) {
    return wrap("2", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  private String wrap(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
