package dev.thaw.explain;

/** How a condition speaks of the container that it is about. */
enum Voice {
  /** Behind "containers": whose label tier is 'batch', that are running. */
  WHOSE("whose ", "that "),
  /** As a sentence of its own: its label tier is 'batch', it is running. */
  ITS("its ", "it "),
  /** Of one element of a set, named before: matches /^front/. */
  ELEMENT("", "");

  private final String owner;
  private final String subject;

  Voice(String owner, String subject) {
    this.owner = owner;
    this.subject = subject;
  }

  /** Begins with something that a container has: {@code whose name}. */
  String has(String noun) {
    return owner + noun;
  }

  /** Begins with what a container does: {@code that are}, {@code it is}. */
  String does(String plural, String singular) {
    return subject + (this == WHOSE ? plural : singular);
  }

  /** Begins with what is no container's: {@code where the machine's load average}. */
  String beside(String noun) {
    return (this == WHOSE ? "where " : "") + noun;
  }

  /** Puts a condition that has no words of its own behind. */
  String unsaid(String condition) {
    return switch (this) {
      case WHOSE -> "for which " + condition + " holds";
      case ITS -> condition + " holds";
      case ELEMENT -> "fulfils " + condition;
    };
  }
}
