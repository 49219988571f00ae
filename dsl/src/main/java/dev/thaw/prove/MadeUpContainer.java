package dev.thaw.prove;

import dev.thaw.fact.Fact;
import dev.thaw.fact.Reading;
import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.Map;
import java.util.Optional;

/** A container that has the facts it was given, and those that follow from them. */
final class MadeUpContainer implements Reading {
  private final Map<Variable, Optional<Value>> facts;
  private boolean sufficient = true;

  MadeUpContainer(Map<Variable, Optional<Value>> facts) {
    this.facts = facts;
  }

  @Override
  public Optional<Value> read(Fact fact, String key, ValueKind kind) {
    var asked = new Variable(fact, key, kind);
    Optional<Value> given = facts.get(Relations.base(asked));
    if (given == null) {
      sufficient = false;
      return Optional.empty();
    }
    return Relations.derive(asked, given);
  }

  /** Returns whether nothing was asked so far that it was not given. */
  boolean sufficient() {
    return sufficient;
  }
}
