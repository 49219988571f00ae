package dev.thaw.history;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.ExitCode;
import dev.thaw.event.Occurrence;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.execute.Done;
import dev.thaw.graph.OperationGraph;
import dev.thaw.sink.JsonSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * Keeps a run: from the first request on that may change something, or else from its end. An
 * operation's beginning and end are with the system before the run goes on, and so outlive the
 * process; a loss of power they need not. What cannot be kept is told once, and the run goes on.
 * Thread safe.
 */
public final class RunHistory implements Sink {
  /** In letters of output; a command may print without end. */
  private static final long MOST_OUTPUT = 16L << 20;

  private final Opening opening;
  private final Consumer<String> complaint;
  private final InstantSource clock;
  private final Instant started;
  private final EventFile file = new EventFile();
  private final JsonSink lines = new JsonSink(file);

  private Optional<Future<Draft>> prepared = Optional.empty();
  private Optional<RunStore> store = Optional.empty();
  private Optional<Path> directory = Optional.empty();
  private long output;
  private long leftOut;
  private boolean broken;

  /** Gives what a run is kept with, when it is time: some of it takes a while to be found. */
  public interface Opening {
    /**
     * Returns where to.
     *
     * @throws IOException if it cannot be made, or is not the effective user's alone
     */
    RunStore store() throws IOException;

    /**
     * Returns what is known of the run at its beginning.
     *
     * @param engine as it answered, if it did
     * @throws IOException if there is no /proc
     */
    RunRecord record(Instant started, Optional<EngineInfo> engine) throws IOException;

    /** Returns what is carried out. */
    OperationGraph graph();

    /** Returns the script's bytes. */
    byte[] script();

    /** Returns what was done before by the run that this one takes up. */
    Done done();
  }

  /** @param complaint is told, once, of a failure to keep the run */
  public RunHistory(Opening opening, InstantSource clock, Consumer<String> complaint) {
    this.opening = opening;
    this.clock = clock;
    this.started = clock.instant();
    this.complaint = complaint;
  }

  @Override
  public synchronized void accept(Occurrence occurrence) {
    RunEvent event = occurrence.event();
    if (broken) {
      if (event instanceof RunEvent.RunFinished finished) {
        tell(result(finished, occurrence.at()));
      }
      return;
    }
    try {
      if (event instanceof RunEvent.RunStarted begun) {
        prepare(Optional.of(begun.engine()));
      }
      if (directory.isEmpty() && event instanceof RunEvent.Intent) {
        begin();
      }
      if (tooMuch(event)) {
        leftOut++;
        return;
      }
      lines.accept(occurrence);
      if (!(event instanceof RunEvent.Output || event instanceof RunEvent.Listed)) {
        file.push();
      }
      if (event instanceof RunEvent.RunFinished finished) {
        end(result(finished, occurrence.at()));
      }
    } catch (IOException failure) {
      tear(failure);
    }
  }

  /** Notes that the run ended before anything was sent. */
  public synchronized void failed(ExitCode exitCode, String reason) {
    if (broken) {
      return;
    }
    try {
      lines.failed(exitCode, reason);
      end(new RunResult(exitCode.number(), Map.of(), 0, clock.instant(), reason, leftOut));
    } catch (IOException failure) {
      tear(failure);
    }
  }

  private boolean tooMuch(RunEvent event) {
    if (event instanceof RunEvent.Output line) {
      output += line.line().length();
    }
    return output > MOST_OUTPUT && event instanceof RunEvent.Output;
  }

  /** What a run begins with is made while it looks for its targets: then nothing waits for it. */
  private void prepare(Optional<EngineInfo> engine) {
    var draft = new FutureTask<>(() -> Draft.make(opening, started, engine));
    var thread = new Thread(draft, "history");
    thread.setDaemon(true);
    thread.start();
    prepared = Optional.of(draft);
  }

  private void begin() throws IOException {
    if (prepared.isEmpty()) {
      prepare(Optional.empty());
    }
    Draft draft = prepared();
    Path made = draft.publish();
    store = Optional.of(draft.store());
    directory = Optional.of(made);
    file.begin(made.resolve(KeptRun.EVENTS));
  }

  private Draft prepared() throws IOException {
    try {
      return prepared.orElseThrow().get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException failure
          ? failure
          : new IOException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private RunResult result(RunEvent.RunFinished finished, Instant at) {
    return new RunResult(
        finished.exitCode().number(), finished.counts(), finished.stepsNotRun(), at, "", leftOut);
  }

  private void end(RunResult result) throws IOException {
    if (directory.isEmpty()) {
      begin();
    }
    file.push();
    file.close();
    publish(result);
    try {
      Pruning.USUAL.nowAndThen(store.get(), clock);
    } catch (IOException failure) {
      complaint.accept("warning: old runs cannot be taken away: " + failure.getMessage());
    }
  }

  private void publish(RunResult result) throws IOException {
    RunStore.publish(directory.get().resolve(KeptRun.RESULT), KeptRun.line(result::write));
  }

  /** How it ended is worth a try even where what happened could not be kept. */
  private void tell(RunResult result) {
    if (directory.isPresent()) {
      try {
        publish(result);
      } catch (IOException still) {
        complaint.accept("warning: nor is its end: " + still.getMessage());
      }
    }
  }

  /**
   * What happens from now on is missing: whoever takes the run up must know that, and on a full
   * disk a name can still be changed.
   */
  private void tear(IOException failure) {
    broken = true;
    String marked = "";
    if (directory.isPresent()) {
      Path events = directory.get().resolve(KeptRun.EVENTS);
      try {
        file.close();
        if (Files.exists(events)) {
          Files.move(
              events, directory.get().resolve(KeptRun.TORN_EVENTS), StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (IOException unmarked) {
        marked = " Nor can that be marked: " + unmarked.getMessage() + ".";
      }
    }
    complaint.accept(
        "warning: the history of this run is not complete: " + failure.getMessage() + "." + marked);
  }
}
