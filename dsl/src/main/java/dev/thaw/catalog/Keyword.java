package dev.thaw.catalog;

import java.util.Arrays;
import java.util.Optional;

/** A word that begins a statement which is no operation, or goes on with a block. */
public enum Keyword {
  RUNBOOK(
      "runbook",
      Body.NONE,
      "says what the script is called and what it is for",
      "runbook 'nightly', 'Freezes the batch tier and dumps the database'"),
  PARAM(
      "param",
      Body.NONE,
      "declares a parameter, with its default or its type",
      "param 'tier', 'batch', oneOf: ['batch', 'etl']"),
  LOCK(
      "lock",
      Body.NONE,
      "lets one run at a time go on of all that name the same lock, of this script or of others",
      "lock 'backup'"),
  TIMEBOX(
      "timebox",
      Body.NONE,
      "ends the run after so long, as a signal would: nothing more is begun but what ensures",
      "timebox 1.hour"),
  REQUIRE(
      "require",
      Body.NONE,
      "must hold before anything is done: so many containers match, at least one if it does not say",
      "require 'The database must run.', { name == 'db' && running }"),
  CONFIRM(
      "confirm",
      Body.NONE,
      "asks a person before anything is done; needs a terminal or --yes",
      "confirm 'Stop the whole batch tier?'"),
  NEVER(
      "never",
      Body.STATEMENTS,
      "forbids operations on containers, whatever the statements say; change stands for every one",
      "never { change where label.tier == 'db' }"),
  DEFAULTS(
      "defaults",
      Body.SETTINGS,
      "sets clauses for all statements that follow",
      "defaults { retry 3; timeout 30.seconds; concurrency 16 }"),
  NOTE(
      "note",
      Body.NONE,
      "tells whoever watches, when its time has come",
      "note 'Now the workers.'"),
  WAIT_UNTIL(
      "waitUntil",
      Body.NONE,
      "waits until something holds of the engine's machine; fails if it does not in time",
      "waitUntil { host.mem < 70% } within 5.minutes"),
  SLEEP("sleep", Body.NONE, "lets a time pass before what follows", "sleep 10.seconds"),
  INCLUDE(
      "include",
      Body.NONE,
      "puts in another script of the same folder or below, with values for its parameters",
      "include 'lib/drain.groovy', tier: 'web'"),
  PARALLEL(
      "parallel",
      Body.STATEMENTS,
      "carries its statements out side by side",
      "parallel { pause where label.tier == 'batch' }"),
  SEQUENCE(
      "sequence",
      Body.STATEMENTS,
      "carries its statements out in order: one branch of a parallel",
      "sequence { stop where name == 'db' }"),
  ROLLING(
      "rolling",
      Body.STATEMENTS,
      "takes the targets of each of its statements in batches",
      "rolling(25%, pause: 10.seconds, maxFailures: 1) { restart where label.app == 'web' }"),
  STEP(
      "step",
      Body.STATEMENTS,
      "names its statements, and says after which others they come",
      "step('dump', after: ['drain']) { exec 'pg_dump app' where name == 'db' }"),
  FROZEN(
      "frozen",
      Body.NONE,
      "pauses containers, carries the statements behind during out, and thaws them whatever happens",
      "frozen where { label.tier == 'batch' } during { exec 'pg_dump app' where name == 'db' }"),
  DURING("during", Body.CONTINUATION, "what is done while the containers are frozen", ""),
  ATTEMPT(
      "attempt",
      Body.STATEMENTS,
      "goes on with recover if a statement fails, and with ensure in any case",
      "attempt { restart where name == 'web' } recover { start where name == 'web' }"),
  RECOVER("recover", Body.CONTINUATION, "what is done if the attempt before it fails", ""),
  ENSURE("ensure", Body.CONTINUATION, "what is done after the attempt, however it ended", "");

  /** What stands in the braces behind it. */
  public enum Body {
    NONE,
    STATEMENTS,
    /** Clauses with their values. */
    SETTINGS,
    /** Statements, behind another block. */
    CONTINUATION
  }

  private final String word;
  private final Body body;
  private final String summary;
  private final String example;

  Keyword(String word, Body body, String summary, String example) {
    this.word = word;
    this.body = body;
    this.summary = summary;
    this.example = example;
  }

  /** Returns the word itself, which is reserved in scripts. */
  public String word() {
    return word;
  }

  /** Returns what stands in the braces behind it. */
  public Body body() {
    return body;
  }

  /** Returns whether a statement begins with it. */
  public boolean beginsStatement() {
    return body != Body.CONTINUATION;
  }

  /** Returns what it does, in one line. */
  public String summary() {
    return summary;
  }

  /** Returns a statement with it; empty for one that goes on with another's. */
  public String example() {
    return example;
  }

  /** Returns the keyword of that word, if there is one. */
  public static Optional<Keyword> named(String word) {
    return Arrays.stream(values()).filter(keyword -> keyword.word.equals(word)).findFirst();
  }
}
