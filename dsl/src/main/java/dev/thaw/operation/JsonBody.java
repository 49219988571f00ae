package dev.thaw.operation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the JSON body of a request; keys come out in the order in which they are put. */
public final class JsonBody {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  private JsonBody() throws IOException {
    json = FACTORY.createGenerator(text);
    json.writeStartObject();
  }

  /** Starts an object. */
  public static JsonBody object() {
    try {
      return new JsonBody();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  public JsonBody put(String key, String value) {
    return write(() -> json.writeStringField(key, value));
  }

  public JsonBody put(String key, boolean value) {
    return write(() -> json.writeBooleanField(key, value));
  }

  public JsonBody put(String key, List<String> values) {
    return write(() -> {
      json.writeArrayFieldStart(key);
      for (String value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    });
  }

  /** Returns the text; nothing can be put any more. */
  public String text() {
    write(() -> {
      json.writeEndObject();
      json.close();
    });
    return text.toString();
  }

  private JsonBody write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private interface Writing {
    void run() throws IOException;
  }
}
