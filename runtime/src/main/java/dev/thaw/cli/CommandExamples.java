package dev.thaw.cli;

import dev.thaw.operation.Effect;
import dev.thaw.operation.OperationSpec;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the help of an operation shows of it as a command, made of the catalogue's own example. */
final class CommandExamples {
  private static final Pattern WORDS =
      Pattern.compile("\\w+ '(?<word>[^']+)'(, to: '?(?<to>[^' ]+)'?)?");

  private CommandExamples() {}

  /** Returns two command lines and the statement; what loses something needs a name or a bound. */
  static String[] of(OperationSpec operation) {
    boolean destroys = operation.effect() == Effect.DESTROY;
    String command = "thaw " + operation.name() + " --where ";
    String words = argument(operation);
    return new String[] {
      command + (destroys ? "\"name == 'cache'\"" : "\"label.tier == 'batch'\"") + words,
      command + "all --dry-run" + (destroys ? " --max 3" : "") + words,
      "in a script: " + operation.example()
    };
  }

  /** What stands behind {@code --} comes last, as no option is known for one there. */
  private static String argument(OperationSpec operation) {
    return operation
        .argument()
        .map(argument -> switch (argument.type()) {
          case COMMAND -> " -- ls /";
          case COUNT -> " -- 5432";
          case PATTERN -> " -- 'ready to accept'";
          case PROBE -> " -- http://:8080/healthz";
          default -> words(operation.example());
        })
        .orElse("");
  }

  private static String words(String example) {
    Matcher found = WORDS.matcher(example);
    if (!found.lookingAt()) {
      return "";
    }
    String to = found.group("to") == null ? "" : " --to " + found.group("to");
    return to + " -- " + found.group("word");
  }
}
