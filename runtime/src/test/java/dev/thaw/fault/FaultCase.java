package dev.thaw.fault;

import dev.thaw.engine.Engine;
import dev.thaw.engine.Workers;
import dev.thaw.engine.docker.DockerEngine;
import dev.thaw.engine.sim.InvalidWorldException;
import dev.thaw.engine.sim.SimServer;
import dev.thaw.engine.sim.World;
import dev.thaw.engine.sim.WorldYaml;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.event.SinkFailure;
import dev.thaw.execute.Executor;
import dev.thaw.execute.Interruption;
import dev.thaw.execute.Mandate;
import dev.thaw.host.HostDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One statement with one fault and one seed: run, and judged. */
final class FaultCase {
  private static final String RUN = "20260101T000000Z-0000000d";
  private static final List<String> STATES = List.of("running", "paused", "exited", "created");
  private static final List<String> MEDDLING =
      List.of("pause", "unpause", "kill", "start", "remove");

  private final Statement statement;
  private final Random random;
  private final Strikes strikes;
  private final int containers;
  private final Optional<String> meddling;
  private final int auditLasts;
  private final String world;
  private final long seed;

  /** Draws what the seed decides. */
  FaultCase(Statement statement, Fault fault, long seed) {
    this.statement = statement;
    this.seed = seed;
    this.random =
        new Random(Objects.hash(statement.script(), statement.world(), fault.name(), seed));
    this.strikes = Strikes.drawn(fault, statement.observes(), random);
    boolean alone = fault.meanwhile() || fault.refused() || random.nextInt(10) < 7;
    this.containers = alone ? 1 : 2 + random.nextInt(2);
    this.meddling = random.nextInt(6) == 0
        ? Optional.of(MEDDLING.get(random.nextInt(MEDDLING.size())))
        : Optional.empty();
    this.auditLasts = random.nextInt(12) == 0 ? random.nextInt(6) : Integer.MAX_VALUE;
    var yaml = new StringBuilder("latency: 1ms\ncontainers:\n");
    for (int number = 1; number <= containers; number++) {
      yaml.append("  - {name: c")
          .append(number)
          .append(", labels: {t: x}, state: ")
          .append(state());
      yaml.append(statement.world().isEmpty() ? "" : ", " + statement.world()).append("}\n");
    }
    yaml.append("  - {name: other, labels: {t: y}}\n");
    this.world = yaml.toString();
  }

  private String state() {
    return random.nextInt(4) > 0
        ? statement.states().get(random.nextInt(statement.states().size()))
        : STATES.get(random.nextInt(STATES.size()));
  }

  /** Returns whether one container alone was to be acted on. */
  boolean alone() {
    return containers == 1;
  }

  Statement statement() {
    return statement;
  }

  boolean meddled() {
    return meddling.isPresent();
  }

  /**
   * Runs it.
   *
   * @param folder for its sockets
   * @param recorders of the audit, which a run must not go on without
   * @return what was wrong with it; nothing mostly
   */
  List<String> violations(Path folder, Sink... recorders) throws IOException {
    var scene = new Scene(parsed(world), statement.saved(), statement.stopTakes(), meddling);
    var wrong = new ArrayList<String>();
    ExitCode exitCode;
    Path files = Files.createTempDirectory(folder, "files");
    try (SimServer server = SimServer.start(scene.engine(), folder.resolve("engine.sock"));
        FaultProxy proxy = new FaultProxy(folder.resolve("proxy.sock"), server.socket(), scene)) {
      Engine client = DockerEngine.on(proxy.path());
      var engine = new FaultyEngine(client, proxy, strikes, scene);
      try (engine) {
        exitCode = run(engine, scene, List.of(recorders), files);
        wrong.addAll(
            settled(() -> proxy.held() == 0, "a connection was left with a reply under way"));
      }
      wrong.addAll(settled(() -> proxy.connections() == 0, "a connection was left open"));
    }
    scene.pass(Duration.ofHours(1));
    wrong.addAll(new Rules(this, scene, exitCode).violations());
    wrong.addAll(copied(scene, files));
    return wrong.isEmpty() ? wrong : List.of(report(scene, exitCode, wrong));
  }

  /** What was copied is all there, with what it was to hold; of what was not there is nothing. */
  private static List<String> copied(Scene scene, Path files) throws IOException {
    var came = new ArrayList<String>();
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        came.add(files.relativize(file) + "=" + Files.readString(file));
      }
    }
    long told = scene.journal().told(RunEvent.Copied.class).size();
    boolean whole =
        came.stream().allMatch(each -> each.endsWith("f=content") || each.equals("x=content"));
    // What was copied and could not be recorded is not told of.
    return whole && came.size() >= told
        ? List.of()
        : List.of("copied " + told + " times, and there is " + came);
  }

  private ExitCode run(Engine engine, Scene scene, List<Sink> recorders, Path files) {
    var events = new EventBus(
        Clock.systemUTC(), recorded(scene, recorders), List.of(scene.journal()), complaint -> {
          throw new AssertionError(complaint);
        });
    try (var workers = new Workers(4)) {
      return new Executor(
              engine,
              scene.engine().gauge(),
              workers,
              events,
              scene.runClock(),
              new SplittableRandom(seed),
              new Interruption())
          .run(statement.graph(), Mandate.PLAIN.with(new HostDirectory(files)).named(() -> RUN));
    } catch (Executor.NothingDone nothing) {
      return nothing.exitCode();
    } catch (SinkFailure unrecorded) {
      return ExitCode.UNAUDITED;
    }
  }

  private List<Sink> recorded(Scene scene, List<Sink> recorders) {
    var left = new AtomicInteger(auditLasts);
    var broke = new AtomicReference<Boolean>();
    var all = new ArrayList<Sink>(recorders);
    all.add(occurrence -> {
      RunEvent event = occurrence.event();
      boolean recorded = event instanceof RunEvent.Intent
          || event instanceof RunEvent.Finished
          || event instanceof RunEvent.Retrying;
      if (recorded && left.getAndDecrement() <= 0) {
        if (broke.compareAndSet(null, true)) {
          scene.journal().add(new Journal.AuditBroke());
        }
        throw new IOException("no space left on device");
      }
    });
    return all;
  }

  private static List<String> settled(
      java.util.function.BooleanSupplier condition, String otherwise) {
    long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        return List.of(otherwise);
      }
      LockSupport.parkNanos(200_000);
    }
    return List.of();
  }

  private String report(Scene scene, ExitCode exitCode, List<String> wrong) {
    var report = new StringBuilder(this + ":\n");
    wrong.forEach(each -> report.append("  ! ").append(each).append('\n'));
    report
        .append("  ")
        .append(scene.begin().values())
        .append(" -> ")
        .append(scene.states().values());
    report.append(", exit ").append(exitCode.number()).append('\n');
    for (Journal.Entry entry : scene.journal().entries()) {
      report.append("    ").append(shown(entry)).append('\n');
    }
    return report.toString();
  }

  private static String shown(Journal.Entry entry) {
    if (!(entry instanceof Journal.Told told)) {
      return entry.toString();
    }
    if (told.event() instanceof RunEvent.Finished end) {
      return "FINISHED " + end.operation().verb() + " " + end.outcome() + " " + end.changed() + " "
          + end.before().word() + " -> " + end.after().word() + " in " + end.duration() + ": "
          + end.reason();
    }
    if (told.event() instanceof RunEvent.StepRefused refused) {
      return "REFUSED " + refused.reason();
    }
    return told.event() instanceof RunEvent.Retrying again
        ? "RETRYING " + again.reason()
        : told.event().getClass().getSimpleName();
  }

  static World parsed(String yaml) {
    try {
      return WorldYaml.parse("world.yaml", yaml);
    } catch (InvalidWorldException wrong) {
      throw new IllegalArgumentException(yaml, wrong);
    }
  }

  @Override
  public String toString() {
    return statement + ", " + strikes + ", seed " + seed
        + (meddling.isPresent() ? ", somebody does " + meddling.get() : "")
        + (auditLasts < 100 ? ", audit lasts " + auditLasts : "");
  }
}
