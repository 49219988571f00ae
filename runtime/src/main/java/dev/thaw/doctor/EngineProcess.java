package dev.thaw.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process of an engine on this machine, found by the socket that it listens at (proc(5)). It
 * may live in namespaces of its own.
 *
 * @param proc {@code /proc}, but for tests
 * @param pid its number
 */
record EngineProcess(Path proc, long pid) {
  private static final Set<String> ENGINES = Set.of("dockerd", "podman");
  private static final String PATH = "PATH=";
  private static final List<String> USUAL =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /**
   * Looks for it.
   *
   * @param socket the path that the engine was found at
   * @return nothing if there is none that could be seen, as on another machine
   */
  static Optional<EngineProcess> listeningAt(String socket, Path proc) {
    var candidates = new ArrayList<EngineProcess>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path each : all) {
        if (ENGINES.contains(text(each.resolve("comm")).strip())) {
          var found = new EngineProcess(proc, Long.parseLong(each.getFileName().toString()));
          Set<String> sockets = found.socketsAt(socket);
          if (found.holdsOneOf(sockets)) {
            return Optional.of(found);
          }
          if (!sockets.isEmpty()) {
            candidates.add(found);
          }
        }
      }
    } catch (IOException otherSystem) {
      return Optional.empty();
    }
    // What a process holds only root may see; of one alone its network tells enough.
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  /** Returns the numbers of the sockets of that name in its network. */
  private Set<String> socketsAt(String socket) {
    var numbers = new HashSet<String>();
    for (String line : text(own("net/unix")).split("\n", -1)) {
      String[] fields = line.strip().split("\\s+", 8);
      if (fields.length == 8 && fields[7].equals(socket)) {
        numbers.add(fields[6]);
      }
    }
    return numbers;
  }

  private boolean holdsOneOf(Set<String> sockets) {
    if (sockets.isEmpty()) {
      return false;
    }
    try (DirectoryStream<Path> open = Files.newDirectoryStream(own("fd"))) {
      for (Path each : open) {
        String target = link(each);
        if (target.startsWith("socket:[")
            && sockets.contains(target.substring(8, target.length() - 1))) {
          return true;
        }
      }
      return false;
    } catch (IOException notOurs) {
      return false;
    }
  }

  /** Returns the kinds of namespaces that it does not share with this process: mnt, net, pid. */
  List<String> apart() {
    return List.of("mnt", "net", "pid").stream()
        .filter(kind -> {
          String its = link(own("ns/" + kind));
          return !its.isEmpty() && !its.equals(link(proc.resolve("self/ns/" + kind)));
        })
        .toList();
  }

  /** Returns what to put before a command so that it runs where the engine does. */
  List<String> entering(String... kinds) {
    List<String> apart = apart();
    List<String> flags = Arrays.stream(kinds)
        .filter(apart::contains)
        .map(kind -> "-" + kind.charAt(0))
        .toList();
    if (flags.isEmpty()) {
      return List.of();
    }
    var words = new ArrayList<>(List.of("nsenter", "-t", Long.toString(pid)));
    words.addAll(flags);
    words.add("--");
    return words;
  }

  /** Returns where a path of its own is to be found from here. */
  Path seenFromHere(String path) {
    return own("root").resolve(path.substring(1));
  }

  /** Returns where a program is that it would start by that name, by its own PATH. */
  Optional<String> program(String name) {
    return path().stream()
        .filter(directory -> directory.startsWith("/"))
        .map(directory -> directory + "/" + name)
        .filter(path -> Files.isExecutable(seenFromHere(path)))
        .findFirst();
  }

  private List<String> path() {
    return Arrays.stream(text(own("environ")).split("\0", -1))
        .filter(variable -> variable.startsWith(PATH))
        .map(variable -> List.of(variable.substring(PATH.length()).split(":", -1)))
        .findFirst()
        .orElse(USUAL);
  }

  /** Returns whether its network has that interface; nothing if nobody can tell. */
  Optional<Boolean> hasInterface(String name) {
    String devices = text(own("net/dev"));
    return devices.isEmpty()
        ? Optional.empty()
        : Optional.of(devices.lines().anyMatch(line -> line.strip().startsWith(name + ":")));
  }

  private Path own(String path) {
    return proc.resolve(Long.toString(pid)).resolve(path);
  }

  /** Processes come and go, and of others' not all may be read. */
  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private static String link(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException notOurs) {
      return "";
    }
  }
}
