package dev.thaw.engine.sim

import groovy.transform.Immutable
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit

/** The machine's docker command line, for sockets of the specs' own only. */
final class DockerCommand {
  @Immutable
  static class Result {
    int code
    List<String> lines
    String error
  }

  static boolean found() {
    boolean found = System.getenv('PATH').split(File.pathSeparator).any { Files.isExecutable(Path.of(it, 'docker')) }
    if (!found) {
      println 'SKIPPED: the specs of the simulator with the real docker command line; there is no docker on PATH'
    }
    found
  }

  static Result run(Path socket, String... arguments) {
    def builder = new ProcessBuilder(['docker', '-H', "unix://$socket".toString(), *arguments])
    // Whatever the user has configured, nothing of it may lead elsewhere.
    builder.environment().keySet().removeIf { it.startsWith('DOCKER_') }
    builder.environment().put('DOCKER_CONFIG', socket.resolveSibling('config').toString())
    def process = builder.start()
    process.outputStream.close()
    def error = CompletableFuture.supplyAsync { process.errorStream.text }
    def output = process.inputStream.text
    assert process.waitFor(30, TimeUnit.SECONDS)
    new Result(process.exitValue(), output.readLines()*.strip(), error.get().strip())
  }
}
