package dev.thaw.crash;

import dev.thaw.compile.ScriptCompiler;
import dev.thaw.compile.ScriptSource;
import dev.thaw.graph.OperationGraph;
import java.util.Map;

/** The statements that hold containers, and those that end what they have saved. */
@SuppressWarnings({"ImmutableEnumChecker", "StringConcatToTextBlock"
}) // Scripts, and what they mean.
enum Table {
  FROZEN("frozen where label.tier == 'batch' && running during { exec 'dump' where name == 'db' }"),
  BODY_FAILS(
      "frozen where label.tier == 'batch' && running during { exec 'dump' where name == 'bad' }"),
  MIXED("frozen where label.tier != 'none' during { exec 'dump' where name == 'db' }"),
  LASTING("pause where label.tier == 'batch' && running lasting 20.seconds"),
  AT_MOST("frozen where label.tier == 'batch' && running atMost 5.seconds during {"
      + " exec 'dump' where name == 'slow' }"),
  SIDE_BY_SIDE("parallel {\n"
      + " frozen where name == 'b1' during { exec 'dump' where name == 'db' }\n"
      + " pause where name == 'b2' lasting 20.seconds\n"
      + "}"),
  NESTED("frozen where name == 'b1' during {\n"
      + " frozen where name == 'b2' during { exec 'dump' where name == 'db' }\n"
      + "}"),
  ATTEMPT("attempt {\n"
      + " frozen where label.tier == 'batch' && running during { exec 'dump' where name == 'bad' }\n"
      + "} recover { exec 'dump' where name == 'db' }"),
  TWICE("frozen where name == 'b1' during { exec 'dump' where name == 'db' }\n"
      + "frozen where name == 'b1' during { exec 'dump' where name == 'db' }"),
  SAVED("checkpoint 'n1' where label.tier == 'batch' && running"),
  SAVED_MIXED("checkpoint 'n1' where label.tier == 'batch'"),
  SAVED_RESTORED("checkpoint 'n1' where name == 'b1' then restore");

  static final String WORLD = """
      containers:
        - {name: b1, image: busybox, labels: {tier: batch}}
        - {name: b2, image: busybox, labels: {tier: batch}}
        - {name: cold, image: busybox, labels: {tier: batch}, state: paused}
        - {name: over, image: busybox, labels: {tier: done}, state: exited}
        - {name: db, image: pg, labels: {tier: none}, exec: {exitCode: 0, output: "saved"}}
        - {name: bad, image: pg, labels: {tier: none}, exec: {exitCode: 7, output: "no"}}
        - {name: slow, image: pg, labels: {tier: none}, exec: {exitCode: 0, takes: 9s}}
      """;

  final OperationGraph graph;

  /** Returns whether it makes checkpoints. */
  boolean saves() {
    return name().startsWith("SAVED");
  }

  Table(String script) {
    var compilation = ScriptCompiler.compile(new ScriptSource(name(), script), Map.of());
    graph = compilation
        .graph()
        .orElseThrow(() -> new IllegalStateException(name() + ": " + compilation.diagnostics()));
  }
}
