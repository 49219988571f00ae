package dev.thaw.crash;

import dev.thaw.crash.Deeds.Who;
import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Workers;
import dev.thaw.engine.sim.InvalidWorldException;
import dev.thaw.engine.sim.SimEngine;
import dev.thaw.engine.sim.VirtualClock;
import dev.thaw.engine.sim.World;
import dev.thaw.engine.sim.WorldYaml;
import dev.thaw.event.EventBus;
import dev.thaw.event.ExitCode;
import dev.thaw.event.RunEvent;
import dev.thaw.event.Sink;
import dev.thaw.event.SinkFailure;
import dev.thaw.execute.Executor;
import dev.thaw.execute.Mandate;
import dev.thaw.guard.Guardian;
import dev.thaw.guard.JournalKeeper;
import dev.thaw.journal.Beginning;
import dev.thaw.journal.CrashingStorage;
import dev.thaw.journal.Journal;
import dev.thaw.operation.EngineCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** One case of the matrix: a run that something happens to, and whoever cleans up after it. */
final class CrashRun {
  static final Path PATH = Path.of("run.journal");
  private static final String RUN_ID = "20260101T000000Z-0000000d";
  private static final World WORLD = world();

  final Table table;
  final Fault fault;
  final SplittableRandom random;
  final VirtualClock time = VirtualClock.standing();
  final SimEngine simulator = new SimEngine("sim", WORLD, time);
  final Deeds deeds = new Deeds();
  final List<Plot.Late> late = new ArrayList<>();
  final CrashingStorage disk = new CrashingStorage();
  final Workers workers;
  final List<String> targets;
  final Plot plot;
  final Seams seams;
  final Kept kept;

  boolean removed;
  Optional<ExitCode> code = Optional.empty();
  Optional<Throwable> thrown = Optional.empty();

  /**
   * @param moments how many there are without anything going wrong; 0 for nobody else to do
   *     anything
   */
  @SuppressWarnings("EnumOrdinal") // Only tells seeds apart.
  CrashRun(Table table, Fault fault, int cut, int moments, long seed, Workers workers) {
    this.table = table;
    this.fault = fault;
    this.workers = workers;
    this.random = new SplittableRandom(
        ((table.ordinal() * 31L + fault.ordinal()) * 1009 + cut) * 7919 + seed);
    this.targets = List.of(id("b1"), id("b2"), id("b1"), id("b2"), id("cold"));
    int foreignAt = moments > 0 && random.nextInt(5) < 2 ? random.nextInt(moments) : -1;
    this.plot = new Plot(fault, cut, foreignAt, random, targets, late);
    this.seams = new Seams(simulator, time, deeds, Who.RUN, plot);
    plot.on(seams, disk);
    this.kept = new Kept(keeper(), plot.intended);
  }

  private static World world() {
    try {
      return WorldYaml.parse("world.yaml", Table.WORLD);
    } catch (InvalidWorldException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private JournalKeeper keeper() {
    return new JournalKeeper(
        beginning -> new JournalKeeper.Kept(
            PATH, Journal.begin(PATH, seams.storage(disk), beginning), () -> {
              seams.remove();
              removed = true;
            }),
        engine -> new Beginning(
            "run-1", table.name(), engine.id(), engine.address(), 1, "host", "ops", time.now()),
        Guardian.NONE,
        occurrence -> Seams.recorded(occurrence.event())
            ? Optional.of(
                ("{\"line\":" + occurrence.sequence() + "}\n").getBytes(StandardCharsets.UTF_8))
            : Optional.empty(),
        complaint -> {},
        false);
  }

  void run() {
    var events =
        new EventBus(Clock.systemUTC(), List.of(seams.log()), List.of(told()), complaint -> {});
    var executor = new Executor(
        seams.engine(),
        simulator.gauge(),
        workers,
        events,
        seams.clock(),
        random.split(),
        plot.interruption);
    try {
      code = Optional.of(executor.run(table.graph, Mandate.PLAIN.with(kept).named(() -> RUN_ID)));
    } catch (Executor.NothingDone nothing) {
      code = Optional.of(nothing.exitCode());
    } catch (SinkFailure unrecorded) {
      code = Optional.of(ExitCode.UNAUDITED);
    } catch (RuntimeException | Error failed) {
      thrown = Optional.of(failed);
    }
    Story.tell("ended: " + code + thrown);
  }

  static Sink told() {
    return occurrence -> {
      if (occurrence.event() instanceof RunEvent.Finished end) {
        Story.tell(end.operation().verb() + " " + end.operation().name() + " " + end.outcome() + " "
            + end.reason());
      }
    };
  }

  /** Returns a container's identifier. */
  String id(String name) {
    return inspect(name, "Id");
  }

  /** Returns its state, or {@code gone}. */
  String state(String name) {
    return inspect(name, "State", "Status");
  }

  private String inspect(String name, String... path) {
    EngineCall call = EngineCall.get("/containers/" + name + "/json");
    try (Reply reply = simulator.send(call, Duration.ofSeconds(9))) {
      if (!reply.ok()) {
        return "gone";
      }
      var json = reply.json();
      for (String part : path) {
        json = json.path(part);
      }
      return json.asText();
    } catch (EngineException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
