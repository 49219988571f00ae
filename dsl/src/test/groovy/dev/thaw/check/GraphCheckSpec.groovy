package dev.thaw.check

import dev.thaw.compile.ScriptCompiler
import dev.thaw.compile.ScriptSource
import spock.lang.Specification

class GraphCheckSpec extends Specification {
  static List<String> findings(String script) {
    ScriptCompiler.compile(new ScriptSource('script', script), [:]).diagnostics()*.toString()
  }

  static final CONTRADICTION_CURE = 'Correct the condition, or join with || what need not hold together.'
  static final SELECTOR_CURE = 'Change the selector, or remove the operation.'
  static final ORDER_CURE = 'Change the order, or remove the operation.'
  static final GUARD_CURE = 'Change the guard or the selector, or remove the operation.'
  static final PAUSE_HINT = 'What pause pauses stays paused when the run ends. Say how long by lasting, unpause in a later step, or write frozen where … during { … }, unless that is meant.'

  def "of #script is said #said"() {
    expect:
    findings(script) == said

    where:
    script || said
    "ps where all" || []
    "ps where label.tier == 'x' && running" || []
    "ps where { state == 'exited' && state == 'running' }" || ["script:1:1: CONTRADICTION: state == 'exited' and state == 'running' never hold together. $CONTRADICTION_CURE"]
    "ps where { name == 'x' && state == 'exited' && label.a == 'y' && running }" || ["script:1:1: CONTRADICTION: state == 'exited' and running never hold together. $CONTRADICTION_CURE"]
    "ps where { running && mem < 0% }" || ["script:1:1: CONTRADICTION: mem < 0% never holds. $CONTRADICTION_CURE"]
    "ps where { label.a != label.b && label.b == label.c && label.a == label.c }" || ["script:1:1: CONTRADICTION: label.a != label.b && label.b == label.c && label.a == label.c never holds. $CONTRADICTION_CURE"]
    "stop where all\nps where !all" || ["script:2:1: CONTRADICTION: !all never holds. $CONTRADICTION_CURE"]
    "ps where { name =~ /(?=x)y/ }" || []
    "ps where { label.a == 'x' || label.a != 'x' }" || ["script:1:1: ALWAYS_HOLDS (hint): label.a == 'x' || label.a != 'x' holds for every container. Write where all if every container is meant."]
    "ps where { mem > 50% || mem <= 50% }" || []
    "pause where state == 'exited'" || ["script:1:1: NEVER_RUNS (warning): pause never does anything to what is selected: that is exited, and pause is for running. $SELECTOR_CURE"]
    "unpause where running" || ["script:1:1: NEVER_RUNS (warning): unpause never does anything to what is selected: that is running, and unpause is for paused. $SELECTOR_CURE"]
    "start where { mem > 50% }" || ["script:1:1: NEVER_RUNS (warning): start never does anything to what is selected: that is running or paused, and start is for created, exited or dead. $SELECTOR_CURE"]
    "start where { exitCode == 137 }" || []
    "stop where name == 'x' then exec('ls')" || ["script:1:29: NEVER_RUNS (warning): exec never does anything to what stop leaves: that is exited, and exec is for running. $ORDER_CURE"]
    "restart where name == 'x' then exec('ls')" || []
    "pause where name == 'x' then stop" || []
    "pause where name == 'x' then exec('ls')" || ["script:1:30: NEVER_RUNS (warning): exec never does anything to what pause leaves: that is paused, and exec is for running. $ORDER_CURE"]
    "kill where name == 'x' signal 'HUP' then exec('ls')" || []
    "kill where name == 'x' then exec('ls')" || ["script:1:29: NEVER_RUNS (warning): exec never does anything to what kill leaves: that is exited, and exec is for running. $ORDER_CURE"]
    "stop where { label.a == 'x' } when { label.a == 'y' }" || ["script:1:1: NEVER_RUNS: The guard of stop never holds for what is selected: label.a == 'y'. $GUARD_CURE"]
    "stop where { label.a == 'x' } unless { label.a in ['x', 'y'] }" || ["script:1:1: NEVER_RUNS: The guard of stop never holds for what is selected: !(label.a in ['x', 'y']). $GUARD_CURE"]
    "stop where all when { exitCode == 0 }" || []
    "ps where { state == 'restarting' && exitCode != 0 }" || []
    "ps where { running && exitCode != 0 }" || ["script:1:1: CONTRADICTION: running and exitCode != 0 never hold together. $CONTRADICTION_CURE"]
    "start where name == 'db' when { running } then exec('warm')" || ["script:1:1: NEVER_RUNS (warning): The guard of start never holds where start would do anything: running. $GUARD_CURE"]
    "start where label.job == 'x' until { state == 'exited' } within 10.minutes then start when { exitCode == 3 }" || []
    "never { restart where { state == 'running' } }\nstart where label.job == 'm' until { state == 'exited' } within 9.minutes then restart" || ["script:2:80: FORBIDDEN (warning): restart may be forbidden by never { restart where state == 'running' } at script:1:9, as for a container with label.job = 'm', state = 'running'. Exclude it by the selector; else such a container is refused when its turn comes."]
    "restart where name == 'x' then logs when { state == 'exited' }" || []
    // What is wrong with these values only is no error.
    "param 'on', false\npause where { name == 'db' && on } then unpause" || ["script:2:1: CONTRADICTION (warning): !all never holds. $CONTRADICTION_CURE"]
    "for (a in ['web', 'db']) { stop where { label.app == a && label.app !in ['db'] } }" || ["script:1:28: CONTRADICTION (warning): label.app == 'db' and !(label.app in ['db']) never hold together. $CONTRADICTION_CURE"]
    "param 't', 'db'\nnever { stop where label.tier == 'db' }\nstop where label.tier == t" || ["script:3:1: FORBIDDEN (warning): stop is forbidden for all that is selected, by never { stop where label.tier == 'db' } at script:2:9. Change the selector, or remove the operation."]
    "stop where all when { mem > 50% }" || []
    "stop where { label.a == 'x' } then start when { label.a == 'y' }" || ["script:1:36: NEVER_RUNS (warning): The guard of start never holds for what stop leaves: label.a == 'y'. $GUARD_CURE"]
    "stop where { running } then start when { state == 'exited' }" || []
    "pause where name == 'x'" || ["script:1:1: LEFT_PAUSED (hint): $PAUSE_HINT"]
    "pause where name == 'x' then unpause" || []
    "pause where name == 'x'\nunpause where name == 'x'" || []
    "pause where name == 'x'\nunpause where paused" || []
    "pause where name == 'x'\nunpause where name == 'y'" || ["script:1:1: LEFT_PAUSED (hint): $PAUSE_HINT"]
    "unpause where name == 'x'\npause where name == 'x'" || ["script:2:1: LEFT_PAUSED (hint): $PAUSE_HINT"]
    "pause where label.a == 'x'\nstop where label.b == 'y'" || []
    "pause where running && name == 'x'\nrestart where running" || ["script:1:1: LEFT_PAUSED (hint): $PAUSE_HINT"]
    "pause where name =~ /^a/\nunpause where name =~ /(?=b)b/" || []
    "parallel {\n  unpause where name == 'x'\n  pause where name == 'x'\n}" || []
  }
}
