package dev.thaw.script;

import dev.thaw.event.RunIdentity.Revision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks git which revision a script is of. */
public final class Revisions {
  private static final long PATIENCE_SECONDS = 5;

  private Revisions() {}

  /**
   * Returns the revision of a file, if it lies in a git work tree and git is there to say; takes
   * some 10 to 40 ms. Git itself refuses a repository of another user.
   */
  public static Optional<Revision> of(Path script) {
    Path folder = script.toAbsolutePath().getParent();
    if (folder == null || !inWorkTree(folder)) {
      return Optional.empty();
    }
    try {
      var builder = new ProcessBuilder(List.of(
          "git",
          "-c",
          "core.fsmonitor=false",
          "status",
          "--porcelain=v2",
          "--branch",
          "--untracked-files=all",
          "--ignored=matching",
          "--",
          script.getFileName().toString()));
      builder.directory(folder.toFile());
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(Map.of("GIT_OPTIONAL_LOCKS", "0", "LC_ALL", "C"));
      builder.environment().putIfAbsent("PATH", "/usr/local/bin:/usr/bin:/bin");
      return read(builder.start());
    } catch (IOException noGit) {
      return Optional.empty();
    }
  }

  private static Optional<Revision> read(Process git) throws IOException {
    git.getOutputStream().close();
    String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!git.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        git.destroyForcibly();
        return Optional.empty();
      }
    } catch (InterruptedException hurried) {
      git.destroyForcibly();
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    String marker = "# branch.oid ";
    return git.exitValue() != 0
        ? Optional.empty()
        : output
            .lines()
            .filter(line -> line.startsWith(marker))
            .map(line -> line.substring(marker.length()))
            .map(commit -> new Revision(commit, output.lines().anyMatch(l -> !l.startsWith("#"))))
            .findFirst();
  }

  private static boolean inWorkTree(Path folder) {
    for (Path above = folder; above != null; above = above.getParent()) {
      if (Files.exists(above.resolve(".git"))) {
        return true;
      }
    }
    return false;
  }
}
