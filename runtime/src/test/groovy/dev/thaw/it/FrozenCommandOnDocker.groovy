package dev.thaw.it

import java.nio.file.Files

/** {@code thaw frozen … -- command}: a command of this machine while containers are frozen. */
abstract class FrozenCommandOnDocker extends HoldsOnDocker {
  static final List<String> OURS = ['a', 'b']

  @Override
  Map<String, Map<String, Object>> containers() {
    batch(OURS, ['before'])
  }

  def setup() {
    OURS.each { bring(it, 'running') }
    bring('before', 'paused')
  }

  private ThawProcess frozen(Map how, List<String> options, String... command) {
    thaw(how, 'frozen', '-H', bench.engine.address(), '--where', mine("label.tier == 'batch'"), *options, '--', *command)
  }

  private ThawProcess frozen(String... command) {
    frozen([:], [], command)
  }

  def "its input and output are the command's, byte for byte"() {
    given:
    def bytes = new byte[1 << 20]
    new Random(20261121).nextBytes(bytes)
    def input = Files.write(folder.resolve('input'), bytes)

    when:
    def process = frozen([input: input], [], 'sh', '-c', 'cat; printf "from the \\377 command" >&2')

    then:
    process.end() == 0
    process.outBytes == bytes
    paused() == ['before']

    and: 'what Thaw reports stands on standard error, as what the command says there'
    process.errBytes.encodeHex().toString().contains('from the \u00ff command'.getBytes('ISO-8859-1').encodeHex().toString())
    process.err.contains('thawed') || process.err.contains('unpause')
  }

  def "its exit code is passed on: #command"() {
    given:
    def process = frozen('sh', '-c', command)

    expect:
    process.end() == code
    paused() == ['before']
    until('nothing is left to be kept') { leftovers() == [] }

    where:
    command         || code
    'exit 7'        || 7
    'kill -TERM $$' || 143
  }

  def "containers are paused while it runs, and the command sees them so"() {
    given:
    def go = folder.resolve('go')
    def process = frozen('sh', '-c', "echo begun; until test -e $go; do sleep 0.05; done")
    until('it has begun') { process.out.contains('begun') || !process.alive }

    expect:
    process.alive
    paused() == ['a', 'b', 'before']

    when:
    Files.createFile(go)

    then:
    process.end() == 0
    paused() == ['before']
  }

  def "2 for a command that is not there, and nothing is frozen"() {
    when:
    def process = thaw('frozen', '-H', proxy.address, '--where', mine(), '--', 'no-such-program', '--now')

    then:
    process.end() == 2
    process.err.contains('there is no program no-such-program')
    proxy.changes() == []
    processAudit.records == []
  }

  def "--at-most: thawed when it is over, and the command is ended"() {
    given:
    def process = frozen([:], ['--at-most', '1s'], 'sh', '-c', 'trap "echo told to end; exit 3" TERM; sleep 60 & wait')

    expect:
    process.end() != 0
    process.out == 'told to end\n'
    paused() == ['before']
  }

  def "--at-most: what the command has started is ended too, as a shell does not tell it"() {
    given:
    def rows = folder.resolve('rows')
    def process = frozen([:], ['--at-most', '1s'], 'sh', '-c', "(while :; do echo row; sleep 0.1; done) > $rows; echo done")

    expect:
    process.end() != 0
    process.out == ''

    when:
    def size = Files.size(rows)
    Thread.sleep(500)

    then:
    Files.size(rows) == size
    paused() == ['before']
  }

  def "#signal: thawed within ten seconds, #code, and the command is told"() {
    given:
    def process = frozen([before: ['setsid']], [], 'sh', '-c', 'trap "echo told to end; exit 0" TERM INT; echo begun; sleep 60 & wait')
    until('it has begun') { process.out.contains('begun') || !process.alive }
    assert process.alive: process.err

    when:
    long begin = System.nanoTime()
    send.call(process)
    until('all is thawed') { paused() == ['before'] }
    long took = System.nanoTime() - begin

    then:
    took < 10e9
    process.end() == code
    process.out == 'begun\ntold to end\n'

    where:
    signal                 | send                                         || code
    'SIGTERM'              | { ThawProcess it -> it.terminate() }         || 143
    "a terminal's Ctrl-C"  | { ThawProcess it -> it.signalGroup('INT') }  || 130
  }

  def "SIGTERM, and a command that will not end"() {
    given:
    def process = frozen('sh', '-c', 'trap "" TERM; echo begun; while :; do sleep 1; done')
    until('it has begun') { process.out.contains('begun') || !process.alive }

    when:
    long begin = System.nanoTime()
    process.terminate()
    until('all is thawed') { paused() == ['before'] }
    long took = System.nanoTime() - begin

    then:
    took < 10e9
    process.end() == 143
  }
}
