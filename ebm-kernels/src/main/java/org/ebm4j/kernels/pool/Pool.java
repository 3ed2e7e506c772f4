package org.ebm4j.kernels.pool;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/// Runs the tasks of a job on daemon threads and on the caller's own.
///
/// Each thread begins with a share of the tasks of its own, the same in every job of as many tasks,
/// so that it finds in its cache what it left there in the job before; then it helps the others,
/// task by task, so that a slow neighbour delays one task and not a share of them. An idle thread
/// looks for the next job for about as long as waking would take, giving way to whoever wants the
/// processor, and then sleeps. A helper that wakes after the last task was grabbed is not waited
/// for. A job that arrives while another runs — from a second caller, or from inside a task — is
/// done by its caller alone, so nesting cannot deadlock. Nothing is allocated.
public final class Pool {
  /// A job: tasks 0 … n − 1 in any order, on any thread.
  @FunctionalInterface
  public interface Job {
    /// Does one task.
    ///
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

  /// Nanoseconds that a thread stays awake for others.
  private static final long AWAKE = 50_000;

  /// Numbers from one counter to the next, so that no two share a line of a cache.
  private static final int APART = 32;

  private final int helpers;
  private final AtomicIntegerArray next; // task of each thread's share

  // What follows is written under this object's monitor; so it is read, but for a first look.
  private boolean taken; // a job is being done
  private boolean open; // helpers may join it
  private @Nullable Job job;
  private int tasks;
  private volatile int joined; // helpers at work
  private volatile long generation;
  private @Nullable Throwable failure;

  /// Starts the helpers.
  ///
  /// @param threads the caller's included, ≥ 1
  public Pool(int threads) {
    helpers = threads - 1;
    next = new AtomicIntegerArray(threads * APART);
    for (int i = 1; i <= helpers; i++) {
      int worker = i;
      Thread.ofPlatform().daemon().name("ebm4j-" + worker).start(() -> help(worker));
    }
  }

  /// The pool of this process.
  public static Pool common() {
    return Common.POOL;
  }

  /// Threads that may work on a job, the caller's included.
  public int threads() {
    return helpers + 1;
  }

  /// Runs all tasks; returns when the last is done. The first failure of a task is thrown here. An
  /// interrupt does not end the job and is kept.
  public void run(int tasks, Job job) {
    if (helpers == 0 || tasks <= 1 || !offer(tasks, job)) {
      for (int task = 0; task < tasks; task++) {
        job.run(0, task);
      }
      return;
    }
    work(0, job, tasks);
    Throwable found = retire();
    if (found instanceof Error error) {
      throw error;
    }
    if (found != null) {
      throw new IllegalStateException("a task failed: " + found.getMessage(), found);
    }
  }

  /// Takes the pool and wakes as many helpers as there are tasks for; false if it is taken.
  private synchronized boolean offer(int tasks, Job job) {
    if (taken) {
      return false;
    }
    taken = true;
    open = true;
    this.job = job;
    this.tasks = tasks;
    failure = null;
    for (int worker = 0; worker <= helpers; worker++) {
      next.set(worker * APART, first(worker, tasks));
    }
    generation++;
    for (int i = 0; i < Math.min(helpers, tasks - 1); i++) {
      notify(); // only helpers wait while the pool is not taken
    }
    return true;
  }

  /// Lets nobody join any more, waits for those who did, and gives the pool back.
  private @Nullable Throwable retire() {
    close();
    for (long end = System.nanoTime() + AWAKE; joined > 0 && System.nanoTime() < end; ) {
      giveWay();
    }
    return leftAlone();
  }

  private synchronized void close() {
    open = false;
  }

  private synchronized @Nullable Throwable leftAlone() {
    boolean interrupted = false;
    while (joined > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    job = null;
    taken = false;
    return failure;
  }

  private void help(int worker) {
    long seen = 0;
    while (true) {
      @Nullable Job mine;
      int count;
      for (long end = System.nanoTime() + AWAKE; generation == seen && System.nanoTime() < end; ) {
        giveWay();
      }
      synchronized (this) {
        mine = join(seen);
        seen = generation;
        count = tasks;
      }
      if (mine != null) {
        work(worker, mine, count);
        leave();
      }
    }
  }

  /// Sleeps until there is a job this helper has not seen; null if it is done already: the next may
  /// be near.
  private synchronized @Nullable Job join(long seen) {
    while (generation == seen) {
      try {
        wait();
      } catch (InterruptedException e) {
        // nobody has a reason to: back to sleep
      }
    }
    if (!open) {
      return null;
    }
    joined++;
    return job;
  }

  private synchronized void leave() {
    joined--;
    if (joined == 0 && !open) {
      notifyAll(); // the caller is among those who wait
    }
  }

  private void work(int worker, Job job, int tasks) {
    try {
      for (int i = 0; i <= helpers; i++) {
        int share = (worker + i) % (helpers + 1);
        int end = first(share + 1, tasks);
        for (int task = grab(share); task < end; task = grab(share)) {
          job.run(worker, task);
        }
      }
    } catch (RuntimeException | Error e) {
      for (int share = 0; share <= helpers; share++) {
        next.set(share * APART, tasks);
      }
      failed(e);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // nothing relies on it: it is a courtesy
  private static void giveWay() {
    Thread.yield();
  }

  /// The first task of a thread's share.
  private int first(int worker, int tasks) {
    return (int) ((long) tasks * worker / (helpers + 1));
  }

  private int grab(int share) {
    return next.getAndIncrement(share * APART);
  }

  private synchronized void failed(Throwable e) {
    if (failure == null) {
      failure = e;
    }
  }
}
