package dev.thaw.engine;

import java.io.InputStream;
import java.util.OptionalLong;

/**
 * What a request carries that is too much for memory: an archive, read once, while it is sent.
 *
 * @param content left open; an exception that it throws breaks the request off
 * @param length how many bytes it holds, if that is known
 */
public record Upload(InputStream content, OptionalLong length) {

  public Upload {
    if (length.isPresent() && length.getAsLong() < 0) {
      throw new IllegalArgumentException("a negative length: " + length.getAsLong());
    }
  }
}
