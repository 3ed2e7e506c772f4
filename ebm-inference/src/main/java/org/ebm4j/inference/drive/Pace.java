package org.ebm4j.inference.drive;

import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import org.ebm4j.api.engine.Run;

/// How many steps to run in one call, so that a call lasts about a millisecond and cancelling is
/// noticed soon.
///
/// The number follows the clock, results must not: callers may only use it where running 2 + 3
/// steps and running 5 leave the same bits.
public final class Pace {
  private static final long SHORT = 1_000_000; // nanoseconds
  private static final long LONG = 4_000_000;

  private final LongSupplier clock;
  private int steps = 1;

  /// @param clock nanoseconds from any origin
  public Pace(LongSupplier clock) {
    this.clock = clock;
  }

  /// Runs a call of some steps and learns from how long it took.
  ///
  /// @param most steps that may be run, ≥ 1
  /// @return the steps run
  public int run(long most, Call call) {
    int now = (int) Math.min(steps, most);
    long begun = clock.getAsLong();
    int done = call.run(now);
    long took = clock.getAsLong() - begun;
    if (took < SHORT && now == steps) {
      steps = Math.min(2 * steps, 1 << 16);
    } else if (took > LONG) {
      steps = Math.max(1, now / 2);
    }
    return done;
  }

  /// Something that performs steps.
  @FunctionalInterface
  public interface Call {
    /// @param steps ≥ 1
    /// @return how many were performed: all, unless the thread was interrupted
    int run(int steps);
  }

  /// Performs steps of a run. One whose thread is interrupted may end early: every chain has then
  /// done as many steps, and the thread stays interrupted for the loop to see.
  ///
  /// @return the steps performed
  public static int step(Run run, int steps) {
    long before = run.stepsDone();
    try {
      run.step(steps);
    } catch (CancellationException interrupted) {
      // what was done is whole; the loop looks at the thread next
    }
    return (int) (run.stepsDone() - before);
  }
}
