package dev.thaw.it

/** Containers that count into their logs, on a real engine: whether they went on or began anew shows there. */
abstract class CheckpointsOnDocker extends OnDocker {
  /** Twenty lines a second, each the number after the one before. */
  static final COUNTING = 'i=0; while true; do i=$((i+1)); echo $i; sleep 0.05; done'

  List<Integer> numbers(String name) {
    def options = [stdout: 'true', stderr: 'true', tail: 'all']
    bench.ask('GET', "/containers/${ids[name]}/logs", options).text.findAll(/\d+(?=\r?\n)/)*.toInteger()
  }

  List<String> checkpoints(String name) {
    def listed = bench.ask('GET', "/containers/${ids[name]}/checkpoints").json
    listed.collect { it.path('Name').asText() }
  }

  /** Waits until it has written more. */
  void counts(String name) {
    int before = numbers(name).size()
    until("$name counts") { numbers(name).size() > before + 2 }
  }

  /** Each number once and in order, whatever happened meanwhile. */
  void neverStartedAfresh(String name) {
    def all = numbers(name)
    assert all.withIndex().findAll { number, index -> number != index + 1 }.take(3) == []
  }
}
