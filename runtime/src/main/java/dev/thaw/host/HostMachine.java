package dev.thaw.host;

import java.io.IOException;
import java.io.InputStream;

/** All that is touched of this machine: files below a directory, the engine's, what is kept. */
public final class HostMachine implements Host {
  private final Host files;
  private final EngineFiles engineFiles;
  private final Manifests manifests;

  public HostMachine(Host files, EngineFiles engineFiles, Manifests manifests) {
    this.files = files;
    this.engineFiles = engineFiles;
    this.manifests = manifests;
  }

  @Override
  public Presence at(String path) throws IOException {
    return files.at(path);
  }

  @Override
  public Receipt receive(HostCall call, InputStream archive) throws IOException {
    return files.receive(call, archive);
  }

  @Override
  public Parcel survey(String path) throws IOException {
    return files.survey(path);
  }

  @Override
  public Packed pack(String path, String name) throws IOException {
    return files.pack(path, name);
  }

  @Override
  public EngineFiles engineFiles() {
    return engineFiles;
  }

  @Override
  public Manifests manifests() {
    return manifests;
  }
}
