package dev.thaw.history;

import dev.thaw.engine.EngineInfo;
import dev.thaw.graph.GraphJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * A run's directory that nobody sees yet.
 *
 * @param store where it will be
 * @param id the run's name
 * @param directory where it is
 */
record Draft(RunStore store, String id, Path directory) {

  /** Makes it, with all that is known of a run at its beginning. */
  static Draft make(RunHistory.Opening opening, Instant started, Optional<EngineInfo> engine)
      throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    files.put(KeptRun.GRAPH, GraphJson.write(opening.graph()));
    files.put(KeptRun.SCRIPT, opening.script());
    if (!opening.done().isNone()) {
      files.put(KeptRun.DONE, DoneJson.write(opening.done()));
    }
    RunRecord record = opening.record(started, engine);
    files.put(KeptRun.RECORD, KeptRun.line(json -> RunRecordJson.write(json, record)));
    RunStore store = opening.store();
    return new Draft(store, record.id(), store.draft(record.id(), files));
  }

  /** Shows it, all at once. */
  Path publish() throws IOException {
    return store.publish(directory, id);
  }
}
