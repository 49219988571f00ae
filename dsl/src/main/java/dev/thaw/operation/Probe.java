package dev.thaw.operation;

import java.util.Locale;
import java.util.Optional;

/**
 * A question that something inside a container is to answer: an HTTP request, a connection, or a
 * command.
 *
 * @param way how it is asked
 * @param host what is asked; empty for the container itself, and for a command
 * @param port the TCP port; 0 for a command
 * @param text the path of a request with its query, or a command's words in one text
 */
public record Probe(Way way, String host, int port, String text) {
  /** The port of a request that says none. */
  private static final int HTTP_PORT = 80;

  private static final int HIGHEST_PORT = 65_535;

  /** How it is asked. */
  public enum Way {
    HTTP,
    TCP,
    EXEC;

    /** Returns the word that a script has for it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the way of that word, if there is one. */
    public static Optional<Way> named(String word) {
      for (Way way : values()) {
        if (way.word().equals(word)) {
          return Optional.of(way);
        }
      }
      return Optional.empty();
    }
  }

  /**
   * Reads one as texts have it: {@code http://:8080/healthz}, {@code tcp:5432}, {@code exec:cat
   * /ready}.
   *
   * @return nothing if it is none
   */
  public static Optional<Probe> parse(String text) {
    if (text.startsWith("http://")) {
      return request(text.substring("http://".length()));
    }
    if (text.startsWith("tcp:")) {
      String rest = text.substring("tcp:".length());
      int colon = rest.lastIndexOf(':');
      return port(rest.substring(colon + 1))
          .filter(port -> colon <= 0 || isHost(rest.substring(0, colon)))
          .map(port -> new Probe(Way.TCP, rest.substring(0, Math.max(0, colon)), port, ""));
    }
    if (text.startsWith("exec:") && !text.substring("exec:".length()).isBlank()) {
      return Optional.of(new Probe(Way.EXEC, "", 0, text.substring("exec:".length())));
    }
    return Optional.empty();
  }

  /** Returns whether a number can be that of a port. */
  public static boolean isPort(long number) {
    return number >= 1 && number <= HIGHEST_PORT;
  }

  /** Returns it as texts have it. */
  public String source() {
    return switch (way) {
      case HTTP -> "http://" + host + ":" + port + text;
      case TCP -> "tcp:" + (host.isEmpty() ? "" : host + ":") + port;
      case EXEC -> "exec:" + text;
    };
  }

  /** Returns what is asked, for people: {@code http :8080/healthz}. */
  public String display() {
    return switch (way) {
      case HTTP -> "http " + host + ":" + port + text;
      case TCP -> "tcp " + (host.isEmpty() ? "port " : host + ":") + port;
      case EXEC -> "exec " + text;
    };
  }

  private static Optional<Probe> request(String rest) {
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "/" : rest.substring(slash);
    int colon = authority.lastIndexOf(':');
    String host = colon < 0 ? authority : authority.substring(0, colon);
    Optional<Integer> port =
        colon < 0 ? Optional.of(HTTP_PORT) : port(authority.substring(colon + 1));
    boolean printable = path.chars().allMatch(each -> each > ' ' && each < 0x7f);
    return port.filter(number -> printable && (host.isEmpty() || isHost(host)))
        .map(number -> new Probe(Way.HTTP, host, number, path));
  }

  private static boolean isHost(String text) {
    return text.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");
  }

  private static Optional<Integer> port(String digits) {
    return digits.matches("[0-9]{1,5}") && isPort(Integer.parseInt(digits))
        ? Optional.of(Integer.parseInt(digits))
        : Optional.empty();
  }
}
