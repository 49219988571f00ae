package dev.thaw.engine.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A simulated machine as it is before the first request: its engine, its containers, and what goes
 * wrong with it.
 *
 * @param engine what the engine says of itself
 * @param host what is in use of its machine; nothing if that cannot be known
 * @param containers in the order of their creation; names are unique
 * @param latency what every request takes at least
 * @param faults tried in this order, the first that is due strikes
 */
public record World(
    EngineSpec engine,
    Optional<HostSpec> host,
    List<ContainerSpec> containers,
    Duration latency,
    List<FaultSpec> faults) {

  /** More would be a slip of the hand in {@code count}. */
  static final int MOST_CONTAINERS = 100_000;

  private static final String BUILT_IN = "world.yaml";

  public World {
    Objects.requireNonNull(engine);
    containers = List.copyOf(containers);
    faults = List.copyOf(faults);
    long names = containers.stream().map(ContainerSpec::name).distinct().count();
    if (names < containers.size()) {
      throw new IllegalArgumentException("two containers of one name");
    }
  }

  /** Returns the world of {@code --engine sim}: a web tier, a batch tier, a database, a cache. */
  public static World builtIn() {
    try (InputStream source = World.class.getResourceAsStream(BUILT_IN)) {
      String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
      return WorldYaml.parse(BUILT_IN, text);
    } catch (IOException | InvalidWorldException impossible) {
      throw new UncheckedIOException(new IOException("the built-in world is broken", impossible));
    }
  }
}
