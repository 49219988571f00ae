package dev.thaw.text;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What pictures made of text are drawn with. */
public enum Glyphs {
  UNICODE("█", "▒", "·", "✗", "!", "?", "…", "─"),
  ASCII("#", "=", ".", "x", "!", "?", "~", "-");

  private final String done;
  private final String found;
  private final String nothing;
  private final String failed;
  private final String denied;
  private final String unknown;
  private final String more;
  private final String line;

  Glyphs(
      String done,
      String found,
      String nothing,
      String failed,
      String denied,
      String unknown,
      String more,
      String line) {
    this.done = done;
    this.found = found;
    this.nothing = nothing;
    this.failed = failed;
    this.denied = denied;
    this.unknown = unknown;
    this.more = more;
    this.line = line;
  }

  /**
   * Returns what the locale can show: only UTF-8 shows all of it.
   *
   * @param environment the variables; THAW_GLYPHS=ascii asks for the plain ones
   */
  public static Glyphs of(Map<String, String> environment) {
    if ("ascii".equals(environment.get("THAW_GLYPHS")) || "dumb".equals(environment.get("TERM"))) {
      return ASCII;
    }
    String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("")
        .toLowerCase(Locale.ROOT);
    return locale.contains("utf-8") || locale.contains("utf8") ? UNICODE : ASCII;
  }

  /** Something was done. */
  public String done() {
    return done;
  }

  /** Something was found as it should be. */
  public String found() {
    return found;
  }

  /** Nothing was done. */
  public String nothing() {
    return nothing;
  }

  /** Something failed. */
  public String failed() {
    return failed;
  }

  /** Something was denied. */
  public String denied() {
    return denied;
  }

  /** Nobody knows. */
  public String unknown() {
    return unknown;
  }

  /** There is more of it. */
  public String more() {
    return more;
  }

  /** A piece of a line. */
  public String line() {
    return line;
  }
}
