package dev.thaw.engine

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.operation.EngineCall
import java.time.Duration

/** An engine with containers made to order, real or simulated. */
abstract class Bench implements AutoCloseable {

    abstract Engine getEngine()

    /** The clock that the engine goes by, and what can be read of its machine. */
    abstract Surroundings getSurroundings()

    /** A port of the machine that no other bench takes. */
    abstract int getPort()

    /**
     * Makes containers and returns their identifiers by name; to be called once, before anything else.
     *
     * @param wanted by name: {@code state} (created, running, paused, restarting, exited), {@code exitCode},
     *     {@code labels}, {@code logs} (lines), {@code healthcheck} (passes, or on a real engine what it runs, every {@code interval} seconds), on a real
     *     engine {@code command} (what it runs first), {@code memory} ({@code limit}
     *     and {@code held}, in bytes), {@code stubborn} (ignores SIGTERM), {@code stopSignal}, {@code stopTimeout} (seconds), {@code tty},
     *     {@code networks}, {@code volumes} (both called by {@link #name}), {@code ports}, {@code restartPolicy}, {@code oom} (dies of it),
     *     {@code counts} (writes 1, 2, 3 … that far apart, ten a second if it is true), {@code autoRemove},
     *     {@code image},     {@code exec} ({@code exitCode} and {@code output} of {@code sh -c} with that effect)
     */
    abstract Map<String, String> put(Map<String, Map<String, Object>> wanted)

    /** Returns the list request's filters, narrowed to what was made here. */
    abstract String filters(Map<String, List<String>> more)

    /** Returns the name that a container really has. */
    abstract String name(String name)

    /** Makes an image of its own, a new one under the same name each time, and returns the name. */
    String image() {
        throw new UnsupportedOperationException('images')
    }

    /** Returns whether this engine has such a thing at all: {@code stopSignal}, {@code stopTimeout}, {@code images}, {@code docker stats}. */
    abstract boolean has(String what)

    /** Lets time pass. */
    abstract void pass(Duration time)

    /** Makes one more container, of a configuration as the engine takes it; it goes when the others do. */
    Answered create(String name, Map<String, Object> configuration) {
        ask('POST', '/containers/create', [name: this.name(name)], configuration)
    }

    /** Waits for what comes by itself. */
    abstract void await(String what, Closure<Boolean> condition)

    /** Sends a request and reads the whole reply. */
    Answered ask(String method, String path, Map<String, String> query = [:], Object body = null, Duration deadline = Duration.ofSeconds(60)) {
        Answered.of(engine.send(new EngineCall(method, path, new TreeMap(query), body == null ? '' : Json.of(body)), deadline))
    }

    JsonNode inspect(String id) {
        def answer = ask('GET', "/containers/$id/json")
        assert answer.status == 200
        answer.json
    }

    String state(String id) {
        inspect(id).path('State').path('Status').asText()
    }

    String health(String id) {
        inspect(id).path('State').path('Health').path('Status').asText('none')
    }

    /** Lists this bench's containers. */
    JsonNode list(Map<String, List<String>> more = [:], boolean all = true) {
        ask('GET', '/containers/json', [all: "$all".toString(), filters: filters(more)]).json
    }

    /** Lists the names, as they were ordered, sorted. */
    List<String> names(Map<String, List<String>> more = [:], boolean all = true) {
        String prefix = name('')
        list(more, all).collect { it.path('Names').path(0).asText() - "/$prefix" }.sort()
    }
}
