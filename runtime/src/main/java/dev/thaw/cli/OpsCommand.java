package dev.thaw.cli;

import dev.thaw.catalog.Clause;
import dev.thaw.catalog.Keyword;
import dev.thaw.catalog.OperationCatalog;
import dev.thaw.event.ExitCode;
import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.operation.OperationSpec;
import dev.thaw.render.OperationsMarkdown;
import dev.thaw.text.TextTable;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw ops}: the catalogue. */
final class OpsCommand implements Command {
  private static final String MARKDOWN = "--markdown";

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Lists every operation, clause, word and fact of the language.",
        "thaw ops",
        "thaw ops --markdown > docs/operations.md");
    Options.flag(spec, "prints the reference page", MARKDOWN);
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) {
    if (arguments.hasMatchedOption(MARKDOWN)) {
      OperationsMarkdown.lines().forEach(context.out()::println);
      return ExitCode.DONE;
    }
    var table = new TextTable("VERB", "EFFECT", "UNDONE BY", "WHAT IT DOES", "EXAMPLE");
    for (OperationSpec operation : OperationCatalog.all()) {
      table.row(
          operation.name(),
          operation.effect().name().toLowerCase(Locale.ROOT),
          operation.undoing().verb().isEmpty() ? "-" : operation.undoing().verb(),
          operation.summary(),
          operation.example());
    }
    table.lines().forEach(context.out()::println);
    context.out().println();
    clauses().lines().forEach(context.out()::println);
    context.out().println();
    keywords().lines().forEach(context.out()::println);
    context.out().println();
    facts().lines().forEach(context.out()::println);
    return ExitCode.DONE;
  }

  private static TextTable clauses() {
    var table = new TextTable("CLAUSE", "WHAT IT DOES");
    for (Clause clause : Clause.values()) {
      table.row(clause.word(), clause.summary());
    }
    return table;
  }

  private static TextTable keywords() {
    var table = new TextTable("WORD", "WHAT IT DOES", "EXAMPLE");
    for (Keyword keyword : Keyword.values()) {
      table.row(keyword.word(), keyword.summary(), keyword.example());
    }
    return table;
  }

  private static TextTable facts() {
    var table = new TextTable("FACT", "COSTS", "WHAT IT IS");
    for (Fact fact : FactCatalog.all()) {
      table.row(
          fact.keyed() ? fact.name() + ".KEY" : fact.name(), fact.cost().phrase(), fact.summary());
    }
    return table;
  }
}
