package dev.thaw.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal says.
 *
 * @param beginning which run it is of; nothing if that was never written, so that nothing was done
 * @param holds what was to be taken back, in the order in which it was intended
 * @param unaudited lines that the audit log could not take
 * @param detached whether the run has left its holds to their deadlines
 * @param finished whether the run has said that nothing is left to do
 */
public record JournalContent(
    Optional<Beginning> beginning,
    List<Entry> holds,
    List<String> unaudited,
    boolean detached,
    boolean finished) {

  public JournalContent {
    holds = List.copyOf(holds);
    unaudited = List.copyOf(unaudited);
  }

  /**
   * A hold, and what became of it so far.
   *
   * @param hold as it was first intended
   * @param tried when it was about to be done the last time, by the engine's clock
   */
  public record Entry(Hold hold, Instant tried, Progress progress) {}

  /** Returns the holds that are not over. */
  public List<Entry> open() {
    return finished
        ? List.of()
        : holds.stream().filter(e -> !e.progress().over()).toList();
  }

  static JournalContent of(List<JournalRecord> records) {
    Optional<Beginning> beginning = Optional.empty();
    Map<String, Entry> holds = new LinkedHashMap<>();
    var unaudited = new ArrayList<String>();
    boolean detached = false;
    boolean finished = false;
    for (JournalRecord each : records) {
      if (each instanceof JournalRecord.Begun begun) {
        beginning = Optional.of(begun.beginning());
      } else if (each instanceof JournalRecord.Intended intended) {
        Hold hold = intended.hold();
        holds.merge(
            hold.operation(),
            new Entry(hold, hold.at(), Progress.INTENDED),
            (first, again) -> new Entry(first.hold(), again.tried(), Progress.INTENDED));
      } else if (each instanceof JournalRecord.Became became) {
        holds.computeIfPresent(
            became.operation(),
            (id, entry) -> new Entry(entry.hold(), entry.tried(), became.progress()));
      } else if (each instanceof JournalRecord.Unaudited line) {
        unaudited.add(line.line());
      } else if (each instanceof JournalRecord.Detached) {
        detached = true;
      } else {
        finished = true;
      }
    }
    return new JournalContent(
        beginning, List.copyOf(holds.values()), unaudited, detached, finished);
  }
}
