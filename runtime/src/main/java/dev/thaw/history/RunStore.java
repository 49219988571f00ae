package dev.thaw.history;

import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The runs that are kept, each in a directory of its own that bears its name. One that is being
 * made or taken away begins with a dot. Several processes may use one store.
 */
public final class RunStore {
  /** What stands for the newest run. */
  public static final String LAST = "last";

  static final String DRAFT = ".new-";
  static final String LEFT_OVER = ".old-";

  private static final Pattern NAME = Pattern.compile("\\d{8}T\\d{6}Z-[0-9a-f]{8}");
  private static final int RANDOM_PART = "20261121T110559Z-".length();

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<OpenOption> NEW_FILE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path directory;

  /** Takes a directory that exists, and that only the effective user may write to. */
  public RunStore(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Returns the part of a run's name that people type. */
  public static String shortId(String id) {
    return NAME.matcher(id).matches() ? id.substring(RANDOM_PART) : id;
  }

  /**
   * Makes a run's directory, which nobody sees yet.
   *
   * @param files by their names
   */
  Path draft(String id, Map<String, byte[]> files) throws IOException {
    Path draft = Files.createDirectory(directory.resolve(DRAFT + id), PRIVATE_DIRECTORY);
    for (var file : files.entrySet()) {
      write(draft.resolve(file.getKey()), file.getValue());
    }
    return draft;
  }

  /** Shows a run's directory under its name. */
  Path publish(Path draft, String id) throws IOException {
    return Files.move(draft, directory.resolve(id), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Opens a new file that only its owner can read. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, NEW_FILE, PRIVATE_FILE);
  }

  /** Writes a new file; others see all of it or nothing. */
  static void publish(Path file, byte[] content) throws IOException {
    Path draft = file.resolveSibling("." + file.getFileName());
    Files.deleteIfExists(draft);
    write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = open(file)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  /**
   * Returns the names of all runs, the newest first.
   *
   * @throws IOException if the directory cannot be read
   */
  public List<String> ids() throws IOException {
    var ids = new ArrayList<String>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (NAME.matcher(name).matches()) {
          ids.add(name);
        }
      }
    }
    ids.sort(Comparator.reverseOrder());
    return inOrder(ids);
  }

  /** A name tells the second alone; of those that share it the records tell. */
  private List<String> inOrder(List<String> ids) {
    var ordered = new ArrayList<String>(ids.size());
    for (int from = 0; from < ids.size(); ) {
      int to = from + 1;
      while (to < ids.size() && ids.get(to).startsWith(second(ids.get(from)))) {
        to++;
      }
      List<String> together = ids.subList(from, to);
      ordered.addAll(to - from == 1 ? together : newestFirst(together));
      from = to;
    }
    return ordered;
  }

  private static String second(String id) {
    return id.substring(0, RANDOM_PART);
  }

  private List<String> newestFirst(List<String> ids) {
    var begun = new HashMap<String, Instant>();
    for (String id : ids) {
      try {
        begun.put(id, read(id).map(run -> run.record().started()).orElse(Instant.EPOCH));
      } catch (IOException unreadable) {
        // Whoever asks for that run is told; it has a place all the same.
        begun.put(id, Instant.EPOCH);
      }
    }
    return ids.stream()
        .sorted(Comparator.<String, Instant>comparing(begun::get).reversed())
        .toList();
  }

  /**
   * Returns the names that a text may mean, the newest first: a name, the beginning of one or of
   * its last part, or {@code last}. One that is a name, or its last part, means that alone.
   *
   * @throws IOException if the directory cannot be read
   */
  public List<String> find(String text) throws IOException {
    List<String> ids = ids();
    if (text.equals(LAST)) {
      return ids.stream().limit(1).toList();
    }
    List<String> whole =
        ids.stream().filter(id -> id.equals(text) || shortId(id).equals(text)).toList();
    return whole.isEmpty() && !text.isEmpty()
        ? ids.stream()
            .filter(id -> id.startsWith(text) || shortId(id).startsWith(text))
            .toList()
        : whole;
  }

  /**
   * Reads a run; nothing if it is not there any more.
   *
   * @throws IOException if it cannot be read
   */
  public Optional<KeptRun> read(String id) throws IOException {
    Path run = directory.resolve(id);
    try {
      // The result after the record: what has told its end in between must not seem to have died.
      RunRecord record =
          RunRecordJson.read(JsonTree.read(Files.readAllBytes(run.resolve(KeptRun.RECORD))));
      boolean lives = record.process().mayLive();
      Optional<RunResult> result = result(run);
      KeptRun.State open = lives ? KeptRun.State.RUNNING : KeptRun.State.DIED;
      return Optional.of(
          new KeptRun(run, record, result, result.isPresent() ? KeptRun.State.ENDED : open));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new IOException(
          "the run " + id + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static Optional<RunResult> result(Path run) throws IOException {
    Path file = run.resolve(KeptRun.RESULT);
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(RunResult.read(JsonTree.read(Files.readAllBytes(file))))
        : Optional.empty();
  }
}
