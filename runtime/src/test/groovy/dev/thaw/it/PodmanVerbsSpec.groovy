package dev.thaw.it

import dev.thaw.engine.OnEngine

/** Podman 5.4, by its Docker-compatible API. */
@OnEngine('podman')
class PodmanVerbsSpec extends VerbsOnDocker {
  @Override
  boolean knowsStopSignal() {
    false
  }

  @Override
  int run(String script, String... options) {
    super.run(script, *(['--engine', 'podman'] + (options as List)))
  }
}
