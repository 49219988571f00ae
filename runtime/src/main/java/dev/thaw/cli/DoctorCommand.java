package dev.thaw.cli;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.checkpoint.Act;
import dev.thaw.checkpoint.ContainerTraits;
import dev.thaw.checkpoint.Finding;
import dev.thaw.checkpoint.Preflight;
import dev.thaw.checkpoint.Weight;
import dev.thaw.diagnose.Diagnosing;
import dev.thaw.diagnose.Diagnosis;
import dev.thaw.diagnose.DiagnosisJson;
import dev.thaw.diagnose.DiagnosisText;
import dev.thaw.doctor.Check;
import dev.thaw.doctor.CheckupJson;
import dev.thaw.doctor.CheckupText;
import dev.thaw.doctor.EngineCheckup;
import dev.thaw.doctor.Mark;
import dev.thaw.doctor.Programs;
import dev.thaw.engine.Engine;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.ReadOnlyEngine;
import dev.thaw.event.ExitCode;
import dev.thaw.json.JsonTree;
import dev.thaw.script.PrivateDirectory;
import dev.thaw.text.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code thaw doctor}: what is not well with an engine, its host, this machine, or a container. */
final class DoctorCommand implements Command {
  private static final String CHECKPOINTS = "--checkpoints";
  private static final Path PROC = Path.of("/proc");

  /** Lighter causes than this are no complaint: that it ended well, for one. */
  private static final int COMPLAINT = 50;

  /**
   * What was found of a container.
   *
   * @param acts what is known of checkpoints of it
   */
  private record Patient(Diagnosis diagnosis, Map<Act, List<Finding>> acts) {
    boolean ill() {
      return diagnosis.causes().get(0).weight() >= COMPLAINT;
    }
  }

  @Override
  public void describe(CommandSpec spec) {
    Options.explain(
        spec,
        "Says what is not well with the engine, its host and this user's files, or with a"
            + " container, and what to do. Changes nothing. Ends with 1 if there is a problem.",
        "thaw doctor",
        "thaw doctor web-1",
        "thaw doctor --checkpoints --json");
    spec.addPositional(PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .paramLabel("NAME")
        .description(
            "a container: what is likely wrong with it, and whether it can be checkpointed")
        .build());
    Options.engine(spec);
    Options.flag(spec, "ends with 1 also if checkpoints are not possible", CHECKPOINTS);
    Options.json(spec, "prints all of it as one JSON object");
  }

  @Override
  public ExitCode run(ParseResult arguments, CliContext context) throws CliFailure {
    var files = new StateCheckup(context).checks();
    try (Engine chosen = new EngineChoice(arguments, context).open()) {
      var engine = new ReadOnlyEngine(chosen);
      EngineCheckup checkup;
      Optional<Patient> patient;
      try {
        checkup = EngineCheckup.of(engine, PROC, root(), Programs.ofThisMachine());
        patient = patient(engine, arguments.matchedPositionalValue(0, ""), checkup);
      } catch (EngineException silent) {
        return unanswered(silent, files, arguments, context);
      }
      var checks = new ArrayList<>(checkup.checks());
      checks.addAll(files);
      if (arguments.hasMatchedOption(Options.JSON)) {
        json(checks, checkup, patient, context);
      } else {
        text(checks, checkup, patient, context);
      }
      return code(checks, checkup, patient, arguments.hasMatchedOption(CHECKPOINTS));
    } catch (IOException unwritable) {
      throw new CliFailure(
          ExitCode.FAILED, "the report cannot be written: " + unwritable.getMessage());
    }
  }

  private static boolean root() {
    try {
      return PrivateDirectory.effectiveUser() == 0;
    } catch (IOException otherSystem) {
      return false;
    }
  }

  private static Optional<Patient> patient(Engine engine, String name, EngineCheckup checkup)
      throws EngineException, CliFailure {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Diagnosis diagnosis = Diagnosing.of(engine, name)
        .orElseThrow(() -> new CliFailure(
            ExitCode.FAILED, "there is no container " + name + ". See thaw ps --where all."));
    ContainerTraits traits =
        ContainerTraits.of(EngineCheckup.ask(engine, "/containers/" + diagnosis.id() + "/json"));
    Map<Act, List<Finding>> acts = new EnumMap<>(Act.class);
    for (Act act : Act.values()) {
      acts.put(act, Preflight.of(act, checkup.traits(), traits));
    }
    return Optional.of(new Patient(diagnosis, acts));
  }

  private static ExitCode code(
      List<Check> checks, EngineCheckup checkup, Optional<Patient> patient, boolean checkpoints) {
    boolean problem = checks.stream().anyMatch(check -> check.mark() == Mark.PROBLEM);
    boolean ill = patient.filter(Patient::ill).isPresent();
    List<Finding> findings = patient
        .map(one -> one.acts().values().stream().flatMap(List::stream).toList())
        .orElse(checkup.findings());
    boolean refused = findings.stream().anyMatch(found -> found.weight() == Weight.REFUSED);
    return problem || ill || checkpoints && refused ? ExitCode.FAILED : ExitCode.DONE;
  }

  /** Of an engine that does not answer nothing can be said, but of the rest. */
  private static ExitCode unanswered(
      EngineException silent, List<Check> files, ParseResult arguments, CliContext context)
      throws IOException {
    var checks = new ArrayList<Check>();
    checks.add(Check.of(
        "engine",
        Mark.PROBLEM,
        silent.getMessage(),
        "Start it, or name another one by -H, --context or DOCKER_HOST."));
    checks.addAll(files);
    if (arguments.hasMatchedOption(Options.JSON)) {
      write(context, json -> CheckupJson.checks(json, checks));
    } else {
      new CheckupText(PlanCommand.style(context)).checks(checks).forEach(context.out()::println);
    }
    return ExitCode.UNREACHABLE;
  }

  private static void text(
      List<Check> checks, EngineCheckup checkup, Optional<Patient> patient, CliContext context) {
    Style style = PlanCommand.style(context);
    var text = new CheckupText(style);
    if (patient.isPresent()) {
      DiagnosisText.lines(patient.get().diagnosis(), style).forEach(context.out()::println);
      context.out().println();
      context.out().println(style.bold("Checkpoints of it"));
      text.acts(patient.get().acts()).forEach(context.out()::println);
      checks.removeIf(check -> check.mark() != Mark.PROBLEM);
    }
    text.checks(checks).forEach(context.out()::println);
    if (patient.isEmpty()) {
      context.out().println();
      context.out().println(style.bold("Checkpoints"));
      text.findings(checkup.findings()).forEach(context.out()::println);
    }
  }

  private static void json(
      List<Check> checks, EngineCheckup checkup, Optional<Patient> patient, CliContext context)
      throws IOException {
    write(context, json -> {
      CheckupJson.checks(json, checks);
      CheckupJson.findings(json, "checkpoints", checkup.findings());
      if (patient.isPresent()) {
        json.writeObjectFieldStart("container");
        json.writeStringField("id", patient.get().diagnosis().id());
        json.writeStringField("name", patient.get().diagnosis().name());
        DiagnosisJson.write(json, patient.get().diagnosis());
        json.writeObjectFieldStart("checkpoints");
        for (Map.Entry<Act, List<Finding>> act : patient.get().acts().entrySet()) {
          CheckupJson.findings(json, act.getKey().words(), act.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
      }
    });
  }

  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private static void write(CliContext context, Fields fields) throws IOException {
    JsonGenerator json = JsonTree.factory()
        .createGenerator(context.out(), JsonEncoding.UTF8)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    fields.write(json);
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
