package dev.thaw.engine

import com.fasterxml.jackson.databind.ObjectMapper

/** JSON of Groovy's maps and lists. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()

    private Json() {}

    static String of(Object value) {
        MAPPER.writeValueAsString(value)
    }
}
