package dev.thaw.engine

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.json.JsonTree
import dev.thaw.operation.EngineCall
import java.time.Duration
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What Thaw builds on where it copies files, the same for every engine. */
abstract class ArchiveContract extends Specification {
    static final FILES = ['/data/a': 'hello', '/data/sub/b': 'two', '/other/x y': 'spaced']

    @AutoCleanup
    Bench bench = openBench()

    /** Opens the engine under test; called for each feature. */
    abstract Bench openBench()

    private Reply ask(String method, String id, String path) {
        bench.engine.send(new EngineCall(method, "/containers/$id/archive", new TreeMap([path: path]), ''), Duration.ofSeconds(60))
    }

    private static List<String> entries(byte[] archive) {
        def tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))
        List<String> entries = []
        for (def entry = tar.nextEntry; entry != null; entry = tar.nextEntry) {
            entries << (entry.directory ? entry.name : "$entry.name=${new String(tar.readAllBytes(), 'UTF-8')}".toString())
        }
        entries.sort()
    }

    def "files come out of one that is #state"() {
        given:
        String id = bench.put(c: [state: state, files: FILES]).c

        expect:
        try (Reply reply = ask('GET', id, path)) {
            assert reply.status() == 200
            assert reply.header('content-type').get() == 'application/x-tar'
            byte[] archive = reply.bytes()
            assert entries(archive) == come
            // Two blocks of zeros tell that it is whole.
            assert archive[-1024..-1].every { it == 0 }
            assert stat(reply).path('name').asText() == come[0].replaceAll('[/=].*', '')
        }

        where:
        state     | path         || come
        'running' | '/data/a'    || ['a=hello']
        'running' | '/data'      || ['data/', 'data/a=hello', 'data/sub/', 'data/sub/b=two']
        'running' | '/data/'     || ['data/', 'data/a=hello', 'data/sub/', 'data/sub/b=two']
        'running' | '/other/x y' || ['x y=spaced']
        'paused'  | '/data'      || ['data/', 'data/a=hello', 'data/sub/', 'data/sub/b=two']
        'exited'  | '/data/sub'  || ['sub/', 'sub/b=two']
    }

    def "a look tells what there is: #path"() {
        given:
        String id = bench.put(c: [files: FILES]).c

        when:
        def reply = ask('HEAD', id, path)
        def stat = stat(reply)

        then:
        reply.status() == 200
        stat.path('name').asText() == name
        (stat.path('mode').asLong() >> 31 & 1) == folder
        folder == 1 || stat.path('size').asInt() == 5

        where:
        path      || name   | folder
        '/data/a' || 'a'    | 0
        '/data'   || 'data' | 1
    }

    def "what is not there is told"() {
        given:
        String id = bench.put(c: [state: state, files: state == 'created' ? [:] : FILES]).c

        when:
        def answer = bench.ask('GET', "/containers/$id/archive", [path: '/data/none'])

        then:
        answer.status == 404
        answer.message == "Could not find the file /data/none in container $id"

        where:
        state << ['running', 'created']
    }

    private static JsonNode stat(Reply reply) {
        JsonTree.read(Base64.decoder.decode(reply.header('X-Docker-Container-Path-Stat').get()))
    }
}
