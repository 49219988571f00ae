package dev.thaw.engine.sim

import dev.thaw.operation.EngineCall
import java.net.StandardProtocolFamily
import java.net.UnixDomainSocketAddress
import java.nio.channels.Channels
import java.nio.channels.ServerSocketChannel
import java.nio.channels.SocketChannel
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.util.concurrent.CopyOnWriteArrayList

/**
 * A daemon on a unix socket that knows just enough to be planned on, and whose containers are maps: a test
 * may change anything about them at any time, also between two requests of a run.
 */
final class AlterableDaemon implements Closeable {
  final Path socket
  final Map<String, String> engine = [ID: 'engine-1', Name: 'host', ServerVersion: '26.1.5']
  final List<Map> containers = new CopyOnWriteArrayList<>()
  final List<String> requests = new CopyOnWriteArrayList<>()
  /** What is answered once instead of doing it: a status, by the request. */
  final Map<String, Integer> refusals = [:]
  /** Is told of each request before it is answered. */
  Closure<?> before = { String request -> }

  private final ServerSocketChannel listener
  private int starts

  AlterableDaemon(Path socket) {
    this.socket = socket
    listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
    listener.bind(UnixDomainSocketAddress.of(socket))
    daemon { accept() }
  }

  String getAddress() {
    "unix://$socket"
  }

  /** Adds a container that runs, but for what is said otherwise. */
  Map put(Map traits) {
    def container = [
      id: Containers.digest("$traits.name/${traits.birth ?: 0}"), image: 'busybox:1', imageId: 'sha256:1', labels: [:], state: 'running',
      startedAt: '2026-01-01T00:00:00.5Z',
    ] + traits
    containers << container
    container
  }

  Map find(String nameOrId) {
    containers.find { it.name == nameOrId || it.id == nameOrId }
  }

  /** Returns the requests that may have changed something. */
  List<String> changes() {
    requests.findAll { !it.startsWith('GET ') && !it.startsWith('HEAD ') }
  }

  /** Returns those by name: {@code ['pause web']}. */
  List<String> deeds() {
    changes().collect {
      def parts = (it - 'POST ').split('/')
      "${parts[3]} ${find(parts[2])?.name ?: parts[2]}".toString()
    }
  }

  @Override
  void close() {
    listener.close()
    Files.deleteIfExists(socket)
  }

  private static void daemon(Closure<?> task) {
    def thread = new Thread(task, 'alterable')
    thread.daemon = true
    thread.start()
  }

  private void accept() {
    try {
      while (true) {
        def client = listener.accept()
        daemon { serve(client) }
      }
    } catch (IOException closed) {
      return
    }
  }

  private void serve(SocketChannel client) {
    try {
      def reader = new HttpReader(new BufferedInputStream(Channels.newInputStream(client)), { })
      def writer = new HttpWriter(Channels.newOutputStream(client))
      for (def request = reader.next(); request.present; request = reader.next()) {
        def answer = answer(request.get().call()).with(['Api-Version': '1.45'])
        if (!writer.write(answer, request.get(), Instant.now())) {
          break
        }
      }
      client.close()
    } catch (IOException gone) {
      return
    }
  }

  private synchronized Answer answer(EngineCall call) {
    def path = ApiVersions.strip(call.path())
    def request = "${call.method()} $path".toString()
    before(request)
    requests << request
    if (refusals.containsKey(request)) {
      return Answer.json(refusals.remove(request), [message: 'not now'])
    }
    if (path == '/_ping') {
      return Answer.text(200, 'OK')
    }
    if (path == '/info') {
      return Answer.json(200, engine)
    }
    if (path == '/containers/json') {
      return Answer.json(200, containers.collect { listed(it) })
    }
    def parts = path.split('/')
    def container = find(parts[2])
    if (container == null) {
      return Answer.json(404, [message: "No such container: ${parts[2]}".toString()])
    }
    return parts[3] == 'json' ? Answer.json(200, inspected(container)) : act(container, parts[3])
  }

  private Answer act(Map container, String verb) {
    def state = [pause: 'paused', unpause: 'running', stop: 'exited', start: 'running', restart: 'running'][verb]
    if (state == null) {
      return Answer.json(501, [message: "no $verb here".toString()])
    }
    container.state = state
    if (verb in ['start', 'restart']) {
      container.startedAt = Instant.parse('2026-02-01T00:00:00Z').plusSeconds(++starts).toString()
    }
    Answer.empty(204)
  }

  private static Map listed(Map container) {
    [Id: container.id, Names: ["/$container.name".toString()], Image: container.image, Labels: container.labels, State: container.state]
  }

  private static Map inspected(Map container) {
    [
      Id: container.id, Name: "/$container.name".toString(), Image: container.imageId,
      State: [Status: container.state, StartedAt: container.startedAt, ExitCode: 0],
      Config: [Image: container.image, Labels: container.labels],
    ]
  }
}
