package dev.thaw.check

import static dev.thaw.check.GraphCheckSpec.findings

import spock.lang.Specification

class HoldCheckSpec extends Specification {
  static final SELECTOR_CURE = 'Change one of the selectors, or write it before or behind frozen.'
  static final LATER_CURE = 'Write it behind the braces of during, or change its selector.'
  static final FROZEN_CURE = 'Change one of the selectors, or write it behind the braces of during.'
  static final OUT_CURE = 'Exclude that by one of the selectors, if exec is meant for it.'
  static final END_CURE = 'Exclude that by its selector, or write it behind the braces of during.'
  static final LINE = 'by frozen at line 1'

  private static String idle(String place, String severity = '', String line = '1') {
    "script:$place: HELD$severity: exec does nothing: all that it takes is frozen meanwhile, by frozen at line $line. $SELECTOR_CURE"
  }

  private static String leftOut(String place, String severity, String example) {
    "script:$place: HELD ($severity): exec leaves out what is frozen meanwhile, $LINE, as a container with $example. $OUT_CURE"
  }

  private static String frozen(String what, String place = '1:45') {
    "script:$place: HELD (warning): $what is frozen already, $LINE, and thawed when that ends. $FROZEN_CURE"
  }

  def "of what is done while others are frozen is said: #script"() {
    expect:
    findings(script) == said

    where:
    script || said
    // Surely the same containers.
    "frozen where label.tier == 'batch' during { exec 'x' where label.tier == 'batch' }" || [idle('1:45')]
    "frozen where label.tier == 'batch' during { exec 'x' where label.tier == 'batch' && name == 'a' }" || [idle('1:45')]
    "frozen where label.tier == 'batch' && running during { exec 'x' where label.tier == 'batch' }" || [idle('1:56')]
    "frozen where label.tier == 'batch' during { exec 'x' where running && label.tier == 'batch' }" || [idle('1:45')]
    "frozen where all during { exec 'x' where name == 'db' }" || [idle('1:27')]
    "frozen where label.tier == 'batch' during { ps where all then exec('x') }" || [leftOut('1:63', 'warning', "label.tier = 'batch'")]
    "frozen where name == 'a' during { attempt { note 'x' } ensure { exec 'x' where name == 'a' } }" || [idle('1:65')]
    // Something may have been started meanwhile.
    "frozen where name == 'a' during { start where name == 'a'; exec 'x' where name == 'a' }" || [idle('1:60', ' (warning)')]
    // So only with these values.
    "param 't', 'a'\nfrozen where name == t during { exec 'x' where name == 'a' }" || [idle('2:33', ' (warning)', '2')]
    "param 't', 'a'\nfrozen where name == 'a' during { exec 'x' where name == t }" || [idle('2:35', ' (warning)', '2')]
    "for (n in ['a', 'b']) { frozen where name == n during { exec 'x' where name == n } }" || [idle('1:57', ' (warning)')]
    // Perhaps the same ones.
    "frozen where label.tier in ['a', 'b'] during { exec 'x' where label.tier in ['b', 'c'] }" || [leftOut('1:48', 'warning', "label.tier = 'b'")]
    "frozen where name == 'a' during { exec 'x' where all }" || [leftOut('1:35', 'warning', "name = 'a'")]
    "frozen where name == 'a' first 2 during { exec 'x' where name == 'a' }" || [leftOut('1:43', 'warning', "name = 'a'")]
    "frozen where name == 'a' when { mem > 5% } during { exec 'x' where name == 'a' }" || [leftOut('1:53', 'warning', "name = 'a'")]
    "frozen where name == 'a' && mem > 5% during { exec 'x' where name == 'a' }" || [leftOut('1:47', 'warning', "name = 'a'")]
    "frozen where label.tier == 'batch' during { exec 'x' where name == 'db' }" || [leftOut('1:45', 'hint', "name = 'db', label.tier = 'batch'")]
    // Others, or another time.
    "frozen where label.tier == 'batch' during { exec 'x' where label.tier == 'web' }" || []
    "frozen where label.tier == 'batch' during { exec 'x' where label.tier != 'batch' }" || []
    "frozen where name == 'a' during { ps where name == 'a'; logs where name == 'a' }" || []
    "frozen where name == 'a' during { start where name == 'a' }" || []
    "frozen where name == 'a' during { note 'x' }\nexec 'x' where name == 'a'" || []
    "parallel {\n  frozen where name == 'a' during { note 'x' }\n  exec 'x' where name == 'a'\n}" || []
    "frozen where name =~ /(?=a)a/ during { exec 'x' where name =~ /(?=b)b/ }" || [leftOut('1:40', 'warning', "name = 'a.b'")]
    // What ends it too early.
    "frozen where name == 'a' during { unpause where name == 'a' then exec('x') }" || ["script:1:35: HELD (warning): unpause ends what is held $LINE. $LATER_CURE"]
    "frozen where name == 'a' during { restart where name == 'a' }" || ["script:1:35: HELD (warning): restart ends what is held $LINE. $LATER_CURE"]
    "frozen where label.tier == 'a' during { stop where label.tier != 'b' }" || ["script:1:41: HELD (warning): stop may end what is held $LINE, as a container with label.tier = 'a'. $END_CURE"]
    "frozen where label.tier == 'a' during { kill where paused }" || ["script:1:41: HELD (hint): kill may end what is held $LINE, as a container with label.tier = 'a'. $END_CURE"]
    "frozen where label.tier == 'a' during { stop where running && label.tier == 'a' }" || []
    // A hold within a hold.
    "frozen where label.tier == 'batch' during { frozen where label.tier == 'batch' during { note 'x' } }" || [frozen('What is to be held')]
    "frozen where label.tier == 'batch' during { pause where label.tier == 'batch' lasting 5.minutes }" || [frozen('What is to be held')]
    "frozen where label.tier == 'batch' during { pause where label.tier == 'batch' }" || [frozen('What pause takes')]
    "frozen where label.tier == 'batch' during { frozen where name == 'a' during { note 'x' } }" || []
    "frozen where label.tier == 'batch' during { frozen where name == 'a' during { exec 'x' where name == 'a' } }" || [idle('1:79')]
    // What ends by itself is not left paused, whatever comes after it.
    "pause where name == 'a' lasting 5.minutes" || []
    "pause where name == 'a' lasting 5.minutes\nunpause where name == 'a'" || []
    "pause where name == 'a' lasting 5.minutes\nexec 'x' where name == 'a'" || []
  }

  def "a graph of thousands of holds is not gone through"() {
    given:
    def script = "for (i in 1..2400) { frozen where name == 'a' during { exec 'x' where name == 'a' } }"
    def start = System.nanoTime()

    expect:
    findings(script) == []
    System.nanoTime() - start < 20_000_000_000
  }
}
