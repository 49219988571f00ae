package dev.thaw.checkpoint;

/** What is to be done with a checkpoint. */
public enum Act {
  /** Takes one and stops the container. */
  CHECKPOINT_AND_STOP("checkpoint"),
  /** Takes one and lets the container run on. */
  CHECKPOINT_LEAVE_RUNNING("checkpoint leaveRunning true"),
  /** Starts the container from one of its own. */
  RESTORE("restore"),
  /** Starts a new container from the checkpoint of another. */
  CLONE("cloneFrom");

  private final String words;

  Act(String words) {
    this.words = words;
  }

  /** Returns the words that a script has for it. */
  public String words() {
    return words;
  }
}
