package dev.thaw.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Writes down some texts that a regular expression probably matches, for its literals, classes,
 * groups, alternatives, quantifiers and anchors. Whoever takes them asks the expression itself.
 */
final class RegexSamples {
  private static final int MOST = 24;
  private static final int MOST_REPEATS = 64;
  private static final int LONGEST = 256;
  private static final int OF_A_CLASS = 3;
  private static final int JOINED_A_STEP = 4;
  private static final int CLASS = 40;
  private static final String LIKED = "a1bx0-_. ";

  private final String regex;
  private final Allowance allowance;
  private int at;

  /**
   * Texts of a language.
   *
   * @param texts some of it, the simplest first
   * @param all whether there are no others
   */
  record Language(List<String> texts, boolean all) {
    Language {
      texts = List.copyOf(texts);
    }

    static Language only(String text) {
      return new Language(List.of(text), true);
    }

    private Language then(Language next, Allowance allowance) {
      allowance.take(1 + (long) texts.size() * next.texts.size() / JOINED_A_STEP);
      Set<String> joined = new LinkedHashSet<>();
      for (String text : texts) {
        for (String more : next.texts) {
          joined.add(text + more);
        }
      }
      return limited(joined, all && next.all);
    }

    private Language or(Language other) {
      Set<String> both = new LinkedHashSet<>(texts);
      both.addAll(other.texts);
      return limited(both, all && other.all);
    }

    private static Language limited(Set<String> texts, boolean all) {
      List<String> some =
          texts.stream().filter(text -> text.length() <= LONGEST).limit(MOST).toList();
      return new Language(some, all && some.size() == texts.size());
    }
  }

  private RegexSamples(String regex, Allowance allowance) {
    this.regex = regex;
    this.allowance = allowance;
  }

  /** Returns texts that as a whole may match; none if it holds a form that is not read here. */
  static Language of(String regex, Allowance allowance) {
    if (regex.chars().anyMatch(symbol -> Character.isSurrogate((char) symbol))) {
      // An expression reads two of these as one symbol; here each would be one.
      return new Language(List.of(), false);
    }
    try {
      var samples = new RegexSamples(regex, allowance);
      Language language = samples.alternatives();
      return samples.at == regex.length() ? language : new Language(List.of(), false);
    } catch (UnsupportedOperationException | PatternSyntaxException unread) {
      return new Language(List.of(), false);
    }
  }

  private Language alternatives() {
    Language language = sequence();
    while (next("|")) {
      language = language.or(sequence());
    }
    return language;
  }

  private Language sequence() {
    Language language = Language.only("");
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      language = language.then(quantified(atom()), allowance);
    }
    return language;
  }

  private Language atom() {
    char symbol = regex.charAt(at++);
    return switch (symbol) {
      case '^', '$' -> Language.only("");
      case '.' -> ofClass(".");
      case '[' -> ofClass(bracketed());
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw unread();
      default -> Language.only(Character.toString(symbol));
    };
  }

  private Language group() {
    if (next("?") && !next(":")) {
      if (!next("<") || regex.startsWith("=", at) || regex.startsWith("!", at)) {
        throw unread();
      }
      at = found('>') + 1;
    }
    Language language = alternatives();
    if (!next(")")) {
      throw unread();
    }
    return language;
  }

  private Language escape() {
    if (at == regex.length()) {
      throw unread();
    }
    char symbol = regex.charAt(at++);
    return switch (symbol) {
      case 'd', 'D', 'w', 'W', 's', 'S' -> ofClass("\\" + symbol);
      case 'A', 'Z', 'z' -> Language.only("");
      case 't' -> Language.only("\t");
      case 'n' -> Language.only("\n");
      default -> {
        if (Character.isLetterOrDigit(symbol)) {
          throw unread();
        }
        yield Language.only(Character.toString(symbol));
      }
    };
  }

  /** Returns the class from its bracket on; those within others are left alone. */
  private String bracketed() {
    int begin = at - 1;
    int end = at;
    end += regex.startsWith("^", end) ? 1 : 0;
    end += regex.startsWith("]", end) ? 1 : 0;
    while (end < regex.length() && regex.charAt(end) != ']') {
      if (regex.charAt(end) == '[' || regex.charAt(end) == '&') {
        throw unread();
      }
      end += regex.charAt(end) == '\\' ? 2 : 1;
    }
    at = Math.min(end + 1, regex.length());
    return regex.substring(begin, at);
  }

  /** Asks the class itself what is in it. */
  private Language ofClass(String text) {
    allowance.take(CLASS);
    var in = new ArrayList<String>();
    Pattern pattern = Pattern.compile(text);
    for (int index = 0; index < LIKED.length() && in.size() < OF_A_CLASS; index++) {
      add(pattern, LIKED.charAt(index), in);
    }
    boolean plain = text.startsWith("[") && !text.startsWith("[^") && !text.contains("\\");
    for (char symbol = '!'; symbol <= '~'; symbol++) {
      if (in.size() <= OF_A_CLASS) {
        add(pattern, symbol, in);
      }
    }
    boolean all = plain
        && in.size() <= OF_A_CLASS
        && text.chars().allMatch(symbol -> symbol > ' ' && symbol <= '~');
    return new Language(in, all);
  }

  private static void add(Pattern pattern, char symbol, List<String> in) {
    String text = Character.toString(symbol);
    if (!in.contains(text) && pattern.matcher(text).matches()) {
      in.add(text);
    }
  }

  private Language quantified(Language once) {
    int least;
    int most;
    if (next("*")) {
      least = 0;
      most = Integer.MAX_VALUE;
    } else if (next("+")) {
      least = 1;
      most = Integer.MAX_VALUE;
    } else if (next("?")) {
      least = 0;
      most = 1;
    } else if (next("{")) {
      int end = found('}');
      String[] bounds = regex.substring(at, end).split(",", -1);
      at = end + 1;
      least = count(bounds[0]);
      most =
          bounds.length == 1 ? least : bounds[1].isEmpty() ? Integer.MAX_VALUE : count(bounds[1]);
    } else {
      return once;
    }
    // How eager it is changes what matches first, not whether anything does.
    if (!next("?") && next("+")) {
      throw unread();
    }
    return quantified(repeated(once, least, most));
  }

  private Language repeated(Language once, int least, int most) {
    Language language = Language.only("");
    for (int time = 0; time < least; time++) {
      language = language.then(once, allowance);
    }
    Language all = language;
    for (int time = least; time < most && time < least + 2; time++) {
      language = language.then(once, allowance);
      all = all.or(language);
    }
    return new Language(all.texts(), all.all() && most <= (long) least + 2);
  }

  private int count(String digits) {
    try {
      int count = Integer.parseInt(digits.trim());
      if (count <= MOST_REPEATS) {
        return count;
      }
    } catch (NumberFormatException none) {
      throw new UnsupportedOperationException(regex, none);
    }
    throw unread();
  }

  private int found(char symbol) {
    int end = regex.indexOf(symbol, at);
    if (end < 0) {
      throw unread();
    }
    return end;
  }

  private boolean next(String text) {
    boolean there = regex.startsWith(text, at);
    at += there ? text.length() : 0;
    return there;
  }

  private UnsupportedOperationException unread() {
    return new UnsupportedOperationException(regex);
  }
}
