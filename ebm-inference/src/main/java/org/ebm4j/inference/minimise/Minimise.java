package org.ebm4j.inference.minimise;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ebm4j.api.energy.FixedForm;
import org.ebm4j.api.energy.Method;
import org.ebm4j.api.energy.Outcome;
import org.ebm4j.api.energy.Outcome.StoppedEarly.Limit;
import org.ebm4j.api.energy.Problem;
import org.ebm4j.inference.Cancellation;
import org.ebm4j.inference.Progress;
import org.ebm4j.inference.Watcher;
import org.ebm4j.inference.drive.Pace;

/// The loop that drives every minimiser: many starts at once, each until a stop rule ends it.
///
///     Method method = Minimise.by(new Adam(...)).until(Stop.standard().steps(500)).watched(50, bar);
///
/// Between calls of about a millisecond it looks up, to be cancelled, to keep the time, to be watched. How
/// the work is cut into calls follows the clock and changes no bit of a result; only a run that ends by
/// time or by cancelling depends on when. Each row keeps its best finite point and reports why it
/// ended; numbers going wrong end their own row only. Immutable.
public final class Minimise implements Method {
  private final Starter method;
  private final Looks looks;
  private final Stop stop;
  private final Cancellation cancellation;
  private final LongSupplier clock;
  private final Consumer<DescentSearch.Step> seen;

  /// @param name of the method, for people
  private record Starter(Object name, Begin begin) {}

  private interface Begin {
    Batch batch(Minimise loop, Problem problem, double[] starts);
  }

  /// @param traceEvery steps between trace entries, 0 for none
  /// @param watchEvery steps between looks of the watcher, 0 for none
  private record Looks(int traceEvery, int watchEvery, Watcher watcher) {}

  private Minimise(
      Starter method,
      Looks looks,
      Stop stop,
      Cancellation cancellation,
      LongSupplier clock,
      Consumer<DescentSearch.Step> seen) {
    this.method = method;
    this.looks = looks;
    this.stop = stop;
    this.cancellation = cancellation;
    this.clock = clock;
    this.seen = seen;
  }

  private static Minimise by(Starter method) {
    return new Minimise(
        method,
        new Looks(0, 0, Watcher.NONE),
        Stop.standard(),
        new Cancellation(),
        System::nanoTime,
        DescentSearch.Rules.UNSEEN);
  }

  /// Drives a method whose step is one formula; anybody's.
  public static Minimise by(FixedForm form) {
    return by(
        new Starter(
            form, (loop, problem, starts) -> new FixedBatch(form, problem, starts, loop.stop)));
  }

  /// Drives a method with a line search.
  public static Minimise by(Searching method) {
    return by(
        new Starter(
            method, (loop, problem, starts) -> searches(method, problem, starts, loop.rules())));
  }

  private static Batch searches(
      Searching method, Problem problem, double[] starts, DescentSearch.Rules rules) {
    return method instanceof Lbfgs lbfgs && LaneBatch.suits(problem, starts)
        ? new LaneBatch(lbfgs, problem, starts, rules)
        : new SearchBatch(method, problem, starts, rules);
  }

  private DescentSearch.Rules rules() {
    return new DescentSearch.Rules(stop, looks.traceEvery, seen);
  }

  /// With these stop rules instead of the standard ones.
  public Minimise until(Stop rules) {
    return new Minimise(method, looks, rules, cancellation, clock, seen);
  }

  /// Traces every so many steps of a row; step 0 is the start.
  public Minimise traced(int every) {
    return with(new Looks(positive("traced", every), looks.watchEvery, looks.watcher));
  }

  /// Shows progress, after every so many steps (of methods with a line search: evaluations).
  public Minimise watched(int every, Watcher watcher) {
    return with(new Looks(looks.traceEvery, positive("watched", every), watcher));
  }

  private Minimise with(Looks other) {
    return new Minimise(method, other, stop, cancellation, clock, seen);
  }

  /// Can be cancelled by this; interrupting the thread always cancels.
  public Minimise cancelledBy(Cancellation token) {
    return new Minimise(method, looks, stop, token, clock, seen);
  }

  /// For tests: another clock.
  Minimise by(LongSupplier nanoseconds) {
    return new Minimise(method, looks, stop, cancellation, nanoseconds, seen);
  }

  /// For tests: shows every step that a line search chose.
  Minimise seenBy(Consumer<DescentSearch.Step> observer) {
    return new Minimise(method, looks, stop, cancellation, clock, observer);
  }

  private static int positive(String what, int every) {
    if (every < 1) {
      throw new IllegalArgumentException(
          what + ": the number of steps should be at least 1, found " + every);
    }
    return every;
  }

  @Override
  public List<Outcome> solve(Problem problem, double[] starts) {
    int n = problem.size();
    if (problem.components().stream().anyMatch(c -> c.kind().isTwoValued())) {
      throw new IllegalArgumentException(
          method.name
              + " walks in real numbers, but some components of the unknown are bits, spins or categories; draw them by sample(BlockGibbs.standard().beta(β), …) with a large β and keep the lowest");
    }
    if (starts.length == 0 || starts.length % (n * problem.observations()) != 0) {
      throw new IllegalArgumentException(
          "minimise: found "
              + starts.length
              + " start numbers for an unknown of "
              + n
              + " and "
              + problem.observations()
              + " observations; give the same number of starts for each, row after row");
    }
    double[] inside = starts.clone();
    for (int at = 0; at < inside.length; at += n) {
      problem.bounds().clamp(inside, at);
    }
    try (Batch batch = method.begin.batch(this, problem, inside)) {
      drive(batch);
      batch.settle();
      return batch.rows().stream().map(row -> row.outcome(problem.bounds())).toList();
    }
  }

  private void drive(Batch batch) {
    long begun = clock.getAsLong();
    Pace pace = new Pace(clock);
    long done = 0;
    while (batch.live() > 0) {
      Duration elapsed = Duration.ofNanos(clock.getAsLong() - begun);
      if (done == 0) {
        done +=
            pace.run(1, batch::advance); // every row evaluates its start before anything ends it
        look(batch, done, begun);
      } else if (cancellation.isRequested()) {
        batch.end(new Ending.Cut(Limit.CANCELLED, "it was cancelled after " + time(elapsed)));
      } else if (elapsed.compareTo(stop.time()) >= 0) {
        batch.end(new Ending.Cut(Limit.TIME, "the time allowed was used: " + time(elapsed)));
      } else {
        done += pace.run(untilLook(done), batch::advance);
        look(batch, done, begun);
      }
    }
  }

  /// Steps to the next look. A trace entry describes the point before a step, so the look for step
  /// s comes right after it.
  private long untilLook(long done) {
    long trace = looks.traceEvery;
    long watch = looks.watchEvery;
    long toTrace = trace == 0 ? Long.MAX_VALUE : done == 0 ? 1 : trace - (done - 1) % trace;
    long toWatch = watch == 0 ? Long.MAX_VALUE : watch - done % watch;
    return Math.min(toTrace, toWatch);
  }

  private void look(Batch batch, long done, long begun) {
    boolean traced = looks.traceEvery > 0 && (done - 1) % looks.traceEvery == 0;
    boolean watched = looks.watchEvery > 0 && (done % looks.watchEvery == 0 || batch.live() == 0);
    if (traced || watched) {
      batch.look(traced);
    }
    if (watched && !looks.watcher.see(progress(batch, begun))) {
      batch.end(new Ending.Cut(Limit.CALLBACK, "the watcher asked for it"));
    }
  }

  private Progress progress(Batch batch, long begun) {
    List<Row> rows = batch.rows();
    return new Progress(
        rows.stream().mapToLong(row -> row.steps).max().orElse(0),
        stop.steps(),
        batch.live(),
        rows.size(),
        rows.stream().mapToDouble(Row::energy).min().orElse(Double.NaN),
        Duration.ofNanos(clock.getAsLong() - begun));
  }

  private static String time(Duration elapsed) {
    return Ending.number(elapsed.toNanos() / 1e9) + " s";
  }

  @Override
  public String toString() {
    return method.name + " until " + stop;
  }
}
