package dev.thaw.prove;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.graph.Operand;
import dev.thaw.value.ValueKind;

/** What a predicate asks of a container: a fact, its key, and the kind that it is read as. */
record Variable(Fact fact, String key, ValueKind kind) {

  /** What most other facts hang on. */
  static final Variable STATE = new Variable(FactCatalog.named("state"), "", ValueKind.TEXT);

  /** Returns the fact as a script writes it. */
  String source() {
    return new Operand.FactRef(fact, key).source();
  }

  /** Returns whether its values are words of a list that has them all. */
  boolean closed() {
    return !fact.words().isEmpty();
  }
}
