package dev.thaw.explain

import spock.lang.Specification

class HoldWordsSpec extends Specification {
  static final String SCRIPT = '''\
      frozen
        where label.tier == 'batch'
        atMost 10.minutes
      during {
        exec 'dump' where name == 'db'
        note 'Dumped.'
      }
      pause where name == 'web' lasting 5.minutes
      ps where all
      '''

  def explainer = Explained.explainer(SCRIPT)

  private String about(int line, String about) {
    explainer.at('', line)[0].points().find { it.about() == about }?.text()
  }

  def "line #line is about #titles"() {
    expect:
    explainer.at('', line)*.title() == titles

    where:
    line || titles
    1    || ['frozen']
    2    || ['frozen']
    3    || ['frozen']
    4    || ['frozen']
    5    || ['exec']
    6    || ['note']
    7    || ['frozen']
    8    || ['pause']
  }

  def "a hold tells how long it lasts, and what is done meanwhile of what is held"() {
    expect:
    about(1, 'lasts') == 'While lines 5 and 6 are carried out. Then what it has done is taken back by unpause, ' +
        'whatever has happened; what was so before is left. After 10 minutes at the latest: what is left of those ' +
        'lines does not begin then.'
    about(5, 'meanwhile') == 'What was paused by line 1 stays so.'
    about(6, 'meanwhile') == 'What was paused by line 1 stays so.'
    about(8, 'lasts') == '5 minutes. Then what it has done is taken back by unpause, whatever has happened; what was so ' +
        'before is left. What follows does not wait for that, but the run does.'
    about(8, 'meanwhile') == null
    about(9, 'lasts') == null
  }

  def "what comes after a hold comes after all of it"() {
    expect:
    about(5, 'begins') == 'After line 1, if all of that has succeeded.'
    about(8, 'begins') == 'After line 1, if all of that has succeeded.'
    about(9, 'begins') == 'After line 8, if all of that has succeeded.'
  }

  def "if line #line fails, that is taken back all the same"() {
    expect:
    about(line, 'if it fails') == told

    where:
    line || told
    1    || 'Its other containers are gone on with. Taken back all the same: what was done by line 1. Not begun: lines 5, 6, 8 and 9. The run counts as failed.'
    5    || 'Its other containers are gone on with. Taken back all the same: what was done by line 1. Not begun: lines 6, 8 and 9. The run counts as failed.'
    8    || 'Its other containers are gone on with. Taken back all the same: what was done by line 8. Not begun: line 9. The run counts as failed.'
    9    || 'Its other containers are gone on with. The run counts as failed.'
  }

  def "a hold within a hold"() {
    given:
    def explainer = Explained.explainer("frozen where name == 'a' during {\n  frozen where name == 'b' during {\n    ps where all\n  }\n}")

    expect:
    explainer.at('', 3)[0].points().find { it.about() == 'meanwhile' }.text() == 'What was paused by lines 2 and 1 stays so.'
    explainer.at('', 2)[0].points().find { it.about() == 'lasts' }.text().startsWith('While line 3 is carried out.')
  }
}
