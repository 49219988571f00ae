package dev.thaw.cli;

import dev.thaw.event.ExitCode;
import dev.thaw.execute.Interruption;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What to do when the process is told to end.
 *
 * <p>The JVM's own way, a shutdown hook, neither knows which signal it was nor lets the run choose
 * its exit code. {@code sun.misc.Signal} does (jdk.unsupported, JEP 260: supported until there is
 * another way); it is reached by reflection, as javac warns of its every mention.
 */
final class Signals {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Interruption interruption;
  private final PrintStream err;
  private final AtomicBoolean told = new AtomicBoolean();

  private Signals(Interruption interruption, PrintStream err) {
    this.interruption = interruption;
    this.err = err;
  }

  /**
   * Makes SIGHUP, SIGINT and SIGTERM end the run at the next safe point instead of at once: what is
   * under way is finished and recorded. A second signal, or ten seconds, end it where it stands;
   * the audit log then tells what was begun. What whoever started us wants ignored (nohup, a
   * background job of a shell) stays ignored.
   */
  static void endGracefully(Interruption interruption, PrintStream err) {
    var signals = new Signals(interruption, err);
    // Some milliseconds of class loading that the first requests need not wait for.
    var thread = new Thread(signals::handleAll, "signals");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Makes this process go on whatever it is told: it ends by itself when what it is for is done.
   *
   * @throws ReflectiveOperationException if this JVM has no signals
   */
  static void ignore(String... names) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    var handle = signalType.getMethod("handle", signalType, handlerType);
    Object ignoring = handlerType.getField("SIG_IGN").get(null);
    for (String name : names) {
      handle.invoke(null, signalType.getConstructor(String.class).newInstance(name), ignoring);
    }
  }

  private void handleAll() {
    try {
      handle("HUP", ExitCode.HUNG_UP);
      handle("INT", ExitCode.INTERRUPTED);
      handle("TERM", ExitCode.TERMINATED);
    } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
      err.println("thaw: warning: signals end this run at once: " + unavailable);
    }
  }

  private void handle(String name, ExitCode code) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    Object handler = Proxy.newProxyInstance(
        handlerType.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
          if (method.getName().equals("handle")) {
            end(code);
          }
          return null;
        });
    var handle = signalType.getMethod("handle", signalType, handlerType);
    Object before = handle.invoke(null, signal, handler);
    if (handlerType.getField("SIG_IGN").get(null).equals(before)) {
      handle.invoke(null, signal, before);
    }
  }

  private void end(ExitCode code) {
    interruption.request(code);
    if (!told.compareAndSet(false, true)) {
      Runtime.getRuntime().halt(code.number());
    }
    err.println("thaw: ending: waiting for the requests under way …");
    if (!interruption.awaitEnd(PATIENCE)) {
      err.println("thaw: gave up waiting; the audit log tells what was begun.");
      Runtime.getRuntime().halt(code.number());
    }
  }
}
