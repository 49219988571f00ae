package dev.thaw.engine.sim;

import dev.thaw.engine.sim.FaultSpec.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which requests a world's faults strike, by counting. Not thread safe. */
final class FaultPlan {
  private static final class Fault {
    private final FaultSpec spec;
    private final Pattern path;
    private int matched;

    Fault(FaultSpec spec) {
      this.spec = spec;
      this.path = glob(spec.path());
    }

    /** Counts the request if it matches; returns whether it is one to strike. */
    boolean due(String method, Set<String> paths) {
      boolean matches = (spec.method().equals("*") || spec.method().equals(method))
          && paths.stream().anyMatch(candidate -> path.matcher(candidate).matches());
      if (!matches) {
        return false;
      }
      matched = matched % spec.every() + 1;
      return matched == spec.every();
    }
  }

  private final List<Fault> faults;

  FaultPlan(List<FaultSpec> specs) {
    faults = specs.stream().map(Fault::new).toList();
  }

  /**
   * Returns what is to go wrong with a request. Every fault counts it, whichever strikes.
   *
   * @param paths all the ways to write its path: by identifier, by name
   */
  Optional<Effect> strike(String method, Set<String> paths) {
    var due = new ArrayList<Effect>();
    for (Fault fault : faults) {
      if (fault.due(method, paths)) {
        due.add(fault.spec.effect());
      }
    }
    return due.stream().findFirst();
  }

  private static Pattern glob(String path) {
    return Pattern.compile(
        Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*")));
  }
}
