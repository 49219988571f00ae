package dev.thaw.engine

import java.time.Duration
import java.time.Instant

/** Asks for checkpoints, and reads what containers count; the same on every engine. */
final class CheckpointBench {
    /** After a checkpoint what comes sooner may fail: moby#42900. */
    static final Duration SETTLED = Duration.ofMillis(600)

    static final Duration PERIOD = Duration.ofMillis(50)

    final Bench bench

    CheckpointBench(Bench bench) {
        this.bench = bench
    }

    /** Makes the one container, which has begun to count if it runs. */
    String one(Map<String, Object> traits = [:]) {
        String id = bench.put(c: [counts: PERIOD] + traits).c
        if (!(traits.state in ['created', 'exited'])) {
            bench.await('it counts') { traits.state == 'paused' || !numbers(id).empty }
        }
        id
    }

    Answered make(String id, String name, boolean exit = false, String dir = '') {
        bench.ask('POST', "/containers/$id/checkpoints", [:], [CheckpointID: name, CheckpointDir: dir, Exit: exit])
    }

    /** Makes one that nothing can disturb, and waits until all is as it will stay. */
    void keep(String id, String name, boolean exit = false, String dir = '') {
        def answer = make(id, name, exit, dir)
        assert answer.status == 201 : answer.text
        bench.pass(SETTLED)
    }

    Answered restore(String id, String name, Map<String, String> more = [:]) {
        bench.ask('POST', "/containers/$id/start", [checkpoint: name] + more)
    }

    List<String> names(String id, String dir = '') {
        def answer = bench.ask('GET', "/containers/$id/checkpoints", dir.empty ? [:] : [dir: dir])
        assert answer.status == 200
        answer.json.collect { it.path('Name').asText() }.sort()
    }

    Answered remove(String id, String name, String dir = '') {
        bench.ask('DELETE', "/containers/$id/checkpoints/$name", dir.empty ? [:] : [dir: dir])
    }

    /** Returns the numbers that a container has written. */
    List<Integer> numbers(String id, Map<String, String> more = [:]) {
        def answer = bench.ask('GET', "/containers/$id/logs", [stdout: 'true'] + more)
        assert answer.status == 200
        answer.lines*.text()*.toInteger()
    }

    /** Returns what it wrote from a start that comes after so many numbers. */
    List<Integer> after(String id, int written) {
        bench.await('it counts on') { numbers(id).size() > written + 2 }
        numbers(id).drop(written)
    }

    void stop(String id) {
        assert bench.ask('POST', "/containers/$id/stop", [t: '0']).status == 204
    }

    Instant now() {
        bench.surroundings.clock().instant() + EngineClock.offset(bench.engine, bench.surroundings.clock(), Duration.ofSeconds(30))
    }

    /**
     * Returns what events tell of a container since then; the daemon's threads race to tell of a checkpoint and of
     * the end that it brings, so these two are in one order.
     */
    List<String> actions(String id, Instant since) {
        def told = EventHistory.read(bench.engine, now(), Duration.ofSeconds(30)).of(id).findAll { !it.at().isBefore(since) }*.action()
        told.join(' ').replace('die checkpoint', 'checkpoint die').tokenize(' ')
    }

    int exitCode(String id) {
        bench.inspect(id).path('State').path('ExitCode').asInt()
    }

    /** Returns the configuration as creating another takes it. */
    Map<String, Object> configuration(String id) {
        def inspected = bench.inspect(id)
        [
            Image: inspected.path('Config').path('Image').asText(),
            Cmd: inspected.path('Config').path('Cmd').collect { it.asText() },
            Env: inspected.path('Config').path('Env').collect { it.asText() },
            Labels: inspected.path('Config').path('Labels').properties().collectEntries { [it.key, it.value.asText()] },
            Tty: inspected.path('Config').path('Tty').asBoolean(),
            HostConfig: [
                NetworkMode: inspected.path('HostConfig').path('NetworkMode').asText(),
                RestartPolicy: [Name: inspected.path('HostConfig').path('RestartPolicy').path('Name').asText()],
                AutoRemove: inspected.path('HostConfig').path('AutoRemove').asBoolean(),
            ],
        ]
    }

    /** Returns the folder on the engine's machine in which a container's checkpoints lie. */
    String folder(String id) {
        bench.ask('GET', '/info').json.path('DockerRootDir').asText() + "/containers/$id/checkpoints"
    }
}
