package dev.thaw.engine;

import dev.thaw.engine.EngineException.Fault;
import dev.thaw.engine.OutputLine.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/**
 * Reads the output of {@code exec} and {@code logs} line by line.
 *
 * <p>Without a terminal the engine sends frames: one byte for the stream, three zeros, the length
 * in four bytes, then as many bytes of output (moby, {@code pkg/stdcopy}); lines and frames do not
 * meet. With a terminal it sends the bare output. Memory stays bounded whatever comes. Used by one
 * thread.
 */
public final class FrameReader {
  private static final int HEADER = 8;

  /** The daemon itself reports that it cannot go on (moby, {@code stdcopy.Systemerr}). */
  private static final int DAEMON_ERROR = 3;

  private static final int LONGEST_DAEMON_ERROR = 4 << 10;

  private final InputStream source;
  private final boolean framed;
  private final byte[] buffer = new byte[16 << 10];
  private final Map<Stream, LineSplitter> splitters = new EnumMap<>(Stream.class);
  private final Queue<OutputLine> ready = new ArrayDeque<>();
  private Stream stream = Stream.STDOUT;
  private long restOfFrame;
  private boolean ended;

  private FrameReader(InputStream source, boolean framed) {
    this.source = source;
    this.framed = framed;
    for (Stream each : Stream.values()) {
      splitters.put(each, new LineSplitter(each));
    }
  }

  /** Reads the output of a process without a terminal. */
  public static FrameReader framed(InputStream source) {
    return new FrameReader(source, true);
  }

  /** Reads the output of a process with a terminal; all of it counts as standard output. */
  public static FrameReader raw(InputStream source) {
    return new FrameReader(source, false);
  }

  /**
   * Waits for the next line and returns it; a last one without an end counts, too.
   *
   * @return nothing at the end of the output
   * @throws EngineException {@code LOST} if the stream breaks, or ends within a frame,
   *     {@code INVALID} if it is not framed at all, {@code TIMEOUT} past the request's deadline
   */
  public Optional<OutputLine> next() throws EngineException {
    while (ready.isEmpty() && !ended) {
      if (framed && restOfFrame == 0) {
        nextFrame();
      } else {
        readOutput();
      }
    }
    return Optional.ofNullable(ready.poll());
  }

  private void readOutput() throws EngineException {
    int wanted = framed ? (int) Math.min(buffer.length, restOfFrame) : buffer.length;
    int count = read(0, wanted);
    if (count >= 0) {
      restOfFrame -= framed ? count : 0;
      splitters.get(stream).take(buffer, count, ready);
    } else if (framed) {
      throw cut();
    } else {
      end();
    }
  }

  private void nextFrame() throws EngineException {
    int read = fully(HEADER);
    if (read == 0) {
      end();
      return;
    }
    if (read < HEADER) {
      throw cut();
    }
    int kind = buffer[0];
    if (kind < 0 || kind > DAEMON_ERROR || buffer[1] != 0 || buffer[2] != 0 || buffer[3] != 0) {
      throw new EngineException(Fault.INVALID, "the engine's output does not come in frames");
    }
    restOfFrame = Integer.toUnsignedLong(ByteBuffer.wrap(buffer, 4, 4).getInt());
    if (kind == DAEMON_ERROR) {
      int length = fully((int) Math.min(restOfFrame, LONGEST_DAEMON_ERROR));
      String words = new String(buffer, 0, length, StandardCharsets.UTF_8);
      throw new EngineException(Fault.LOST, "the engine broke off the output: " + words.strip());
    }
    // 0 is standard input, echoed: stdcopy writes it to standard output, too.
    stream = kind == 2 ? Stream.STDERR : Stream.STDOUT;
  }

  private void end() {
    ended = true;
    splitters.values().forEach(splitter -> splitter.end(ready));
  }

  /** Returns how many bytes came before the end of the stream, {@code count} at most. */
  private int fully(int count) throws EngineException {
    int read = 0;
    while (read < count) {
      int more = read(read, count - read);
      if (more < 0) {
        break;
      }
      read += more;
    }
    return read;
  }

  private int read(int offset, int length) throws EngineException {
    try {
      return source.read(buffer, offset, length);
    } catch (EngineException told) {
      throw told;
    } catch (IOException broken) {
      throw new EngineException(Fault.LOST, "the output broke off", broken);
    }
  }

  private static EngineException cut() {
    return new EngineException(Fault.LOST, "the output ends within a frame: it is not whole");
  }
}
