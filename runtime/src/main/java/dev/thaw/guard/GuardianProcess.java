package dev.thaw.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A guardian in a process and session of its own: what ends this process, its group or its terminal
 * does not reach it. It knows of this process's end by the end of its standard input, which the
 * kernel closes, and has the same Java, flags and classes.
 */
public final class GuardianProcess implements Guardian {
  private static final long PATIENCE = 30;
  private static final String MAIN = "dev.thaw.cli.Main";
  private static final Path[] SETSID = {Path.of("/usr/bin/setsid"), Path.of("/bin/setsid")};
  private static final String READY = "ready";

  /** What ten thousand holds need at once; of few holds it takes no more than before. */
  private static final String HEAP = "-Xmx256m";

  private final List<String> arguments;
  private Process process;
  private CompletableFuture<String> firstLine;
  private Path log;

  /** @param arguments of the command that it runs, before the journal's place */
  public GuardianProcess(List<String> arguments) {
    this.arguments = List.copyOf(arguments);
  }

  @Override
  public void begin(Path journal) throws IOException {
    log = GuardianLog.of(journal).path();
    var command = new ArrayList<String>();
    Arrays.stream(SETSID)
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(setsid -> command.add(setsid.toString()));
    command.addAll(java());
    command.addAll(arguments);
    command.add(journal.toString());
    process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    firstLine = CompletableFuture.supplyAsync(this::readLine);
  }

  /** The flags of this process, which hold the archive of classes; those of a test will not do. */
  private static List<String> java() throws IOException {
    List<String> here = List.of(Files.readString(Path.of("/proc/self/cmdline")).split("\0", -1));
    int main = here.indexOf(MAIN);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<String>();
    command.add(java);
    command.add(HEAP);
    if (main > 0) {
      here.subList(1, main).stream()
          .filter(flag -> !flag.startsWith("-Dthaw.") && !flag.startsWith("-Xmx"))
          .forEach(command::add);
    } else {
      command.addAll(List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Duser.home=" + System.getProperty("user.home"),
          "-cp",
          System.getProperty("java.class.path")));
    }
    command.add(MAIN);
    return command;
  }

  private String readLine() {
    try (var lines = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return lines.readLine();
    } catch (IOException broken) {
      return broken.toString();
    }
  }

  @Override
  public void awaitReady() throws IOException {
    String why;
    try {
      String line = firstLine.get(PATIENCE, TimeUnit.SECONDS);
      if (READY.equals(line)) {
        return;
      }
      why = line == null ? "it has ended; see " + log : line;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      why = "waiting for it was broken off";
    } catch (ExecutionException | TimeoutException slow) {
      why = "it was not ready within " + PATIENCE + " s";
    }
    throw new IOException("the guardian does not watch: " + why);
  }

  @Override
  public void dismiss() {
    if (process == null) {
      return;
    }
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.flush();
    } catch (IOException gone) {
      // It has ended already, which is what was to be said.
      process = null;
    }
  }
}
