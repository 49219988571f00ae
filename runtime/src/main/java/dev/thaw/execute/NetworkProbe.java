package dev.thaw.execute;

import dev.thaw.await.Addresses;
import dev.thaw.await.Asking;
import dev.thaw.await.Connecting;
import dev.thaw.await.View;
import dev.thaw.operation.Probe;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks by a connection of our own; another worker takes the place of this one meanwhile. */
final class NetworkProbe implements Asking {
  private final RunContext run;
  private final Probe probe;
  /** Where an answer came from once, whatever it was. */
  private Optional<InetSocketAddress> known = Optional.empty();

  NetworkProbe(RunContext run, Probe probe) {
    this.run = run;
    this.probe = probe;
  }

  @Override
  public String ask(View view, Duration timeout) throws Impossible {
    List<InetSocketAddress> addresses = known
        .map(List::of)
        .orElse(new Addresses(run.engine.address()).of(view, probe.host(), probe.port()));
    if (addresses.isEmpty()) {
      throw new Impossible(Addresses.none(run.engine.address(), probe.port()));
    }
    Duration each = timeout.dividedBy(addresses.size());
    String last = "";
    for (InetSocketAddress address : addresses) {
      Connecting.Answer answer = run.workers.aside(() -> Connecting.ask(probe, address, each));
      if (answer.answered()) {
        known = Optional.of(address);
        return answer.failure();
      }
      last = answer.failure();
    }
    return last;
  }
}
