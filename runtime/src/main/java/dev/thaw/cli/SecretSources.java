package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.execute.Secrets;
import dev.thaw.graph.OperationGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParseResult;

/**
 * The values of secret parameters, from where the command line says. They are never on the command
 * line itself, which every process of the machine may read.
 */
final class SecretSources {
  private static final String VARIABLE = "env:";
  private static final String FILE = "file:";

  /**
   * In bytes; what is larger is no secret, and what never ends (a device) would fill the memory.
   */
  private static final int LARGEST = 64 << 10;

  private final ParseResult arguments;
  private final CliContext context;

  SecretSources(ParseResult arguments, CliContext context) {
    this.arguments = arguments;
    this.context = context;
  }

  /**
   * Reads the values of all secrets of the graph.
   *
   * @throws CliFailure if one is missing, unknown, given twice or cannot be read
   */
  Secrets of(OperationGraph graph) throws CliFailure {
    var values = new HashMap<String, String>();
    for (String given : arguments.matchedOptionValue(Options.SECRET, List.<String>of())) {
      int equals = given.indexOf('=');
      String name = equals < 1 ? given : given.substring(0, equals);
      if (!graph.secrets().contains(name)) {
        throw invalid("--secret " + name + ": the script has no such secret parameter. "
            + (graph.secrets().isEmpty()
                ? "It has none."
                : "It has " + String.join(", ", graph.secrets()) + "."));
      }
      if (values.containsKey(name)) {
        throw invalid("--secret " + name + " is given twice. Leave one out.");
      }
      values.put(name, read(name, given.substring(equals + 1)));
    }
    for (String name : graph.secrets()) {
      if (!values.containsKey(name)) {
        throw invalid("the script's secret " + name + " has no value. Give it with --secret " + name
            + "=" + VARIABLE + "VARIABLE or --secret " + name + "=" + FILE + "PATH.");
      }
    }
    return new Secrets(Map.copyOf(values));
  }

  private String read(String name, String source) throws CliFailure {
    if (source.startsWith(VARIABLE)) {
      String variable = source.substring(VARIABLE.length());
      return context
          .variable(variable)
          .orElseThrow(() -> invalid("--secret " + name + ": the variable " + variable
              + " is not set, or empty. Set it, or name another."));
    }
    if (!source.startsWith(FILE)) {
      throw invalid("--secret " + name + " does not say where its value is. Write " + name + "="
          + VARIABLE + "VARIABLE or " + name + "=" + FILE + "PATH.");
    }
    Path file = Path.of(source.substring(FILE.length()));
    try (InputStream content = Files.newInputStream(file)) {
      byte[] bytes = content.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw invalid("--secret " + name + ": " + file + " holds more than " + LARGEST / 1024
            + " KiB. Name another file.");
      }
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      String value = withoutLineEnd(text);
      if (value.isEmpty()) {
        throw invalid("--secret " + name + ": " + file + " is empty. Write the value into it.");
      }
      return value;
    } catch (CharacterCodingException noText) {
      throw invalid("--secret " + name + ": " + file + " is not UTF-8. Name another file.");
    } catch (IOException unreadable) {
      throw invalid("--secret " + name + ": " + file + " cannot be read (" + unreadable
          + "). Check the path.");
    }
  }

  private static String withoutLineEnd(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  private static CliFailure invalid(String message) {
    return new CliFailure(ExitCode.INVALID, message);
  }
}
