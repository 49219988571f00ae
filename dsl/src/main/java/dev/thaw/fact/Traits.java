package dev.thaw.fact;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What only some facts have.
 *
 * @param earliest the cheapest cost at which a reading may know it, and says if it does not
 * @param keyed whether a key follows it
 * @param nullable whether there may be none
 * @param ofHost whether it is of the engine's machine, not of the container
 * @param words all words that it can have, empty if its values are open
 * @param elements what it is a set of
 * @param filter what to ask the engine's list for if the fact of a key must have a value
 */
record Traits(
    FactCost earliest,
    boolean keyed,
    boolean nullable,
    boolean ofHost,
    List<String> words,
    Optional<ValueKind> elements,
    BiFunction<String, Value, Optional<EngineFilter>> filter) {

  Traits {
    words = List.copyOf(words);
  }

  static Traits plain(FactCost cost) {
    return new Traits(
        cost, false, false, false, List.of(), Optional.empty(), (key, value) -> Optional.empty());
  }

  Traits from(FactCost earliest) {
    return new Traits(earliest, keyed, nullable, ofHost, words, elements, filter);
  }

  Traits withKey() {
    return new Traits(earliest, true, nullable, ofHost, words, elements, filter);
  }

  Traits orNull() {
    return new Traits(earliest, keyed, true, ofHost, words, elements, filter);
  }

  Traits onHost() {
    return new Traits(earliest, keyed, nullable, true, words, elements, filter);
  }

  Traits oneOf(List<String> words) {
    return new Traits(earliest, keyed, nullable, ofHost, words, elements, filter);
  }

  Traits setOf(ValueKind kind) {
    return new Traits(earliest, keyed, nullable, ofHost, words, Optional.of(kind), filter);
  }

  Traits narrowing(BiFunction<String, Value, Optional<EngineFilter>> filter) {
    return new Traits(earliest, keyed, nullable, ofHost, words, elements, filter);
  }
}
