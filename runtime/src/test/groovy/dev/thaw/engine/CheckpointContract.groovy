package dev.thaw.engine

import java.time.Duration
import java.time.Instant

/** What Thaw builds on where it makes checkpoints and goes back to them, the same for every engine that can. */
abstract class CheckpointContract extends CheckpointRefusals {

    def "a checkpoint of one that is #before, exit #exit: then it is #state, and #told"() {
        given:
        String id = one(state: before)
        def since = now()

        when:
        def answer = make(id, 'night', exit)

        then:
        answer.status == 201
        answer.text == ''
        bench.await('it has settled') { bench.state(id) == state }
        exitCode(id) == (exit ? 137 : 0)
        actions(id, since) == told
        names(id) == ['night']
        bench.list([id: [id]]).get(0).path('State').asText() == state

        where:
        before    | exit  || state     | told
        'running' | false || 'running' | ['pause', 'unpause', 'checkpoint']
        'running' | true  || 'exited'  | ['pause', 'checkpoint', 'die']
        'paused'  | false || 'paused'  | ['checkpoint']
        'paused'  | true  || 'exited'  | ['checkpoint', 'die']
    }

    def "a name is free again when its checkpoint was removed"() {
        given:
        String id = one()
        keep(id, 'night')

        when:
        def answer = make(id, 'night', true)

        then:
        answer.status == 500
        answer.message == "cannot checkpoint container $id: checkpoint with name night already exists for container $id"
        bench.state(id) == 'running'

        when:
        keep(id, 'morning')

        then:
        names(id) == ['morning', 'night']
        remove(id, 'night').status == 204
        names(id) == ['morning']
        make(id, 'night').status == 201
    }

    def "what was restored counts on, can be kept again, and an older state comes back"() {
        given:
        String id = one()

        when: 'it ends with its checkpoint'
        keep(id, 'first', true)
        def written = numbers(id)
        def before = bench.inspect(id).path('State')
        def since = now()

        then:
        written == (1..written.last()).toList()
        before.path('Pid').asInt() == 0

        when:
        def answer = restore(id, 'first')
        def state = bench.inspect(id).path('State')
        def on = after(id, written.size())

        then:
        answer.status == 204
        state.path('Status').asText() == 'running'
        state.path('Pid').asInt() > 0
        state.path('ExitCode').asInt() == 0
        Instant.parse(state.path('StartedAt').asText()) > Instant.parse(before.path('FinishedAt').asText())
        on.first() == written.last() + 1
        actions(id, since) == ['start']

        when: 'another is made of what was restored'
        bench.pass(CheckpointBench.SETTLED)
        keep(id, 'second', true)
        written = numbers(id)

        then:
        names(id) == ['first', 'second']
        restore(id, 'second').status == 204
        after(id, written.size()).first() == written.last() + 1

        when: 'the older one is gone back to'
        stop(id)
        written = numbers(id)

        then:
        restore(id, 'first').status == 204
        after(id, written.size()).first() == on.first()

        when: 'it is started afresh'
        stop(id)
        written = numbers(id)

        then:
        bench.ask('POST', "/containers/$id/start").status == 204
        after(id, written.size()).first() == 1
    }

    def "one that was paused counts on when it is restored"() {
        given:
        String id = one()
        assert bench.ask('POST', "/containers/$id/pause").status == 204
        keep(id, 'frozen', true)
        def written = numbers(id)

        expect:
        restore(id, 'frozen').status == 204
        after(id, written.size()).first() == written.last() + 1
        bench.state(id) == 'running'
    }

    def "a checkpoint ends what the restart policy #policy then starts afresh"() {
        given:
        String id = one(restartPolicy: policy)
        def since = now()
        keep(id, 'night', true)

        expect:
        bench.await('it is back') { bench.state(id) == 'running' }
        bench.inspect(id).path('RestartCount').asInt() == 1
        actions(id, since) == ['pause', 'checkpoint', 'die', 'start']
        restore(id, 'night').status == 304
        numbers(id).count { it == 1 } == 2

        where:
        policy << ['always', 'unless-stopped', 'on-failure']
    }

    def "without its restart policy it stays as it was left, and can have it back"() {
        given:
        String id = one(restartPolicy: 'always')

        when:
        def answer = bench.ask('POST', "/containers/$id/update", [:], [RestartPolicy: [Name: 'no']])
        keep(id, 'night', true)
        int written = numbers(id).size()

        then:
        answer.status == 200
        bench.state(id) == 'exited'
        restore(id, 'night').status == 204
        bench.ask('POST', "/containers/$id/update", [:], [RestartPolicy: [Name: 'always']]).status == 200
        bench.inspect(id).path('HostConfig').path('RestartPolicy').path('Name').asText() == 'always'
        after(id, written).first() == written + 1
    }

    def "one that is removed at its end takes its checkpoints along"() {
        given:
        String id = one(autoRemove: true)
        keep(id, 'stays')

        when:
        def answer = make(id, 'ends', true)

        then:
        answer.status == 201
        bench.await('it is gone') { bench.ask('GET', "/containers/$id/json").status == 404 }
        bench.ask('GET', "/containers/$id/checkpoints").status == 404
    }

    def "a clone starts from a checkpoint that was made into its folder, and makes its own"() {
        given:
        String id = one(labels: [app: 'web'])
        def since = now()
        def created = bench.create('twin', configuration(id))
        String twin = created.json.path('Id').asText()

        expect:
        created.status == 201
        bench.state(twin) == 'created'
        actions(twin, since) == ['create']

        when:
        keep(id, 'seed', false, folder(twin))
        int next = numbers(id).size()

        then:
        names(twin) == ['seed']
        names(id) == []
        restore(twin, 'seed').status == 204
        bench.state(twin) == 'running'
        bench.state(id) == 'running'
        after(twin, 0).first() in 2..next
        bench.inspect(twin).path('Config').path('Labels').path('app').asText() == 'web'

        when:
        bench.pass(CheckpointBench.SETTLED)
        keep(twin, 'own', true)
        int written = numbers(twin).size()

        then:
        restore(twin, 'own').status == 204
        after(twin, written).with { it[0] == numbers(twin)[written - 1] + 1 }
    }

    def "no container is made: #status, #words"() {
        given:
        String id = bench.put(cc: [:]).cc

        when:
        def answer = bench.create(name, configuration(id) + change)

        then:
        answer.status == status
        answer.message == words.replace('ID', id).replace('NAME', bench.name(name))

        where:
        name     | change                                                            || status | words
        'cc'     | [:]                                                               || 409    | 'Conflict. The container name "/NAME" is already in use by container "ID". You have to remove (or rename) that container to be able to reuse that name.'
        'twin'   | [Image: 'thaw-test/none']                                         || 404    | 'No such image: thaw-test/none:latest'
        'twin/2' | [:]                                                               || 400    | 'Invalid container name (NAME), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'
        'twin'   | [HostConfig: [RestartPolicy: [Name: 'nope']]]                     || 400    | "invalid restart policy: unknown policy 'nope'; use one of 'no', 'always', 'on-failure', or 'unless-stopped'"
        'twin'   | [HostConfig: [RestartPolicy: [Name: 'always'], AutoRemove: true]] || 400    | "can't create 'AutoRemove' container with restart policy"
    }

    def "checkpoints in a folder of one's own are apart from the container's"() {
        given:
        String id = one()
        String dir = "/tmp/${bench.name('checkpoints')}"
        keep(id, 'far', false, dir)

        expect:
        names(id, dir) == ['far']
        names(id) == []
        make(id, 'far', false, dir).status == 500
        remove(id, 'far').status == 500
        remove(id, 'far', dir).status == 204
        bench.ask('GET', "/containers/$id/checkpoints", [dir: dir]).text.trim() == 'null'
    }

    def "one with a terminal counts on, too"() {
        given:
        String id = bench.put(c: [counts: CheckpointBench.PERIOD, tty: true]).c
        def numbers = { bench.ask('GET', "/containers/$id/logs", [stdout: 'true']).text.readLines()*.toInteger() }
        bench.await('it counts') { numbers().size() > 2 }
        keep(id, 'night', true)
        int written = numbers().last()

        expect:
        restore(id, 'night').status == 204
        bench.await('it counts on') { numbers().last() > written + 2 }
        numbers() == (1..numbers().last()).toList()
    }

    def "health is lost for a moment by a checkpoint, and begins anew with a restore"() {
        given:
        String id = one(healthcheck: true)

        expect:
        make(id, 'night').status == 201
        bench.health(id) == 'unhealthy'
        bench.await('it is healthy again') { bench.health(id) == 'healthy' }
        keep(id, 'end', true)
        restore(id, 'end').status == 204
        bench.health(id) == 'starting'
        bench.await('it is healthy again') { bench.health(id) == 'healthy' }
    }

    def "the log is cut by count first and by time then; its times go with its lines"() {
        given:
        String id = one()
        bench.await('it has written') { numbers(id).size() > 8 }
        assert bench.ask('POST', "/containers/$id/pause").status == 204
        def stamped = bench.ask('GET', "/containers/$id/logs", [stdout: 'true', timestamps: 'true']).lines*.text()
        def at = { int place -> EventHistory.seconds(Instant.parse(stamped[place].tokenize(' ')[0])) }
        int size = stamped.size()

        expect:
        stamped.every { it ==~ /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z \d+/ }
        stamped*.replaceFirst(/.* /, '')*.toInteger() == (1..size).toList()
        numbers(id, [tail: '3']) == (size - 2..size).toList()
        numbers(id, [tail: '0']) == []
        numbers(id, [since: at(size - 3)]) == (size - 2..size).toList()
        numbers(id, [since: at(size - 3), tail: '2']) == [size - 1, size]
        numbers(id, [until: at(2)]) == [1, 2, 3]

        when:
        bench.pass(Duration.ofMillis(300))

        then:
        numbers(id).size() == size
        bench.ask('POST', "/containers/$id/unpause").status == 204
        after(id, size).first() == size + 1
    }
}
