package dev.thaw.engine.sim

import java.nio.ByteBuffer
import java.nio.channels.Channels
import java.nio.channels.SocketChannel
import java.nio.file.FileAlreadyExistsException
import java.nio.file.Files
import java.nio.file.LinkOption
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir
import spock.lang.Timeout

@Timeout(60)
class SimServerSpec extends Specification {
  @TempDir Path folder
  @AutoCleanup SimServer server

  Path socket

  def setup() {
    socket = folder.resolve('s')
  }

  def "only its owner may use the socket, and it is gone at the end"() {
    when:
    serve('containers: [{name: c1}]')

    then:
    PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)) == 'rw-------'

    when:
    server.close()
    server.await()

    then:
    Files.notExists(socket)
  }

  def "#what at the path is left alone"() {
    given:
    make.call(socket)

    when:
    serve('containers: []')

    then:
    def refused = thrown(FileAlreadyExistsException)
    refused.message == "$socket: there is a file already; remove it, or choose another path"
    Files.exists(socket, LinkOption.NOFOLLOW_LINKS)

    where:
    what              | make
    'a file'          | { Path path -> Files.createFile(path) }
    'a folder'        | { Path path -> Files.createDirectory(path) }
    'a broken link'   | { Path path -> Files.createSymbolicLink(path, Path.of('nowhere')) }
    'a dead socket'   | { Path path -> deadSocket(path) }
  }

  def "a socket that took the place of its own is left alone"() {
    given:
    serve('containers: []')
    Files.delete(socket)
    Files.createFile(socket)

    when:
    server.close()

    then:
    Files.exists(socket)
  }

  def "a path that is too long, or has no folder, is refused"() {
    when:
    SimServer.start(new SimEngine('sim', WorldYaml.parse('w', 'latency: 1ms'), VirtualClock.standing()), folder.resolve(name))

    then:
    thrown(IOException)

    where:
    name << ['x' * 120, 'no/such/folder']
  }

  def "#what"() {
    given:
    serve('containers: [{name: c1}]')

    expect:
    answers(request)*.readLines()*.get(0) == lines

    where:
    what                                     | request                                                     || lines
    'a connection is used again'             | get('/_ping') + get('/containers/c1/json')                  || ['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK']
    'a connection is closed if asked'        | get('/_ping', 'Connection: close') + get('/_ping')          || ['HTTP/1.1 200 OK']
    'HTTP/1.0 closes by itself'              | get('/_ping').replace('1.1', '1.0') + get('/_ping')         || ['HTTP/1.1 200 OK']
    'a body may come with its length'        | post('/containers/c1/exec', 'Content-Length: 14', '{"Cmd": ["a"]}') || ['HTTP/1.1 201 Created']
    'a body may come in chunks'              | post('/containers/c1/exec', 'Transfer-Encoding: chunked', '7;a=b\r\n{"Cmd":\r\n6\r\n["a"]}\r\n0\r\nX: y\r\n\r\n') || ['HTTP/1.1 201 Created']
    'a body may wait for leave'              | post('/containers/c1/exec', 'Expect: 100-continue\r\nContent-Length: 14', '{"Cmd": ["a"]}') || ['HTTP/1.1 100 Continue', 'HTTP/1.1 201 Created']
    'a success without body has no length'   | post('/containers/c1/pause')                                || ['HTTP/1.1 204 No Content']
    'the target is decoded'                  | get('/containers/%63%31/json')                              || ['HTTP/1.1 200 OK']
    'what is no request is refused'          | 'hello\r\n\r\n'                                             || ['HTTP/1.1 400 Bad Request']
    'a target that is no path is refused'    | 'GET http://a/ HTTP/1.1\r\n\r\n'                            || ['HTTP/1.1 400 Bad Request']
    'a wrong encoding is refused'            | get('/containers/%zz/json')                                 || ['HTTP/1.1 400 Bad Request']
    'a header that is none is refused'       | get('/_ping', 'no colon')                                   || ['HTTP/1.1 400 Bad Request']
    'two lengths are refused'                | post('/x', 'Content-Length: 1\r\nTransfer-Encoding: chunked', 'a') || ['HTTP/1.1 400 Bad Request']
    'a length that is none is refused'       | post('/x', 'Content-Length: -1')                            || ['HTTP/1.1 400 Bad Request']
    'a body too large is refused'            | post('/x', 'Content-Length: 99999999')                      || ['HTTP/1.1 413 Content Too Large']
    'a line too long is refused'             | get('/' + 'x' * 40_000)                                     || ['HTTP/1.1 431 Request Header Fields Too Large']
    'too many headers are refused'           | get('/_ping', (1..101).collect { "X$it: 1" }.join('\r\n'))  || ['HTTP/1.1 431 Request Header Fields Too Large']
    'a request that breaks off is refused'   | 'GET /_ping HTTP/1.1\r\nHost: a'                            || ['HTTP/1.1 400 Bad Request']
  }

  def "HEAD is answered without a body, and a long body in chunks"() {
    given:
    serve("containers: [{name: 'c{n}', count: 20}]")

    expect:
    with(exchange('HEAD /_ping HTTP/1.1\r\nConnection: close\r\n\r\n')) {
      it.contains('\r\nContent-Length: 0\r\n')
      it.endsWith('\r\n\r\n')
    }
    with(exchange(get('/containers/json', 'Connection: close'))) {
      it.contains('\r\nTransfer-Encoding: chunked\r\n')
      it.endsWith('\r\n0\r\n\r\n')
    }
  }

  def "a command's stream takes the connection over"() {
    given:
    serve('containers: [{name: c1, exec: {output: "hi"}}]')
    def id = (exchange(post('/containers/c1/exec', 'Connection: close\r\nContent-Length: 34', '{"AttachStdout":true,"Cmd":["a"]} ')) =~ /"Id":"(\w+)"/)[0][1]

    expect:
    with(exchange(post("/exec/$id/start", 'Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: 2', '{}'))) {
      it.startsWith('HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.multiplexed-stream\r\n')
      it.endsWith('\r\n\r\n\u0001\0\0\0\0\0\0\u0002hi')
    }
  }

  def "events go on over the connection until the end that was asked for, which can be used again then"() {
    given:
    serve('containers: [{name: c1}]')

    when:
    def until = Instant.parse('2026-01-01T00:00:05Z').epochSecond
    def answer = exchange(post('/containers/c1/pause') + get("/events?since=0&until=$until") + get('/_ping'))

    then:
    with(answer.substring(answer.indexOf('HTTP/1.1 200'))) {
      it.contains('\r\nTransfer-Encoding: chunked\r\n')
      it.contains('"Action":"pause"')
      it.contains('\r\n0\r\n\r\nHTTP/1.1 200 OK')
    }
  }

  def "events without an end are told as they happen"() {
    given:
    serve('containers: [{name: c1}]')
    def channel = SocketChannel.open(UnixDomain.address(socket))
    channel.write(ByteBuffer.wrap(get('/events').bytes))
    def lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel)))

    when:
    String head = lines.readLine()
    exchange(post('/containers/c1/pause'))
    String line = lines.lines().filter { it.startsWith('{') }.findFirst().get()

    then:
    head == 'HTTP/1.1 200 OK'
    line.contains('"Action":"pause"')

    when:
    server.close()

    then:
    lines.readLine() in ['', null]

    cleanup:
    channel.close()
  }

  def "#fault ends the connection #how"() {
    given:
    serve("containers: [{name: 'c{n}', count: $count}]\nfaults: [{on: 'GET /containers/json', $fault}]")

    when:
    def answer = exchange(get('/containers/json'))

    then:
    answer.startsWith(start)
    !answer.endsWith(']\n') && !answer.endsWith('\r\n0\r\n\r\n')

    where:
    fault            | count | how                         || start
    'reset: before'  | 1     | 'without a byte'            || ''
    'reset: after'   | 1     | 'without a byte'            || ''
    'truncate: true' | 1     | 'within a body of a length' || 'HTTP/1.1 200 OK'
    'truncate: true' | 30    | 'within a body in chunks'   || 'HTTP/1.1 200 OK'
  }

  def "closing ends connections that wait"() {
    given:
    serve('containers: [{name: c1}]')
    def channel = SocketChannel.open(UnixDomain.address(socket))

    and: 'what is not accepted yet would be reset instead'
    channel.write(ByteBuffer.wrap(post('/containers/c1/pause').bytes))
    channel.read(ByteBuffer.allocate(4096))

    when:
    server.close()

    then:
    channel.read(ByteBuffer.allocate(1)) == -1

    cleanup:
    channel.close()
  }

  private void serve(String yaml) {
    server = SimServer.start(new SimEngine('sim', WorldYaml.parse('world.yaml', yaml), VirtualClock.standing()), socket)
  }

  /** Sends a text, ends the sending side, and returns everything that comes back. */
  private String exchange(String request) {
    try (def channel = SocketChannel.open(UnixDomain.address(socket))) {
      channel.write(ByteBuffer.wrap(request.getBytes('ISO-8859-1')))
      channel.shutdownOutput()
      new String(Channels.newInputStream(channel).readAllBytes(), 'ISO-8859-1')
    }
  }

  private List<String> answers(String request) {
    exchange(request).split(/(?=HTTP\/1\.1 )/).findAll() as List<String>
  }

  private static String get(String target, String headers = 'Host: a') {
    "GET $target HTTP/1.1\r\n$headers\r\n\r\n"
  }

  private static String post(String target, String headers = 'Host: a', String body = '') {
    "POST $target HTTP/1.1\r\n$headers\r\n\r\n$body"
  }

  private static void deadSocket(Path path) {
    UnixDomain.listen(path).close()
  }
}
