package dev.thaw.compile;

import dev.thaw.compile.EscapeCase.Canary;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Runs hostile scripts in processes of {@link PlainGroovy}, and gathers what came of each. */
final class PlainGroovyProcess {
  static final String FIRED = "fired";
  private static final int SIDE_BY_SIDE = 2;
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private final Map<String, String> outcomes = new ConcurrentHashMap<>();
  private final Path folder;

  private PlainGroovyProcess(Path folder) {
    this.folder = folder;
  }

  /**
   * Returns what came of each case: {@link #FIRED}, or what happened instead.
   *
   * @param folder where the canaries and the lists of cases go
   */
  static Map<String, String> run(List<EscapeCase> cases, Path folder) {
    var processes = new PlainGroovyProcess(folder);
    // First what shares a process, then what does not end, then what ends the process.
    List<EscapeCase> sorted = cases.stream()
        .sorted(
            Comparator.comparing(each -> List.of(Canary.HANG, Canary.EXIT).indexOf(each.canary())))
        .toList();
    var parts = new ArrayList<CompletableFuture<Void>>();
    for (int part = 0; part < SIDE_BY_SIDE; part++) {
      var own = new ArrayList<EscapeCase>();
      for (int index = part; index < sorted.size(); index += SIDE_BY_SIDE) {
        own.add(sorted.get(index));
      }
      int number = part;
      parts.add(CompletableFuture.runAsync(() -> processes.runAll(own, number)));
    }
    parts.forEach(CompletableFuture::join);
    return Map.copyOf(processes.outcomes);
  }

  private void runAll(List<EscapeCase> cases, int number) {
    List<EscapeCase> left = cases;
    for (int process = 0; !left.isEmpty(); process++) {
      boolean shared = left.stream().anyMatch(PlainGroovyProcess::sharesProcess);
      List<EscapeCase> now =
          shared ? left.stream().filter(PlainGroovyProcess::sharesProcess).toList() : left;
      runSome(now, folder.resolve("cases-" + number + "-" + process));
      left = left.stream().filter(each -> !outcomes.containsKey(each.id())).toList();
    }
  }

  private static boolean sharesProcess(EscapeCase each) {
    return each.canary() != Canary.HANG && each.canary() != Canary.EXIT;
  }

  private void runSome(List<EscapeCase> cases, Path list) {
    try {
      Files.write(list, cases.stream().map(EscapeCase::id).toList());
      Process process = start(list);
      var killer = new Timer(true);
      killer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              process.destroyForcibly();
            }
          },
          LONGEST.toMillis());
      var begun = new LinkedHashSet<String>();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          heard(line, begun);
        }
      }
      int code = process.waitFor();
      killer.cancel();
      for (String id : begun) {
        boolean exited = code == PlainGroovy.EXIT_CODE && isExit(id, cases);
        outcomes.put(id, exited ? FIRED : "the process ended with " + code);
      }
      if (cases.stream().noneMatch(each -> outcomes.containsKey(each.id()))) {
        cases.forEach(each -> outcomes.put(each.id(), "no process: it ended with " + code));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static boolean isExit(String id, List<EscapeCase> cases) {
    return cases.stream().anyMatch(each -> each.id().equals(id) && each.canary() == Canary.EXIT);
  }

  private void heard(String line, Set<String> begun) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "begin" -> begun.add(words[1]);
      case "fired" -> {
        begun.remove(words[1]);
        outcomes.put(words[1], FIRED);
      }
      default -> {
        begun.remove(words[1]);
        outcomes.put(words[1], line);
      }
    }
  }

  private Process start(Path list) throws IOException {
    var builder = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        PlainGroovy.class.getName(),
        folder.toString(),
        list.toString());
    builder.environment().put(PlainGroovy.SECRET, "a-secret-" + list.hashCode());
    builder.directory(folder.toFile());
    builder.redirectError(new File(list + "-errors"));
    return builder.start();
  }
}
