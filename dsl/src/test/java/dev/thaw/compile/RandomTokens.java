package dev.thaw.compile;

import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What the grammars write to and choose by: tokens so far, and the constants that they may use. */
final class RandomTokens {
  private final Random random;
  private final List<String> out = new ArrayList<>();
  private final Map<ValueKind, List<String>> constants = new EnumMap<>(ValueKind.class);
  private int names;

  RandomTokens(Random random) {
    this.random = random;
  }

  List<String> tokens() {
    return out;
  }

  void add(String... tokens) {
    Collections.addAll(out, tokens);
  }

  String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Returns true once in so many times. */
  boolean rarely(int times) {
    return random.nextInt(times) == 0;
  }

  void shuffle(List<?> list) {
    Collections.shuffle(list, random);
  }

  /** Returns a name that no other has. */
  String newName(String letter) {
    return letter + names++;
  }

  void declare(String name, ValueKind kind) {
    constants.computeIfAbsent(kind, any -> new ArrayList<>()).add(name);
  }

  /** Writes a part whose constants are forgotten behind it. */
  void inside(Runnable part) {
    Map<ValueKind, List<String>> before = new EnumMap<>(ValueKind.class);
    constants.forEach((kind, known) -> before.put(kind, List.copyOf(known)));
    part.run();
    constants.clear();
    before.forEach((kind, known) -> constants.put(kind, new ArrayList<>(known)));
  }

  /** Writes a value of that kind: a literal, or a constant that has been declared. */
  void value(ValueKind kind) {
    switch (kind) {
      case TEXT -> text();
      case NUMBER -> {
        constantOr(kind, "1", "42", "137", "1.5");
        if (rarely(6)) {
          add(one(" + ", " - ", " * "), "2");
        }
      }
      case PERCENT -> constantOr(kind, "80%", "12.5%", "50.percent", "0%");
      case BYTES -> constantOr(kind, "512.MB", "2GB", "1.5GiB", "64KiB", "1.TB");
      case TIME -> duration();
      case INSTANT -> moment();
      case FLAG -> add(one("true", "false"));
      default -> throw new IllegalArgumentException("nothing is written as " + kind.phrase());
    }
  }

  void text() {
    List<String> known = constants.getOrDefault(ValueKind.TEXT, List.of());
    if (!known.isEmpty() && below(3) > 0) {
      String name = one(known);
      add(one(name, "\"web-${" + name + "}\"", "\"a-$" + name + "\""));
    } else {
      add(one("'web'", "\"db\"", "'it\\'s'", "'''x'''", "'\\u00e9'", "'漢'"));
    }
  }

  void duration() {
    constantOr(
        ValueKind.TIME, "5.seconds", "30s", "2.minutes", "500.ms", "1.hour", "90.minutes", "2days");
    if (rarely(6)) {
      add(" + ", "1.minute");
    }
  }

  private void moment() {
    List<String> times = constants.getOrDefault(ValueKind.TIME, List.of());
    if (!times.isEmpty() && rarely(3)) {
      add(one(times), ".ago");
    } else {
      add(one(
          "2.days.ago",
          "90.seconds.ago",
          "(1.day + 2.hours).ago",
          "'2026-11-01T00:00:00Z'",
          "'2026-11-01T12:30:00+02:00'"));
    }
  }

  private void constantOr(ValueKind kind, String... literals) {
    List<String> known = constants.getOrDefault(kind, List.of());
    add(known.isEmpty() || rarely(2) ? one(literals) : one(known));
  }
}
