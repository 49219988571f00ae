package dev.thaw.compile;

/** Reads the files that scripts include. The compiler itself reads none. */
public interface IncludeReader {

  /** Reads nothing: for scripts that have no folder. */
  IncludeReader NONE = path -> {
    throw new Unreadable("A script that is no file includes nothing.", "Save it as a file first.");
  };

  /**
   * Reads a file.
   *
   * @param path relative to the script's folder, with slashes, and never out of it by its text; the
   *     reader sees to it that no link leads out either
   * @throws Unreadable if it cannot be read
   */
  byte[] read(String path) throws Unreadable;

  /** Says why a file cannot be read. */
  final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;
    private final String cure;

    /**
     * @param problem what is wrong: one sentence
     * @param cure what to do: one sentence
     */
    public Unreadable(String problem, String cure) {
      super(problem);
      this.cure = cure;
    }

    /** Returns what to do. */
    public String cure() {
      return cure;
    }
  }
}
