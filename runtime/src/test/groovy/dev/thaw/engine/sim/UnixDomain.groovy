package dev.thaw.engine.sim

import java.net.StandardProtocolFamily
import java.net.UnixDomainSocketAddress
import java.nio.channels.ServerSocketChannel
import java.nio.file.Path

/** Unix sockets of the specs' own. */
final class UnixDomain {
  static UnixDomainSocketAddress address(Path path) {
    UnixDomainSocketAddress.of(path)
  }

  static ServerSocketChannel listen(Path path) {
    def listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
    listener.bind(address(path))
    listener
  }
}
