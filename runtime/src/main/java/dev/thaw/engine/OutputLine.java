package dev.thaw.engine;

/**
 * A line that a container wrote.
 *
 * @param stream where it wrote it
 * @param text the line without its end; bytes that are not UTF-8 stand as U+FFFD, control
 *     characters as they came
 * @param complete whether the line ends here: a longer one than 64 KiB comes in pieces
 */
public record OutputLine(Stream stream, String text, boolean complete) {

  /** The two ways out of a process; a terminal knows only the first. */
  public enum Stream {
    STDOUT,
    STDERR
  }
}
