package dev.thaw.host;

import java.io.IOException;
import java.util.Optional;

/**
 * What is known of checkpoints, kept on this machine. Implementations are safe for use by many
 * threads at once.
 */
public interface Manifests {
  /** Keeps none. */
  Manifests NONE = new Manifests() {
    @Override
    public Optional<String> read(Key key) {
      return Optional.empty();
    }

    @Override
    public void write(Key key, String json) {}

    @Override
    public void remove(Key key) {}
  };

  /** Names one; texts that an engine gives are made fit for names of files. */
  record Key(String engine, String container, String checkpoint) {}

  /**
   * Returns one.
   *
   * @return nothing if there is none
   * @throws IOException if it cannot be read
   */
  Optional<String> read(Key key) throws IOException;

  /**
   * Keeps one; it is on the disk when this returns.
   *
   * @throws IOException if it cannot be kept; what was there before is there still, then
   */
  void write(Key key, String json) throws IOException;

  /**
   * Forgets one, if it is there.
   *
   * @throws IOException if it cannot be removed
   */
  void remove(Key key) throws IOException;
}
