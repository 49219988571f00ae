package dev.thaw.fault;

/** What becomes of one request and its reply. */
enum Fault {
  NONE(true, false),
  /** The socket's path is gone when the request is to leave. */
  SOCKET_GONE(false, false),
  /** The path is there, and nobody listens. */
  NOBODY_LISTENS(false, false),
  /** The request arrives, and the connection ends instead of a reply. */
  RESET_BEFORE(false, true),
  /** The engine does it, and the connection ends before the reply. */
  RESET_AFTER(true, true),
  /** The connection ends while the engine is still at it. */
  RESET_MEANWHILE(true, true),
  RESET_IN_HEAD(true, true),
  /** In the head, where there is no body. */
  RESET_IN_BODY(true, true),
  LATE(true, false),
  /** Silence: the engine never gets the request. */
  SILENT_BEFORE(false, true),
  /** The engine does it, and no reply ever comes. */
  SILENT_AFTER(true, true),
  /** One byte at a time, in time. */
  DRIP(true, false),
  /** One byte at a time until the deadline has passed. */
  DRIP_WITHOUT_END(true, true),
  /** The body's first half, with a length that fits. */
  TRUNCATED(true, false),
  /** The body's first half, with the whole one's length, and the connection ends. */
  TRUNCATED_SHORT(true, true),
  STATUS_500(false, true),
  /** The engine did it, and whoever is in between says 500 nonetheless. */
  STATUS_500_AFTER(true, true),
  /** Whoever is in between lost patience; the engine goes on. */
  STATUS_504_MEANWHILE(true, true),
  STATUS_409(false, false),
  /** The daemon's race: 409 "already paused", which need not be true. */
  RACE_ALREADY(false, false),
  /** The daemon's race: 500 "is not paused", which need not be true. */
  RACE_NOT_PAUSED(false, false),
  /** The daemon's race: 500 "cannot resume a running process". */
  RACE_RESUME(false, true),
  /** With Retry-After: 2. */
  STATUS_503(false, false),
  /** With a Retry-After beyond any deadline. */
  STATUS_503_LONG(false, false),
  STATUS_429(false, false),
  /** A portal answers everything with its own page, and success. */
  HTML_200(false, true),
  HTML_403(false, false),
  HTML_502(false, true),
  /** The engine does it; the body has the wrong types. */
  JSON_WRONG(true, false),
  JSON_EMPTY(true, false),
  JSON_NULL(true, false),
  /** The engine does it; JSON of the right shape lacks what matters. */
  JSON_HOLLOW(true, false);

  private final boolean passedOn;
  private final boolean doubtful;

  Fault(boolean passedOn, boolean doubtful) {
    this.passedOn = passedOn;
    this.doubtful = doubtful;
  }

  /** Returns whether the engine gets the request. */
  boolean passedOn() {
    return passedOn;
  }

  /** Returns whether the client cannot know from it whether the engine did what was asked. */
  boolean doubtful() {
    return doubtful;
  }

  /** Returns whether the client sees it only by its deadline. */
  boolean endless() {
    return this == SILENT_BEFORE || this == SILENT_AFTER || this == DRIP_WITHOUT_END;
  }

  /** Returns whether nobody takes the connection. */
  boolean refused() {
    return this == SOCKET_GONE || this == NOBODY_LISTENS;
  }

  /** Returns whether the reply comes although the engine is not yet done. */
  boolean meanwhile() {
    return this == RESET_MEANWHILE || this == STATUS_504_MEANWHILE;
  }
}
