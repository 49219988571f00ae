package dev.thaw.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * A host whose files cannot be changed. A dry run sees this machine through it, so that its
 * harmlessness does not rest on anybody's care.
 */
public final class ReadOnlyHost implements Host {
  private final Host host;

  public ReadOnlyHost(Host host) {
    this.host = host;
  }

  @Override
  public Presence at(String path) throws IOException {
    return host.at(path);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException always
   */
  @Override
  public Receipt receive(HostCall call, InputStream archive) {
    throw new IllegalStateException("a dry run was about to do what " + call);
  }

  @Override
  public Parcel survey(String path) throws IOException {
    return host.survey(path);
  }

  @Override
  public Packed pack(String path, String name) throws IOException {
    return host.pack(path, name);
  }

  @Override
  public EngineFiles engineFiles() {
    return new ReadOnlyEngineFiles(host.engineFiles());
  }

  @Override
  public Manifests manifests() {
    return new ReadOnlyManifests(host.manifests());
  }
}
