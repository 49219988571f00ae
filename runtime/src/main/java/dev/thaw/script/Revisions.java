package dev.thaw.script;

import dev.thaw.event.RunIdentity.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks git which revision a script is of, without running anything that a repository names.
 *
 * <p>Git is asked only for names of objects, which needs no filter, hook or monitor; whether the
 * script differs from what was committed is judged here, on its bytes. Git is given no variables of
 * the caller's: under sudo {@code SUDO_UID} would make it trust the caller's repositories as if
 * they were root's.
 */
public final class Revisions {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
  private static final int MOST_READ = 16 << 10;

  private final String searchPath;
  private final Duration patience;

  Revisions(String searchPath, Duration patience) {
    this.searchPath = searchPath;
    this.patience = patience;
  }

  /**
   * Returns the revision of a script, if its file lies in a git work tree of the effective user and
   * git is there to say; takes some 5 to 40 ms, at most 5 s.
   *
   * @param file where the script was read
   * @param bytes what was read there
   */
  public static Optional<Revision> of(Path file, byte[] bytes) {
    String told = System.getenv("PATH");
    return new Revisions(told == null ? SYSTEM_PATH : told, PATIENCE).revision(file, bytes);
  }

  Optional<Revision> revision(Path file, byte[] bytes) {
    try {
      Path real = file.toRealPath();
      String name = real.getFileName().toString();
      Optional<Path> git = git();
      // What is asked for goes to git line by line.
      if (git.isEmpty() || !inWorkTree(real) || name.indexOf('\n') >= 0) {
        return Optional.empty();
      }
      List<String> answers = ask(git.get(), real.getParent(), "HEAD\nHEAD:./" + name + "\n");
      return answers.size() == 2 ? judge(answers, bytes) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }

  private static Optional<Revision> judge(List<String> answers, byte[] bytes) {
    String commit = answers.get(0);
    return commit.endsWith(" missing")
        ? Optional.of(new Revision("(initial)", true))
        : Optional.of(new Revision(commit, !answers.get(1).equals(blob(bytes, commit.length()))));
  }

  /**
   * Returns the name that git gives to a file of these bytes (Pro Git, 10.2, Object Storage).
   *
   * @param digits 40 where git uses SHA-1, 64 where it uses SHA-256
   */
  private static String blob(byte[] bytes, int digits) {
    try {
      var digest = MessageDigest.getInstance(digits == 40 ? "SHA-1" : "SHA-256");
      digest.update(("blob " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has both", impossible);
    }
  }

  private List<String> ask(Path git, Path folder, String questions) throws IOException {
    var builder = new ProcessBuilder(
        git.toString(), "--no-replace-objects", "cat-file", "--batch-check=%(objectname)");
    builder.directory(folder.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    // A clone may lack objects; to fetch them would run what the repository names.
    builder
        .environment()
        .putAll(Map.of(
            "PATH", searchPath,
            "HOME", System.getProperty("user.home"),
            "LC_ALL", "C",
            "GIT_NO_LAZY_FETCH", "1",
            "GIT_ALLOW_PROTOCOL", "none"));
    Optional<byte[]> output =
        Asked.of(builder, questions.getBytes(StandardCharsets.UTF_8), MOST_READ, patience);
    return output
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().toList())
        .orElse(List.of());
  }

  /** Java would look for it where its own variable says, in the current folder too. */
  private Optional<Path> git() {
    return Arrays.stream(searchPath.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, "git"))
        .filter(Files::isExecutable)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static boolean inWorkTree(Path file) {
    return Stream.iterate(file.getParent(), above -> above != null, Path::getParent)
        .anyMatch(folder -> Files.exists(folder.resolve(".git")));
  }
}
