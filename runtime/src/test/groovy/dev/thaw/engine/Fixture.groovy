package dev.thaw.engine

import dev.thaw.operation.EngineCall
import java.time.Clock
import java.time.Duration
import java.util.concurrent.Callable
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import java.util.concurrent.locks.LockSupport

/**
 * Containers on a real engine for one run of a specification: each bears its label, and exactly those
 * made here are removed in the end. Whatever a specification selects, it must AND {@link #filters} or
 * {@link #predicate} into it.
 */
final class Fixture extends Bench {
    static final String LABEL = 'thaw.run'

    /** Ends at once on SIGTERM, as a process with a handler does; process 1 has none by default. */
    private static final String WAIT = "trap 'exit 143' TERM; sleep 100000 & wait"

    final Engine engine
    final String run = UUID.randomUUID().toString()[0..7]
    private final String image
    private final List<String> made = new CopyOnWriteArrayList<>()
    private final List<String> images = []
    private final List<String> networks = []
    private final List<String> volumes = []
    private final ExecutorService threads = Executors.newFixedThreadPool(8)

    Fixture(LabEngine lab) {
        this.engine = lab.engine
        this.image = lab.image
    }

    /** Returns the condition that keeps a script to this run's containers. */
    String getPredicate() {
        "label['$LABEL'] == '$run'"
    }

    @Override
    String filters(Map<String, List<String>> more = [:]) {
        Json.of(more + [label: ["$LABEL=$run".toString()] + (more.label ?: [])])
    }

    @Override
    String name(String name) {
        "thaw-$run-$name"
    }

    @Override
    Surroundings getSurroundings() {
        new Surroundings(Clock.systemUTC(), HostGauge.here())
    }

    /** Several runs may share an engine. */
    @Override
    int getPort() {
        20_000 + Math.floorMod(run.hashCode(), 12_000)
    }

    @Override
    Map<String, String> put(Map<String, Map<String, Object>> wanted) {
        wanted.values().collectMany { it.networks ?: [] }.unique().each {
            assert ask('POST', '/networks/create', [:], [Name: name(it), Labels: [(LABEL): run]]).status == 201
            networks << name(it)
        }
        volumes.addAll(wanted.values().collectMany { it.volumes ?: [] }.unique().collect { name(it) })
        def tasks = wanted.collectEntries { name, traits -> [name, threads.submit({ make(name, traits) } as Callable)] }
        tasks.collectEntries { name, task -> [name, task.get()] } as Map<String, String>
    }

    /** An archive of nothing, imported: every import is an image with an identifier of its own. */
    @Override
    String image() {
        String name = "thaw-$run:moving"
        def call = EngineCall.post('/images/create', [fromSrc: '-', repo: "thaw-$run".toString(), tag: 'moving'], '\0' * 1024)
        def answer = Answered.of(engine.send(call, Duration.ofSeconds(60)))
        assert answer.status == 200 && !answer.text.contains('error') : answer.text
        images << ask('GET', "/images/$name/json").json.path('Id').asText()
        name
    }

    @Override
    boolean has(String what) {
        true
    }

    @Override
    void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos()
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left)
        }
    }

    @Override
    Answered create(String name, Map<String, Object> configuration) {
        def answer = super.create(name, configuration + [Labels: (configuration.Labels ?: [:]) + [(LABEL): run]])
        if (answer.status == 201) {
            made << answer.json.path('Id').asText()
        }
        answer
    }

    @Override
    void await(String what, Closure<Boolean> condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos()
        while (!condition()) {
            assert System.nanoTime() < end : "waited in vain until $what"
            LockSupport.parkNanos(20_000_000)
        }
    }

    @Override
    void close() {
        try {
            made.collect { id -> threads.submit { ask('DELETE', "/containers/$id", [force: 'true', v: 'true']) } }*.get()
            networks.each { ask('DELETE', "/networks/$it") }
            volumes.each { ask('DELETE', "/volumes/$it") }
            images.unique().each { ask('DELETE', "/images/$it") }
        } finally {
            threads.shutdownNow()
        }
    }

    private String make(String name, Map<String, Object> traits) {
        def created = ask('POST', '/containers/create', [name: this.name(name)], configuration(traits))
        assert created.status == 201 : created.text
        String id = created.json.path('Id').asText()
        made << id
        String state = traits.state ?: 'running'
        if (state == 'unstartable') {
            assert ask('POST', "/containers/$id/start").status >= 400
        } else if (state != 'created') {
            assert ask('POST', "/containers/$id/start").status == 204
        }
        if (state == 'exited') {
            ask('POST', "/containers/$id/wait", [condition: 'not-running'])
            await('the list says so, too') { list([id: [id]]).get(0).path('State').asText() == 'exited' }
        }
        if (state == 'restarting') {
            // From the fifth on the engine waits for seconds between two starts.
            await('it restarts slowly') { inspect(id).with { it.path('RestartCount').asInt() > 4 && it.path('State').path('Status').asText() == 'restarting' } }
        }
        if (traits.healthcheck == true) {
            await('it is healthy') { inspect(id).path('State').path('Health').path('Status').asText() == 'healthy' }
        }
        if (traits.unhealthy) {
            await('it is unhealthy') { inspect(id).path('State').path('Health').path('Status').asText() == 'unhealthy' }
        }
        if (traits.logs) {
            await('it has written') { ask('GET', "/containers/$id/logs", [stdout: 'true', tail: '1']).text.contains(traits.logs.last()) }
        }
        if (traits.files) {
            await('it has its files') { ask('HEAD', "/containers/$id/archive", [path: traits.files.keySet().last()]).status == 200 }
        }
        if (traits.memory) {
            await('it holds its memory') { ask('GET', "/containers/$id/logs", [stdout: 'true']).text.contains('held') }
        }
        if (state == 'paused') {
            assert ask('POST', "/containers/$id/pause").status == 204
        }
        id
    }

    private Map<String, Object> configuration(Map<String, Object> traits) {
        Map<String, Object> configuration = [
            Image: traits.image ?: image,
            Cmd: command(traits),
            Labels: [(LABEL): run] + (traits.labels ?: [:]),
            Tty: traits.tty ?: false,
            HostConfig: [:],
        ]
        if (traits.state == 'restarting') {
            configuration.HostConfig.RestartPolicy = [Name: 'always']
        }
        if (traits.memory) {
            configuration.HostConfig.Memory = traits.memory.limit
        }
        if (traits.oom) {
            configuration.HostConfig += [Memory: 32_000_000, MemorySwap: 32_000_000]
        }
        if (traits.restartPolicy) {
            configuration.HostConfig.RestartPolicy = [Name: traits.restartPolicy]
        }
        if (traits.networks) {
            configuration.HostConfig.NetworkMode = name(traits.networks[0])
        }
        if (traits.hostNetwork) {
            configuration.HostConfig.NetworkMode = 'host'
        }
        if (traits.volumes) {
            configuration.HostConfig.Mounts = traits.volumes.collect { [Type: 'volume', Source: name(it), Target: "/$it".toString()] }
        }
        if (traits.ports) {
            configuration.ExposedPorts = traits.ports.collectEntries { ["$it/tcp".toString(), [:]] }
            configuration.HostConfig.PortBindings = traits.ports.collectEntries { ["$it/tcp".toString(), [[HostPort: "$it".toString()]]] }
        }
        if (traits.healthcheck) {
            configuration.Healthcheck = [
                Test: traits.healthcheck == true ? ['CMD', 'true'] : ['CMD-SHELL', traits.healthcheck],
                Interval: (traits.interval ?: 1) * 1_000_000_000L,
            ]
        }
        if (traits.autoRemove) {
            configuration.HostConfig.AutoRemove = true
        }
        if (traits.unhealthy) {
            configuration.Healthcheck = [Test: ['CMD-SHELL', traits.unhealthy], Interval: 500_000_000, Retries: 1]
        }
        if (traits.stopTimeout != null) {
            configuration.StopTimeout = traits.stopTimeout
        }
        if (traits.stopSignal) {
            configuration.StopSignal = traits.stopSignal
        }
        configuration
    }

    private static List<String> command(Map<String, Object> traits) {
        if (traits.command) {
            return traits.command instanceof List
                ? traits.command
                : ['sh', '-c', "${traits.command}\n$WAIT".toString()]
        }
        if (traits.stubborn) {
            return ['sleep', '100000']
        }
        if (traits.counts && traits.state != 'exited') {
            def seconds = (traits.counts as Duration).toMillis() / 1000
            return ['sh', '-c', "trap 'exit 143' TERM; i=0; while :; do i=\$((i+1)); echo \$i; sleep $seconds; done".toString()]
        }
        if (traits.oom) {
            return ['sh', '-c', 'x=$(head -c 200000000 /dev/zero | tr "\\0" x); echo $x']
        }
        String first = (traits.logs ?: []).collect { "echo $it; " }.join('')
        (traits.files ?: [:]).each { path, text ->
            first += "mkdir -p '${path.substring(0, path.lastIndexOf('/'))}/'; printf %s '$text' > '$path'; "
        }
        if (traits.memory) {
            first += "x=\$(head -c ${traits.memory.held} /dev/zero | tr '\\0' x); echo held; "
        }
        ['sh', '-c', first + (traits.state in ['exited', 'restarting'] ? "exit ${traits.exitCode ?: 0}" : WAIT)]
    }
}
