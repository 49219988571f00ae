package dev.thaw.it

import spock.lang.Timeout

/** {@code frozen … during} and {@code pause … lasting}, seen from outside. */
@Timeout(300)
abstract class FrozenOnDocker extends HoldsOnDocker {
  static final List<String> OURS = ['a', 'b', 'c']

  @Override
  Map<String, Map<String, Object>> containers() {
    batch(OURS, ['before'])
  }

  def setup() {
    (OURS + 'db').each { bring(it, 'running') }
    bring('before', 'paused')
  }

  def "what runs is paused meanwhile and thawed after, and what was paused before stays so"() {
    given:
    def process = runs(held())

    when:
    untilHeld(process, OURS)

    then:
    now() == [a: 'paused', b: 'paused', c: 'paused', before: 'paused', db: 'running']
    guardians().size() == 1

    when:
    open()

    then:
    process.end() == 0
    now() == [a: 'running', b: 'running', c: 'running', before: 'paused', db: 'running']
    until('nothing is left to be kept') { leftovers() == [] }

    and: 'the audit log has every change, in order'
    OURS.every { name -> processAudit.byContainer()[ids[name]]*.verb == ['pause'] * 2 + ['unpause'] * 2 }
    !processAudit.records.any { it.verb == 'unpause' && it.container == ids.before }
  }

  def "5 where the body fails, and all is thawed"() {
    given:
    def process = runs(held('', "exec 'false' where ${named('db')}"))

    expect:
    process.end() == 5
    paused() == ['before']
    until('nothing is left to be kept') { leftovers() == [] }
  }

  def "#signal in the middle: thawed within ten seconds, and #code"() {
    given:
    def process = runs(held(), before: ['setsid'])
    untilHeld(process, OURS)

    when:
    long begin = System.nanoTime()
    send.call(process)
    until('all is thawed') { paused() == ['before'] }
    long took = System.nanoTime() - begin
    open()

    then:
    took < 10e9
    process.end() == code
    until('nothing is left to be kept') { leftovers() == [] }

    where:
    signal                    | send                                          || code
    'SIGTERM'                 | { ThawProcess it -> it.terminate() }          || 143
    "a terminal's Ctrl-C"     | { ThawProcess it -> it.signalGroup('INT') }   || 130
  }

  def "atMost ends the hold, whatever the body does"() {
    given:
    def process = runs(held('atMost 1.second'))
    untilHeld(process, OURS)

    when:
    until('all is thawed') { paused() == ['before'] }

    then:
    process.alive

    when:
    open()

    then:
    process.end() == 5
  }

  def "--detach: the run ends, and the guardian thaws what lasts when its time has come"() {
    given:
    def process = runs("pause where ${mine("label.tier == 'batch'")} lasting 6.seconds", '--detach')

    expect:
    process.end() == 0
    paused() == ['a', 'b', 'before', 'c']
    guardians().size() == 1

    when: 'a recovery meanwhile leaves it to the guardian'
    def recovery = recovered()

    then:
    recovery.end() == 0
    recovery.err.contains('a guardian waits to end what was left to it')

    when:
    until('the guardian has ended') { guardians().empty }

    then:
    paused() == ['before']
    journals() == []

    when: 'what it did nobody has seen yet'
    def next = recovered()

    then:
    next.end() == 0
    next.err.contains('the guardian of run')
    next.err.count('unpause changed') == 3
    leftovers() == []
  }

  def "a recovery meanwhile leaves a run alone that goes on, and has nothing to say with -q"() {
    given:
    def process = runs(held())
    untilHeld(process, OURS)

    when:
    def recovery = recovered(*options)

    then:
    recovery.end() == 0
    recovery.err.contains('going on, so left alone') == options.empty
    recovery.err.empty != options.empty
    OURS.every { now()[it] == 'paused' }

    when:
    open()

    then:
    process.end() == 0

    where:
    options << [[], ['-q']]
  }

  def "lasting: the run waits for it, and thaws"() {
    given:
    def process = runs("pause where ${mine("label.tier == 'batch'")} lasting 1.second")

    expect:
    process.end() == 0
    paused() == ['before']
    until('nothing is left to be kept') { leftovers() == [] }
  }

  def "what an operator did meanwhile is left as it is, with the reason"() {
    given:
    def deeds = [
      thawed: ['unpause'],
      restarted: ['restart'],
      killed: ['kill'],
      theirs: ['unpause', 'pause'],
      anew: ['restart', 'pause'],
      gone: [],
    ]
    def made = bench.put(deeds.collectEntries { name, requests -> [name, [labels: [tier: 'batch']]] })
    def process = runs(held())
    untilHeld(process, OURS)

    when:
    deeds.each { name, requests ->
      requests.each { request -> assert bench.ask('POST', "/containers/${made[name]}/$request").status == 204 }
    }
    assert bench.ask('DELETE', "/containers/$made.gone", [force: 'true']).status == 204
    open()

    then:
    process.end() == 5
    (made.keySet() - 'gone').collectEntries { [it, bench.state(made[it])] } ==
        [thawed: 'running', restarted: 'running', killed: 'exited', theirs: 'paused', anew: 'paused']
    paused() == ['before']

    and:
    made.collectEntries { name, id -> [name, process.out.readLines().find { it.contains(bench.name(name)) && it.contains('skipped') }] }.with {
      it.thawed.contains('nothing to take back: it is running') &&
          it.restarted.contains('nothing to take back: it was started anew since') &&
          it.killed.contains('nothing to take back: it is exited') &&
          it.theirs.contains('left paused: somebody else has paused it since') &&
          it.anew.contains('nothing to take back: it was started anew since') &&
          it.gone.contains('nothing to take back: the container is gone')
    }

    cleanup:
    made.values().each { bench.ask('DELETE', "/containers/$it", [force: 'true']) }
  }
}
