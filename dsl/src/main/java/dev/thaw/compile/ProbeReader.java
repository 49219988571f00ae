package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;

import dev.thaw.operation.Probe;
import dev.thaw.value.Value;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;

/** Reads {@code http('…')}, {@code tcp(5432)} and {@code exec('…')} as the texts of probes. */
final class ProbeReader {
  private final Constants constants;
  private final Problems problems;

  ProbeReader(Constants constants, Problems problems) {
    this.constants = constants;
    this.problems = problems;
  }

  Optional<Value> read(Expression node) {
    Optional<Call> call = node instanceof MethodCallExpression written && written.isImplicitThis()
        ? Call.sentence(node).map(sentence -> sentence.get(0))
        : Optional.empty();
    Optional<Probe.Way> way = call.map(Call::word).flatMap(Probe.Way::named);
    if (way.isEmpty()) {
      return constants.evaluate(node);
    }
    if (call.get().values().size() != 1 || !call.get().named().isEmpty()) {
      problems.report(
          MISSING_VALUE,
          node,
          way.get().word() + " takes one value.",
          "Write " + OptionValues.PROBES + ".");
      return Optional.empty();
    }
    return constants.evaluate(call.get().values().get(0)).map(value -> {
      String text = value.display();
      boolean whole = way.get() == Probe.Way.HTTP && text.startsWith("http://");
      String begin = way.get() == Probe.Way.HTTP ? "http://" : way.get().word() + ":";
      return new Value.Text(whole ? text : begin + text);
    });
  }
}
