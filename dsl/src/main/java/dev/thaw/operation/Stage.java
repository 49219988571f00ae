package dev.thaw.operation;

import java.util.List;

/** One of several things that an operation does one after the other. */
public sealed interface Stage {

  /** Returns what the engine is sent. */
  List<EngineCall> calls();

  /** Returns this with the identifier of the container that an earlier stage made. */
  Stage with(String id);

  /** A request. */
  record Call(EngineCall call) implements Stage {
    @Override
    public List<EngineCall> calls() {
      return List.of(call);
    }

    @Override
    public Stage with(String id) {
      return new Call(identified(id, call));
    }
  }

  /**
   * A request that makes a container, whose identifier the later stages have. Its body is not told:
   * it may hold what another one's environment keeps secret.
   */
  record Make(EngineCall call) implements Stage {
    @Override
    public List<EngineCall> calls() {
      return List.of(new EngineCall(call.method(), call.path(), call.query(), ""));
    }

    @Override
    public Stage with(String id) {
      return this;
    }
  }

  /** An archive that comes from the engine and goes back to it, into another container. */
  record Carry(EngineCall from, EngineCall to) implements Stage {
    @Override
    public List<EngineCall> calls() {
      return List.of(from, to);
    }

    @Override
    public Stage with(String id) {
      return new Carry(from, identified(id, to));
    }
  }

  /** Something done to the engine's own files. */
  record OnDisk(FileCall call) implements Stage {
    @Override
    public List<EngineCall> calls() {
      return List.of();
    }

    @Override
    public Stage with(String id) {
      return new OnDisk(call.with(id));
    }
  }

  private static EngineCall identified(String id, EngineCall call) {
    return new EngineCall(
        call.method(),
        call.path().replace(Request.Command.ID, id),
        call.query(),
        call.body().replace("\"" + Request.Command.ID + "\"", "\"" + id + "\""),
        call.payload());
  }
}
