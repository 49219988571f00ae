package dev.thaw.host;

import dev.thaw.operation.CheckpointPlace;
import dev.thaw.operation.FileCall;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Files of an engine that cannot be changed: what a dry run sees. */
final class ReadOnlyEngineFiles implements EngineFiles {
  private final EngineFiles files;

  ReadOnlyEngineFiles(EngineFiles files) {
    this.files = files;
  }

  @Override
  public Optional<String> withheld(String root, String container) {
    return files.withheld(root, container);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always
   */
  @Override
  public void perform(FileCall call) {
    throw new IllegalStateException("a dry run was about to do what " + call);
  }

  @Override
  public List<FileSum> sums(CheckpointPlace place) throws IOException {
    return files.sums(place);
  }

  @Override
  public Optional<String> log(String path, String container) {
    return files.log(path, container);
  }

  @Override
  public LogWatch watch(String root, String container) {
    return LogWatch.NONE;
  }
}
