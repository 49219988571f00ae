package dev.thaw.execute;

import java.io.IOException;
import java.util.List;

/** Starts commands on this machine. */
public interface HostCommands {
  /** Starts none. */
  HostCommands NONE = new HostCommands() {
    @Override
    public Process start(List<String> words) throws IOException {
      throw new IOException("commands of this machine are not run here");
    }

    @Override
    public void ended(int exitCode) {}
  };

  /**
   * Starts a command.
   *
   * @throws IOException if there is no such program, or it cannot be run
   */
  Process start(List<String> words) throws IOException;

  /** Is told how a command has ended by itself. */
  void ended(int exitCode);
}
