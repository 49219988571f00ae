package dev.thaw.host;

/** What there is under a path of this machine; links are not followed. */
public enum Presence {
  NOTHING,
  FILE,
  FOLDER,
  /** A link, a device, a socket. */
  OTHER
}
