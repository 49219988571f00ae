package dev.thaw.compile;

import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import groovy.lang.Script;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of the language as plain Groovy would have them: methods that do nothing but what
 * Groovy does for them, which is to work out their arguments, and to call the blocks among them.
 */
public abstract class RunbookWords extends Script {
  private static final Set<String> WORDS = Set.of(
      "ps",
      "pause",
      "unpause",
      "start",
      "stop",
      "restart",
      "kill",
      "exec",
      "logs",
      "parallel",
      "sequence",
      "rolling",
      "step",
      "attempt",
      "recover",
      "ensure",
      "frozen",
      "during",
      "include",
      "note",
      "confirm",
      "runbook",
      "require",
      "never",
      "defaults",
      "param",
      "where",
      "when",
      "unless",
      "then",
      "min",
      "max",
      "until",
      "within",
      "orderBy",
      "first",
      "random",
      "lasting",
      "atMost",
      "concurrency",
      "continueOnError",
      "named",
      "after",
      "retry",
      "backoff",
      "timeout",
      "grace",
      "signal",
      "tail",
      "user",
      "env",
      "shell",
      "workdir");

  /** Texts are what they are made of only once somebody reads them. */
  private final StringBuilder said = new StringBuilder();

  /** Facts, and words where Groovy takes them for names. */
  static Map<String, Object> names() {
    var names = new java.util.HashMap<String, Object>();
    WORDS.forEach(word -> names.put(word, word));
    names.putAll(Map.of("name", "web-1", "image", "web", "running", true, "all", true));
    names.put("state", "running");
    names.put("label", Map.of("tier", "batch", "app", "web"));
    names.put("mem", 50);
    names.put("pids", 3);
    names.put("created", 0);
    names.put("networks", new Elements(List.of("front")));
    names.put("ports", new Elements(List.of(8080)));
    return names;
  }

  /** Takes any word with any arguments, as a sentence goes on. */
  public Object methodMissing(String name, Object arguments) {
    Object[] values = (Object[]) arguments;
    if (!WORDS.contains(name)) {
      throw new MissingMethodException(name, getClass(), values);
    }
    for (Object value : values) {
      use(value);
    }
    if (name.equals("param") && values.length == 2) {
      getBinding().setVariable(values[0].toString(), values[1]);
    }
    return new Rest(this);
  }

  private void use(Object value) {
    if (value instanceof Closure<?> block) {
      block.call();
    } else if (value instanceof Map<?, ?> named) {
      named.values().forEach(this::use);
    } else if (value instanceof List<?> items) {
      items.forEach(this::use);
    } else {
      said.append(value);
    }
  }

  /** A set as the language has it: Groovy's own have no {@code all} and {@code none}. */
  public static final class Elements extends java.util.ArrayList<Object> {
    private static final long serialVersionUID = 1L;

    Elements(List<?> items) {
      super(items);
    }

    /** Calls the block for each element. */
    public boolean all(Closure<?> block) {
      forEach(block::call);
      return true;
    }

    /** Calls the block for each element. */
    public boolean none(Closure<?> block) {
      return all(block);
    }
  }

  /** What follows a word: more words. */
  public static final class Rest {
    private final RunbookWords script;

    Rest(RunbookWords script) {
      this.script = script;
    }

    /** Goes on with the sentence. */
    public Object methodMissing(String name, Object arguments) {
      return script.methodMissing(name, arguments);
    }

    /** Goes on with a name that stands alone. */
    public Object propertyMissing(String name) {
      return this;
    }
  }
}
