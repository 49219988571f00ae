package dev.thaw.cli;

import dev.thaw.catalog.OperationCatalog;
import dev.thaw.operation.OperationSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands: those written here, and one for every operation of the catalogue. */
final class Commands {
  private static final Map<String, Supplier<Command>> WRITTEN = new LinkedHashMap<>();

  static {
    WRITTEN.put("run", RunCommand::new);
    WRITTEN.put("plan", PlanCommand::new);
    WRITTEN.put("apply", ApplyCommand::new);
    WRITTEN.put("check", CheckCommand::new);
    WRITTEN.put("explain", ExplainCommand::new);
    WRITTEN.put("frozen", FrozenCommand::new);
    WRITTEN.put("recover", RecoverCommand::new);
    WRITTEN.put("doctor", DoctorCommand::new);
    WRITTEN.put("guardian", GuardianCommand::new);
    WRITTEN.put("graph", GraphCommand::new);
    WRITTEN.put("ops", OpsCommand::new);
    WRITTEN.put("runs", RunsCommand::new);
    WRITTEN.put("show", ShowCommand::new);
    WRITTEN.put("resume", ResumeCommand::new);
    WRITTEN.put("sim", SimCommand::new);
    WRITTEN.put("version", VersionCommand::new);
  }

  private Commands() {}

  /**
   * Returns the command line for these arguments. Only the command that they name is made, all of
   * them where it takes all to answer: for help, or for a suggestion.
   */
  static CommandLine line(String... arguments) {
    CommandSpec root = CommandSpec.create().name("thaw");
    Options.standard(root);
    Options.explain(
        root,
        "Runs container operations as code: plans them, carries them out, keeps an audit log.",
        "thaw run scripts-examples/quickstart.groovy --engine sim",
        "thaw plan nightly.groovy -p tier=batch",
        "thaw pause --where \"label.tier == 'batch'\" --dry-run",
        "thaw COMMAND --help");
    var all = all();
    String first = arguments.length == 0 ? "" : arguments[0];
    if (all.containsKey(first)) {
      add(root, first, all.get(first).get());
    } else {
      all.forEach((name, command) -> add(root, name, command.get()));
    }
    // A word is what it says: a file's contents are no part of a command that somebody reviewed.
    return new CommandLine(root, CommandLine.defaultFactory()).setExpandAtFiles(false);
  }

  /** Returns the commands by their names. */
  static Map<String, Supplier<Command>> all() {
    var all = new LinkedHashMap<>(WRITTEN);
    for (OperationSpec operation : OperationCatalog.all()) {
      all.put(operation.name(), () -> new OperationCommand(operation));
    }
    return Collections.unmodifiableMap(all);
  }

  private static void add(CommandSpec root, String name, Command command) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name);
    Options.standard(spec);
    spec.usageMessage().abbreviateSynopsis(true);
    command.describe(spec);
    root.addSubcommand(name, new CommandLine(spec));
  }
}
