package dev.thaw.engine

import com.fasterxml.jackson.databind.JsonNode
import dev.thaw.json.JsonTree

/** A reply that has been read. */
final class Answered {
    final int status
    final byte[] bytes
    private final Map<String, String> headers

    private Answered(int status, byte[] bytes, Map<String, String> headers) {
        this.status = status
        this.bytes = bytes
        this.headers = headers
    }

    static Answered of(Reply reply) {
        try (reply) {
            new Answered(reply.status(), reply.bytes(), ['content-type': reply.header('content-type').orElse('')])
        }
    }

    String getType() {
        headers['content-type']
    }

    String getText() {
        new String(bytes, 'UTF-8')
    }

    JsonNode getJson() {
        JsonTree.read(bytes)
    }

    /** Returns the engine's words for a failure, empty for a reply without a body. */
    String getMessage() {
        bytes.length == 0 ? '' : json.path('message').asText('')
    }

    /** Returns the lines of an output in frames, in their order. */
    List<OutputLine> getLines() {
        read(FrameReader.framed(new ByteArrayInputStream(bytes)))
    }

    /** Returns the lines of a terminal's output. */
    List<OutputLine> getRawLines() {
        read(FrameReader.raw(new ByteArrayInputStream(bytes)))
    }

    private static List<OutputLine> read(FrameReader reader) {
        List<OutputLine> lines = []
        for (def line = reader.next(); line.present; line = reader.next()) {
            lines << line.get()
        }
        lines
    }

    @Override
    String toString() {
        "$status $text"
    }
}
