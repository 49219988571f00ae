package dev.thaw.prove;

import dev.thaw.graph.Truth;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Texts that equal no constant: for each way of answering the regular expressions as many as may be
 * needed, and a stranger where too few were found.
 */
final class Texts {
  private static final int MOST_EXPRESSIONS = 6;
  private static final int MOST_GIVEN_UP = 3;
  private static final int ID_DIGITS = 64;
  private static final List<String> PLAIN =
      List.of("other", "x", "a", "0", "1", "other-1", "a.b", "A", "_", "-", "", " ", "0.0", "/");

  private final List<Variable> members;
  private final Set<String> constants;
  private final List<Matching> matchings;
  private final Allowance allowance;
  private final Map<Matching, List<String>> finite = new HashMap<>();

  /** By text: a bit for each expression that matches it. */
  private final Map<String, Integer> sorts = new LinkedHashMap<>();

  private int givenUp;

  /**
   * @param members the facts that are to have them
   * @param constants what they are to differ from
   */
  Texts(
      List<Variable> members, Set<String> constants, Set<Matching> matchings, Allowance allowance) {
    this.allowance = allowance;
    this.members = members;
    this.constants = constants;
    this.matchings = List.copyOf(matchings);
  }

  /**
   * Returns texts that all members can surely have, and strangers for the rest.
   *
   * @param each how many of one sort one container may need
   * @param open whether something is asked that is not understood
   */
  List<Choice> fresh(int each, boolean open) {
    if (matchings.size() > MOST_EXPRESSIONS) {
      return List.of(new Choice.Stranger(Map.of(), true, doubt()));
    }
    int[] found = new int[1 << matchings.size()];
    sort(candidates(each), found, each);
    var choices = new ArrayList<Choice>();
    sorts
        .keySet()
        .forEach(text -> choices.add(new Choice.Known(Optional.of(new Value.Text(text)), "")));
    for (int sort = 0; sort < found.length; sort++) {
      if (open || found[sort] < each && !exhausted(sort)) {
        choices.add(new Choice.Stranger(matches(sort), open, doubt()));
      }
    }
    return choices;
  }

  private void sort(Set<String> candidates, int[] found, int each) {
    int wanting = found.length;
    for (String text : candidates) {
      allowance.take(1);
      int sort = wanting > 0 && !constants.contains(text) && suits(text) ? sort(text) : -1;
      if (sort >= 0 && found[sort] < each) {
        found[sort]++;
        wanting -= found[sort] == each ? 1 : 0;
        sorts.put(text, sort);
      }
    }
  }

  /** What all members can be; a text of another form is left to a stranger. */
  private boolean suits(String text) {
    var value = new Value.Text(text);
    allowance.take(members.size());
    return members.stream()
        .filter(member -> Relations.covers(member.fact().name()) && !member.closed())
        .allMatch(member -> Relations.suits(member, value));
  }

  private int sort(String text) {
    int sort = 0;
    for (int index = 0; index < matchings.size(); index++) {
      Truth truth =
          givenUp < MOST_GIVEN_UP ? matchings.get(index).judge(text, allowance) : Truth.UNKNOWN;
      if (truth == Truth.UNKNOWN) {
        givenUp++;
        return -1;
      }
      sort |= truth == Truth.TRUE ? 1 << index : 0;
    }
    return sort;
  }

  /** Returns whether one of the expressions that match has no more texts than are at hand. */
  private boolean exhausted(int sort) {
    for (int index = 0; index < matchings.size(); index++) {
      List<String> all = finite.get(matchings.get(index));
      if ((sort >> index & 1) == 1
          && all != null
          && all.stream().allMatch(text -> constants.contains(text) || sorts.containsKey(text))) {
        return true;
      }
    }
    return false;
  }

  private Map<Matching, Boolean> matches(int sort) {
    var matches = new HashMap<Matching, Boolean>();
    for (int index = 0; index < matchings.size(); index++) {
      matches.put(matchings.get(index), (sort >> index & 1) == 1);
    }
    return matches;
  }

  private String doubt() {
    String fact = members.get(0).source();
    return switch (matchings.size()) {
      case 0 -> "what is asked of " + fact;
      case 1 -> "the regular expression on " + fact;
      default -> matchings.size() + " regular expressions on " + fact;
    };
  }

  private Set<String> candidates(int each) {
    Set<String> plain = new LinkedHashSet<>(PLAIN);
    for (int number = 2; number < each + 2; number++) {
      plain.add("other-" + number);
    }
    Set<String> made = new LinkedHashSet<>();
    for (Matching matching : matchings) {
      RegexSamples.Language language = RegexSamples.of(matching.regex().text(), allowance);
      made.addAll(language.texts());
      if (language.all() && matching.whole()) {
        finite.put(matching, language.texts());
      }
    }
    Set<String> all = new LinkedHashSet<>();
    all.add("other");
    all.addAll(made);
    all.addAll(plain);
    varied(made, all);
    constants.stream().limit(MOST_EXPRESSIONS).forEach(text -> around(text, all));
    return members.stream().anyMatch(member -> member.fact().name().equals("id"))
        ? identifiers(all)
        : all;
  }

  /** Two samples one behind the other may match both of two expressions. */
  private void varied(Set<String> samples, Set<String> into) {
    samples.forEach(text -> around(text, into));
    for (String first : matchings.size() > 1 ? samples : Set.<String>of()) {
      allowance.take(samples.size());
      for (String second : samples) {
        into.add(first + second);
        into.add(first + "-" + second);
      }
    }
  }

  private static void around(String text, Set<String> into) {
    for (String more : List.of("-1", "x", "0", "-2", "-3")) {
      into.add(text + more);
    }
    into.add("x" + text);
    into.add("x-" + text + "-x");
    if (!text.isEmpty()) {
      into.add(text.substring(1));
      into.add(text.substring(0, text.length() - 1));
    }
  }

  private static Set<String> identifiers(Set<String> parts) {
    Set<String> all = new LinkedHashSet<>();
    for (String digits : List.of("0", "f", "7", "a")) {
      all.add(digits.repeat(ID_DIGITS));
      for (String part : parts) {
        if (part.length() <= ID_DIGITS && part.chars().allMatch(c -> Character.digit(c, 16) >= 0)) {
          String rest = digits.repeat(ID_DIGITS - part.length());
          all.add(part + rest);
          all.add(rest + part);
        }
      }
    }
    return all;
  }
}
