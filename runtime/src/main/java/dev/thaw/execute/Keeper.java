package dev.thaw.execute;

import dev.thaw.engine.EngineInfo;
import dev.thaw.event.Occurrence;
import dev.thaw.journal.Hold;
import dev.thaw.journal.Progress;
import java.io.IOException;

/**
 * Keeps what a run holds where others find it if the run dies. Used by many threads at once; asked
 * nothing by runs that hold nothing.
 */
public interface Keeper {

  /** Keeps nothing: for an engine that ends with the run's own process. */
  Keeper NONE = new Keeper() {
    @Override
    public void begin(EngineInfo engine) {}

    @Override
    public void prepare(int holds) {}

    @Override
    public void intend(Hold hold) {}

    @Override
    public void became(Hold hold, Progress progress) {}

    @Override
    public void unrecorded(Occurrence occurrence, Exception why) {}

    @Override
    public void unrecorded(Hold hold, Exception why) {}

    @Override
    public void end(boolean over) {}

    @Override
    public boolean detaches() {
      return false;
    }
  };

  /** Begins, before anything is asked for or done. */
  void begin(EngineInfo engine) throws IOException;

  /**
   * Returns when so many more holds can be kept whatever happens from now on.
   *
   * @throws IOException if they cannot: then nothing may be held
   */
  void prepare(int holds) throws IOException;

  /**
   * Returns when it is certain that others find the hold.
   *
   * @throws IOException if that is not so: then it must not be done
   */
  void intend(Hold hold) throws IOException;

  /**
   * Notes what became of a hold.
   *
   * @throws IOException if it could not be noted; whoever finds the hold then looks for himself
   */
  void became(Hold hold, Progress progress) throws IOException;

  /** Keeps an event of a hold's end that a required sink could not take. */
  void unrecorded(Occurrence occurrence, Exception why);

  /** Is told that {@link #became} failed for a hold, and that the run goes on all the same. */
  void unrecorded(Hold hold, Exception why);

  /**
   * Ends.
   *
   * @param over whether nothing is held any more
   */
  void end(boolean over) throws IOException;

  /** Returns whether the run does not wait for holds that end by themselves. */
  boolean detaches();
}
