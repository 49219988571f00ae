package dev.thaw.explain;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Explanations for tools: an array of objects, on one line. */
public final class ExplanationJson {
  private ExplanationJson() {}

  /**
   * Returns the array.
   *
   * @param name how the user names a file of the script
   */
  public static String write(List<Explanation> explanations, UnaryOperator<String> name) {
    var text = new StringWriter();
    try (JsonGenerator json = JsonTree.factory().createGenerator(text)) {
      json.writeStartArray();
      for (Explanation explanation : explanations) {
        json.writeStartObject();
        json.writeStringField("file", name.apply(explanation.span().file()));
        json.writeNumberField("line", explanation.span().line());
        json.writeNumberField("endLine", explanation.span().endLine());
        json.writeStringField("id", explanation.id());
        json.writeStringField("title", explanation.title());
        json.writeArrayFieldStart("points");
        for (Point point : explanation.points()) {
          json.writeStartObject();
          json.writeStringField("about", point.about());
          json.writeStringField("text", point.text());
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
