package dev.thaw.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command into words as a POSIX shell does, without anything else that a shell does: no
 * variables, no patterns, no redirection (POSIX.1-2017, Shell Command Language, 2.2 Quoting).
 */
final class CommandWords {
  private static final String ESCAPABLE = "\"\\$`";

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private CommandWords(String text) {
    this.text = text;
  }

  /** Returns the words, or nothing if a quote or a backslash has no end. */
  static Optional<List<String>> split(String command) {
    var splitting = new CommandWords(command);
    boolean complete = true;
    while (complete && splitting.at < command.length()) {
      complete = splitting.next();
    }
    splitting.endWord();
    return complete ? Optional.of(splitting.words) : Optional.empty();
  }

  private boolean next() {
    char symbol = text.charAt(at++);
    switch (symbol) {
      case ' ', '\t', '\n' -> endWord();
      case '\'' -> {
        return singleQuoted();
      }
      case '"' -> {
        return doubleQuoted();
      }
      case '\\' -> {
        return escaped();
      }
      default -> add(symbol);
    }
    return true;
  }

  private boolean singleQuoted() {
    inWord = true;
    int end = text.indexOf('\'', at);
    if (end < 0) {
      return false;
    }
    word.append(text, at, end);
    at = end + 1;
    return true;
  }

  private boolean doubleQuoted() {
    inWord = true;
    while (at < text.length()) {
      char symbol = text.charAt(at++);
      if (symbol == '"') {
        return true;
      }
      if (symbol == '\\' && at < text.length() && ESCAPABLE.indexOf(text.charAt(at)) >= 0) {
        symbol = text.charAt(at++);
      }
      word.append(symbol);
    }
    return false;
  }

  private boolean escaped() {
    if (at == text.length()) {
      return false;
    }
    add(text.charAt(at++));
    return true;
  }

  private void add(char symbol) {
    inWord = true;
    word.append(symbol);
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
