package dev.thaw.engine.docker;

import dev.thaw.engine.Upload;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/**
 * An archive that is read while it is sent. HttpClient ends a body of unknown length in good order
 * even where its source broke off; so the connection is cut before it can.
 */
final class UploadEntity extends HttpEntityWrapper {
  private final HttpUriRequestBase request;

  private UploadEntity(HttpEntity archive, HttpUriRequestBase request) {
    super(archive);
    this.request = request;
  }

  static HttpEntity of(Upload upload, HttpUriRequestBase request) {
    ContentType type = ContentType.create("application/x-tar");
    return new UploadEntity(
        new InputStreamEntity(upload.content(), upload.length().orElse(-1), type), request);
  }

  @Override
  public void writeTo(OutputStream target) throws IOException {
    try {
      super.writeTo(target);
    } catch (IOException broken) {
      request.cancel();
      throw broken;
    }
  }
}
