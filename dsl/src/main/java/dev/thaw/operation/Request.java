package dev.thaw.operation;

import java.util.List;

/** What an operation sends for one target. */
public sealed interface Request {

  /** Returns the calls in their order; those that depend on a reply hold placeholders. */
  List<EngineCall> calls();

  /** Nothing: the snapshot itself is the result, as for {@code ps}. */
  record Nothing() implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of();
    }
  }

  /** One call whose status decides. */
  record Once(EngineCall call) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /** One call whose reply is a stream of output. */
  record Stream(EngineCall call) implements Request {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }
  }

  /**
   * A command inside the container: made, run with its output streamed, then asked for its exit
   * code. {@code {Id}} in the later paths stands for the {@code Id} of the first reply.
   */
  record Command(EngineCall create, EngineCall run, EngineCall outcome) implements Request {
    /** The placeholder for the identifier that the engine gives. */
    public static final String ID = "{Id}";

    @Override
    public List<EngineCall> calls() {
      return List.of(create, run, outcome);
    }
  }
}
