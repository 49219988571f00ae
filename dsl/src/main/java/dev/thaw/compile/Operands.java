package dev.thaw.compile;

import static dev.thaw.diagnostic.DiagnosticCode.MISSING_VALUE;
import static dev.thaw.diagnostic.DiagnosticCode.NOT_ALLOWED;
import static dev.thaw.diagnostic.DiagnosticCode.TOO_LARGE;
import static dev.thaw.diagnostic.DiagnosticCode.UNKNOWN_FACT;
import static dev.thaw.diagnostic.DiagnosticCode.WRONG_TYPE;

import dev.thaw.fact.Fact;
import dev.thaw.fact.FactCatalog;
import dev.thaw.graph.Operand;
import dev.thaw.graph.Predicate;
import dev.thaw.value.SourceText;
import dev.thaw.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;

/** Reads one side of a comparison: a fact with its key, or a constant. */
final class Operands {
  private static final String INDEX = "[";

  private final Scope scope;
  private final Problems problems;
  private final Constants constants;

  private final Functions functions;
  private final Optional<Operand.FactRef> element;

  /**
   * Reads in a scope.
   *
   * @param element what {@code it} is, inside of a block on the elements of a set
   */
  Operands(Scope scope, Problems problems, Optional<Operand.FactRef> element) {
    this.scope = scope;
    this.problems = problems;
    this.constants = new Constants(scope, problems);
    this.functions = new Functions(problems);
    this.element = element;
  }

  Optional<Value> constant(Expression node) {
    return constants.evaluate(node);
  }

  /** Returns what must stand to the left of the operator: no constant. */
  Optional<Operand> fact(Expression node, String operator) {
    Optional<Operand> operand = read(node);
    if (operand.isPresent() && operand.get() instanceof Operand.Literal literal) {
      problems.report(
          WRONG_TYPE,
          node,
          Kinds.shown(literal.value()) + " is a constant, not a fact of the container.",
          "Write a fact to the left of " + operator + ", as in name " + operator + " …");
      return Optional.empty();
    }
    return operand;
  }

  /** Returns whether it asks for a fact, and is not a constant. */
  boolean asks(Expression node) {
    if (node instanceof MethodCallExpression call && !call.isImplicitThis()) {
      return asks(call.getObjectExpression());
    }
    return root(node)
        .map(VariableExpression::getName)
        .filter(name -> name.equals(FactCatalog.IT) || FactCatalog.begins(name))
        .isPresent();
  }

  /** Returns what a call is, or nothing after having reported what is wrong with it. */
  Optional<Functions.Result> call(MethodCallExpression call) {
    if (!asks(call) && !Functions.plausible(call)) {
      problems.report(
          NOT_ALLOWED,
          call.getMethod(),
          "Predicates have no function " + call.getMethodAsString() + ".",
          "Match a regular expression instead, as in name =~ /^web/.");
      return Optional.empty();
    }
    Optional<Operand> of = read(call.getObjectExpression());
    var arguments = new ArrayList<Operand>();
    List<Expression> places = Functions.arguments(call);
    places.forEach(place -> read(place).ifPresent(arguments::add));
    return of.isEmpty() || arguments.size() < places.size()
        ? Optional.empty()
        : functions.apply(call, of.get(), arguments);
  }

  Optional<Operand> read(Expression node) {
    if (node instanceof MethodCallExpression call) {
      Optional<Functions.Result> result = call(call);
      if (result.isPresent() && result.get().condition().isPresent()) {
        return flag(node, result.get().condition().get());
      }
      return result.flatMap(Functions.Result::value);
    }
    Optional<VariableExpression> root = root(node);
    if (root.isEmpty()) {
      return constants.evaluate(node).map(Operand.Literal::new);
    }
    String name = root.get().getName();
    if (name.equals(FactCatalog.IT)) {
      return element(node);
    }
    Optional<String> path = dottedName(node);
    Optional<Fact> fact = path.flatMap(FactCatalog::find).or(() -> FactCatalog.find(name));
    if (fact.isPresent() && element.isPresent()) {
      problems.report(
          NOT_ALLOWED,
          node,
          name + " is a fact of the container, and this block is about one element.",
          "Move the condition out of the block; inside, write it for the element.");
      return Optional.empty();
    }
    if (fact.isPresent()) {
      return path.filter(fact.get().name()::equals).isPresent()
          ? whole(node, fact.get()).map(Operand.class::cast)
          : part(node, fact.get()).map(Operand.class::cast);
    }
    if (scope.knows(name)) {
      return constants.evaluate(node).map(Operand.Literal::new);
    }
    return unknown(root.get(), FactCatalog.begins(name) ? path.orElse(name) : name);
  }

  /** What holds of constants is a constant itself. */
  private Optional<Operand> flag(Expression node, Predicate condition) {
    if (condition instanceof Predicate.Constant constant) {
      return Optional.of(new Operand.Literal(new Value.Flag(constant.truth())));
    }
    problems.report(
        WRONG_TYPE,
        node,
        condition.source() + " is a condition, and no value to compare.",
        "Write it alone, or with ! before it.");
    return Optional.empty();
  }

  private Optional<Operand> element(Expression node) {
    if (element.isEmpty()) {
      problems.report(
          UNKNOWN_FACT,
          node,
          "There is no it here.",
          node instanceof VariableExpression
              ? "Write it inside of a block on a set, as in networks.any { it == 'front' }."
              : "Write facts by themselves, as running.");
      return Optional.empty();
    }
    if (!(node instanceof VariableExpression)) {
      problems.report(UNKNOWN_FACT, node, "it has no parts.", "Write it alone.");
      return Optional.empty();
    }
    return element.map(Operand.class::cast);
  }

  private Optional<Operand> unknown(VariableExpression root, String name) {
    var known = new TreeSet<>(scope.names());
    problems.budget().spendSearch(root, name, known);
    FactCatalog.all().forEach(each -> known.add(each.name()));
    problems.report(
        UNKNOWN_FACT,
        root,
        "There is no fact " + name + ".",
        Problems.nearest(name, known, "Put texts in quotes; the facts are " + facts() + "."));
    return Optional.empty();
  }

  private static String facts() {
    return FactCatalog.all().stream().map(Fact::name).collect(Collectors.joining(", "));
  }

  /**
   * Returns the name that an operand begins with: that of {@code label.a['b']} is {@code label}.
   */
  private static Optional<VariableExpression> root(Expression node) {
    Expression rest = node;
    while (true) {
      if (rest instanceof VariableExpression variable) {
        return Optional.of(variable);
      } else if (rest instanceof PropertyExpression property) {
        rest = property.getObjectExpression();
      } else if (rest instanceof BinaryExpression binary && isKeyLike(binary)) {
        rest = binary.getLeftExpression();
      } else {
        return Optional.empty();
      }
    }
  }

  /** An index, or a minus behind a keyed fact, which is meant as part of the key. */
  private static boolean isKeyLike(BinaryExpression node) {
    return isIndex(node) || isMinus(node) && dashed(node).isPresent();
  }

  private static boolean isIndex(BinaryExpression node) {
    return node.getOperation().getText().equals(INDEX);
  }

  private static boolean isMinus(BinaryExpression node) {
    return node.getOperation().getText().equals("-");
  }

  private Optional<Operand.FactRef> whole(Expression node, Fact fact) {
    return fact.keyed() ? keyMissing(node, fact) : Optional.of(new Operand.FactRef(fact, ""));
  }

  private Optional<Operand.FactRef> part(Expression node, Fact fact) {
    if (node instanceof BinaryExpression minus && isMinus(minus)) {
      String key = dashed(minus).orElseThrow();
      problems.report(
          NOT_ALLOWED,
          node,
          "A minus ends the key: " + fact + "." + key + " is a subtraction.",
          "Write " + fact + "[" + SourceText.quote(key) + "].");
      return Optional.empty();
    }
    if (!fact.keyed()) {
      problems.report(
          UNKNOWN_FACT,
          node,
          fact + " has no parts.",
          Problems.nearest(
              dottedName(node).orElse(fact.name()),
              parts(fact),
              "Write " + fact + " alone; only labels have keys."));
      return Optional.empty();
    }
    return key(node)
        .flatMap(key ->
            key.isEmpty() ? keyMissing(node, fact) : Optional.of(new Operand.FactRef(fact, key)));
  }

  private static List<String> parts(Fact fact) {
    return FactCatalog.all().stream()
        .map(Fact::name)
        .filter(name -> name.startsWith(fact + "."))
        .toList();
  }

  private Optional<Operand.FactRef> keyMissing(Expression node, Fact fact) {
    problems.report(
        MISSING_VALUE,
        node,
        fact + " needs a key.",
        "Write " + fact + ".tier or " + fact + "['some-key'].");
    return Optional.empty();
  }

  private Optional<String> key(Expression node) {
    if (node instanceof BinaryExpression index) {
      return indexed(index);
    }
    var property = (PropertyExpression) node;
    if (property.getObjectExpression() instanceof VariableExpression) {
      return Optional.of(property.getPropertyAsString());
    }
    return key(property.getObjectExpression())
        .map(prefix -> prefix + "." + property.getPropertyAsString());
  }

  private Optional<String> indexed(BinaryExpression index) {
    if (!(index.getLeftExpression() instanceof VariableExpression)) {
      problems.report(
          NOT_ALLOWED,
          index,
          "A key is written either with dots or in brackets.",
          "Write the whole key in brackets, as label['a.b-c'].");
      return Optional.empty();
    }
    Optional<Value> key = constants.evaluate(index.getRightExpression());
    if (key.isPresent() && !(key.get() instanceof Value.Text)) {
      problems.report(
          WRONG_TYPE,
          index.getRightExpression(),
          Kinds.shown(key.get()) + " is " + key.get().kind().phrase() + " and no key.",
          "Write a text, as label['some-key'].");
      return Optional.empty();
    }
    if (key.isPresent() && key.get().display().length() > Limits.NAME) {
      problems.report(
          TOO_LARGE,
          index.getRightExpression(),
          "The key has more than " + Limits.NAME + " symbols.",
          "Write a shorter one.");
      return Optional.empty();
    }
    return key.map(Value::display);
  }

  /** Returns the key that {@code label.auto-resume} was meant to have: {@code auto-resume}. */
  private static Optional<String> dashed(Expression node) {
    if (node instanceof BinaryExpression binary && isMinus(binary)) {
      return dashed(binary.getLeftExpression())
          .flatMap(
              left -> dottedName(binary.getRightExpression()).map(right -> left + "-" + right));
    }
    if (!(node instanceof PropertyExpression property)) {
      return Optional.empty();
    }
    if (property.getObjectExpression() instanceof VariableExpression variable) {
      return FactCatalog.find(variable.getName())
          .filter(Fact::keyed)
          .map(keyed -> property.getPropertyAsString());
    }
    return dashed(property.getObjectExpression())
        .map(prefix -> prefix + "." + property.getPropertyAsString());
  }

  private static Optional<String> dottedName(Expression node) {
    if (node instanceof VariableExpression variable) {
      return Optional.of(variable.getName());
    }
    return node instanceof PropertyExpression property
        ? dottedName(property.getObjectExpression())
            .map(prefix -> prefix + "." + property.getPropertyAsString())
        : Optional.empty();
  }
}
