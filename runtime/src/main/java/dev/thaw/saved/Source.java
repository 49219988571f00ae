package dev.thaw.saved;

import dev.thaw.compile.IncludeReader.Unreadable;
import dev.thaw.script.Digest;
import dev.thaw.script.Includes;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A script that went into a plan: the one that was planned, or one of prohibitions.
 *
 * @param name what the user called it
 * @param path the file, if it is one: its text then stays where it is
 * @param text the script itself, if it is no file; empty else
 * @param sha256 of the script's bytes
 * @param includes the digests of what it includes, by their paths
 */
public record Source(
    String name,
    Optional<Path> path,
    String text,
    String sha256,
    SortedMap<String, String> includes) {

  public Source {
    includes = Collections.unmodifiableSortedMap(new TreeMap<>(includes));
  }

  /** Returns the source that a script is. */
  public static Source of(Script script, SortedMap<String, String> includes) {
    String text =
        script.path().isPresent() ? "" : new String(script.bytes(), StandardCharsets.UTF_8);
    return new Source(script.name(), script.path(), text, Digest.of(script.bytes()), includes);
  }

  /**
   * Reads the script again.
   *
   * @throws IOException if it is a file that cannot be read
   */
  public Script script() throws IOException {
    return path.isPresent() ? Script.read(path.get().toString()) : Script.ofText(name, text);
  }

  /** Returns what is no longer as it was, in whole sentences without their full stops. */
  List<String> changes() {
    try {
      Script now = script();
      var changes = new ArrayList<String>();
      if (!Digest.of(now.bytes()).equals(sha256)) {
        changes.add(named() + " has changed since");
      }
      changes.addAll(changesOfIncludes(now));
      return changes;
    } catch (NoSuchFileException gone) {
      return List.of(named() + " is not there any more");
    } catch (IOException unreadable) {
      return List.of(named() + " cannot be read: " + unreadable.getMessage());
    }
  }

  private List<String> changesOfIncludes(Script now) {
    Includes folder = Includes.of(now);
    var changes = new ArrayList<String>();
    for (Map.Entry<String, String> included : includes.entrySet()) {
      try {
        if (!Digest.of(folder.read(included.getKey())).equals(included.getValue())) {
          changes.add(named() + " includes " + included.getKey() + ", which has changed since");
        }
      } catch (Unreadable gone) {
        changes.add(named() + " includes " + included.getKey() + ", which cannot be read any more");
      }
    }
    return changes;
  }

  private String named() {
    return path.map(Path::toString).orElse(name);
  }
}
