package dev.thaw.graph;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.thaw.diagnostic.SourceSpan;
import java.io.IOException;
import java.util.List;

/** The JSON form of places: {@code "at":[3,1,3,20]}, with {@code "in"} for an included file. */
final class SpanJson {
  private SpanJson() {}

  static void write(JsonGenerator json, SourceSpan span) throws IOException {
    if (!span.file().isEmpty()) {
      json.writeStringField("in", span.file());
    }
    json.writeFieldName("at");
    int[] place = {span.line(), span.column(), span.endLine(), span.endColumn()};
    json.writeArray(place, 0, place.length);
  }

  static SourceSpan read(JsonNode json) {
    List<Integer> place = Fields.each(json, "at", Fields::number);
    if (place.size() != 4) {
      throw new IllegalArgumentException("not a place of four numbers: " + place);
    }
    return new SourceSpan(
        json.has("in") ? Fields.text(json, "in") : "",
        place.get(0),
        place.get(1),
        place.get(2),
        place.get(3));
  }
}
