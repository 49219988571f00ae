package dev.thaw.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** A reply's body over TCP: broken, it fails as the port promises; closed early, it is cut off. */
final class TcpBody extends InputStream {
  private final ClassicHttpResponse response;
  private final HttpUriRequestBase request;
  private final Future<?> alarm;
  private final TcpFaults faults;
  private final InputStream content;
  private boolean over;

  TcpBody(
      ClassicHttpResponse response, HttpUriRequestBase request, Future<?> alarm, TcpFaults faults)
      throws IOException {
    this.response = response;
    this.request = request;
    this.alarm = alarm;
    this.faults = faults;
    this.content = response.getEntity() == null
        ? InputStream.nullInputStream()
        : response.getEntity().getContent();
    if (response.getEntity() == null) {
      finish();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (over) {
      return -1;
    }
    try {
      int count = content.read(target, offset, length);
      if (count < 0) {
        finish();
      }
      return count;
    } catch (IOException broken) {
      alarm.cancel(false);
      throw faults.of(broken);
    }
  }

  @Override
  public void close() throws IOException {
    if (!over) {
      // Else HttpClient would read the rest first, and that of a stream may never come.
      request.cancel();
      finish();
    }
  }

  private void finish() throws IOException {
    over = true;
    alarm.cancel(false);
    response.close();
  }
}
