package dev.thaw.compile;

import dev.thaw.check.Finding;
import dev.thaw.diagnostic.Severity;
import dev.thaw.diagnostic.SourceSpan;
import dev.thaw.graph.Confirmation;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Prohibition;
import dev.thaw.graph.Requirement;
import dev.thaw.graph.Runbook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What all files of one script add to together. */
final class Assembly {
  private final List<Requirement> requirements = new ArrayList<>();
  private final List<Confirmation> confirmations = new ArrayList<>();
  private final List<Prohibition> prohibitions = new ArrayList<>();
  private final Set<Passage> passages = new LinkedHashSet<>();
  private Optional<Runbook> runbook = Optional.empty();
  private Optional<String> lock = Optional.empty();
  private Optional<Duration> timebox = Optional.empty();
  private GraphBuilder graph = new GraphBuilder();
  private final Set<SourceSpan> depending = new HashSet<>();
  private boolean trying;
  private boolean rulesDepend;
  private boolean sampled;
  private int iterations;
  private int conditions;

  GraphBuilder graph() {
    return graph;
  }

  /** Notes a statement whose meaning depends on the value of a name. */
  void depends(SourceSpan statement) {
    depending.add(statement);
  }

  /** Returns whether an error was found in a statement that depends on the value of a name. */
  boolean depends(Finding finding) {
    return finding.severity() == Severity.ERROR && touches(finding);
  }

  /** Returns whether what was found is about such a statement, however bad it is. */
  boolean touches(Finding finding) {
    return depending.stream()
        .anyMatch(statement -> statement.contains(finding.span())
            || finding.others().stream().anyMatch(statement::contains));
  }

  /** Notes whether samples stand for values: what they lead to says nothing. */
  void sampled(boolean any) {
    sampled = any;
  }

  boolean sampled() {
    return sampled;
  }

  /** Notes that what is forbidden depends on the value of a name. */
  void ruleDepends() {
    rulesDepend = true;
  }

  /** Returns whether what is forbidden depends on the value of a name. */
  boolean rulesDepend() {
    return rulesDepend;
  }

  /** Returns whether a block is around whose statements start only under a condition. */
  boolean conditional() {
    return conditions > 0;
  }

  /** Runs a part whose statements start only under a condition, be they another file's. */
  void conditionally(Runnable part) {
    conditions++;
    part.run();
    conditions--;
  }

  /** Runs what must be right, but adds nothing. */
  void withoutEffect(Runnable part) {
    GraphBuilder kept = graph;
    boolean before = trying;
    graph = graph.trial();
    trying = true;
    part.run();
    graph = kept;
    trying = before;
  }

  boolean hasRunbook() {
    return runbook.isPresent();
  }

  void runbook(Runbook said) {
    runbook = Optional.of(said);
  }

  Optional<String> lock() {
    return lock;
  }

  void lock(String name) {
    if (!trying) {
      lock = Optional.of(name);
    }
  }

  Optional<Duration> timebox() {
    return timebox;
  }

  void timebox(Duration longest) {
    if (!trying) {
      timebox = Optional.of(longest);
    }
  }

  void require(Requirement requirement) {
    if (!trying) {
      requirements.add(requirement);
    }
  }

  void confirm(Confirmation confirmation) {
    if (!trying) {
      confirmations.add(confirmation);
    }
  }

  void forbid(Prohibition prohibition) {
    if (!trying) {
      prohibitions.add(prohibition);
    }
  }

  /** Keeps where a keyword stands; what a loop repeats is one passage. */
  void pass(Passage passage) {
    if (!trying) {
      passages.add(passage);
    }
  }

  List<Passage> passages() {
    return List.copyOf(passages);
  }

  List<Prohibition> prohibitions() {
    return List.copyOf(prohibitions);
  }

  /** Counts a turn of a loop, and returns whether there may be that many. */
  boolean mayTurn() {
    return ++iterations <= Limits.ITERATIONS;
  }

  /** Returns the graph, which is complete only if no problem was reported. */
  OperationGraph graph(Parameters parameters, Problems problems) {
    Runbook said = runbook.orElse(Runbook.UNNAMED).locking(lock.orElse(""));
    return new OperationGraph(
        timebox.map(said::within).orElse(said),
        parameters.values(),
        parameters.secrets(),
        requirements,
        confirmations,
        prohibitions,
        graph.nodes(problems));
  }
}
