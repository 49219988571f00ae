package dev.thaw.await;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells by a log whether processes went on or began anew: pure. Lines are compared without the
 * moments in them; a line that counts must not count from a lower number.
 */
final class Continuation {
  private static final Pattern MOMENT = Pattern.compile(
      "\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?)?|\\d\\d:\\d\\d:\\d\\d([.,]\\d+)?");

  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private Continuation() {}

  /**
   * Returns why a log has begun anew, if it has.
   *
   * @param first the first line of all
   * @param before the last one before the processes were started again
   * @param after the first one since
   * @param rewound whether it may go on where it was earlier
   */
  static Optional<String> broken(String first, String before, String after, boolean rewound) {
    if (rewound) {
      return timeless(after).equals(timeless(first)) ? Optional.of(again(after)) : Optional.empty();
    }
    String pattern = plain(after);
    if (pattern.equals(plain(before))) {
      List<BigInteger> last = numbers(before);
      List<BigInteger> next = numbers(after);
      for (int index = 0; index < next.size(); index++) {
        if (next.get(index).compareTo(last.get(index)) < 0) {
          return Optional.of("after ‘" + before + "’ came ‘" + after + "’: it counts anew");
        }
      }
      boolean same = timeless(after).equals(timeless(first)) && !next.isEmpty();
      return same ? Optional.of(again(after)) : Optional.empty();
    }
    return pattern.equals(plain(first)) ? Optional.of(again(after)) : Optional.empty();
  }

  private static String again(String after) {
    return "it begins with ‘" + after + "’ again, as it did first";
  }

  private static String timeless(String line) {
    return MOMENT.matcher(line).replaceAll("");
  }

  private static String plain(String line) {
    return NUMBER.matcher(timeless(line)).replaceAll("0");
  }

  private static List<BigInteger> numbers(String line) {
    var numbers = new ArrayList<BigInteger>();
    var found = NUMBER.matcher(timeless(line));
    while (found.find()) {
      numbers.add(new BigInteger(found.group()));
    }
    return numbers;
  }
}
