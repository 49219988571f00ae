package dev.thaw.explain;

import dev.thaw.fact.Fact;
import dev.thaw.graph.Operand.FactRef;
import java.util.Map;
import java.util.Optional;

/** What people call a fact. One without an entry here goes by its own name. */
final class FactWords {
  private static final Map<String, String> NOUNS = Map.ofEntries(
      Map.entry("id", "identifier"),
      Map.entry("project", "Compose project"),
      Map.entry("service", "Compose service"),
      Map.entry("created", "time of creation"),
      Map.entry("restartPolicy", "restart policy"),
      Map.entry("startedAt", "last start"),
      Map.entry("finishedAt", "last end"),
      Map.entry("uptime", "time since its start"),
      Map.entry("exitCode", "exit code"),
      Map.entry("restarts", "number of restarts"),
      Map.entry("mem", "memory in use"),
      Map.entry("mem.ofHost", "share of the machine's memory"),
      Map.entry("cpu", "processor time"),
      Map.entry("pids", "number of processes"),
      Map.entry("engine", "the engine's machine"),
      Map.entry("host.mem", "the machine's memory in use"),
      Map.entry("host.load", "the machine's load average"),
      Map.entry("host.cpus", "the machine's number of processors"));

  /** What a container is or does of which the fact holds: plural, singular, and both denied. */
  private static final Map<String, Deed> DEEDS = Map.of(
      "running", new Deed("are running", "is running", "are not running", "is not running"),
      "paused", new Deed("are paused", "is paused", "are not paused", "is not paused"),
      "tty", new Deed("have a terminal", "has a terminal", "have no terminal", "has no terminal"),
      "oomKilled",
          new Deed(
              "were last ended for lack of memory",
              "was last ended for lack of memory",
              "were not last ended for lack of memory",
              "was not last ended for lack of memory"));

  private static final String STOPPED = "of a stopped container";

  /** When nobody knows it. */
  private static final Map<String, String> UNKNOWN = Map.ofEntries(
      Map.entry("mem", "memory " + STOPPED),
      Map.entry("mem.ofHost", "memory " + STOPPED),
      Map.entry("cpu", "processor time " + STOPPED),
      Map.entry("pids", "the number of processes " + STOPPED),
      Map.entry("exitCode", "the exit code of a container that has not ended"),
      Map.entry("uptime", "the time since its start of a container that does not run"),
      Map.entry("host.mem", "the machine's memory, unless the engine is on this machine"),
      Map.entry("host.load", "the machine's load, unless the engine is on this machine"));

  private record Deed(String plural, String singular, String notPlural, String notSingular) {}

  private FactWords() {}

  /** Returns the fact as somebody's who has it, or as the machine's. */
  static String subject(FactRef reference, Voice voice) {
    String noun = noun(reference);
    return noun.startsWith("the ") ? voice.beside(noun) : voice.has(noun);
  }

  /** Returns the fact alone: {@code label tier}. */
  static String noun(FactRef reference) {
    Fact fact = reference.fact();
    return NOUNS.getOrDefault(fact.name(), fact.name())
        + (reference.key().isEmpty() ? "" : " " + reference.key());
  }

  /** Returns what a container is or does of which the fact holds, or does not. */
  static Optional<String> deed(FactRef reference, Voice voice, boolean holds) {
    return Optional.ofNullable(DEEDS.get(reference.fact().name()))
        .map(deed -> holds
            ? voice.does(deed.plural(), deed.singular())
            : voice.does(deed.notPlural(), deed.notSingular()));
  }

  /** Returns when nobody knows the fact, if there are such times. */
  static Optional<String> unknown(FactRef reference) {
    return Optional.ofNullable(UNKNOWN.get(reference.fact().name()));
  }
}
