package dev.thaw.engine

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.host.Tar
import dev.thaw.json.JsonTree
import dev.thaw.operation.Dialect
import dev.thaw.operation.EngineCall
import dev.thaw.operation.Payload
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

    private Answered put(String id, String path, byte[] archive) {
        def query = new TreeMap([path: path, noOverwriteDirNonDir: '1'])
        Answered.of(bench.engine.send(new EngineCall('PUT', "/containers/$id/archive", query, '', Payload.of(archive)), Duration.ofSeconds(60)))
    }

    private List<String> holds(String id, String path) {
        try (Reply reply = ask('GET', id, path)) {
            assert reply.status() == 200
            return entries(reply.bytes())
        }
    }

    def "files go into one that is #state"() {
        given:
        String id = bench.put(c: [state: state, files: FILES]).c

        expect:
        put(id, '/data', Tar.of { file('new', 'n\u00fcw') }).status == 200
        put(id, '/data/', Tar.of { folder('sub'); file('sub/b', 'other'); folder('sub/deep'); file('sub/deep/c', 'three') }).status == 200
        put(id, '/data', Tar.of { folder('empty') }).status == 200
        holds(id, '/data') == ['data/', 'data/a=hello', 'data/empty/', 'data/new=n\u00fcw', 'data/sub/', 'data/sub/b=other', 'data/sub/deep/',
                               'data/sub/deep/c=three']
        bench.state(id) == state

        where:
        state << ['running', 'paused', 'exited']
    }

    def "what cannot go in is told: #what"() {
        given:
        String id = bench.put(c: [files: FILES]).c
        boolean newest = bench.engine.dialect().atLeast(Dialect.NEWEST)

        when:
        def answer = put(id, path, Tar.of(archive))

        then:
        answer.status == (newest && status == 500 && path == '/data/a' ? 400 : status)
        // 20.10 tells first which of its processes found that; 28.5 names what is inside without its folder.
        answer.message.replace(id, 'ID').endsWith(newest ? message.replace('directory "/data/', 'directory "') : message)
        holds(id, '/data') == ['data/', 'data/a=hello', 'data/sub/', 'data/sub/b=two']

        where:
        what                   | path       | archive                                 || status | message
        'no such folder'       | '/data/no' | { file('x', 'x') }                      || 404    | 'Could not find the file /data/no in container ID'
        'a file as the folder' | '/data/a'  | { file('x', 'x') }                      || 500    | 'extraction point is not a directory'
        'a folder over a file' | '/data'    | { folder('a') }                         || 500    | 'cannot overwrite non-directory "/data/a" with directory "/data"'
        'a file over a folder' | '/data'    | { file('sub', 'x') }                    || 500    | 'cannot overwrite directory "/data/sub" with non-directory "/data"'
    }

    def "a look with a slash behind it sees folders alone: #path"() {
        given:
        String id = bench.put(c: [files: FILES]).c

        expect:
        try (Reply reply = ask('HEAD', id, path)) {
            assert reply.status() == status
        }

        where:
        path        || status
        '/data/'    || 200
        '/data/a/'  || 500
        '/data/no/' || 404
        '/'         || 200
    }

    private static JsonNode stat(Reply reply) {
        JsonTree.read(Base64.decoder.decode(reply.header('X-Docker-Container-Path-Stat').get()))
    }
}
