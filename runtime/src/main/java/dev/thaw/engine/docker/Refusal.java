package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells why a unix socket could not be connected to, and what would help.
 *
 * <p>The exception's type decides, as its words are the system's in the user's language: the JDK
 * makes a {@code BindException} of EACCES and a {@code ConnectException} of ECONNREFUSED (OpenJDK,
 * {@code src/java.base/unix/native/libnio/ch/Net.c}, {@code handleSocketError}).
 */
final class Refusal {
  private Refusal() {}

  static EngineException of(Path socket, IOException failed) {
    String address = "unix://" + socket;
    if (failed instanceof BindException) {
      return new EngineException(
          Fault.DENIED,
          address + ": permission denied. Join the socket's group (usually docker), or use sudo.",
          failed);
    }
    return new EngineException(Fault.UNREACHABLE, address + ": " + reason(socket, failed), failed);
  }

  private static String reason(Path socket, IOException failed) {
    if (failed instanceof ConnectException) {
      return "nobody listens at this socket. Start the engine.";
    }
    if (!Files.exists(socket)) {
      return "there is no such socket. Start the engine, or give its address with -H.";
    }
    return failed.getMessage() + ".";
  }
}
