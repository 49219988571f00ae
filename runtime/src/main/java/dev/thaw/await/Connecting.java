package dev.thaw.await;

import dev.thaw.operation.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks at an address: connects, and if the probe says so sends one HTTP request and reads the first
 * line of the answer. 200 to 399 is right, as with Kubernetes.
 */
public final class Connecting {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final int LONGEST_LINE = 1_000;

  private Connecting() {}

  /**
   * What came of it.
   *
   * @param answered whether anybody was there at all
   * @param failure why it did not pass; empty if it did
   */
  public record Answer(boolean answered, String failure) {}

  /** Asks. */
  public static Answer ask(Probe probe, InetSocketAddress address, Duration timeout) {
    String at = address.getHostString() + ":" + address.getPort();
    boolean connected = false;
    long end = System.nanoTime() + timeout.toNanos();
    try (Socket socket = new Socket()) {
      if (address.isUnresolved()) {
        return new Answer(false, "finds no address of " + address.getHostString());
      }
      socket.connect(address, millis(end));
      connected = true;
      return probe.way() == Probe.Way.HTTP ? request(socket, probe, at, end) : new Answer(true, "");
    } catch (SocketTimeoutException late) {
      return new Answer(connected, "gets no answer from " + at + " in time");
    } catch (NoRouteToHostException unreachable) {
      return new Answer(false, "finds no way to " + at + ": is it reached from this machine?");
    } catch (ConnectException refused) {
      return new Answer(false, "finds nobody at " + at);
    } catch (IOException broken) {
      return new Answer(connected, "fails at " + at + ": " + broken.getMessage());
    }
  }

  private static Answer request(Socket socket, Probe probe, String at, long end)
      throws IOException {
    String host = probe.host().isEmpty() ? at : probe.host() + ":" + probe.port();
    String request = "GET " + probe.text() + " HTTP/1.1\r\nHost: " + host
        + "\r\nUser-Agent: thaw\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    Matcher line = STATUS.matcher(firstLine(socket, end));
    if (!line.matches()) {
      return new Answer(true, "gets no HTTP from " + at);
    }
    int status = Integer.parseInt(line.group(1));
    return new Answer(
        true, status >= 200 && status < 400 ? "" : "is answered with " + status + " by " + at);
  }

  private static String firstLine(Socket socket, long end) throws IOException {
    var line = new StringBuilder();
    InputStream in = socket.getInputStream();
    while (line.length() < LONGEST_LINE) {
      socket.setSoTimeout(millis(end));
      int next = in.read();
      if (next < 0 || next == '\n') {
        break;
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  /** At least one: 0 would be for ever. */
  private static int millis(long end) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (end - System.nanoTime()) / 1_000_000));
  }
}
