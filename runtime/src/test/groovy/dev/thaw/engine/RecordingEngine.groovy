package dev.thaw.engine

import dev.thaw.operation.Dialect
import dev.thaw.operation.EngineCall
import java.time.Duration
import java.util.concurrent.CopyOnWriteArrayList

/** Passes every request on and keeps a note of it; a test may put something else in between. */
final class RecordingEngine implements Engine {
  final Engine engine
  final List<EngineCall> calls = new CopyOnWriteArrayList<>()
  /** Gets the call and the real way to send it. */
  Closure<Reply> between = { EngineCall call, Closure<Reply> send -> send() }

  RecordingEngine(Engine engine) {
    this.engine = engine
  }

  List<EngineCall> changes() {
    calls.findAll { it.mutates() }
  }

  @Override
  String address() {
    engine.address()
  }

  @Override
  Dialect dialect() {
    engine.dialect()
  }

  @Override
  Reply send(EngineCall call, Duration deadline) throws EngineException {
    calls << call
    between(call, { engine.send(call, deadline) })
  }

  @Override
  void close() {
    engine.close()
  }
}
