package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The options that several commands share, said once. */
final class Options {
  static final String HOST = "--host";
  static final String CONTEXT = "--context";
  static final String ENGINE = "--engine";
  static final String PARAMETER = "--param";
  static final String EXPRESSION = "--expression";
  static final String AUDIT = "--audit";
  static final String JSON = "--json";
  static final String QUIET = "--quiet";
  static final String DRY_RUN = "--dry-run";
  static final String YES = "--yes";
  static final String SECRET = "--secret";
  static final String NEVER = "--never";
  static final String DETACH = "--detach";

  private Options() {}

  /**
   * Help and version, for every command. Picocli's own mixin of the two is read off annotations,
   * which takes longer than all the rest of the parsing.
   */
  static void standard(CommandSpec spec) {
    spec.addOption(OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .arity("0")
        .type(boolean.class)
        .description("Show this help message and exit.")
        .build());
    spec.addOption(OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .arity("0")
        .type(boolean.class)
        .description("Print version information and exit.")
        .build());
    spec.versionProvider(() -> new String[] {"thaw " + Version.current()});
  }

  /** Which engine. */
  static void engine(CommandSpec spec) {
    text(spec, "ADDRESS", "the engine's address: unix:///path, tcp://host:port", "-H", HOST);
    text(spec, "NAME", "the docker context to use", CONTEXT);
    text(
        spec,
        "ENGINE",
        "docker (the default), podman, sim (a built-in world of containers), or sim:WORLD.yaml",
        ENGINE);
  }

  /** Which script, with what parameters. */
  static void script(CommandSpec spec) {
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel("FILE")
        .description("the script; - reads it from standard input")
        .build());
    text(spec, "TEXT", "the script itself", "-e", EXPRESSION);
    parameters(spec);
  }

  static void parameters(CommandSpec spec) {
    spec.addOption(OptionSpec.builder("-p", PARAMETER)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel("KEY=VALUE")
        .description("gives a parameter of the script its value; may stand several times")
        .build());
  }

  /** What a run of a script needs from whoever starts it. */
  static void consent(CommandSpec spec) {
    flag(spec, "says yes to all that the script asks", "-y", YES);
    many(
        spec,
        "NAME=SOURCE",
        "where to read a secret parameter's value: env:VARIABLE or file:PATH; may stand several"
            + " times",
        SECRET);
  }

  /** What must not be done whatever the script says. */
  static void never(CommandSpec spec) {
    many(
        spec,
        "FILE",
        "a script of never blocks alone, which hold too; may stand several times",
        NEVER);
  }

  static void many(CommandSpec spec, String label, String description, String name) {
    spec.addOption(OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .description(description)
        .build());
  }

  /** How a run is recorded and reported. */
  static void run(CommandSpec spec) {
    flag(spec, "prints what would be done, and changes nothing", DRY_RUN, "-n");
    text(
        spec,
        "FILE",
        "the audit log to append to; else audit.jsonl in $XDG_STATE_HOME/thaw, by default"
            + " ~/.local/state/thaw",
        AUDIT);
    flag(
        spec,
        "does not wait for the end of what lasts for a time: a guardian in the background does",
        DETACH);
    flag(spec, "prints only what did not go well, and what commands print", "-q", QUIET);
    json(spec, "prints every event as a line of JSON");
  }

  static void json(CommandSpec spec, String description) {
    flag(spec, description, JSON);
  }

  static void flag(CommandSpec spec, String description, String... names) {
    spec.addOption(OptionSpec.builder(names[0], rest(names))
        .type(boolean.class)
        .arity("0")
        .description(description)
        .build());
  }

  static void text(CommandSpec spec, String label, String description, String... names) {
    spec.addOption(OptionSpec.builder(names[0], rest(names))
        .type(String.class)
        .arity("1")
        .paramLabel(label)
        .description(description)
        .build());
  }

  /** What the command does, and how it is used. */
  static void explain(CommandSpec spec, String description, String... examples) {
    String[] footer = Stream.concat(
            Stream.of("", "Examples:"), Arrays.stream(examples).map(e -> "  " + e))
        .map(line -> line.replace("%", "%%"))
        .toArray(String[]::new);
    spec.usageMessage().description(description.replace("%", "%%")).footer(footer);
  }

  /** The exit codes, for the help of commands that run something. */
  static void exitCodes(CommandSpec spec) {
    spec.usageMessage().exitCodeListHeading("%nExit codes:%n");
    var list = new LinkedHashMap<String, String>();
    for (ExitCode code : ExitCode.values()) {
      list.put(Integer.toString(code.number()), code.meaning());
    }
    spec.usageMessage().exitCodeList(list);
  }

  private static String[] rest(String[] names) {
    return Arrays.copyOfRange(names, 1, names.length);
  }
}
