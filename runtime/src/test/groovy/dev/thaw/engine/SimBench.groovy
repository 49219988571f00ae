package dev.thaw.engine

import dev.thaw.engine.sim.AttachmentSpec
import dev.thaw.engine.sim.ContainerSpec
import dev.thaw.engine.sim.EngineSpec
import dev.thaw.engine.sim.ExecSpec
import dev.thaw.engine.sim.HealthSpec
import dev.thaw.engine.sim.MemorySpec
import dev.thaw.engine.sim.ProcessSpec
import dev.thaw.engine.sim.SimEngine
import dev.thaw.engine.sim.StopSpec
import dev.thaw.engine.sim.VirtualClock
import dev.thaw.engine.sim.World
import dev.thaw.engine.sim.WorldYaml
import dev.thaw.fact.ContainerState
import dev.thaw.fact.Health
import java.time.Duration

/** A simulated world with containers made to order; time passes only where somebody waits. */
final class SimBench extends Bench {
    private final VirtualClock clock = VirtualClock.standing()
    private final EngineSpec spec
    private SimEngine simulator

    SimBench(EngineSpec spec = EngineSpec.DEFAULT) {
        this.spec = spec
    }

    /** Returns an engine of which a world says so. */
    static EngineSpec engine(String yaml) {
        WorldYaml.parse('world.yaml', "engine: $yaml").engine()
    }

    @Override
    Engine getEngine() {
        if (simulator == null) {
            put([:])
        }
        simulator
    }

    @Override
    Surroundings getSurroundings() {
        new Surroundings({ clock.now() }, engine.gauge())
    }

    @Override
    int getPort() {
        18_080
    }

    @Override
    Map<String, String> put(Map<String, Map<String, Object>> wanted) {
        assert simulator == null : 'a simulated world is complete before its first request'
        World world = new World(spec, Optional.empty(), wanted.collect { name, traits -> container(name, traits) }, Duration.ZERO, [])
        simulator = new SimEngine('sim', world, clock)
        wanted.keySet().collectEntries { name -> [name, inspect(name).path('Id').asText()] } as Map<String, String>
    }

    @Override
    String filters(Map<String, List<String>> more) {
        Json.of(more)
    }

    @Override
    String name(String name) {
        name
    }

    /** The simulator has no stop signals and timeouts, no images, and no socket for the docker command line here. */
    @Override
    boolean has(String what) {
        !(what in ['stopSignal', 'stopTimeout', 'images', 'docker stats'])
    }

    @Override
    void await(String what, Closure<Boolean> condition) {
        for (int i = 0; i < 1_000 && !condition(); i++) {
            clock.advance(Duration.ofMillis(50))
        }
        assert condition() : "waited in vain until $what"
    }

    @Override
    void pass(Duration time) {
        clock.advance(time)
    }

    @Override
    void close() {
        simulator?.close()
    }

    private static ContainerSpec container(String name, Map<String, Object> traits) {
        new ContainerSpec(
            name,
            'thaw-test/busybox',
            (Map<String, String>) (traits.labels ?: [:]),
            ContainerState.of((String) (traits.state ?: 'running')),
            traits.healthcheck
                ? Optional.of(new HealthSpec(Health.HEALTHY, Optional.empty(), Duration.ofSeconds(1)))
                : Optional.empty(),
            traits.memory
                ? new MemorySpec(traits.memory.held as long, 0, OptionalLong.of(traits.memory.limit as long))
                : MemorySpec.DEFAULT,
            1.5d,
            2,
            (String) (traits.restartPolicy ?: 'no'),
            0,
            ContainerSpec.DEFAULT_AGE,
            new AttachmentSpec((List<String>) (traits.networks ?: []), (List<String>) (traits.volumes ?: []), (List<Integer>) (traits.ports ?: [])),
            (boolean) (traits.tty ?: false),
            (int) (traits.exitCode ?: (traits.oom ? 137 : 0)),
            (boolean) (traits.oom ?: false),
            (List<String>) (traits.logs ?: []),
            traits.exec
                ? new ExecSpec((int) traits.exec.exitCode, (String) traits.exec.output, Duration.ZERO)
                : ExecSpec.DEFAULT,
            traits.stubborn ? new StopSpec(0, Duration.ofHours(1)) : StopSpec.DEFAULT,
            (Map<String, String>) (traits.files ?: [:]),
            new ProcessSpec([], ['PATH=/bin'], Optional.ofNullable((Duration) traits.counts)),
            (boolean) (traits.autoRemove ?: false))
    }
}
