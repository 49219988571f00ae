package dev.thaw.host;

import java.io.IOException;
import java.util.Optional;

/** Manifests that cannot be changed: what a dry run sees. */
final class ReadOnlyManifests implements Manifests {
  private final Manifests manifests;

  ReadOnlyManifests(Manifests manifests) {
    this.manifests = manifests;
  }

  @Override
  public Optional<String> read(Key key) throws IOException {
    return manifests.read(key);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always
   */
  @Override
  public void write(Key key, String json) {
    throw new IllegalStateException("a dry run was about to write " + key);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always
   */
  @Override
  public void remove(Key key) {
    throw new IllegalStateException("a dry run was about to remove " + key);
  }
}
