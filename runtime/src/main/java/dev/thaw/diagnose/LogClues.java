package dev.thaw.diagnose;

import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.diagnose.Diagnosis.Cause;
import dev.thaw.value.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What programs and engines write in the same words everywhere: a table, a row for each clue. */
final class LogClues {
  /** Looked through of a line, so that no line can keep a pattern busy. */
  private static final int MOST = 2_000;

  private record Clue(
      String code, int weight, Pattern pattern, String what, String cure, String line) {}

  private static final List<Clue> CLUES = List.of(
      clue(
          "port-taken",
          93,
          "address already in use|port is already allocated",
          "A port that it wants is taken.",
          "Stop what has it, and start it again.",
          "start where name == NAME retry 5, backoff: 1.second..30.seconds"),
      clue(
          "command-not-found",
          94,
          "executable file not found in|exec: .*: no such file or directory|: (?:command )?not found$",
          "A command that it wants to run is not there.",
          "Make it anew with a command that its image has; look for a misspelt path.",
          "logs where name == NAME tail 50"),
      clue(
          "disk-full",
          91,
          "no space left on device|disk quota exceeded",
          "There is no room left on a disk.",
          "Make room on the engine's host or in its volume, and start it again.",
          "start where name == NAME"),
      clue(
          "network-missing",
          91,
          "network .*not found|could not find .*network|failed to (?:set up|create).*(?:bridge|veth)",
          "A network that it is to be on is not there.",
          "Make the network anew; thaw doctor looks for docker0.",
          "start where name == NAME"),
      clue(
          "mount-missing",
          91,
          "bind source path does not exist|error mounting|invalid mount config",
          "Something that is to be mounted into it is not there.",
          "Put it there, or make the container anew without it.",
          "start where name == NAME"),
      clue(
          "permission-denied",
          62,
          "permission denied|operation not permitted|EACCES",
          "It was not allowed to do what it wanted to.",
          "Look at the owners and modes of its mounts and at its user and capabilities.",
          "logs where name == NAME tail 50"),
      clue(
          "memory-inside",
          61,
          "cannot allocate memory|out of memory|OutOfMemoryError|bad_alloc",
          "It could not get the memory that it wanted.",
          "Give it a higher limit, or the program a smaller heap.",
          "restart where name == NAME"),
      clue(
          "name-not-resolved",
          57,
          "temporary failure in name resolution|could not resolve host|no such host|name does not"
              + " resolve|getaddrinfo",
          "It does not find another machine by its name.",
          "See that the other container runs and is on the same network.",
          "ps where networks.any { it == NETWORK }"),
      clue(
          "not-connected",
          56,
          "connection refused|ECONNREFUSED|no route to host|connection timed out",
          "It reaches something that it needs in vain.",
          "See that the other side runs, and start this one after it.",
          "restart where name == NAME"));

  private LogClues() {}

  private static Clue clue(
      String code, int weight, String pattern, String what, String cure, String line) {
    return new Clue(
        code, weight, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), what, cure, line);
  }

  /** Of one that runs well, old lines tell nothing. */
  static List<Cause> of(Condition seen) {
    boolean well = seen.alive() && !seen.health().equals("unhealthy") || ended(seen);
    var texts = new ArrayList<String>();
    if (!seen.error().isEmpty()) {
      texts.add(seen.error());
    }
    if (!well) {
      seen.evidence().log().forEach(texts::add);
      for (JsonNode probe : seen.probes()) {
        texts.add(probe.path("Output").asText(""));
      }
    }
    var causes = new ArrayList<Cause>();
    for (Clue clue : CLUES) {
      Optional<String> said = texts.stream()
          .map(text -> text.length() > MOST ? text.substring(0, MOST) : text)
          .filter(text -> clue.pattern().matcher(text).find())
          .reduce((earlier, later) -> later);
      said.ifPresent(text -> causes.add(new Cause(
          clue.code(),
          clue.weight(),
          clue.what(),
          List.of("it says: " + Words.cut(text)),
          clue.cure(),
          line(clue, seen))));
    }
    return causes;
  }

  private static String line(Clue clue, Condition seen) {
    var networks = seen.networks().fieldNames();
    String network = networks.hasNext() ? networks.next() : "bridge";
    return clue.line().replace("NETWORK", SourceText.quote(network)).replace("NAME", seen.quoted());
  }

  private static boolean ended(Condition seen) {
    return seen.is("exited") && seen.exitCode() == 0 && seen.error().isEmpty();
  }
}
