package dev.thaw.diagnose;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.diagnose.Diagnosis.Cause;
import dev.thaw.diagnose.Diagnosis.Finding;
import java.io.IOException;
import java.util.List;

/** A diagnosis for programs. */
public final class DiagnosisJson {
  private DiagnosisJson() {}

  /**
   * Writes its fields into the object that is open.
   *
   * @throws IOException if the generator's output fails
   */
  public static void write(JsonGenerator json, Diagnosis diagnosis) throws IOException {
    json.writeStringField("state", diagnosis.state());
    json.writeStringField("image", diagnosis.image());
    json.writeArrayFieldStart("causes");
    for (Cause cause : diagnosis.causes()) {
      json.writeStartObject();
      json.writeStringField("code", cause.code());
      json.writeNumberField("weight", cause.weight());
      json.writeStringField("what", cause.what());
      texts(json, "evidence", cause.evidence());
      json.writeStringField("cure", cause.cure());
      json.writeStringField("line", cause.line());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (Finding finding : diagnosis.findings()) {
      json.writeStartObject();
      json.writeStringField("of", finding.of());
      json.writeStringField("is", finding.is());
      json.writeEndObject();
    }
    json.writeEndArray();
    texts(json, "health", diagnosis.health());
    texts(json, "log", diagnosis.log());
    texts(json, "missing", diagnosis.missing());
  }

  private static void texts(JsonGenerator json, String field, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
