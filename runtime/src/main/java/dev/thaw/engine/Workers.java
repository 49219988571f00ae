package dev.thaw.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that talk to one engine: they bound how many requests are under way at once. On
 * Docker 26.1.5 more than 16 bring nothing, the daemon's own processor time is the floor.
 */
public final class Workers implements AutoCloseable {
  /** How many requests may be under way if nobody says otherwise. */
  public static final int DEFAULT_CONCURRENCY = 16;

  private final ExecutorService threads;
  private final Semaphore permits;

  public Workers(int concurrency) {
    permits = new Semaphore(concurrency);
    var count = new AtomicInteger();
    threads = Executors.newFixedThreadPool(concurrency, task -> {
      var thread = new Thread(task, "engine-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    });
  }

  /** A piece of work that may end in an engine's failure. */
  public interface Work<T, R> {
    R apply(T item) throws EngineException;
  }

  /**
   * Does the work for every item and waits for all. Must not be called by a worker.
   *
   * @return the results in the order of the items
   * @throws EngineException the first failure in the order of the items, when all are done
   */
  public <T, R> List<R> map(List<T> items, Work<T, R> work) throws EngineException {
    if (items.size() == 1) {
      // On the caller's thread: the first one of the pool costs a short run some 15 ms.
      return List.of(bounded(items.get(0), work));
    }
    var tasks = new ArrayList<Future<R>>(items.size());
    for (T item : items) {
      Callable<R> task = () -> bounded(item, work);
      tasks.add(threads.submit(task));
    }
    var results = new ArrayList<R>(items.size());
    Throwable failure = null;
    for (Future<R> task : tasks) {
      try {
        results.add(task.get());
      } catch (ExecutionException thrown) {
        failure = failure == null ? thrown.getCause() : failure;
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the engine was at work", stopped);
      }
    }
    if (failure instanceof EngineException engineFailure) {
      throw engineFailure;
    }
    if (failure instanceof RuntimeException bug) {
      throw bug;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return results;
  }

  private <T, R> R bounded(T item, Work<T, R> work) throws EngineException {
    permits.acquireUninterruptibly();
    try {
      return work.apply(item);
    } finally {
      permits.release();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
