package dev.thaw.engine.sim;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Linux's signals by name, as the daemon reads them: moby/sys, {@code signal/signal.go}. */
final class Signals {
  static final int INTERRUPT = 2;
  static final int QUIT = 3;
  static final int KILL = 9;
  static final int TERMINATE = 15;

  private static final int LAST = 64;
  private static final int FIRST_REAL_TIME = 34;

  private static final List<String> NAMES = List.of(
      "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
      "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG",
      "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS");

  private static final Map<String, Integer> NUMBERS =
      IntStream.range(0, NAMES.size()).boxed().collect(Collectors.toMap(NAMES::get, i -> i + 1));

  private Signals() {}

  /**
   * Returns the number of a signal given by number or by name, in any case, with or without SIG.
   *
   * @throws Refusal if there is no such signal
   */
  static int parse(String text) {
    Integer named = NUMBERS.get(text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", ""));
    if (named != null) {
      return named;
    }
    String word = text.toUpperCase(Locale.ROOT).replaceFirst("^SIG", "");
    int number = 0;
    if (word.matches("RTMIN(\\+[0-9]{1,2})?")) {
      number = FIRST_REAL_TIME + offset(word);
    } else if (word.matches("RTMAX(-[0-9]{1,2})?")) {
      number = LAST - offset(word);
    } else if (text.matches("-?[0-9]{1,9}")) {
      number = Integer.parseInt(text);
    }
    if (number == 0) {
      throw new Refusal(400, "invalid signal: " + text);
    }
    if (number < 0 || number > LAST) {
      throw new Refusal(400, "the linux daemon does not support signal " + number);
    }
    return number;
  }

  private static int offset(String word) {
    return word.length() > 6 ? Integer.parseInt(word.substring(6)) : 0;
  }
}
