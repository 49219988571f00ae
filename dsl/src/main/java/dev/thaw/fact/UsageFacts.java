package dev.thaw.fact;

import static dev.thaw.fact.FactCost.LIST;
import static dev.thaw.fact.FactCost.STATS;
import static dev.thaw.fact.FactCost.STATS_PAIR;

import dev.thaw.value.Value;
import dev.thaw.value.ValueKind;
import java.util.List;

/** What a container and the engine's machine use. */
final class UsageFacts {
  private UsageFacts() {}

  static List<Fact> all() {
    return List.of(
        FactForms.share(
            "mem",
            STATS,
            "memory without page cache, as docker stats shows it: against a percentage the share of"
                + " the limit, against a size the bytes in use; unknown when stopped",
            s -> s.usage().memoryPercent(),
            s -> s.usage().memory()),
        FactForms.one(
                "mem.ofHost",
                STATS,
                "the same as a share of the machine's memory, whatever the limit",
                ValueKind.PERCENT,
                s -> s.circumstances().host().share(s.usage().memory()).map(Value.Percent::new))
            .onHost(),
        FactForms.one(
            "cpu",
            STATS_PAIR,
            "processor time as a share of one core: 200% is two full cores; unknown when stopped",
            ValueKind.PERCENT,
            s -> s.usage().processorPercent().map(Value.Percent::new)),
        FactForms.count(
            "pids",
            STATS,
            "processes and threads inside; unknown when stopped",
            s -> s.usage().processes()),
        FactForms.one(
                "engine",
                LIST,
                "the name of the engine's machine",
                ValueKind.TEXT,
                s -> s.circumstances().host().engine().map(Value.Text::new))
            .onHost(),
        FactForms.share(
                "host.mem",
                LIST,
                "memory of the engine's machine that is in use, page cache left out: a share or"
                    + " bytes; unknown unless the engine is on this machine",
                s -> s.circumstances().host().share(s.circumstances().host().memoryUsed()),
                s -> s.circumstances().host().memoryUsed())
            .onHost(),
        FactForms.one(
                "host.load",
                LIST,
                "the machine's load average of one minute; unknown unless the engine is on this"
                    + " machine",
                ValueKind.NUMBER,
                s -> s.circumstances().host().load().map(Value.Number::new))
            .onHost(),
        FactForms.count(
                "host.cpus",
                LIST,
                "how many processors the engine's machine has",
                s -> s.circumstances().host().processors())
            .onHost());
  }
}
