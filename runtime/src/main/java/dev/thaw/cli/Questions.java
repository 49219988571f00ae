package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.graph.Confirmation;
import dev.thaw.graph.OperationGraph;
import dev.thaw.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ParseResult;

/** Asks a person what a script wants a yes to. */
final class Questions {
  private final ParseResult arguments;
  private final CliContext context;

  Questions(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /**
   * Asks all of the script's questions, in order.
   *
   * @throws CliFailure at the first one that is not answered by yes, or if nobody is there
   */
  void ask(OperationGraph graph) throws CliFailure {
    ask(
        "the script asks: ",
        graph.confirmations().stream().map(Confirmation::question).toList());
  }

  /**
   * Asks questions, in order.
   *
   * @param who what the first one is told with where nobody is there
   * @throws CliFailure at the first one that is not answered by yes, or if nobody is there
   */
  void ask(String who, List<String> questions) throws CliFailure {
    if (questions.isEmpty() || arguments.hasMatchedOption(Options.YES)) {
      return;
    }
    if (!context.inTerminal()) {
      throw new CliFailure(
          ExitCode.DENIED,
          who + questions.get(0)
              + " Nobody is there to answer. Nothing was done. To say yes beforehand, give --yes.");
    }
    var answers = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
    for (String question : questions) {
      context.err().print(Printable.text(question) + " [y/N] ");
      context.err().flush();
      if (!isYes(answers)) {
        throw new CliFailure(ExitCode.DENIED, "not confirmed. Nothing was done.");
      }
    }
  }

  private static boolean isYes(BufferedReader answers) throws CliFailure {
    try {
      String answer = answers.readLine();
      return answer != null
          && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.DENIED,
          "the answer cannot be read: " + unreadable.getMessage() + ". Nothing was done.");
    }
  }
}
