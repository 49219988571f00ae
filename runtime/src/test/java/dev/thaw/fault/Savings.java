package dev.thaw.fault;

import dev.thaw.event.ExitCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of checkpoints that end their containers: none is ended but frozen, and with all that
 * it was saved; whose saving came to nothing runs on.
 */
final class Savings {
  private final FaultCase test;
  private final Scene scene;
  private final List<String> wrong;
  private final boolean ends;
  private final Map<String, Set<String>> made = new HashMap<>();
  private final Set<String> killed = new HashSet<>();

  Savings(FaultCase test, Scene scene, List<String> wrong) {
    this.test = test;
    this.scene = scene;
    this.wrong = wrong;
    this.ends = test.statement().verbs().contains("checkpoint")
        && !test.statement().script().contains("leaveRunning");
  }

  /** Judges requests in their order. */
  void judge(Deed deed) {
    if (!ends || !deed.passedOn || !deed.mutates()) {
      return;
    }
    Set<String> here = made.computeIfAbsent(deed.container, key -> new HashSet<>());
    if (deed.effect && deed.path.endsWith("/checkpoints")) {
      here.addAll(deed.saved);
    } else if (deed.effect && deed.path.endsWith("/unpause")) {
      // From here on it goes on, and what was saved is not the last any more.
      here.clear();
    } else if (deed.path.contains("/kill") && !deed.foreign) {
      killed.add(deed.container);
      if (here.stream().noneMatch(deed.saved::contains)) {
        wrong.add("killed without a checkpoint of how it was: " + deed);
      }
    }
  }

  /** Judges when all is over. */
  void judgeEnd(ExitCode exitCode) {
    if (!ends || !test.alone() || test.meddled()) {
      return;
    }
    scene.states().forEach((id, state) -> {
      String before = scene.begin().get(id);
      boolean told = exitCode == ExitCode.UNKNOWN || exitCode == ExitCode.UNAUDITED;
      if (state.equals("paused") && !before.equals("paused") && !told) {
        wrong.add("left paused with exit code " + exitCode.number());
      }
      if (state.equals("exited") && !before.equals("exited") && !killed.contains(id)) {
        wrong.add("ended, and nobody killed it");
      }
      if (state.equals("running") && before.equals("paused") && !killed.contains(id)) {
        wrong.add("thawed what was paused before");
      }
    });
  }
}
