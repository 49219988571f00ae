package dev.thaw.compile;

import dev.thaw.compile.EscapeCase.Canary;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The program that runs hostile scripts as plain Groovy does, in a process made for that.
 *
 * <p>Its arguments are a folder for canaries and a file of the cases' names. It prints {@code begin
 * NAME} before each, then {@code fired NAME} or {@code silent NAME REASON}. Scripts that do not end
 * are run together, and end with the process, which leaves the cases after them to another one.
 */
final class PlainGroovy {
  static final String SECRET = "ESCAPE_SECRET";
  static final String PRINTED = "struck";
  static final int EXIT_CODE = 77;

  private static final int TOGETHER = 12;

  /** In milliseconds, for a machine that is busy with much else. */
  private static final long PATIENCE = 30_000;

  private static final long AFTER_ITS_END = 3_000;
  private static final long TO_SETTLE = 100;
  private static final long ENDLESS = 2_500;

  private final PrintStream report = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Path folder;

  private PlainGroovy(Path folder) {
    this.folder = folder;
  }

  /** Runs the cases named in the second argument's file. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    Map<String, EscapeCase> cases = EscapeCase.byId();
    var groovy = new PlainGroovy(folder);
    System.setOut(new PrintStream(groovy.printed, true, StandardCharsets.UTF_8));
    List<EscapeCase> chosen =
        Files.readAllLines(Path.of(arguments[1])).stream().map(cases::get).toList();
    if (chosen.stream().anyMatch(each -> each.text().contains("evil.Evil"))) {
      LocalGrapes.install(Path.of(arguments[1] + "-grapes"));
    }
    groovy.run(chosen);
    Runtime.getRuntime().halt(0);
  }

  private void run(List<EscapeCase> cases) throws IOException, InterruptedException {
    var endless = new ArrayList<EscapeCase>();
    for (EscapeCase each : cases) {
      if (each.canary() == Canary.HANG && endless.size() < TOGETHER) {
        endless.add(each);
      } else if (each.canary() == Canary.HANG) {
        break;
      }
    }
    if (endless.isEmpty()) {
      for (EscapeCase each : cases) {
        runOne(each);
      }
    } else {
      runTogether(endless);
    }
  }

  private void runOne(EscapeCase each) throws IOException, InterruptedException {
    report.println("begin " + each.id());
    Path file = folder.resolve(each.id());
    printed.reset();
    try (var listener = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      var run = new Run(EscapeCase.filled(each.script(), file, listener.getLocalPort()), each.id());
      run.start();
      boolean fired = seen(each, run, file, listener);
      run.join(TO_SETTLE);
      report.println(fired ? "fired " + each.id() : "silent " + each.id() + " " + run.outcome());
    }
    restoreMetaClasses();
  }

  /** Looks until the canary is there, or has been away for a while after the script's end. */
  private boolean seen(EscapeCase each, Run run, Path file, ServerSocket listener)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long ended = 0;
    while (millisSince(start) < PATIENCE && (ended == 0 || millisSince(ended) < AFTER_ITS_END)) {
      boolean now = switch (each.canary()) {
        case FILE -> Files.exists(file);
        case SECRET -> Files.exists(file) && Files.readString(file).contains(System.getenv(SECRET));
        case PRINTED -> printed.toString(StandardCharsets.UTF_8).contains(PRINTED);
        case CONNECTION -> connected(listener);
        case MEMORY -> run.exhausted();
        case EXIT, HANG -> false;
      };
      if (now) {
        return true;
      }
      if (ended == 0 && !run.isAlive()) {
        ended = System.nanoTime();
      }
      Thread.sleep(5);
    }
    return false;
  }

  private static long millisSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1_000_000;
  }

  private static boolean connected(ServerSocket listener) throws IOException {
    listener.setSoTimeout(50);
    try {
      listener.accept().close();
      return true;
    } catch (SocketTimeoutException none) {
      return false;
    }
  }

  private void runTogether(List<EscapeCase> cases) throws InterruptedException {
    var runs = new ArrayList<Run>();
    for (EscapeCase each : cases) {
      report.println("begin " + each.id());
      var run = new Run(EscapeCase.filled(each.script(), folder.resolve(each.id()), 0), each.id());
      runs.add(run);
      run.start();
    }
    // The last was begun that long ago, the others longer.
    Thread.sleep(ENDLESS);
    for (int index = 0; index < runs.size(); index++) {
      Run run = runs.get(index);
      String id = cases.get(index).id();
      boolean fired = run.isAlive() || run.exhausted();
      report.println(fired ? "fired " + id : "silent " + id + " " + run.outcome());
    }
  }

  /** What a script did to the methods of String must not help the next one. */
  private static void restoreMetaClasses() {
    var registry = GroovySystem.getMetaClassRegistry();
    for (Class<?> each :
        List.of(Object.class, String.class, Integer.class, List.class, Map.class)) {
      registry.removeMetaClass(each);
    }
    InvokerHelper.removeClass(RunbookWords.class);
  }

  /** One script in a thread of its own. */
  private static final class Run extends Thread {
    private final String text;
    private volatile Throwable thrown;

    Run(String text, String id) {
      super(null, null, id, 512 << 10);
      this.text = text;
      setDaemon(true);
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public void run() {
      var configuration = new CompilerConfiguration();
      configuration.setScriptBaseClass(RunbookWords.class.getName());
      var binding = new Binding(RunbookWords.names());
      try {
        new GroovyShell(PlainGroovy.class.getClassLoader(), binding, configuration)
            .run(text, "Runbook.groovy", new String[0]);
      } catch (Throwable failure) {
        thrown = failure;
      }
    }

    boolean exhausted() {
      for (Throwable each = thrown; each != null; each = each.getCause()) {
        if (each instanceof VirtualMachineError) {
          return true;
        }
      }
      return false;
    }

    String outcome() {
      return isAlive()
          ? "still runs"
          : thrown == null
              ? "ended"
              : thrown
                  .toString()
                  .concat(thrown.getCause() == null ? "" : " because of " + thrown.getCause())
                  .replaceAll("\\s+", " ");
    }
  }
}
