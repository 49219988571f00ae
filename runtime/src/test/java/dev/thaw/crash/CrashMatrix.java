package dev.thaw.crash;

import dev.thaw.engine.Workers;
import java.util.ArrayList;
import java.util.List;

/**
 * Every moment of a run, every fault, and so many ways in which each may go, told apart by a seed:
 * {@code -Dthaw.crash.seeds=100} for more; half as many for what makes checkpoints.
 */
final class CrashMatrix {
  private static final int SEEDS = Integer.getInteger("thaw.crash.seeds", 2);
  private static final int TOLD = 30;

  private int cases;
  private int struck;
  private int moments;
  private int told;
  private int ambiguous;
  private int raced;

  /** Returns what went wrong, with what it takes to repeat it. */
  List<String> violations(Table table) {
    var violations = new ArrayList<String>();
    try (var workers = new Workers(1)) {
      int all = count(table, workers);
      moments += all;
      for (Fault fault : Fault.values()) {
        for (int cut = 0; fault != Fault.NONE && cut < all; cut++) {
          for (int seed = 1; seed <= seeds(table); seed++) {
            for (String each : violations(table, fault, cut, all, seed, workers)) {
              violations.add(table + " " + fault + " at " + cut + ", seed " + seed + ": " + each);
            }
          }
        }
      }
    }
    violations.forEach(Story::always);
    int more = violations.size() - TOLD;
    return more > 0
        ? List.of(String.join("\n", violations.subList(0, TOLD)), "and " + more + " more")
        : violations;
  }

  /** Checkpoints have the more moments. */
  private static int seeds(Table table) {
    return table.saves() ? (SEEDS + 1) / 2 : SEEDS;
  }

  /** Returns what went wrong in the one case that is to be repeated. */
  List<String> repeated() {
    String[] parts = Story.CASE.split(",", -1);
    var table = Table.valueOf(parts[0]);
    try (var workers = new Workers(1)) {
      int all = count(table, workers);
      Story.tell("---");
      return violations(
          table,
          Fault.valueOf(parts[1]),
          Integer.parseInt(parts[2]),
          all,
          Long.parseLong(parts[3]),
          workers);
    }
  }

  private static int count(Table table, Workers workers) {
    var run = new CrashRun(table, Fault.NONE, -1, 0, 0, workers);
    run.run();
    return run.plot.moments();
  }

  /** Returns what went wrong in one case. */
  List<String> violations(Table table, Fault fault, int cut, int all, long seed, Workers workers) {
    var run = new CrashRun(table, fault, cut, all, seed, workers);
    run.run();
    var verdict = new Verdict(run);
    verdict.judgeRun();
    new Aftermath(run).recover();
    run.plot.doAllLate();
    verdict.judgeEnd();
    cases++;
    struck += run.plot.struck() ? 1 : 0;
    told += verdict.told();
    ambiguous += verdict.ambiguous();
    raced += verdict.raced();
    return run.plot.violations;
  }

  /** Returns the figures in one line. */
  String told() {
    return "crash matrix: " + cases + " cases (" + Table.values().length + " statements, " + moments
        + " moments, " + (Fault.values().length - 1) + " faults, " + SEEDS + " seeds), " + struck
        + " struck; left and reported as somebody else's " + told + ", nobody could tell "
        + ambiguous + ", overtaken " + raced;
  }
}
