package dev.thaw.cli;

import dev.thaw.event.RunIdentity;
import dev.thaw.event.RunIdentity.Revision;
import dev.thaw.script.Digest;
import dev.thaw.script.PrivateDirectory;
import dev.thaw.script.Revisions;
import dev.thaw.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out who runs this process, while the run finds its targets: git alone takes longer than
 * that.
 */
final class Identity {
  /** What the kernel gives as login user of processes that nobody logged in for, such as cron's. */
  private static final long NO_LOGIN = 4294967295L;

  private static final DateTimeFormatter COMPACT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Script script;
  private final CliContext context;
  private Optional<CompletableFuture<String>> run = Optional.empty();

  Identity(Script script, CliContext context) {
    this.script = script;
    this.context = context;
  }

  /** Begins to find it out, and returns what will be all of it. */
  CompletableFuture<RunIdentity> begin() {
    return CompletableFuture.supplyAsync(
            () -> script.path().flatMap(path -> Revisions.of(path, script.bytes())))
        .thenCombine(run(), this::found);
  }

  /** Begins to find a name for the run, the first time, and returns what will be it. */
  CompletableFuture<String> run() {
    if (run.isEmpty()) {
      run = Optional.of(CompletableFuture.supplyAsync(Identity::runId));
    }
    return run.get();
  }

  private RunIdentity found(Optional<Revision> revision, String runId) {
    return new RunIdentity(
        runId,
        System.getProperty("user.name"),
        user(),
        number(Path.of("/proc/self/loginuid")).filter(uid -> uid != NO_LOGIN),
        context.variable("SUDO_USER"),
        context.outTerminal() || context.errTerminal(),
        ProcessHandle.current().pid(),
        host(),
        script.name(),
        Digest.of(script.bytes()),
        revision);
  }

  private static String runId() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return COMPACT.format(Instant.now()) + "-" + HexFormat.of().formatHex(random);
  }

  private static long user() {
    try {
      return PrivateDirectory.effectiveUser();
    } catch (IOException noProc) {
      return -1;
    }
  }

  private static Optional<Long> number(Path file) {
    try {
      return Optional.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException absent) {
      return Optional.empty();
    }
  }

  /** Returns this machine's name; empty if it does not tell. */
  static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noProc) {
      return "";
    }
  }
}
