package dev.thaw.execute;

import dev.thaw.engine.OutputLine;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tells what a container writes without the values of secrets, also where a line that is too long
 * comes in pieces: the end of a piece is held back as far as a value could go on in the next one.
 * Used by one thread.
 */
final class ConcealedOutput {
  private final Secrets secrets;
  private final Told told;
  private final Map<OutputLine.Stream, Rest> rests = new EnumMap<>(OutputLine.Stream.class);

  /** Takes text that may be shown. */
  interface Told {
    void text(boolean error, String text);
  }

  /**
   * What was held back of a stream.
   *
   * @param traces which of its symbols belong to a value that began in it, or before it
   */
  private record Rest(String text, BitSet traces) {
    static final Rest NONE = new Rest("", new BitSet());
  }

  ConcealedOutput(Secrets secrets, Told told) {
    this.secrets = secrets;
    this.told = told;
  }

  /** Takes a line or a piece of one, and tells what is certain of it. */
  void take(OutputLine line) {
    Rest before = rests.getOrDefault(line.stream(), Rest.NONE);
    String text = before.text + line.text();
    BitSet traces = secrets.traces(text);
    traces.or(before.traces);
    if (line.complete()) {
      rests.remove(line.stream());
      traces.or(secrets.beginningAtTheEnd(text));
      tell(line.stream(), Secrets.masked(text, traces));
      return;
    }
    int certain = Math.max(0, text.length() - secrets.longestBeginning());
    rests.put(line.stream(), new Rest(text.substring(certain), traces.get(certain, text.length())));
    if (certain > 0) {
      tell(line.stream(), Secrets.masked(text.substring(0, certain), traces));
    }
  }

  /** Tells what is still held back: the rest of a line that never came is not waited for. */
  void end() {
    rests.forEach((stream, rest) -> {
      BitSet traces = (BitSet) rest.traces.clone();
      traces.or(secrets.beginningAtTheEnd(rest.text));
      if (!rest.text.isEmpty()) {
        tell(stream, Secrets.masked(rest.text, traces));
      }
    });
    rests.clear();
  }

  private void tell(OutputLine.Stream stream, String text) {
    told.text(stream == OutputLine.Stream.STDERR, text);
  }
}
