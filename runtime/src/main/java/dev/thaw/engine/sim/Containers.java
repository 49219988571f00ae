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
import java.util.function.IntSupplier;

/** The containers that there are, by all that they can be called. Not thread safe. */
final class Containers {
  private static final int FIRST_PID = 1000;

  private final Map<String, SimContainer> inOrder = new LinkedHashMap<>();
  private final NavigableMap<String, SimContainer> byId = new TreeMap<>();
  private final Map<String, SimContainer> byName = new HashMap<>();

  Containers(List<ContainerSpec> specs, Instant begin, EventBacklog events) {
    IntSupplier pids = new IntSupplier() {
      private int last = FIRST_PID;

      @Override
      public int getAsInt() {
        return ++last;
      }
    };
    for (ContainerSpec spec : specs) {
      Instant created = begin.minus(spec.age()).plusMillis(inOrder.size());
      var container = new SimContainer(digest(spec.name()), spec, begin, created, pids, events);
      inOrder.put(container.id(), container);
      byId.put(container.id(), container);
      byName.put(spec.name(), container);
    }
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
    return container;
  }

  /** Returns the container of exactly that identifier. */
  Optional<SimContainer> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Returns all, settled, the newest first as the engine lists them. */
  List<SimContainer> newestFirst(Instant now) {
    var all = new ArrayList<>(inOrder.values());
    Collections.reverse(all);
    all.forEach(container -> container.settle(now));
    return all;
  }

  void remove(SimContainer container) {
    inOrder.remove(container.id());
    byId.remove(container.id());
    byName.remove(container.spec().name());
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
