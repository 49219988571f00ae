package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** The script that the command line names, and the values of its parameters. */
final class ScriptChoice {
  private final ParseResult arguments;
  private final CliContext context;

  ScriptChoice(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /**
   * Reads it.
   *
   * @throws CliFailure if there is none, there are two, or it cannot be read
   */
  Script script() throws CliFailure {
    return script(arguments.matchedPositionalValue(0, ""));
  }

  /**
   * Reads the script in a file, or on the command line.
   *
   * @param file empty if none is named
   * @throws CliFailure if there is none, there are two, or it cannot be read
   */
  Script script(String file) throws CliFailure {
    String text = arguments.matchedOptionValue(Options.EXPRESSION, (String) null);
    if (file.isEmpty() && text == null) {
      throw new CliFailure(
          ExitCode.INVALID, "no script is named. Give a FILE, - for standard input, or -e 'TEXT'.");
    }
    if (!file.isEmpty() && text != null) {
      throw new CliFailure(
          ExitCode.INVALID, "both " + file + " and -e name a script. Leave one out.");
    }
    return text != null ? Script.ofText("-e", text) : read(file);
  }

  /** Reads a file, or standard input for {@code -}. */
  Script read(String file) throws CliFailure {
    return file.equals("-") ? readInput() : readFile(file);
  }

  private Script readInput() throws CliFailure {
    try {
      return Script.read("<stdin>", context.in());
    } catch (IOException unreadable) {
      throw new CliFailure(
          ExitCode.INVALID, "standard input cannot be read: " + unreadable.getMessage());
    }
  }

  private static Script readFile(String file) throws CliFailure {
    try {
      return Script.read(file);
    } catch (NoSuchFileException absent) {
      throw new CliFailure(ExitCode.INVALID, "there is no script " + file + ". Check the path.");
    } catch (IOException | InvalidPathException unreadable) {
      throw new CliFailure(
          ExitCode.INVALID, "the script " + file + " cannot be read: " + unreadable.getMessage());
    }
  }

  /**
   * Reads the parameters.
   *
   * @throws CliFailure if one is not of the form KEY=VALUE, or stands twice
   */
  Map<String, String> parameters() throws CliFailure {
    List<String> given = arguments.matchedOptionValue(Options.PARAMETER, List.<String>of());
    var parameters = new LinkedHashMap<String, String>();
    for (String parameter : given) {
      int equals = parameter.indexOf('=');
      if (equals < 1) {
        throw new CliFailure(
            ExitCode.INVALID, "-p " + parameter + " has no value. Write -p KEY=VALUE.");
      }
      String key = parameter.substring(0, equals);
      Optional<String> twice =
          Optional.ofNullable(parameters.put(key, parameter.substring(equals + 1)));
      if (twice.isPresent()) {
        throw new CliFailure(ExitCode.INVALID, "-p " + key + " is given twice. Leave one out.");
      }
    }
    return parameters;
  }
}
