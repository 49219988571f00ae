package dev.thaw.render;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.fact.ContainerState;
import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Option;
import dev.thaw.value.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reference page {@code docs/operations.md}, made from the catalogues. */
public final class OperationsMarkdown {
  private final List<String> lines = new ArrayList<>();

  private OperationsMarkdown() {}

  /** Returns the page's lines. */
  public static List<String> lines() {
    var page = new OperationsMarkdown();
    page.head();
    OperationCatalog.all().forEach(page::operation);
    page.clauses();
    page.keywords();
    page.facts();
    return List.copyOf(page.lines);
  }

  private void head() {
    add("# Operations, clauses, words and facts");
    add("");
    add("Made from the catalogue by `thaw ops --markdown`; a stale page fails the build.");
  }

  private void operation(OperationSpec operation) {
    add("");
    add("## " + operation.name());
    add("");
    add(sentence(operation.summary()) + " Effect: " + lower(operation.effect().name()) + ".");
    add("");
    add("    " + operation.example());
    add("");
    add("Applies to containers that are " + states(operation) + "; others are skipped.");
    add(operation.undoing().sentence());
    if (operation.defaultMin() > 0) {
      add("Needs at least " + operation.defaultMin() + " match.");
    }
    if (!operation.options().isEmpty()) {
      add("");
      add("| option | value | meaning |");
      add("|---|---|---|");
      operation.options().forEach(this::option);
    }
  }

  private void option(Option option) {
    String fallback = option
        .defaultValue()
        .map(value -> " Default: `" + value.source() + "`.")
        .orElse("");
    String required = option.required()
        ? " Required" + (option.positional() ? "; also the verb's plain argument." : ".")
        : "";
    add("| `" + option.name() + "` | " + cell(option.type().phrase()) + " | "
        + cell(sentence(option.summary()) + fallback + required) + " |");
  }

  private void clauses() {
    add("");
    add("## Clauses");
    add("");
    add("| clause | meaning |");
    add("|---|---|");
    for (Clause clause : Clause.values()) {
      add("| `" + clause.word() + "` | " + cell(sentence(clause.summary())) + " |");
    }
  }

  private void keywords() {
    add("");
    add("## Other words");
    add("");
    add("| word | meaning | example |");
    add("|---|---|---|");
    for (Keyword keyword : Keyword.values()) {
      String example = keyword.example().isEmpty() ? "" : "`" + cell(keyword.example()) + "`";
      add("| `" + keyword.word() + "` | " + cell(sentence(keyword.summary())) + " | " + example
          + " |");
    }
  }

  private void facts() {
    add("");
    add("## Facts");
    add("");
    add("| fact | compared with | costs | meaning |");
    add("|---|---|---|---|");
    for (Fact fact : FactCatalog.all()) {
      String kinds = fact.words().isEmpty()
          ? fact.kinds().stream()
                  .sorted()
                  .map(ValueKind::phrase)
                  .collect(Collectors.joining(" or "))
              + fact.elements()
                  .map(kind -> kind == ValueKind.NUMBER ? " of numbers" : " of texts")
                  .orElse("")
          : fact.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(", "));
      add("| `" + fact.name() + (fact.keyed() ? ".KEY" : "") + "` | " + kinds + " | "
          + fact.cost().phrase() + (fact.ofHost() ? "; the engine's description, once" : "") + " | "
          + cell(sentence(fact.summary())) + " |");
    }
  }

  private static String states(OperationSpec operation) {
    return operation.states().stream()
        .sorted()
        .map(ContainerState::word)
        .collect(Collectors.joining(", "));
  }

  private static String sentence(String text) {
    String capital = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private void add(String line) {
    lines.add(line);
  }
}
