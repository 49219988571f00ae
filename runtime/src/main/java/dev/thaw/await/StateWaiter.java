package dev.thaw.await;

import dev.thaw.fact.ContainerState;
import dev.thaw.operation.Wait;
import java.util.Optional;

/** Waits for a container to run, or to have ended. */
final class StateWaiter {
  private StateWaiter() {}

  static Waiter running() {
    var liveness = new Liveness();
    return view -> liveness
        .dead(view)
        .or(() -> Liveness.idle(view))
        .orElseGet(() -> Standing.reached("running"));
  }

  static Waiter exited(Wait.Exited wait) {
    return new Waiter() {
      @Override
      public Standing judge(View view) {
        ContainerState state = view.snapshot().state();
        return state == ContainerState.EXITED || state == ContainerState.DEAD
            ? judge(view.snapshot().inspection().exitCode(), Liveness.ended(view.snapshot()))
            : Standing.open("it is " + state.word());
      }

      /** One that removes itself is gone as soon as it has ended. */
      @Override
      public Standing gone(Lookout lookout) {
        Optional<Integer> code = lookout.exitCode();
        return code.isPresent()
            ? judge(code.get(), "exited with code " + code.get() + " and is gone")
            : Standing.failed("the container is gone, and nobody knows its exit code");
      }

      private Standing judge(int code, String told) {
        return wait.codes().isEmpty() || wait.codes().contains(code)
            ? Standing.reached(told)
            : Standing.failed("it has " + told + ", not " + wait.expected());
      }
    };
  }
}
