package dev.thaw.engine.docker;

import dev.thaw.engine.EngineException;
import dev.thaw.engine.Reply;
import dev.thaw.engine.Upload;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * HTTP/1.1 over TCP, with or without TLS: Apache's HttpClient, as in docker-java's own transport,
 * with docker-java's reading of the certificates.
 *
 * <p>docker-java's transport itself will not do. It sends a request a second time after 503 or 429
 * and follows redirects, which both cannot be switched off there (3.7.1,
 * {@code ApacheDockerHttpClientImpl}), and it has one timeout for all requests.
 */
final class TcpTransport implements Transport {
  private static final Timeout TO_CONNECT = Timeout.ofSeconds(10);

  /** More than the executor ever has under way; the pool is not what bounds it. */
  private static final int MOST_CONNECTIONS = 1024;

  private final DockerEndpoint.Network endpoint;
  private final HttpHost host;
  private final CloseableHttpClient client;
  private final ScheduledThreadPoolExecutor watch;

  private TcpTransport(DockerEndpoint.Network endpoint, HttpHost host, CloseableHttpClient client) {
    this.endpoint = endpoint;
    this.host = host;
    this.client = client;
    this.watch = watch();
  }

  /**
   * Sets up the client; connects to nothing yet.
   *
   * @throws EngineException {@code UNSUPPORTED} if the certificates cannot be used
   */
  static Transport to(DockerEndpoint.Network endpoint) throws EngineException {
    var manager = PoolingHttpClientConnectionManagerBuilder.create()
        .setMaxConnTotal(MOST_CONNECTIONS)
        .setMaxConnPerRoute(MOST_CONNECTIONS)
        .setDefaultConnectionConfig(ConnectionConfig.custom()
            .setConnectTimeout(TO_CONNECT)
            .setValidateAfterInactivity(TimeValue.ofMilliseconds(100))
            .build());
    if (endpoint.certificates().isPresent()) {
      SSLContext context = Certificates.read(endpoint.certificates().get());
      manager.setTlsSocketStrategy(new DefaultClientTlsStrategy(context));
    }
    CloseableHttpClient client = HttpClients.custom()
        .setConnectionManager(manager.build())
        .setUserAgent("thaw")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState()
        .build();
    String scheme = endpoint.certificates().isPresent() ? "https" : "http";
    return new TcpTransport(
        endpoint, new HttpHost(scheme, endpoint.host(), endpoint.port()), client);
  }

  @Override
  public String address() {
    return endpoint.address();
  }

  @Override
  public Reply exchange(String method, String target, byte[] body, Deadline deadline)
      throws EngineException {
    var request = new HttpUriRequestBase(method, java.net.URI.create(endpoint.prefix() + target));
    if (body.length > 0) {
      request.setEntity(new ByteArrayEntity(body, ContentType.create(Transport.type(method))));
    }
    return exchange(request, deadline);
  }

  @Override
  public Reply exchange(String method, String target, Upload upload, Deadline deadline)
      throws EngineException {
    var request = new HttpUriRequestBase(method, java.net.URI.create(endpoint.prefix() + target));
    request.setEntity(UploadEntity.of(upload, request));
    return exchange(request, deadline);
  }

  private Reply exchange(HttpUriRequestBase request, Deadline deadline) throws EngineException {
    ScheduledFuture<?> alarm =
        watch.schedule(request::cancel, deadline.millisLeft(), TimeUnit.MILLISECONDS);
    var faults = new TcpFaults(address(), deadline);
    try {
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      return new Reply(
          response.getCode(), headers(response), new TcpBody(response, request, alarm, faults));
    } catch (IOException failed) {
      alarm.cancel(false);
      throw faults.of(failed);
    }
  }

  @Override
  public void close() {
    watch.shutdownNow();
    client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
  }

  private static Map<String, String> headers(ClassicHttpResponse response) {
    var headers = new TreeMap<String, String>();
    for (Header header : response.getHeaders()) {
      headers.put(header.getName(), header.getValue());
    }
    return headers;
  }

  /** A blocking socket knows no deadline, so somebody else must end it; idle, the thread goes. */
  private static ScheduledThreadPoolExecutor watch() {
    var watch = new ScheduledThreadPoolExecutor(1, task -> {
      var thread = new Thread(task, "engine-deadlines");
      thread.setDaemon(true);
      return thread;
    });
    watch.setRemoveOnCancelPolicy(true);
    watch.setKeepAliveTime(1, TimeUnit.SECONDS);
    watch.allowCoreThreadTimeOut(true);
    return watch;
  }
}
