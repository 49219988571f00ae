package dev.thaw.engine

import static dev.thaw.engine.EngineException.Fault.INVALID
import static dev.thaw.engine.EngineException.Fault.LOST
import static dev.thaw.engine.OutputLine.Stream.STDERR
import static dev.thaw.engine.OutputLine.Stream.STDOUT

import java.nio.ByteBuffer
import spock.lang.Specification

class FrameReaderSpec extends Specification {

    private static byte[] frame(int stream, byte[] content) {
        ByteBuffer.allocate(8 + content.length).put((byte) stream).put(new byte[3]).putInt(content.length).put(content).array()
    }

    private static byte[] frame(int stream, String content) {
        frame(stream, content.getBytes('UTF-8'))
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream()
        parts.each { all.write(it) }
        all.toByteArray()
    }

    private static List<OutputLine> lines(FrameReader reader) {
        List<OutputLine> lines = []
        for (Optional<OutputLine> line = reader.next(); line.present; line = reader.next()) {
            lines << line.get()
        }
        lines
    }

    private static FrameReader framed(List<byte[]> parts) {
        FrameReader.framed(new ByteArrayInputStream(joined(parts)))
    }

    def "makes lines of frames: #what"() {
        expect:
        lines(framed(frames))*.with { [stream, text] } == expected

        where:
        what                              | frames                                                             || expected
        'nothing'                         | []                                                                 || []
        'a line a frame'                  | [frame(1, 'one\n'), frame(1, 'two\n')]                             || [[STDOUT, 'one'], [STDOUT, 'two']]
        'lines within one frame'          | [frame(1, 'one\ntwo\n')]                                           || [[STDOUT, 'one'], [STDOUT, 'two']]
        'a line over several frames'      | [frame(1, 'o'), frame(1, 'n'), frame(1, 'e\n')]                    || [[STDOUT, 'one']]
        'streams that cut each other off' | [frame(1, 'ou'), frame(2, 'er'), frame(1, 't\n'), frame(2, 'r\n')] || [[STDOUT, 'out'], [STDERR, 'err']]
        'a last line without an end'      | [frame(2, 'one\ntwo')]                                             || [[STDERR, 'one'], [STDERR, 'two']]
        'empty lines'                     | [frame(1, '\n\n')]                                                 || [[STDOUT, ''], [STDOUT, '']]
        'an empty frame'                  | [frame(1, ''), frame(1, 'one\n')]                                  || [[STDOUT, 'one']]
        'a character over two frames'     | [frame(1, [0xc3] as byte[]), frame(1, [0xa4, 0x0a] as byte[])]     || [[STDOUT, 'ä']]
        'what is not UTF-8'               | [frame(1, [0xff, 0x0a] as byte[])]                                 || [[STDOUT, '\ufffd']]
        'the echo of standard input'      | [frame(0, 'in\n')]                                                 || [[STDOUT, 'in']]
        'a carriage return at the end'    | [frame(1, 'one\r\n')]                                              || [[STDOUT, 'one']]
    }

    def "takes a terminal's output as it comes"() {
        expect:
        lines(FrameReader.raw(new ByteArrayInputStream('one\r\ntwo\r\nthree'.bytes)))*.text == ['one', 'two', 'three']
    }

    def "an output cut #where is lost, after the lines that were whole"() {
        given:
        byte[] whole = joined([frame(1, 'one\n'), frame(1, 'two\n')])
        FrameReader reader = FrameReader.framed(new ByteArrayInputStream(whole, 0, length))

        expect:
        reader.next().get().text == 'one'

        when:
        reader.next()

        then:
        EngineException failure = thrown()
        failure.fault == LOST

        where:
        where                    | length
        'within a header'        | 12 + 3
        'after a header'         | 12 + 8
        'within a frame'         | 12 + 10
    }

    def "what is not framed is refused: #bytes"() {
        when:
        lines(FrameReader.framed(new ByteArrayInputStream(bytes.bytes)))

        then:
        EngineException failure = thrown()
        failure.fault == INVALID

        where:
        bytes << ['plain text\n', '\u0001abc0000', '\u0004\u0000\u0000\u0000\u0000\u0000\u0000\u0001x']
    }

    def "the daemon's own complaint within the output is a failure with its words"() {
        when:
        lines(framed([frame(3, 'error grabbing logs: invalid character\n')]))

        then:
        EngineException failure = thrown()
        failure.fault == LOST
        failure.message == 'the engine broke off the output: error grabbing logs: invalid character'
    }

    def "a line of #length bytes comes in #pieces pieces, none of which splits a character"() {
        when:
        def all = lines(framed([frame(1, character * (length / character.getBytes('UTF-8').length as int) + '\n')]))

        then:
        all.size() == pieces
        all*.complete == [false] * (pieces - 1) + [true]
        all*.text.join('') == character * (length / character.getBytes('UTF-8').length as int)
        all.every { it.text.getBytes('UTF-8').length <= 64 * 1024 }

        where:
        length      | character || pieces
        65_535      | 'x'       || 1
        65_536      | 'x'       || 2
        200_000     | 'x'       || 4
        200_001     | '€'       || 4
        200_000     | '😀'      || 4
    }

    def "a frame that claims 4 GiB takes no memory before it comes"() {
        given:
        byte[] header = [1, 0, 0, 0, 0xff, 0xff, 0xff, 0xff] as byte[]

        when:
        lines(framed([header, 'one\n'.bytes]))

        then:
        EngineException failure = thrown()
        failure.fault == LOST
    }
}
