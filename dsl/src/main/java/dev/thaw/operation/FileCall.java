package dev.thaw.operation;

/**
 * One thing to be done to the engine's own files, as data: it can be printed, compared and carried
 * out.
 */
public sealed interface FileCall {

  /** Returns this with the identifier of a container that was made meanwhile. */
  FileCall with(String id);

  /** Copies a checkpoint, over one of that name. */
  record Copy(CheckpointPlace from, CheckpointPlace to) implements FileCall {
    @Override
    public FileCall with(String id) {
      return new Copy(from, to.of(id));
    }

    @Override
    public String toString() {
      return "copies " + from + " to " + to;
    }
  }

  /** Removes a checkpoint, if it is there. */
  record Remove(CheckpointPlace place) implements FileCall {
    @Override
    public FileCall with(String id) {
      return new Remove(place.of(id));
    }

    @Override
    public String toString() {
      return "removes " + place;
    }
  }
}
