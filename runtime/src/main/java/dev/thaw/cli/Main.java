package dev.thaw.cli;

import dev.thaw.diagnostic.Suggestions;
import dev.thaw.event.ExitCode;
import dev.thaw.sink.JsonSink;
import dev.thaw.text.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The program {@code thaw}. */
public final class Main {
  /** What Java makes of bytes that are no text. */
  private static final char UNREADABLE = '\ufffd';

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code.
   *
   * @param arguments as typed
   */
  public static void main(String[] arguments) {
    var out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    var err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    var context = new CliContext(
        System.in,
        out,
        err,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Boolean.getBoolean("thaw.terminal.in"),
        Boolean.getBoolean("thaw.terminal.out"),
        Boolean.getBoolean("thaw.terminal.err"));
    int code = run(context, arguments);
    System.exit(out.checkError() ? untold(code, err, arguments) : code);
  }

  /** A run's exit code tells what became of the containers; all else is for its output alone. */
  private static int untold(int code, PrintStream err, String... arguments) {
    err.println("thaw: standard output could not be written to its end.");
    boolean ran = arguments.length > 0
        && Optional.ofNullable(Commands.all().get(arguments[0]))
            .filter(command -> command.get().acts())
            .isPresent();
    return code == ExitCode.DONE.number() && !ran ? ExitCode.FAILED.number() : code;
  }

  /** Runs a command and returns its exit code. */
  static int run(CliContext context, String... arguments) {
    // Else picocli's default factory looks for groovy.lang.Closure, which starts Groovy.
    System.setProperty("picocli.disable.closures", "true");
    for (String argument : arguments) {
      if (argument.indexOf(UNREADABLE) >= 0) {
        context
            .err()
            .println("thaw: an argument is not text in this locale: "
                + Printable.text(argument)
                + ". Set LC_ALL=C.UTF-8.");
        return ExitCode.INVALID.number();
      }
    }
    CommandLine line = Commands.line(arguments);
    line.setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
    line.setExecutionStrategy(parsed -> execute(parsed, context));
    line.setParameterExceptionHandler(Main::complain);
    line.setExecutionExceptionHandler((bug, command, parsed) -> {
      throw bug;
    });
    return line.execute(arguments);
  }

  private static int execute(ParseResult parsed, CliContext context) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    if (!(innermost.commandSpec().userObject() instanceof Command command)) {
      innermost.commandSpec().commandLine().usage(context.err());
      return ExitCode.INVALID.number();
    }
    try {
      return command.exitStatus(innermost, context);
    } catch (InvalidPathException invalid) {
      context.err().println("thaw: not a path: " + Printable.text(invalid.getMessage()) + ".");
      return ExitCode.INVALID.number();
    } catch (CliFailure failure) {
      failure.lines().forEach(text -> context.err().println("thaw: " + Printable.text(text)));
      if (innermost.hasMatchedOption(Options.JSON)) {
        tell(failure, context);
      }
      return failure.exitCode().number();
    }
  }

  /** Whoever reads the output as JSON must learn from it that nothing else comes, and why. */
  private static void tell(CliFailure failure, CliContext context) {
    try {
      new JsonSink(context.out()).failed(failure.exitCode(), failure.getMessage());
    } catch (IOException broken) {
      context.err().println("thaw: standard output: " + Printable.text(broken.getMessage()));
    }
  }

  private static int complain(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    command.getErr().println("thaw: " + Printable.text(wrong.getMessage()));
    command.getErr().println(cure(wrong));
    return ExitCode.INVALID.number();
  }

  private static String cure(CommandLine.ParameterException wrong) {
    String see = "See `" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help`.";
    if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)) {
      return see;
    }
    String typed = unmatched.getUnmatched().get(0);
    Collection<String> vocabulary = typed.startsWith("-")
        ? wrong.getCommandLine().getCommandSpec().optionsMap().keySet()
        : Commands.all().keySet();
    return Suggestions.nearest(typed, vocabulary)
        .map(nearest -> "Did you mean " + nearest + "? " + see)
        .orElse(see);
  }
}
