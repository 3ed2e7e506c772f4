package org.ebm4j.kernels.pool;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Runs the tasks of a job on daemon threads and on the caller's own.
///
/// Tasks are grabbed from a counter, so that a slow neighbour delays one task and not a share of
/// them. Idle threads sleep; nothing spins. A job that arrives while another runs — from a second
/// caller, or from inside a task — is done by its caller alone, so nesting cannot deadlock. Nothing
/// is allocated.
public final class Pool {
  /// A job: tasks 0 … n − 1 in any order, on any thread.
  @FunctionalInterface
  public interface Job {
    /// @param worker number of the thread within the job, 0 for the caller; no two tasks run under
    ///   the same number at once
    void run(int worker, int task);
  }

  /// The system property that says how many threads there are, the caller's included.
  public static final String THREADS = "ebm4j.threads";

  private static final class Common {
    static final Pool POOL = new Pool(wanted());

    private static int wanted() {
      int found = Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
      if (found < 1) {
        throw new IllegalArgumentException(
            THREADS + " is " + found + "; a pool needs at least 1 thread");
      }
      return found;
    }
  }

  private final Thread[] helpers;
  private final ReentrantLock busy = new ReentrantLock();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();
  private volatile @Nullable Job job;
  private volatile int tasks;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Thread caller;

  /// @param threads the caller's included, ≥ 1
  public Pool(int threads) {
    helpers = new Thread[threads - 1];
    for (int i = 0; i < helpers.length; i++) {
      int worker = i + 1;
      helpers[i] = Thread.ofPlatform().daemon().name("ebm4j-" + worker).start(() -> help(worker));
    }
  }

  /// The pool of this process.
  public static Pool common() {
    return Common.POOL;
  }

  /// Threads that may work on a job, the caller's included.
  public int threads() {
    return helpers.length + 1;
  }

  /// Runs all tasks; returns when the last is done. The first failure of a task is thrown here.
  public void run(int tasks, Job job) {
    if (helpers.length == 0
        || tasks == 1
        || busy.isHeldByCurrentThread()
        || isHelper()
        || !busy.tryLock()) {
      for (int task = 0; task < tasks; task++) {
        job.run(0, task);
      }
      return;
    }
    try {
      share(tasks, job);
    } finally {
      busy.unlock();
    }
    Throwable found = failure;
    if (found != null) {
      failure = null;
      if (found instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a task failed: " + found.getMessage(), found);
    }
  }

  private boolean isHelper() {
    Thread current = Thread.currentThread();
    for (Thread helper : helpers) {
      if (helper.equals(current)) {
        return true;
      }
    }
    return false;
  }

  /// A helper counts itself in before it looks for a job, and the caller takes the job away before
  /// it counts the helpers: so nobody still works when this returns, and nobody who slept through
  /// the job is waited for.
  private void share(int tasks, Job job) {
    this.tasks = tasks;
    caller = Thread.currentThread();
    next.set(0);
    this.job = job; // publishes all of the above
    for (int i = 0; i < Math.min(helpers.length, tasks - 1); i++) {
      LockSupport.unpark(helpers[i]);
    }
    work(0, job, tasks);
    this.job = null;
    boolean interrupted = false;
    while (active.get() > 0) {
      LockSupport.park(this);
      interrupted |=
          Thread.interrupted(); // an interrupt must not turn this into a loop without sleep
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void help(int worker) {
    while (true) {
      LockSupport.park(this);
      active.incrementAndGet();
      Job mine = job;
      if (mine != null) {
        work(worker, mine, tasks);
      }
      if (active.decrementAndGet() == 0) {
        LockSupport.unpark(caller);
      }
    }
  }

  private void work(int worker, Job job, int tasks) {
    try {
      for (int task = next.getAndIncrement(); task < tasks; task = next.getAndIncrement()) {
        job.run(worker, task);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      next.set(tasks);
    }
  }
}
