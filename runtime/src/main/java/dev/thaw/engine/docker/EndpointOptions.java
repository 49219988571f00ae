package dev.thaw.engine.docker;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says about where the engine is.
 *
 * @param host an address, as for {@code docker -H}
 * @param context the name of a docker context, as for {@code docker --context}
 * @param home the user's home directory, which holds {@code .docker}; not what HOME says, which
 *     sudo may leave pointing at somebody else's
 */
public record EndpointOptions(Optional<String> host, Optional<String> context, Path home) {

  /** Returns options that leave everything to the environment. */
  public static EndpointOptions none() {
    return new EndpointOptions(
        Optional.empty(), Optional.empty(), Path.of(System.getProperty("user.home")));
  }

  /** Returns these options with an address. */
  public EndpointOptions withHost(String host) {
    return new EndpointOptions(Optional.of(host), context, home);
  }

  /** Returns these options with a context. */
  public EndpointOptions withContext(String context) {
    return new EndpointOptions(host, Optional.of(context), home);
  }
}
