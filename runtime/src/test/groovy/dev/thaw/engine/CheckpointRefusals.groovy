package dev.thaw.engine

import dev.thaw.operation.Dialect
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What engines refuse of checkpoints before they begin with one: with a CRIU and without one. */
abstract class CheckpointRefusals extends Specification {
    private static final String ALLOWED = 'only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'

    @AutoCleanup
    Bench bench = openBench()

    @Delegate
    CheckpointBench checkpoints = new CheckpointBench(bench)

    /** Opens the engine under test; called for each feature. */
    abstract Bench openBench()

    boolean isOld() {
        !bench.engine.dialect().atLeast(Dialect.parse('1.42'))
    }

    def "the engine tells what checkpoints depend on"() {
        when:
        def info = bench.ask('GET', '/info').json
        def version = bench.ask('GET', '/version').json

        then:
        info.path('ExperimentalBuild').asBoolean()
        ['Driver', 'DockerRootDir', 'KernelVersion', 'CgroupVersion', 'ServerVersion'].every { !info.path(it).asText().empty }
        version.path('KernelVersion').asText() == info.path('KernelVersion').asText()
        version.path('Version').asText() == info.path('ServerVersion').asText()
    }

    def "no checkpoint of one that is #state"() {
        given:
        String id = one(state: state)

        when:
        def answer = make(id, 'night')

        then:
        answer.status == (old ? 500 : 409)
        answer.message == (old ? "Container $id not running" : "container $id is not running")
        names(id) == []

        where:
        state << ['created', 'exited']
    }

    def "no checkpoint can be called '#name'"() {
        given:
        String id = one()

        when:
        def answer = make(id, name)

        then:
        answer.status == 500
        answer.message == "Invalid checkpoint ID ($name), $ALLOWED"
        bench.state(id) == 'running'
        names(id) == []

        where:
        name << ['a', '-x', 'a b', '../x', 'x/y', '']
    }

    def "what there is not cannot be removed, and what there has never been cannot be listed"() {
        given:
        String id = one(state: 'created')

        expect:
        with(remove(id, 'none')) {
            assert it.status == 500
            assert it.message == "checkpoint none does not exist for container $id"
        }
        with(bench.ask('GET', "/containers/$id/checkpoints", [dir: "/tmp/${bench.name('none')}".toString()])) {
            assert it.status == 500
            assert it.message == "checkpoint  does not exist for container $id"
        }
        bench.ask('GET', "/containers/$id/checkpoints").text.trim() == 'null'
    }

    def "where there is no container there is no checkpoint"() {
        given:
        one(state: 'created')

        expect:
        def answers = [make('0' * 64, 'night'), bench.ask('GET', "/containers/${'0' * 64}/checkpoints"), remove('0' * 64, 'night'), restore('0' * 64, 'night')]
        answers*.status == [404] * 4
        answers*.message == ['No such container: ' + '0' * 64] * 4
    }

    def "from a checkpoint that is not there a container that is #state does not start: #status"() {
        given:
        String id = one(state: state)

        when:
        def answer = restore(id, 'none')

        then:
        answer.status == status
        answer.message == words.replace('NAME', bench.name('c'))
        bench.state(id) == state
        bench.inspect(id).path('State').path('Error').asText() == (status == 500 ? answer.message : '')
        exitCode(id) == (status == 500 ? 128 : 0)

        where:
        state     || status | words
        'running' || 304    | ''
        'paused'  || 409    | 'cannot start a paused container, try unpause instead'
        'exited'  || 500    | 'checkpoint none does not exist for container /NAME'
        'created' || 500    | 'checkpoint none does not exist for container /NAME'
    }

    def "a container that could not start starts afresh, and nothing is left of the failure"() {
        given:
        String id = one(state: 'created')

        expect:
        restore(id, 'none').status == 500
        bench.ask('POST', "/containers/$id/start").status == 204
        bench.inspect(id).path('State').path('Error').asText() == ''
        after(id, 0).first() == 1
    }

    def "no start from a folder: #status for one that is #state, #query"() {
        given:
        String id = one(state: state)

        when:
        def answer = bench.ask('POST', "/containers/$id/start", query)

        then:
        answer.status == status
        answer.message == words
        bench.state(id) == state
        exitCode(id) == 0

        where:
        state     | query                                         || status | words
        'exited'  | [checkpoint: 'none', 'checkpoint-dir': '/tmp'] || 403   | 'custom checkpointdir is not supported'
        'exited'  | ['checkpoint-dir': '/tmp']                     || 403   | 'custom checkpointdir is not supported'
        'running' | [checkpoint: 'none', 'checkpoint-dir': '/tmp'] || 304   | ''
    }
}
