package dev.thaw.engine

/** What an engine makes of a checkpoint whose machine has no CRIU, the same for every such engine. */
abstract class AbsentCriuContract extends CheckpointRefusals {

    def "no checkpoint, exit #exit, and the container runs on"() {
        given:
        String id = one()
        def since = now()

        when:
        def answer = make(id, 'night', exit)

        then:
        answer.status == 500
        answer.message.replace(id, 'ID').replaceFirst(/path= .*\/ID/, 'path= ID') == 'Cannot checkpoint container ID: runc did not terminate ' +
            'successfully: exit status 1: CRIU version check failed: exec: "criu": executable file not found in $PATH path= ID/criu-dump.log: unknown'
        actions(id, since) == ['pause', 'unpause']
        names(id) == []
        bench.state(id) == 'running'

        when:
        int written = numbers(id).size()

        then:
        after(id, written).first() == written + 1

        where:
        exit << [false, true]
    }
}
