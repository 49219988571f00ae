package dev.thaw.engine.sim;

import dev.thaw.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body whose connection ends before it does. */
final class BrokenStream extends InputStream {
  private final InputStream beginning;

  BrokenStream(byte[] body, int length) {
    beginning = new ByteArrayInputStream(body, 0, length);
  }

  @Override
  public int read() throws IOException {
    return orBroken(beginning.read());
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return length == 0 ? 0 : orBroken(beginning.read(target, offset, length));
  }

  private static int orBroken(int result) throws EngineException {
    if (result < 0) {
      throw new EngineException(
          EngineException.Fault.LOST, "the connection ended within the answer");
    }
    return result;
  }
}
