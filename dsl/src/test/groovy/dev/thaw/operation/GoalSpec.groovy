package dev.thaw.operation

import dev.thaw.fact.Circumstances
import dev.thaw.fact.ContainerState
import dev.thaw.fact.FactCost
import dev.thaw.fact.Health
import dev.thaw.fact.Inspection
import dev.thaw.fact.Listing
import dev.thaw.fact.Snapshot
import dev.thaw.fact.Usage
import java.time.Instant
import spock.lang.Specification

class GoalSpec extends Specification {
  static final Instant NOON = Instant.parse('2026-05-01T12:00:00Z')

  static Snapshot started(Instant at, ContainerState state = ContainerState.RUNNING) {
    new Snapshot(FactCost.INSPECT, false, 'a' * 64, 'web', 'nginx', [:], state,
        Listing.PLAIN,
        new Inspection(Health.NONE, 0, at, Instant.EPOCH, false, Optional.empty(), false, 0, 'no'),
        Usage.UNKNOWN, Circumstances.UNKNOWN)
  }

  def "a container started at #before and then at #now has been started anew: #reached"() {
    expect:
    new Goal.StartsAnew().reached(started(before), started(now)) == reached
    new Goal.Reaches(ContainerState.RUNNING)
        .reached(started(before), started(now, ContainerState.EXITED)) == reached

    where:
    before        | now                  || reached
    NOON          | NOON                 || false
    NOON          | NOON.plusMillis(1)   || true
    // The host's clock was set back in between.
    NOON          | NOON.minusSeconds(5) || true
    Instant.EPOCH | NOON                 || true
    Instant.EPOCH | Instant.EPOCH        || false
    NOON          | Instant.EPOCH        || false
  }
}
