package dev.thaw.crash;

import dev.thaw.operation.EngineCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was really done to containers, and by whom: nobody asks this but the judge. Thread safe. */
final class Deeds {
  /** What leaves the state as it is. */
  private static final Set<String> NO_STATE = Set.of("exec", "checkpoint", "removeCheckpoint");

  private final List<Deed> all = new ArrayList<>();

  enum Who {
    RUN,
    RECOVERY,
    FOREIGN
  }

  /**
   * Something that the engine did for somebody.
   *
   * @param number its place among all
   * @param known how many deeds there were when who did it last asked for events; -1 if he never
   *     did
   */
  record Deed(int number, String container, String verb, Who who, Instant at, int known) {
    boolean pauses() {
      return verb.equals("pause");
    }
  }

  /** Returns the container that a request is about. */
  static String container(EngineCall call) {
    String[] parts = call.path().split("/", -1);
    return parts.length > 2 && parts[1].equals("containers") ? parts[2] : "";
  }

  /** Returns what a request is to do. */
  static String verb(EngineCall call) {
    if (call.path().contains("/checkpoints")) {
      return call.method().equals("DELETE") ? "removeCheckpoint" : "checkpoint";
    }
    if (call.query().containsKey("checkpoint")) {
      return "restore";
    }
    return call.method().equals("DELETE")
        ? "rm"
        : call.path().substring(call.path().lastIndexOf('/') + 1);
  }

  synchronized void add(EngineCall call, Who who, Instant at, int known) {
    all.add(new Deed(all.size(), container(call), verb(call), who, at, known));
  }

  /** Returns how many deeds an engine tells of that is asked so. */
  synchronized int until(EngineCall call) {
    BigDecimal last = new BigDecimal(call.query().get("until"));
    return (int)
        all.stream().filter(deed -> seconds(deed.at()).compareTo(last) <= 0).count();
  }

  private static BigDecimal seconds(Instant at) {
    return BigDecimal.valueOf(at.getEpochSecond()).add(BigDecimal.valueOf(at.getNano(), 9));
  }

  synchronized int count() {
    return all.size();
  }

  synchronized List<Deed> all() {
    return List.copyOf(all);
  }

  /** Returns what was done to a container last, before the deed of that number. */
  synchronized Optional<Deed> last(String container, int before) {
    return all.subList(0, before).stream()
        .filter(deed -> deed.container().equals(container))
        .filter(deed -> !NO_STATE.contains(deed.verb()))
        .reduce((first, second) -> second);
  }
}
