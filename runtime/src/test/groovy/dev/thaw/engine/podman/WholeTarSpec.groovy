package dev.thaw.engine.podman

import dev.thaw.engine.EngineException
import dev.thaw.engine.EngineException.Fault
import org.apache.commons.compress.archivers.tar.TarArchiveEntry
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream
import spock.lang.Specification

/** A part of an archive is never taken for all of it. */
class WholeTarSpec extends Specification {
    private static final List<String> NEEDED = ['config.dump', 'spec.dump', 'checkpoint/inventory.img']

    private static byte[] archive(Map<String, byte[]> entries, int big = TarArchiveOutputStream.BIGNUMBER_POSIX) {
        def bytes = new ByteArrayOutputStream()
        new TarArchiveOutputStream(bytes, 'UTF-8').withCloseable { tar ->
            tar.bigNumberMode = big
            tar.longFileMode = TarArchiveOutputStream.LONGFILE_POSIX
            entries.each { name, content ->
                def entry = new TarArchiveEntry(name)
                entry.size = content.length
                tar.putArchiveEntry(entry)
                tar.write(content)
                tar.closeArchiveEntry()
            }
        }
        bytes.toByteArray()
    }

    private static final byte[] GOOD = archive(
        NEEDED.collectEntries { [it, "of $it".bytes] } +
            ['checkpoint/': new byte[0], 'checkpoint/pages-1.img': new byte[5000], ('checkpoint/' + 'long' * 40): 'x'.bytes])

    private static ExportedCheckpoint read(byte[] bytes, int pieces) {
        def archive = new CheckedArchive(new ByteArrayInputStream(bytes))
        byte[] buffer = new byte[pieces]
        while (archive.read(buffer) >= 0) {
            // As a taker would.
        }
        archive.receipt()
    }

    def "a whole one has its size and its digest, in pieces of #pieces bytes"() {
        expect:
        with(read(GOOD, pieces)) {
            it.size() == GOOD.length
            it.sha256() == GOOD.digest('SHA-256')
        }

        where:
        pieces << [1, 7, 511, 512, 513, 4096, 1 << 20]
    }

    def "cut anywhere before its end, zeros or not, it is not whole"() {
        given:
        int content = GOOD.length
        while (GOOD[content - 1] == 0) {
            content--
        }
        // The end is two blocks of zeros from the next boundary on; what follows is filling.
        int end = (content + 511).intdiv(512) * 512 + 1024

        expect:
        (0..<end).findAll { length ->
            try {
                read(Arrays.copyOf(GOOD, length), 4096)
                return true
            } catch (EngineException told) {
                assert told.fault() in [Fault.LOST, Fault.INVALID]
                return false
            }
        } == []
        read(Arrays.copyOf(GOOD, end), 4096).size() == end
    }

    def "what is no checkpoint, no tar, or goes on behind its end, is refused: #what"() {
        when:
        read(bytes as byte[], 4096)

        then:
        def told = thrown(EngineException)
        told.fault() == Fault.INVALID
        told.message.contains(words)

        where:
        what              | bytes                                                  || words
        'something else'  | archive(['a': 'b'.bytes])                              || 'no checkpoint of Podman'
        'compressed'      | [0x28, 0xb5, 0x2f, 0xfd] + [1] * 2000                  || '--compress=none'
        'text'            | ('not an archive at all ' * 100).bytes                 || '--compress=none'
        'two in one'      | (GOOD as List) + (GOOD as List)                        || 'something follows its end'
    }

    def "a source that breaks breaks the reading"() {
        given:
        def source = new SequenceInputStream(new ByteArrayInputStream(GOOD, 0, 2000), new InputStream() {
            @Override
            int read() {
                throw new IOException('gone')
            }
        })

        when:
        new CheckedArchive(source).readAllBytes()

        then:
        def told = thrown(IOException)
        told.message == 'gone'
    }
}
