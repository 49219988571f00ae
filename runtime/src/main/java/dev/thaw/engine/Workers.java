package dev.thaw.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that talk to one engine: they bound how many requests are under way at once. On
 * Docker 26.1.5 more than 16 bring nothing, the daemon's own processor time is the floor.
 */
public final class Workers implements AutoCloseable {
  /** How many requests may be under way if nobody says otherwise. */
  public static final int DEFAULT_CONCURRENCY = 16;

  /** More threads than this are not made for those who wait; then they keep others waiting. */
  private static final int MOST_AWAY = 2_000;

  private final ThreadPoolExecutor threads;
  private final int concurrency;
  private int away;
  private final Semaphore permits;

  public Workers(int concurrency) {
    this.concurrency = concurrency;
    permits = new Semaphore(concurrency);
    var count = new AtomicInteger();
    threads = (ThreadPoolExecutor) Executors.newFixedThreadPool(concurrency, task -> {
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

  /**
   * Waits without keeping others from work: must be called by a worker, whose place another one
   * takes meanwhile. What is done in the wait must not ask the engine.
   *
   * @throws E what the wait throws
   */
  public <R, E extends Exception> R aside(Wait<R, E> wait) throws E {
    boolean counted = leave();
    try {
      return wait.await();
    } finally {
      if (counted) {
        permits.acquireUninterruptibly();
        comeBack();
      }
    }
  }

  /** A wait that may end in a failure. */
  public interface Wait<R, E extends Exception> {
    R await() throws E;
  }

  private synchronized boolean leave() {
    if (away == MOST_AWAY) {
      return false;
    }
    away++;
    permits.release();
    threads.setMaximumPoolSize(concurrency + away);
    threads.setCorePoolSize(concurrency + away);
    return true;
  }

  private synchronized void comeBack() {
    away--;
    threads.setCorePoolSize(concurrency + away);
    threads.setMaximumPoolSize(concurrency + away);
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
