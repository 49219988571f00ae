package dev.thaw.history;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.RunIdentity;
import dev.thaw.graph.OperationGraph;
import dev.thaw.graph.Runbook;
import dev.thaw.lock.ProcessMark;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of a run from its beginning.
 *
 * @param identity who runs what
 * @param started when, by the wall clock
 * @param thaw the version that runs it
 * @param process the process that runs it
 * @param path the script's file, if it is one
 * @param runbook what the script says of itself
 * @param parameters as a script writes them
 * @param secrets the names of the parameters whose values nobody keeps
 * @param engine where it is run; without an identifier if it never answered
 * @param resumes the run that it takes up, if it does
 */
public record RunRecord(
    RunIdentity identity,
    Instant started,
    String thaw,
    ProcessMark process,
    Optional<Path> path,
    Runbook runbook,
    SortedMap<String, String> parameters,
    SortedSet<String> secrets,
    EngineInfo engine,
    Optional<String> resumes) {

  public RunRecord {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    secrets = Collections.unmodifiableSortedSet(new TreeSet<>(secrets));
  }

  /** Returns the run's name. */
  public String id() {
    return identity.runId();
  }

  /** Returns the record of a run of that graph. */
  public static RunRecord of(
      OperationGraph graph,
      RunIdentity identity,
      Instant started,
      String thaw,
      ProcessMark process,
      Optional<Path> path,
      EngineInfo engine,
      Optional<String> resumes) {
    var written = new TreeMap<String, String>();
    graph.parameters().forEach((name, value) -> written.put(name, value.source()));
    return new RunRecord(
        identity,
        started,
        thaw,
        process,
        path,
        graph.runbook(),
        written,
        graph.secrets(),
        engine,
        resumes);
  }
}
