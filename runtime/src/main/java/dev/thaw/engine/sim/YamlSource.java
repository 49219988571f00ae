package dev.thaw.engine.sim;

import dev.thaw.diagnostic.DiagnosticCode;
import dev.thaw.diagnostic.SourceSpan;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Turns YAML text into a tree of nodes, without what a description has no use for and an attacker
 * has: tags, aliases, further documents, great depth. No object but nodes is ever made of the text.
 */
final class YamlSource {
  private static final int LARGEST = 4 << 20;
  private static final int DEEPEST = 20;

  private final String text;
  private final Problems problems;
  private final LoaderOptions options = new LoaderOptions();

  YamlSource(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
    options.setCodePointLimit(LARGEST);
    // Tags are refused with their places; the parser's own refusal would end the reading.
    options.setTagInspector(tag -> true);
  }

  /** Returns the text that those bytes are in UTF-8, empty and a problem if they are none. */
  static Optional<String> decode(byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer source = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(source, text, true);
    text.flip();
    if (!result.isError()) {
      return Optional.of(text.toString());
    }
    problems.add(
        DiagnosticCode.UNREADABLE,
        after(text.toString()),
        "The file is not UTF-8: the byte at offset " + source.position() + " fits nothing.",
        "Save it as UTF-8.");
    return Optional.empty();
  }

  /**
   * Returns the root of the only document; empty, and problems, if there is none that can be read.
   */
  Optional<Node> root() {
    if (text.length() > LARGEST) {
      problems.add(
          DiagnosticCode.TOO_LARGE,
          SourceSpan.at(1, 1),
          "The file has more than " + LARGEST + " characters.",
          "Use count for containers of one kind.");
      return Optional.empty();
    }
    try {
      return check() ? Optional.ofNullable(compose()) : Optional.empty();
    } catch (ReaderException control) {
      problems.add(
          DiagnosticCode.UNREADABLE,
          after(text.substring(0, Math.min(text.length(), control.getPosition()))),
          String.format("The symbol U+%04X cannot stand in YAML.", control.getCodePoint()),
          "Remove it.");
    } catch (MarkedYAMLException broken) {
      problems.add(
          DiagnosticCode.SYNTAX,
          broken.getProblemMark(),
          "This is not YAML: " + broken.getProblem() + ".",
          "Look for a missing bracket, quote or space here or just before.");
    }
    return Optional.empty();
  }

  /** Goes through the parser's events, which no alias can multiply, before any node is made. */
  private boolean check() {
    var parser = new ParserImpl(new StreamReader(text), options);
    int depth = 0;
    int documents = 0;
    boolean composable = true;
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      Event event = parser.getEvent();
      if (event instanceof DocumentStartEvent && ++documents == 2) {
        refuse(event, "A second document begins here.", "Keep one document in a file.");
      } else if (event instanceof AliasEvent alias) {
        refuse(event, "The alias *" + alias.getAnchor() + " stands here.", "Write the value out.");
        composable = false;
      } else if (event instanceof ScalarEvent scalar && scalar.getTag() != null) {
        refuseTag(event, scalar.getTag());
      } else if (event instanceof CollectionStartEvent collection) {
        if (collection.getTag() != null) {
          refuseTag(event, collection.getTag());
        }
        if (++depth > DEEPEST) {
          problems.add(
              DiagnosticCode.TOO_LARGE,
              event.getStartMark(),
              "The nesting is deeper than " + DEEPEST + ".",
              "Nothing in a world lies that deep.");
          return false;
        }
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    if (documents == 0) {
      problems.add(
          DiagnosticCode.MISSING,
          SourceSpan.at(1, 1),
          "The file is empty.",
          "Give it at least one container: containers: [{name: web-1}].");
    }
    return composable && documents > 0;
  }

  private Node compose() {
    var parser = new ParserImpl(new StreamReader(text), options);
    var composer = new Composer(parser, new Resolver(), options);
    return composer.checkNode() ? composer.getNode() : null;
  }

  private void refuseTag(Event event, String tag) {
    refuse(event, "The tag " + YamlScalars.shown(tag) + " stands here.", "Leave tags out.");
  }

  private void refuse(Event event, String problem, String cure) {
    problems.add(DiagnosticCode.NOT_ALLOWED, event.getStartMark(), problem, cure);
  }

  private static SourceSpan after(String before) {
    long lines = before.chars().filter(symbol -> symbol == '\n').count();
    return SourceSpan.at((int) lines + 1, before.length() - before.lastIndexOf('\n'));
  }
}
