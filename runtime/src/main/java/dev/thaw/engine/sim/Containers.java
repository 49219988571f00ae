package dev.thaw.engine.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The containers that there are, by all that they can be called. Not thread safe. */
final class Containers {
  private static final int FIRST_PID = 1000;

  private final Map<String, SimContainer> inOrder = new LinkedHashMap<>();
  private final NavigableMap<String, SimContainer> byId = new TreeMap<>();
  private final Map<String, SimContainer> byName = new HashMap<>();

  private final EventBacklog events;
  private final Consumer<SimContainer> removed;
  private final IntSupplier pids;
  private final Map<String, List<ContainerSpec>> byImage = new HashMap<>();
  private int made;

  /** @param removed is told of each container that is no more */
  Containers(
      List<ContainerSpec> specs,
      Instant begin,
      EventBacklog events,
      Consumer<SimContainer> removed) {
    this.events = events;
    this.removed = removed;
    pids = new IntSupplier() {
      private int last = FIRST_PID;

      @Override
      public int getAsInt() {
        return ++last;
      }
    };
    for (ContainerSpec spec : specs) {
      Instant created = begin.minus(spec.age()).plusMillis(inOrder.size());
      var container = new SimContainer(digest(spec.name()), spec, begin, created, pids, events);
      add(container);
    }
  }

  /** Makes another container. */
  SimContainer create(ContainerSpec spec, Instant now) {
    String id = digest(spec.name() + "\nmade as number " + ++made);
    var container = new SimContainer(id, spec, now, now, pids, events);
    add(container);
    return container;
  }

  private void add(SimContainer container) {
    ContainerSpec spec = container.spec();
    inOrder.put(container.id(), container);
    byId.put(container.id(), container);
    byName.put(spec.name(), container);
    byImage.computeIfAbsent(image(spec.image()), any -> new ArrayList<>()).add(spec);
  }

  /** Returns what there is or was of an image, which may be named by its identifier. */
  List<ContainerSpec> specsOf(String image) {
    return byImage.getOrDefault(image(image), List.of());
  }

  /** Images go by identifiers, and a name without a tag means the latest. */
  private static String image(String name) {
    String plain = name.endsWith(":latest") ? name.substring(0, name.lastIndexOf(':')) : name;
    return InspectBody.imageId(plain);
  }

  Optional<SimContainer> byName(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Returns a name for a container that was given none. */
  String freeName() {
    return "nameless_" + (made + 1);
  }

  /**
   * Returns the container that is called so, settled: by full identifier, by name, by the beginning
   * of an identifier.
   *
   * @throws Refusal if there is none, or more than one
   */
  SimContainer find(String reference, Instant now) {
    SimContainer container = byId.get(reference);
    if (container == null) {
      container = byName.get(reference.startsWith("/") ? reference.substring(1) : reference);
    }
    if (container == null) {
      container = byPrefix(reference);
    }
    container.settle(now);
    if (container.gone()) {
      remove(container);
      throw Refusal.noSuchContainer(reference);
    }
    return container;
  }

  /** Forgets those that the engine has removed by itself. */
  void sweep() {
    inOrder.values().stream().filter(SimContainer::gone).toList().forEach(this::remove);
  }

  /** Returns the container of exactly that identifier. */
  Optional<SimContainer> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns all, settled, the newest first as the engine lists them. */
  List<SimContainer> newestFirst(Instant now) {
    inOrder.values().forEach(container -> container.settle(now));
    sweep();
    var all = new ArrayList<>(inOrder.values());
    Collections.reverse(all);
    return all;
  }

  void remove(SimContainer container) {
    inOrder.remove(container.id());
    byId.remove(container.id());
    byName.remove(container.spec().name());
    removed.accept(container);
  }

  /** Returns the SHA-256 of a text: 64 hexadecimal digits, the same in every run. */
  static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private SimContainer byPrefix(String prefix) {
    var matches = byId.subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    if (matches.isEmpty() || prefix.isEmpty()) {
      throw Refusal.noSuchContainer(prefix);
    }
    if (matches.size() > 1) {
      throw new Refusal(400, "multiple IDs found with provided prefix: " + prefix);
    }
    return matches.firstEntry().getValue();
  }
}
