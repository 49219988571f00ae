package dev.thaw.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The containers that this process runs in, by what Linux tells it (proc(5)): none outside of one.
 *
 * <p>The path of its control group names them where the engine gives it no namespace of its own
 * (version 1, and version 2 with {@code --cgroupns=host}), one for each engine in another. Else the
 * files that Docker and Podman mount over {@code /etc/hostname} and its like lie in the container's
 * folder; with {@code --network container:NAME} they are that one's, without which this process is
 * cut off. A host name of 12 digits is what the engine calls a container that is given none.
 *
 * @param digits the identifiers, each of 64 hexadecimal digits or the first 12 of them
 */
public record OwnContainer(Set<String> digits) {

  /** No container. */
  public static final OwnContainer NONE = new OwnContainer(Set.of());

  private static final String ID = "([0-9a-f]{64})";

  /** A part of the path by itself, or as systemd writes it: docker-ID.scope, libpod-ID.scope. */
  private static final Pattern GROUP = Pattern.compile("(?:^|[/:-])" + ID + "(?=/|\\.scope|$)");

  private static final Pattern FOLDER = Pattern.compile("containers/" + ID + "/");
  private static final Pattern HOST_NAME = Pattern.compile("[0-9a-f]{12}|[0-9a-f]{64}");
  private static final Set<String> MOUNTED =
      Set.of("/etc/hostname", "/etc/hosts", "/etc/resolv.conf", "/run/.containerenv");

  public OwnContainer {
    digits = Set.copyOf(digits);
  }

  /**
   * Looks for them.
   *
   * @param proc {@code /proc}; where it tells nothing, as on other systems, there is no container
   */
  public static OwnContainer in(Path proc) {
    var digits = new LinkedHashSet<String>();
    for (String line : lines(proc.resolve("self/cgroup"))) {
      all(GROUP, line.substring(line.lastIndexOf(':') + 1), digits);
    }
    for (String line : lines(proc.resolve("self/mountinfo"))) {
      String[] fields = line.split(" ", 6);
      if (fields.length > 4 && MOUNTED.contains(fields[4])) {
        all(FOLDER, fields[3], digits);
      }
    }
    for (String line : lines(proc.resolve("sys/kernel/hostname"))) {
      if (HOST_NAME.matcher(line).matches()) {
        digits.add(line);
      }
    }
    return new OwnContainer(digits);
  }

  /** Returns whether the container of that full identifier is one of them. */
  public boolean is(String id) {
    return digits.stream().anyMatch(id::startsWith);
  }

  private static void all(Pattern pattern, String text, Set<String> digits) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      digits.add(matcher.group(1));
    }
  }

  /** By bytes: a mount's path need not be text in any encoding. */
  private static List<String> lines(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException otherSystem) {
      return List.of();
    }
  }
}
