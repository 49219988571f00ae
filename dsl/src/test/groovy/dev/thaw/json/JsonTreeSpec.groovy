package dev.thaw.json

import com.fasterxml.jackson.core.JsonEncoding
import spock.lang.Specification

class JsonTreeSpec extends Specification {

  private static List<String> written(String text) {
    def bytes = new ByteArrayOutputStream()
    def characters = new StringWriter()
    [JsonTree.factory().createGenerator(bytes, JsonEncoding.UTF8), JsonTree.factory().createGenerator(characters)].each {
      it.writeStartObject()
      it.writeStringField(text, text)
      it.writeEndObject()
      it.close()
    }
    [bytes.toString('UTF-8'), characters.toString()]
  }

  def "what would steer a terminal or reorder its text is written as an escape: #json"() {
    expect:
    written(text) == ["{\"$json\":\"$json\"}"] * 2
    JsonTree.read(written(text)[0].bytes).path(text).asText() == text

    where:
    text                || json
    'plain "ä" 日本'     || 'plain \\"ä\\" 日本'
    'c0 \u001b\u0000'   || 'c0 \\u001B\\u0000'
    'del \u007f'        || 'del \\u007F'
    'c1 \u009b31m'      || 'c1 \\u009B31m'
    'a\u202eb\u2066'    || 'a\\u202Eb\\u2066'
    'two\u2028lines\n'  || 'two\\u2028lines\\n'
  }
}
