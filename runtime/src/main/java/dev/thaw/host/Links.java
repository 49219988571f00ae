package dev.thaw.host;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The symbolic links of one archive, and where they lead: one may lead out by way of another. */
final class Links {
  /** As many as the kernel follows; what has more leads nowhere. */
  private static final int MOST = 40;

  private final Map<List<String>, String> targets = new HashMap<>();

  /** Notes a link by its path below the archive's root. */
  void add(List<String> path, String target) {
    targets.put(path, target);
  }

  /** Returns a link that leads out of the archive's root, if there is one. */
  Optional<List<String>> leadingOut() {
    return targets.keySet().stream().filter(this::leadsOut).findFirst();
  }

  private boolean leadsOut(List<String> link) {
    Deque<String> rest = new ArrayDeque<>(link);
    Deque<String> at = new ArrayDeque<>();
    int followed = 0;
    while (!rest.isEmpty()) {
      String part = rest.pop();
      if (part.equals("..")) {
        if (at.pollLast() == null) {
          return true;
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        at.addLast(part);
        String target = targets.get(List.copyOf(at));
        if (target != null) {
          if (target.startsWith("/")) {
            return true;
          }
          if (++followed > MOST) {
            return false;
          }
          at.removeLast();
          List<String> parts = Arrays.asList(target.split("/"));
          for (int index = parts.size() - 1; index >= 0; index--) {
            rest.push(parts.get(index));
          }
        }
      }
    }
    return false;
  }
}
