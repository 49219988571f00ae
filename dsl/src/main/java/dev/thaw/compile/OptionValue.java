package dev.thaw.compile;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.value.Value;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An option's value, or what is wrong with what was given for it.
 *
 * @param value the value; empty if there is a problem
 * @param code what kind of problem; meaningless if there is a value
 * @param problem what is wrong: one sentence
 * @param cure what to do: one sentence
 */
public record OptionValue(Optional<Value> value, DiagnosticCode code, String problem, String cure) {

  /**
   * Returns the value.
   *
   * @throws X what {@code problem} supplies, if there is none
   */
  public <X extends Throwable> Value orElseThrow(Supplier<X> problem) throws X {
    return value.orElseThrow(problem);
  }

  static OptionValue of(Value value) {
    return new OptionValue(Optional.of(value), DiagnosticCode.WRONG_TYPE, "", "");
  }

  static OptionValue wrongType(String problem, String cure) {
    return new OptionValue(Optional.empty(), DiagnosticCode.WRONG_TYPE, problem, cure);
  }

  static OptionValue outOfRange(String problem, String cure) {
    return new OptionValue(Optional.empty(), DiagnosticCode.OUT_OF_RANGE, problem, cure);
  }

  static OptionValue unknownUnit(String problem, String cure) {
    return new OptionValue(Optional.empty(), DiagnosticCode.UNKNOWN_UNIT, problem, cure);
  }
}
