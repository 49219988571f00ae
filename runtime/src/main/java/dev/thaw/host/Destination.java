package dev.thaw.host;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where a copy goes, by the rules of {@code docker cp}. */
public final class Destination {
  /** moby, {@code daemon/names/names.go}; what is not so would be part of a path. */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  private Destination() {}

  /**
   * Returns the path below the host's directory under which the copy is to be found.
   *
   * @param to what was asked for
   * @param inside the path in the container
   * @param name the container's name
   * @param id its identifier, for a name that is no name
   * @param several whether copies come from several containers: each then has a folder of its own
   * @throws IOException if the place cannot be looked at, or is outside
   */
  public static String of(
      Host host, String to, String inside, String name, String id, boolean several)
      throws IOException {
    HostPath asked = HostPath.of(to);
    List<String> source =
        Stream.of(inside.split("/")).filter(part -> !part.isEmpty()).toList();
    String last = source.get(source.size() - 1);
    if (several) {
      return below(asked, NAME.matcher(name).matches() ? name : id, last);
    }
    boolean into =
        to.endsWith("/") || asked.parts().isEmpty() || host.at(asked.toString()) == Presence.FOLDER;
    return into ? below(asked, last) : asked.toString();
  }

  private static String below(HostPath path, String... more) {
    return new HostPath(Stream.concat(path.parts().stream(), Stream.of(more)).toList()).toString();
  }
}
