package dev.thaw.engine.sim;

import dev.thaw.engine.sim.Answer.Delivery;
import dev.thaw.operation.Payload;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One client's connection, served by one thread until either side ends it. */
final class SimConnection implements Runnable {
  private final SimEngine engine;
  private final SocketChannel channel;
  private final Runnable ended;

  SimConnection(SimEngine engine, SocketChannel channel, Runnable ended) {
    this.engine = engine;
    this.channel = channel;
    this.ended = ended;
  }

  @Override
  public void run() {
    try (channel) {
      InputStream source = new BufferedInputStream(Channels.newInputStream(channel));
      var writer = new HttpWriter(Channels.newOutputStream(channel));
      var reader = new HttpReader(source, writer::writeContinue);
      while (serve(reader, writer)) {
        // Each turn is one request.
      }
      if (channel.isOpen()) {
        channel.shutdownOutput();
        drain(source);
      }
    } catch (IOException clientIsGone) {
      // Nobody is left to tell, and the daemon does not mind either.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      ended.run();
    }
  }

  /** Serves one request; returns whether there may be another. */
  private boolean serve(HttpReader reader, HttpWriter writer)
      throws IOException, InterruptedException {
    try {
      Optional<HttpRequest> request = reader.next();
      return request.isPresent() && serve(request.get(), writer);
    } catch (HttpProblem problem) {
      var nobody = new HttpRequest("", "", 0, Map.of(), Payload.NONE);
      Answer answer = Answer.text(problem.status(), problem.getMessage());
      return writer.write(answer, nobody, engine.clock().now());
    }
  }

  private boolean serve(HttpRequest request, HttpWriter writer)
      throws IOException, InterruptedException {
    pass(engine.world().latency());
    Answer answer = engine.daemon().answer(request.call());
    pass(answer.takes());
    boolean reusable = answer.delivery() != Delivery.NONE
        && writer.write(answer, request, engine.clock().now());
    if (answer.delivery() != Delivery.WHOLE) {
      channel.close();
    }
    return reusable;
  }

  private void pass(Duration time) throws InterruptedException {
    engine.clock().await(engine.clock().now().plus(time));
  }

  /**
   * Reads what the client still sends: Linux resets a connection that is closed with anything
   * unread, and the client would lose the end of the answer (unix(7), {@code unix_release_sock}).
   */
  private static void drain(InputStream source) throws IOException {
    byte[] unread = new byte[8192];
    while (source.read(unread) >= 0) {
      // Of no interest.
    }
  }
}
