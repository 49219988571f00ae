package dev.thaw.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers a version begins with: {@code 26.1.5+dfsg1} is 26, 1, 5. What is no version has none,
 * and is neither before nor from any other.
 */
record Version(List<Integer> numbers) {
  private static final Pattern NUMBERS = Pattern.compile("^v?(\\d{1,9}(?:\\.\\d{1,9})*)");

  Version {
    numbers = List.copyOf(numbers);
  }

  static Version of(String text) {
    Matcher matcher = NUMBERS.matcher(text.strip());
    var numbers = new ArrayList<Integer>();
    if (matcher.find()) {
      for (String number : matcher.group(1).split("\\.", -1)) {
        numbers.add(Integer.parseInt(number));
      }
    }
    return new Version(numbers);
  }

  /** Returns whether this is known to be {@code other} or later. */
  boolean from(String other) {
    return known() && compare(of(other)) >= 0;
  }

  /** Returns whether this is known to be earlier than {@code other}. */
  boolean before(String other) {
    return known() && compare(of(other)) < 0;
  }

  private boolean known() {
    return !numbers.isEmpty();
  }

  private int compare(Version other) {
    for (int at = 0; at < Math.max(numbers.size(), other.numbers.size()); at++) {
      int difference = Integer.compare(number(at), other.number(at));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private int number(int at) {
    return at < numbers.size() ? numbers.get(at) : 0;
  }
}
