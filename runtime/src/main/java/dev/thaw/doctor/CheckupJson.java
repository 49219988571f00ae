package dev.thaw.doctor;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.thaw.checkpoint.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** What was found, for programs. */
public final class CheckupJson {
  private CheckupJson() {}

  /**
   * Writes the checks as a field.
   *
   * @throws IOException if the generator's output fails
   */
  public static void checks(JsonGenerator json, List<Check> checks) throws IOException {
    json.writeArrayFieldStart("checks");
    for (Check check : checks) {
      json.writeStartObject();
      json.writeStringField("of", check.of());
      json.writeStringField("mark", check.mark().word());
      json.writeStringField("is", check.is());
      json.writeStringField("cure", check.cure());
      json.writeArrayFieldStart("commands");
      for (String command : check.commands()) {
        json.writeString(command);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * Writes findings as a field of that name.
   *
   * @throws IOException if the generator's output fails
   */
  public static void findings(JsonGenerator json, String field, List<Finding> findings)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Finding finding : findings) {
      json.writeStartObject();
      json.writeStringField("weight", finding.weight().name().toLowerCase(Locale.ROOT));
      json.writeStringField("code", finding.code());
      json.writeStringField("problem", finding.problem());
      json.writeStringField("cure", finding.cure());
      json.writeStringField("source", finding.source());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
