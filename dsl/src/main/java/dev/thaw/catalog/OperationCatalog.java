package dev.thaw.catalog;

import dev.thaw.operation.OperationSpec;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every operation, in the order in which documentation lists them. */
public final class OperationCatalog {
  private static final Map<String, OperationSpec> OPERATIONS = index(List.of(
      ContainerOperations.all(),
      CheckpointOperations.all(),
      RehearsalOperations.all(),
      MigrationOperations.all(),
      WaitOperations.all()));

  private OperationCatalog() {}

  /** Returns all operations. */
  public static Collection<OperationSpec> all() {
    return OPERATIONS.values();
  }

  /** Returns all verbs. */
  public static Collection<String> verbs() {
    return OPERATIONS.keySet();
  }

  /** Returns the operation of that verb, if there is one. */
  public static Optional<OperationSpec> find(String verb) {
    return Optional.ofNullable(OPERATIONS.get(verb));
  }

  /**
   * Returns the operation of that verb.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static OperationSpec named(String verb) {
    return find(verb).orElseThrow(() -> new IllegalArgumentException("no operation " + verb));
  }

  private static Map<String, OperationSpec> index(List<List<OperationSpec>> groups) {
    var index = new LinkedHashMap<String, OperationSpec>();
    groups.stream()
        .flatMap(List::stream)
        .forEach(operation -> index.put(operation.name(), operation));
    return Collections.unmodifiableMap(index);
  }
}
