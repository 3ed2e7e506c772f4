package org.ebm4j.training.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.ebm4j.training.Metrics;
import org.jspecify.annotations.Nullable;

/// Independent tasks of one experiment on a few threads.
///
/// What they give and what they measure comes in the order of the tasks, whichever ends first, so
/// that nothing depends on the number of threads. The audience is called by one thread at a time
/// and hears of one part, whose progress is that of all tasks.
///
/// @param <T> what a task gives
final class SideBySide<T> {
  private final String part;
  private final long total;
  private final Audience audience;
  private final List<Told> told = new ArrayList<>();

  // What follows is read and written under this object's monitor.
  private long done;
  private int next; // the first task whose measurements were not handed on yet
  private boolean stopped;
  private @Nullable Throwable failure;

  /// @param part what the audience calls all tasks together
  /// @param total steps of all tasks together
  SideBySide(String part, long total, Audience audience) {
    this.part = part;
    this.total = total;
    this.audience = audience;
  }

  /// Does all tasks. If the thread is interrupted they are asked to stop, and it stays interrupted.
  /// The first failure is thrown when all have ended.
  ///
  /// @param threads ≥ 1
  /// @param tasks each tells the audience it is given
  List<T> run(int threads, List<Function<Audience, T>> tasks) {
    tasks.forEach(_ -> told.add(new Told())); // before any of them speaks
    List<T> results = new ArrayList<>();
    boolean interrupted = false;
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < tasks.size(); i++) {
        Function<Audience, T> task = tasks.get(i);
        Told mine = told.get(i);
        futures.add(executor.submit(() -> doing(task, mine)));
      }
      for (int i = 0; i < futures.size(); ) {
        try {
          results.add(futures.get(i).get());
          i++;
        } catch (InterruptedException e) {
          interrupted = true;
          stopAll(null);
        } catch (ExecutionException e) {
          i++; // kept as the failure
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    throwFailure();
    return results;
  }

  private T doing(Function<Audience, T> task, Told mine) {
    try {
      T result = task.apply(mine);
      mine.end();
      return result;
    } catch (RuntimeException | Error e) {
      stopAll(e);
      throw e;
    }
  }

  private synchronized void stopAll(@Nullable Throwable why) {
    stopped = true;
    if (failure == null) {
      failure = why;
    }
  }

  private synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }

  /// What one task tells; its measurements wait until the tasks before it have ended.
  private final class Told implements Audience {
    private record Line(String run, Metrics metrics) {}

    private final List<Line> waiting = new ArrayList<>();
    private long mine; // steps
    private boolean ended;

    @Override
    public void progress(String run, long done, long total) {
      synchronized (SideBySide.this) {
        SideBySide.this.done += done - mine;
        mine = done;
        audience.progress(part, SideBySide.this.done, SideBySide.this.total);
      }
    }

    @Override
    public void metrics(String run, Metrics metrics) {
      synchronized (SideBySide.this) {
        waiting.add(new Line(run, metrics));
        handOn();
      }
    }

    @Override
    public boolean stop() {
      synchronized (SideBySide.this) {
        stopped |= audience.stop();
        return stopped;
      }
    }

    private void end() {
      synchronized (SideBySide.this) {
        ended = true;
        handOn();
      }
    }
  }

  /// Hands on what the first task that has not ended, and all before it, have measured.
  private void handOn() {
    while (next < told.size()) {
      Told first = told.get(next);
      first.waiting.forEach(line -> audience.metrics(line.run(), line.metrics()));
      first.waiting.clear();
      if (!first.ended) {
        return;
      }
      next++;
    }
  }
}
