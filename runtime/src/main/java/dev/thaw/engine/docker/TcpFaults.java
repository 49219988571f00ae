package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.EngineException.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Tells what HttpClient's exceptions mean for the exchange they ended. */
final class TcpFaults {
  private final String address;
  private final Deadline deadline;

  TcpFaults(String address, Deadline deadline) {
    this.address = address;
    this.deadline = deadline;
  }

  EngineException of(IOException failed) {
    if (failed instanceof UnknownHostException) {
      return fault(Fault.UNREACHABLE, "there is no host of that name", failed);
    }
    if (failed instanceof ConnectException
        || failed instanceof ConnectTimeoutException
        || failed instanceof NoRouteToHostException) {
      return fault(Fault.UNREACHABLE, "nobody answers at this address", failed);
    }
    if (failed instanceof SSLHandshakeException || failed instanceof SSLPeerUnverifiedException) {
      // Nothing of a request is processed before both sides have accepted each other.
      return fault(Fault.DENIED, "the two sides do not trust each other's certificates", failed);
    }
    if (deadline.passed()) {
      return fault(Fault.TIMEOUT, "no full answer within " + deadline, failed);
    }
    return senseless(failed)
        ? fault(Fault.INVALID, "what it sends is not HTTP/1", failed)
        : fault(Fault.LOST, "the connection broke before the reply was whole", failed);
  }

  private static boolean senseless(IOException failed) {
    boolean cut = failed instanceof ConnectionClosedException
        || failed instanceof NoHttpResponseException
        || failed instanceof TruncatedChunkException;
    return !cut
        && (failed instanceof MalformedChunkCodingException
            || failed instanceof MessageConstraintException
            || failed instanceof ClientProtocolException
            || failed.getCause() instanceof ProtocolException);
  }

  private EngineException fault(Fault fault, String what, IOException cause) {
    String told = cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")";
    return new EngineException(fault, address + ": " + what + told, cause);
  }
}
