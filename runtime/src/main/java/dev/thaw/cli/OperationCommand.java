package dev.thaw.cli;

import dev.thaw.catalog.Clause;
import dev.thaw.compile.Compilation;
import dev.thaw.compile.LiteralText;
import dev.thaw.compile.OptionValue;
import dev.thaw.compile.PredicateCompilation;
import dev.thaw.compile.ScriptCompiler;
import dev.thaw.compile.ScriptSource;
import dev.thaw.event.ExitCode;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.OperationGraph;
import dev.thaw.operation.OperationSpec;
import dev.thaw.operation.Option;
import dev.thaw.operation.OptionType;
import dev.thaw.script.Script;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * An operation as a command: {@code thaw pause --where "label.tier == 'batch'"}. It is written as
 * the statement that it stands for, and that is compiled: one way of checking, one meaning.
 */
final class OperationCommand implements Command {
  private static final String VALUE = "VALUE";
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");
  private static final Pattern FACT =
      Pattern.compile("-?[A-Za-z_][\\w.]*(\\['[^'\\\\\\p{Cntrl}]*'])?");

  private final OperationSpec operation;

  OperationCommand(OperationSpec operation) {
    this.operation = operation;
  }

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(spec, capital(operation.summary()) + ".", CommandExamples.of(operation));
    for (Clause clause : Clause.values()) {
      if (clause.standsAlone() && clause.standsBehind(operation)) {
        option(spec, clause.word(), clause.type(), label(clause), clause.summary());
      }
    }
    for (Option option : operation.options()) {
      if (option.positional()) {
        spec.addPositional(PositionalParamSpec.builder()
            .index("0..*")
            .arity(option.required() ? "1..*" : "0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(option.name())
            .description(capital(option.summary()) + "; write -- before it")
            .build());
      } else {
        option(spec, option.name(), Optional.of(option.type()), VALUE, option.summary());
      }
    }
    ReachChoice.describe(spec);
    FilesChoice.describe(spec);
    Options.engine(spec);
    Options.run(spec);
    Options.exitCodes(spec);
  }

  private static void option(
      CommandSpec spec, String word, Optional<OptionType> type, String label, String summary) {
    String description = capital(summary).replace("%", "%%");
    boolean flag = type.filter(OptionType.FLAG::equals).isPresent();
    boolean many = type.filter(OptionType::many).isPresent();
    OptionSpec.Builder option = OptionSpec.builder(named(word)).description(description);
    if (flag) {
      option.type(boolean.class).arity("0");
    } else if (many) {
      option.type(List.class).auxiliaryTypes(String.class).paramLabel(VALUE);
    } else {
      option.type(String.class).arity("1").paramLabel(label);
    }
    spec.addOption(option.build());
  }

  private static String label(Clause clause) {
    return clause.type().isPresent() ? VALUE : clause.shape().name();
  }

  /** Words of a script are written {@code orderBy}, options {@code --order-by}. */
  private static String named(String word) {
    return "--" + CAPITAL.matcher(word).replaceAll("-$0").toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean acts() {
    return true;
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    String typed = typed(arguments);
    var text = new Statement(arguments);
    OperationGraph graph = new Compiling(context).graph(List.of("command", typed), text::graph);
    Script script = Script.ofText("thaw " + operation.name(), typed);
    return arguments.hasMatchedOption(Options.DRY_RUN)
        ? PlanCommand.show(graph, arguments, context)
        : new Execution(arguments, context).run(script, graph, Secrets.NONE);
  }

  /**
   * Returns all that the statement is made of, in the catalogue's order: what is cached is found by
   * it, and what is audited is known by its digest. Words of the command line would not do, as they
   * need not be the values that were read from them.
   */
  private String typed(ParseResult arguments) {
    var typed = new StringBuilder(operation.name());
    Stream<String> clauses =
        Arrays.stream(Clause.values()).filter(Clause::standsAlone).map(Clause::word);
    Stream<String> options =
        operation.options().stream().filter(option -> !option.positional()).map(Option::name);
    Stream.concat(clauses, options)
        .map(OperationCommand::named)
        .filter(arguments::hasMatchedOption)
        .forEach(name -> typed.append(' ').append(name).append(' ').append(given(arguments, name)));
    List<String> words = arguments.matchedPositionalValue(0, List.<String>of());
    typed.append(words.isEmpty() ? "" : " --");
    words.forEach(word -> typed.append(' ').append(SourceText.quote(word)));
    return typed.toString();
  }

  private static String given(ParseResult arguments, String name) {
    Object value = arguments.matchedOption(name).getValue();
    List<?> values = value instanceof List<?> many ? many : List.of(value);
    return values.stream()
        .map(Object::toString)
        .map(SourceText::quote)
        .collect(Collectors.joining(", "));
  }

  private final class Statement {
    private final ParseResult arguments;

    private Statement(ParseResult arguments) {
      this.arguments = arguments;
    }

    private OperationGraph graph() throws CliFailure {
      var text = new StringBuilder(operation.name());
      for (Option option : operation.options()) {
        if (option.positional()) {
          List<String> words = arguments.matchedPositionalValue(0, List.<String>of());
          if (option.required() || !words.isEmpty()) {
            text.append('(').append(positional(option, words).source()).append(')');
          }
        }
      }
      for (Clause clause : Clause.values()) {
        if (clause.standsAlone()) {
          clause(text, clause);
        }
      }
      for (Option option : operation.options()) {
        if (!option.positional()) {
          value(text, option.name(), option.type());
        }
      }
      Compilation compilation =
          Compiling.compile(Script.ofText("thaw " + operation.name(), text.toString()), Map.of());
      return compilation.graph().orElseThrow(() -> Compiling.failure(compilation.diagnostics()));
    }

    private void clause(StringBuilder text, Clause clause) throws CliFailure {
      switch (clause.shape()) {
        case PREDICATE -> predicate(text, clause.word());
        case FACT -> fact(text, clause.word());
        case OPTION -> value(text, clause.word(), clause.type().orElseThrow());
        case OPERATION -> throw new IllegalStateException(clause + " stands alone");
      }
    }

    /** What is no fact the statement's compilation tells; here nothing else may get into it. */
    private void fact(StringBuilder text, String word) throws CliFailure {
      String name = named(word);
      String given = arguments.matchedOptionValue(name, (String) null);
      if (given == null) {
        return;
      }
      if (!FACT.matcher(given).matches()) {
        throw new CliFailure(
            ExitCode.INVALID,
            name + " " + given + " names no fact. Write one, as " + name + " mem, or " + name
                + "=-mem for the largest first.");
      }
      text.append(' ').append(word).append(' ').append(given);
    }

    private void predicate(StringBuilder text, String word) throws CliFailure {
      String given = arguments.matchedOptionValue(named(word), (String) null);
      if (given == null) {
        return;
      }
      PredicateCompilation compiled =
          ScriptCompiler.compilePredicate(new ScriptSource(named(word), given));
      if (compiled.predicate().isEmpty()) {
        throw Compiling.failure(compiled.diagnostics());
      }
      text.append(' ').append(word).append(" { ");
      text.append(compiled.predicate().get().source()).append(" }");
    }

    private void value(StringBuilder text, String word, OptionType type) throws CliFailure {
      String name = named(word);
      if (!arguments.hasMatchedOption(name)) {
        return;
      }
      text.append(' ').append(word).append(' ').append(value(name, type).source());
    }

    private Value value(String name, OptionType type) throws CliFailure {
      if (type == OptionType.FLAG) {
        return new Value.Flag(true);
      }
      if (type.many()) {
        return listing(arguments.matchedOptionValue(name, List.<String>of()));
      }
      String given = arguments.matchedOptionValue(name, "");
      OptionValue value = LiteralText.parse(given, type);
      return value
          .value()
          .orElseThrow(() -> new CliFailure(
              ExitCode.INVALID, name + " " + given + ": " + value.problem() + " " + value.cure()));
    }
  }

  private static Value positional(Option option, List<String> words) throws CliFailure {
    if (option.type().many() || option.type() == OptionType.COMMAND) {
      return listing(words);
    }
    if (words.size() != 1) {
      throw new CliFailure(
          ExitCode.INVALID,
          "there are " + words.size() + " words behind --, where one is expected: "
              + option.summary() + ".");
    }
    OptionValue value = LiteralText.parse(words.get(0), option.type());
    return value
        .value()
        .orElseThrow(() -> new CliFailure(
            ExitCode.INVALID, words.get(0) + ": " + value.problem() + " " + value.cure()));
  }

  private static Value listing(List<String> texts) {
    return new Value.Listing(texts.stream().<Value>map(Value.Text::new).toList());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
