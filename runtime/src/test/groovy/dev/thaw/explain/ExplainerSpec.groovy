package dev.thaw.explain

import dev.thaw.catalog.OperationCatalog
import dev.thaw.text.Style
import spock.lang.Specification

class ExplainerSpec extends Specification {
  static final String SCRIPT = '''\
      runbook 'nightly', 'Freezes'
      param 'tier', 'batch'
      param 'pw', secret: true
      defaults {
        concurrency 4
      }
      require 'The database must run.', { name == 'db' && running }
      confirm 'Really?'
      never {
        change where label.tier == 'db'
        pause where name == 'x'
      }

      pause
        where label.tier == tier
        max 10
      note 'Now.'
      include 'lib/x.groovy'
      parallel {
        exec('id', env: ["PW=${pw}"]) where name == 'a'
        ps where all
      }
      '''.stripIndent()
  static final FILES = ['lib/x.groovy': "param 'n', 3\n\nstop where pids > n"]

  def explainer = Explained.explainer(SCRIPT, FILES)

  def "line #line of #file is about #titles"() {
    expect:
    explainer.at(file, line)*.title() == titles

    where:
    file           | line || titles
    ''             | 1    || ['runbook']
    ''             | 2    || ['param']
    ''             | 5    || ['defaults']
    ''             | 7    || ['require']
    ''             | 8    || ['confirm']
    ''             | 9    || ['never']
    ''             | 10   || ['never']
    ''             | 13   || []
    ''             | 14   || ['pause']
    ''             | 16   || ['pause']
    ''             | 17   || ['note']
    ''             | 18   || ['include']
    ''             | 19   || ['parallel']
    ''             | 20   || ['exec']
    ''             | 22   || ['parallel']
    ''             | 99   || []
    'lib/x.groovy' | 1    || ['param']
    'lib/x.groovy' | 3    || ['stop']
    'lib/y.groovy' | 3    || []
  }

  def "a lock is explained with its name as it is here"() {
    expect:
    Explained.explainer("param 'place', 'kiel'\nlock \"backup-${'$'}{place}\"\nps where all", [:]).at('', 2)*.points() == [[
        new Point('does', 'Lets one run at a time go on of all that name the same lock, of this script or of others.'),
        new Point('lock', 'backup-kiel')]]
  }

  def "beside a line without statement are #nearest"() {
    expect:
    explainer.nearest(file, line)*.toString() == nearest

    where:
    file           | line || nearest
    ''             | 13   || ['9:1', '11:3', '14:1']
    'lib/x.groovy' | 2    || ['lib/x.groovy:1:1', 'lib/x.groovy:3:1']
    'none'         | 2    || []
  }

  def "a loop's statement and one in a file that is included twice are told as often as they act"() {
    expect:
    Explained.explainer("for (n in ['a', 'b']) {\n  ps where name == n\n}").at('', 2)*.id() == ['s1', 's2']
    Explained.explainer("include 'x'\ninclude 'x'", [x: 'ps where all']).at('x', 1)*.id() == ['s1', 's2']
  }

  def "no secret is told"() {
    expect:
    explainer.at('', 3)[0].points()[1].text() == 'pw is secret: only the run knows it.'
    explainer.at('', 20)[0].points().find { it.about() == 'sends' }.text().contains('"PW=***"')
  }

  def "of #clauses is said: #text"() {
    expect:
    Explained.point("$head { stop where all $clauses }", about) == text

    where:
    head            | clauses                                  | about      || text
    'sequence'      | ''                                       | 'how many' || 'Any number may match, none too.'
    'sequence'      | 'min 1 max 3'                            | 'how many' || 'At least 1 container must match, else the step fails and does nothing. At most 3 containers may match, else the run is denied before anything is done.'
    'sequence'      | 'first 3'                                | 'how many' || 'Any number may match, none too. Only the first 3 of them are taken, ordered by name.'
    'sequence'      | 'first 3 orderBy -mem'                   | 'how many' || 'Any number may match, none too. Only the first 3 of them are taken, ordered by memory in use, the largest first; where that is unknown, last.'
    'sequence'      | 'random 2'                               | 'how many' || 'Any number may match, none too. Any 2 of them are taken, others at every run.'
    'sequence'      | ''                                       | 'pace'     || 'Side by side, as many at once as the run allows.'
    'sequence'      | 'concurrency 1'                          | 'pace'     || 'One after the other.'
    'sequence'      | 'concurrency 5'                          | 'pace'     || 'Side by side, at most 5 at once.'
    'rolling(25%)'  | ''                                       | 'pace'     || 'In batches of 25% of all; none begins any more once one container has failed. Within a batch side by side, as many at once as the run allows.'
    'rolling(5, canary: 1, pause: 1.minute, maxFailures: 10%)' | 'concurrency 2' | 'pace' || 'In batches of 5, the first of 1, with 1 minute between two; none begins any more once more than 10% of all have failed. Within a batch side by side, at most 2 at once.'
    'sequence'      | 'retry 0'                                | 'tries'    || 'Once, never again. All tries on one container within 40 seconds, or as long as its own stop timeout takes.'
    'sequence'      | 'retry 2 backoff 1.s..5.s timeout 9.s'   | 'tries'    || 'Again up to 2 times after a failure that may pass, first after 1 second, then each time twice as long, 5 seconds at most. All tries on one container within 9 seconds.'
    'sequence'      | 'until { running } within 5.s'           | 'then waits' || 'Until it is running, 5 seconds at most, else it has failed.'
    'sequence'      | 'continueOnError true'                   | 'if it fails' || 'Its other containers are gone on with. What comes after begins all the same, but the run counts as failed.'
    'rolling(1)'    | ''                                       | 'if it fails' || 'The other containers of its batch are gone on with. The run counts as failed.'
  }

  def "#step of #script begins: #begins If it fails: #fails"() {
    given:
    def points = Explained.explainer(script).all().find { it.id() == step }.points().collectEntries { [it.about(), it.text()] }

    expect:
    points.begins == begins
    points['if it fails'] == 'Its other containers are gone on with. ' + fails

    where:
    script                                                            | step || begins | fails
    'ps where all'                                                    | 's1' || "At the run's beginning." | 'The run counts as failed.'
    'ps where all\nps where all'                                      | 's1' || "At the run's beginning." | 'Not begun: line 2. The run counts as failed.'
    'ps where all\nps where all'                                      | 's2' || 'After line 1, if all of that has succeeded.' | 'The run counts as failed.'
    'parallel {\nps where all\nps where all\n}\nps where all'         | 's3' || 'After lines 2 and 3, if all of that has succeeded.' | 'The run counts as failed.'
    'ps where all continueOnError true\nps where all'                 | 's2' || 'After line 1, if all of that has succeeded. It begins even if line 1 has failed.' | 'The run counts as failed.'
    'attempt {\nps where all\n} recover {\nps where all\n}\nps where all' | 's1' || "At the run's beginning." | 'Carried out instead: line 4. Begun only if that goes well: line 6. If that does not go well, the run counts as failed.'
    'attempt {\nps where all\n} recover {\nps where all\n}\nps where all' | 's2' || 'Only if something of line 2 has failed.' | 'Not begun: line 6. The run counts as failed.'
    'attempt {\nps where all\n} recover {\nps where all\n}\nps where all' | 's3' || 'After lines 2 and 4, if the attempt or what recovers from it has succeeded.' | 'The run counts as failed.'
    'attempt {\nps where all\n} ensure {\nps where all\n}\nps where all'  | 's1' || "At the run's beginning." | 'Carried out all the same: line 4. Not begun: line 6. The run counts as failed.'
    'attempt {\nps where all\n} ensure {\nps where all\n}\nps where all'  | 's2' || 'After line 2, however that has ended.' | 'Not begun: line 6. The run counts as failed.'
  }

  def "each operation is told whole: #operation"() {
    given:
    def points = Explained.explainer(operation.example()).all()[0].points()

    expect:
    points*.about().containsAll(['takes', 'how many', 'pace', 'does', 'sends', 'skips', 'done when', 'tries', 'undo', 'if it fails'])
    points.every { it.about() == 'sends' || it.text().endsWith('.') }

    where:
    operation << OperationCatalog.all()
  }

  def "people read it so"() {
    expect:
    ExplanationText.lines(Explained.explainer("unpause where { label.auto_resume == 'true' } when { mem < 80% }").all(),
        { it.empty ? 'ops/main.groovy' : it }, Style.PLAIN).join('\n') == '''\
ops/main.groovy:1  unpause  (s1)
  takes       Containers whose label auto_resume is 'true'.
  begins      At the run's beginning.
  how many    Any number may match, none too.
  pace        Side by side, as many at once as the run allows.
  does        Thaws paused containers.
  only if     Its memory in use is below 80% of its limit. Judged for each container just before; if
              not, it is skipped, also where that stays unknown: memory of a stopped container.
  sends       POST /containers/ID/unpause
  skips       Containers that are not paused. One that is running already counts as unchanged.
  done when   The container is seen to be running.
  tries       Again, a few times, after a failure that may pass. All tries on one container within
              30 seconds.
  undo        Undone by pause.
  if it fails Its other containers are gone on with. The run counts as failed.'''
  }

  def "words that are too long for a line stand alone, and what could steer a terminal is shown"() {
    expect:
    ExplanationText.lines(Explained.explainer("note '${'x' * 200} \\u001b[2J'").all(), { 'f' }, Style.PLAIN)
        .drop(2) == ['  tells       ' + 'x' * 200, '              \\u001b[2J']
  }
}
