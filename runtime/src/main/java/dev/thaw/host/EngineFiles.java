package dev.thaw.host;

import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.FileCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of the engine itself, where it is on this machine and they are ours to read and write.
 * Implementations are safe for use by many threads at once.
 */
public interface EngineFiles {
  /** Has none. */
  EngineFiles NONE = new EngineFiles() {
    @Override
    public Optional<String> withheld(String root, String container) {
      return Optional.of("files of this machine are not touched here");
    }

    @Override
    public void perform(FileCall call) throws IOException {
      throw new RefusedPathException("files of this machine are not touched here");
    }

    @Override
    public List<FileSum> sums(CheckpointPlace place) throws IOException {
      throw new RefusedPathException("files of this machine are not read here");
    }

    @Override
    public Optional<String> log(String path, String container) {
      return Optional.empty();
    }

    @Override
    public LogWatch watch(String root, String container) {
      return LogWatch.NONE;
    }
  };

  /**
   * Returns why they are not ours: the engine is elsewhere, or its data root is not readable.
   *
   * @param root the engine's data root, as the engine tells it
   * @param container a container of it, by its full identifier
   */
  Optional<String> withheld(String root, String container);

  /**
   * Does it: all of it, or nothing.
   *
   * @throws IOException if it cannot be done; then nothing of it is there
   */
  void perform(FileCall call) throws IOException;

  /**
   * Reads a checkpoint's files.
   *
   * @return in the order of their names
   * @throws IOException if they cannot be read, or there is anything but files
   */
  List<FileSum> sums(CheckpointPlace place) throws IOException;

  /**
   * Returns the end of a log of CRIU's.
   *
   * @param path as the engine tells it
   * @param container the container that it must be of
   * @return nothing if it is none, or is not ours to read
   */
  Optional<String> log(String path, String container);

  /**
   * Begins to wait for the log that CRIU writes in a moment, and that goes when it has ended.
   *
   * @param container by its full identifier
   */
  LogWatch watch(String root, String container);
}
