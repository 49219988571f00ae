package dev.thaw.render;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.diagnostic.Diagnostic;
import dev.thaw.json.JsonTree;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Problems of scripts for tools: an array of objects, on one line. */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  /** Returns the array, in the order of the problems. */
  public static String write(List<Diagnostic> problems) {
    var text = new StringWriter();
    try (JsonGenerator json = JsonTree.factory().createGenerator(text)) {
      json.writeStartArray();
      for (Diagnostic problem : problems) {
        json.writeStartObject();
        json.writeStringField("file", problem.file());
        json.writeNumberField("line", problem.span().line());
        json.writeNumberField("column", problem.span().column());
        json.writeNumberField("endLine", problem.span().endLine());
        json.writeNumberField("endColumn", problem.span().endColumn());
        json.writeStringField("code", problem.code().name());
        json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("problem", problem.problem());
        json.writeStringField("cure", problem.cure());
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
