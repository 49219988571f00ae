package dev.thaw.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Just enough of HTTP/1.1 to take a message off a connection whole, and to put another one on. */
final class Wire {
  /** How the end of a body is told. */
  enum Framing {
    NONE,
    LENGTH,
    CHUNKED,
    CLOSE
  }

  /**
   * A request or a reply.
   *
   * @param first its first line
   * @param headers as they stand, without those that tell the body's length
   * @param octets the body, each byte as one symbol
   */
  record Message(String first, List<String> headers, Framing framing, String octets) {
    private Message(String first, List<String> headers, Framing framing, byte[] body) {
      this(first, headers, framing, new String(body, StandardCharsets.ISO_8859_1));
    }

    byte[] body() {
      return text(octets);
    }

    int status() {
      return Integer.parseInt(first.split(" ", 3)[1]);
    }

    Message with(String firstLine, Framing how, byte[] other) {
      return new Message(firstLine, headers, how, other);
    }

    /** Returns the head's bytes with that length of the body, if it is told by a number. */
    byte[] head(int length) {
      String told = switch (framing) {
        case NONE, CLOSE -> "";
        case LENGTH -> "Content-Length: " + length + "\r\n";
        case CHUNKED -> "Transfer-Encoding: chunked\r\n";
      };
      return text(first + "\r\n"
          + headers.stream().map(line -> line + "\r\n").collect(Collectors.joining())
          + told
          + "\r\n");
    }

    /** Returns so much of the body as it goes over the wire. */
    byte[] wired(int length, boolean ended) {
      if (framing == Framing.NONE) {
        return new byte[0];
      }
      byte[] part = Arrays.copyOf(body(), length);
      if (framing != Framing.CHUNKED) {
        return part;
      }
      var bytes = new ByteArrayOutputStream();
      if (length > 0) {
        bytes.writeBytes(text(Integer.toHexString(length) + "\r\n"));
        bytes.writeBytes(part);
        bytes.writeBytes(text("\r\n"));
      }
      bytes.writeBytes(text(ended ? "0\r\n\r\n" : ""));
      return bytes.toByteArray();
    }

    byte[] bytes() {
      return joined(head(octets.length()), wired(octets.length(), true));
    }
  }

  private Wire() {}

  /** Makes a reply that no engine gave. */
  static Message forged(int status, String type, String body, String... headers) {
    var lines = new java.util.ArrayList<>(List.of(headers));
    lines.add("Content-Type: " + type);
    return new Message(
        "HTTP/1.1 " + status + " Whatever",
        lines,
        Framing.LENGTH,
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Reads a request; nothing at the end. */
  static Optional<Message> request(InputStream from) throws IOException {
    return read(from, false, "");
  }

  /** Reads the reply to a request of that method. */
  static Message reply(InputStream from, String method) throws IOException {
    return read(from, true, method).orElseThrow(() -> new IOException("no reply"));
  }

  static byte[] joined(byte[] one, byte[] other) {
    byte[] all = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, all, one.length, other.length);
    return all;
  }

  private static Optional<Message> read(InputStream from, boolean reply, String method)
      throws IOException {
    String first = line(from);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var headers = new java.util.ArrayList<String>();
    int length = -1;
    boolean chunked = false;
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      String lower = line.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      } else if (lower.startsWith("transfer-encoding:")) {
        chunked = true;
      } else {
        headers.add(line);
      }
    }
    int status = reply ? Integer.parseInt(first.split(" ", 3)[1]) : 0;
    if (reply && (status == 204 || status == 304 || method.equals("HEAD"))) {
      return Optional.of(new Message(first, headers, Framing.NONE, new byte[0]));
    }
    if (chunked) {
      return Optional.of(new Message(first, headers, Framing.CHUNKED, chunks(from)));
    }
    if (length >= 0 || !reply) {
      byte[] body = from.readNBytes(Math.max(0, length));
      return Optional.of(
          new Message(first, headers, length < 0 ? Framing.NONE : Framing.LENGTH, body));
    }
    return Optional.of(new Message(first, headers, Framing.CLOSE, from.readAllBytes()));
  }

  private static byte[] chunks(InputStream from) throws IOException {
    var body = new ByteArrayOutputStream();
    while (true) {
      int size = Integer.parseInt(line(from), 16);
      body.writeBytes(from.readNBytes(size));
      line(from);
      if (size == 0) {
        return body.toByteArray();
      }
    }
  }

  /** Returns a line; an empty one at the end, too. */
  private static String line(InputStream from) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int octet = from.read(); octet >= 0 && octet != '\n'; octet = from.read()) {
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
